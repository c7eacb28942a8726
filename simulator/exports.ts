import { randomUUID } from 'node:crypto';
import type { Segment } from './environment.ts';
import { LifeCycle, type Steps } from './lifecycle.ts';

/** The file of an export, all of which LaunchDarkly leaves open. Default: one key per row and nothing else. */
export interface ExportFormat {
  steps?: Steps;
  /** Whose members it holds: those of the moment it was asked for (default), or of the moment it is complete. */
  taken?: 'asked' | 'complete';
  /** Where the file is: signed on another origin (default), or on the API's own, with an absolute or relative link. */
  link?: 'other-origin' | 'same-origin' | 'relative';
  /** Name of the link beside `self`. */
  linkName?: string;
  /** The link answers with a redirect to the file instead of the file. */
  redirect?: boolean;
  header?: readonly string[];
  /** The fields of a row. */
  row?: (key: string, included: boolean) => readonly string[];
  /** Excluded targets have rows too. */
  excluded?: boolean;
  quote?: 'needed' | 'always';
  delimiter?: string;
  eol?: string;
  bom?: boolean;
  order?: 'stored' | 'reversed' | 'sorted';
  /** Members that the file lacks, by their place; negative counts from the end. */
  omit?: readonly number[];
  /** Rows more than the segment has members. */
  extra?: readonly string[];
  /** The connection breaks after so many bytes of the file. */
  truncate?: number;
}

function render(segment: Segment, format: ExportFormat): Buffer {
  const { delimiter = ',', eol = '\n', quote = 'needed', row = (key: string) => [key], omit = [] } = format;
  const special = new RegExp(`["\r\n${delimiter === '\t' ? '\t' : `\\${delimiter}`}]`);
  const field = (text: string) => (quote === 'always' || special.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const line = (fields: readonly string[]) => fields.map(field).join(delimiter) + eol;

  let keys = [...segment.members];
  if (format.order === 'reversed') keys.reverse();
  if (format.order === 'sorted') keys.sort();
  const omitted = new Set(omit.map((place) => (place < 0 ? keys.length + place : place)));
  if (omitted.size > 0) keys = keys.filter((_, place) => !omitted.has(place));
  keys.push(...(format.extra ?? []));

  const lines = keys.map((key) => line(row(key, true)));
  if (format.excluded) lines.unshift(...Array.from(segment.excluded, (key) => line(row(key, false))));
  if (format.header) lines.unshift(line(format.header));
  return Buffer.from((format.bom ? '\uFEFF' : '') + lines.join(''));
}

/** One export: the members as they were at one moment. */
export class Export {
  readonly id = randomUUID();
  /** What makes the link of the file a credential. */
  readonly signature = randomUUID();
  readonly creationTime = Date.now();
  readonly segment: Segment;
  readonly format: ExportFormat;
  readonly #life: LifeCycle;
  #file: Buffer | undefined;

  constructor(segment: Segment, format: ExportFormat) {
    this.segment = segment;
    this.format = format;
    if (format.taken !== 'complete') this.#file = render(segment, format);
    this.#life = new LifeCycle(format.steps ?? ['in_progress', 'complete'], (status) => {
      if (status === 'complete') this.#file ??= render(segment, format);
    });
  }

  /** The file, empty until the members are taken. */
  get file(): Buffer {
    return this.#file ?? Buffer.alloc(0);
  }

  /** @returns the status as a request sees it */
  look(): string {
    return this.#life.look();
  }
}
