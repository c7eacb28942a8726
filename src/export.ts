/** The process entry of the export action. */
import { exportMembers } from './actions.ts';

await exportMembers(process.env);
