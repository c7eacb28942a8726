/**
 * A segment's members out of an exported file. Unlike in a list, nothing is trimmed, rejected or skipped: members
 * are what LaunchDarkly has, and a row that cannot be read to the byte makes the file unreadable.
 */
import type { ProblemKind } from '../result.ts';
import { ROW_PROBLEMS } from '../words.ts';
import { FieldReader } from './csv.ts';
import { ListFailure } from './failure.ts';
import { keyProblem, normalise, trim } from './key.ts';
import { describe, type Layout, layoutOf } from './layout.ts';
import type { WriteOptions } from './parts.ts';
import { beginningOf, Rows } from './rows.ts';
import { type Samples, sampleOf } from './sample.ts';
import { openFile } from './source.ts';
import { type Beginnings, StoredKeys } from './stored.ts';
import { DistinctWriter, subtract } from './writer.ts';

/** Members that no list can hold are kept in memory; more of them than this cannot have come from lists. */
const MOST_UNLISTABLE = 1_000_000;

/** How many of them the sample begins with. */
const UNLISTABLE_FIRST = 4;

/** Distinct members of a segment. */
export class Members {
  /** Members that a list can hold. */
  readonly listable: StoredKeys;
  /** Members that no list can hold: control characters, placeholders, spaces or tabs around them. */
  readonly unlistable: readonly string[];
  /** How the file was laid out: `one column, no header row`. */
  readonly layout: string;
  /** The first key, since it may be a header row after all; then random keys, beginning with a few that no list can hold. */
  readonly sample: Samples['sample'];

  constructor(listable: StoredKeys, unlistable: readonly string[], layout: string) {
    this.listable = listable;
    this.unlistable = unlistable;
    this.layout = layout;
    const first = listable.representative.slice(0, 1);
    const odd = sampleOf(unlistable);
    this.sample = [...new Set([...first, ...odd.slice(0, UNLISTABLE_FIRST), ...listable.sample, ...odd])];
  }

  static none(): Members {
    return new Members(StoredKeys.none(), [], 'no rows');
  }

  get count(): number {
    return this.listable.count + this.unlistable.length;
  }

  /** The members that the list does not have. */
  async without(list: StoredKeys, options: WriteOptions): Promise<Members> {
    return new Members(await subtract(this.listable, list, options), this.unlistable, this.layout);
  }

  /** All keys, some thousand at a time. */
  async *keys(beginnings?: Beginnings): AsyncGenerator<readonly string[], void, undefined> {
    if (this.unlistable.length > 0) yield this.unlistable;
    yield* this.listable.keys(beginnings);
  }
}

/**
 * Reads the members out of an exported file, plain or compressed.
 *
 * @param expected how many members there should be: a header row `key` may be a member of that name
 * @throws ListFailure `export_mismatch` for a file that cannot be read, with how it was laid out; `runner_error`
 */
export async function readMembers(
  path: string,
  { expected, ...options }: WriteOptions & { expected?: number },
): Promise<Members> {
  const { members, layout } = await readAs(path, options);
  if (!layout.header || members.count + 1 !== expected) return members;
  const again = await readAs(path, options, false);
  return again.members.count === expected ? again.members : members;
}

async function readAs(
  path: string,
  options: WriteOptions,
  header?: false,
): Promise<{ members: Members; layout: Layout }> {
  const shown = 'export';
  let shape = '';
  try {
    await using file = await openFile({ path, shown }, options.signal);
    const beginning = await beginningOf(file, shown);
    const layout = layoutOf(beginning, header);
    const described = describe(layout);
    shape = ` It was read as ${described}.`;
    const rows = new Rows(new FieldReader(shown, layout.delimiter, layout.keyColumn), beginning, file);
    if (layout.header) await rows.next();
    await using writer = new DistinctWriter(options);
    const unlistable = await readAll(rows, layout, writer);
    const { keys } = await writer.finish();
    return { members: new Members(keys, unlistable, described), layout };
  } catch (error) {
    if (!(error instanceof ListFailure) || error.code === 'runner_error') throw error;
    throw new ListFailure('export_mismatch', error.message + shape, { cause: error });
  }
}

/** What makes a file unreadable; any other key is a member that no list can hold. */
const UNCLEAR: readonly ProblemKind[] = ['malformed_quoting', 'empty_key', 'invalid_utf8'];

/** @returns the members that no list can hold */
async function readAll(rows: Rows, { columns, mark }: Layout, writer: DistinctWriter): Promise<string[]> {
  const { reader } = rows;
  const unlistable = new Set<string>();
  const cells: string[] = [];
  const row = (): void => {
    if (reader.columns !== columns) throw reader.failure('the row has a different number of columns.');
    if (mark) {
      const member = mark.meanings.get(normalise(cells[mark.column - 1] ?? ''));
      if (member === undefined) throw reader.failure('it is not clear whether the row is a member.');
      if (!member) return;
    }
    const problem = reader.problem ?? keyProblem(reader);
    if (problem !== undefined && UNCLEAR.includes(problem)) throw reader.failure(`${ROW_PROBLEMS[problem]}.`);
    const { window, start, end } = reader;
    if (problem !== undefined || trim({ window, start, end })) {
      unlistable.add(reader.text);
      if (unlistable.size > MOST_UNLISTABLE) throw reader.failure('too many keys cannot be held by a list.');
      return;
    }
    if (!writer.add(reader)) throw reader.failure('the key is longer than one upload may be.');
  };
  await rows.each({ row, writer, plain: columns === 1, cells: mark && cells });
  return [...unlistable];
}
