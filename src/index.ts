/** The process entry of the import action. */
import { importLists } from './actions.ts';

await importLists(process.env);
