/** The process entry: everything is in main.ts. */
import * as core from '@actions/core';
import { main } from './main.ts';

await main(core, process.env);
