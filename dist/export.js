/** The process entry of the export action. */
import { exportMembers } from './actions.js';
await exportMembers(process.env);
