/** The process entry of the import action. */
import { importLists } from './actions.js';
await importLists(process.env);
