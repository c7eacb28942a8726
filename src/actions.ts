/** Both actions. dist/ has them as one bundle, which the two process entries import. */
export { exportMembers } from './export-main.ts';
export { importLists } from './main.ts';
