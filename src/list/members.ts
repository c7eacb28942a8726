/**
 * A segment's members out of an exported file. Other than in a list nothing is trimmed, rejected or skipped: members
 * are what LaunchDarkly has, and a row that cannot be read to the byte makes the file unreadable.
 */
import { isUtf8 } from 'node:buffer';
import { HAS_COMMA, HAS_CONTROL, HAS_NON_ASCII, HAS_QUOTE } from './bytes.ts';
import { FieldReader } from './csv.ts';
import { ListFailure } from './failure.ts';
import { hasControlCharacter, isPlaceholder, trim } from './key.ts';
import { describe, type Layout, layoutOf } from './layout.ts';
import type { WriteOptions } from './parts.ts';
import { openText, type Rows } from './rows.ts';
import { type Samples, sampleOf } from './sample.ts';
import { StoredKeys } from './stored.ts';
import { DistinctWriter, subtract } from './writer.ts';

/** Members that no list can hold are kept in memory; a segment that has more of them came by another way than lists. */
const MOST_UNLISTABLE = 1_000_000;

/** Distinct members of a segment. */
export class Members {
  /** Members that a list can hold. */
  readonly listable: StoredKeys;
  /** Members that no list can hold: control characters, placeholders, spaces or tabs around them. */
  readonly unlistable: readonly string[];
  /** How the file was laid out: `one column, no header row`. */
  readonly layout: string;
  /** The first key, since it may be a header row after all; then keys at random, of either kind in turn. */
  readonly sample: Samples['sample'];

  constructor(listable: StoredKeys, unlistable: readonly string[], layout: string) {
    this.listable = listable;
    this.unlistable = unlistable;
    this.layout = layout;
    const few = sampleOf(unlistable);
    const { sample, representative } = listable;
    const longer = sample.length > few.length ? sample : few;
    const turns = longer.flatMap((_, turn) => [sample[turn], few[turn]]).filter((key) => key !== undefined);
    this.sample = [...new Set([...representative.slice(0, 1), ...turns])];
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
  async *keys(): AsyncGenerator<readonly string[], void, undefined> {
    if (this.unlistable.length > 0) yield this.unlistable;
    yield* this.listable.keys();
  }
}

interface ReadMembersOptions extends Omit<WriteOptions, 'onProgress'> {
  /** How many members there should be: it tells a header row `key` from a member of that name. */
  expected?: number;
}

/**
 * Reads the members out of an exported file, plain or compressed.
 *
 * @throws ListFailure `export_mismatch` for a file that cannot be read, with how it was laid out; `runner_error`
 */
export async function readMembers(path: string, { expected, ...options }: ReadMembersOptions): Promise<Members> {
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
    await using file = await openText({ path, shown }, options.signal);
    const layout = layoutOf(file.first, header);
    const described = describe(layout);
    shape = ` It was read as ${described}.`;
    const rows = file.rows(new FieldReader(shown, layout.delimiter, layout.keyColumn));
    if (layout.header) await rows.next();
    await using writer = new DistinctWriter(options);
    const unlistable = await readAll(rows, layout, writer);
    const { keys } = await writer.finish();
    return { members: new Members(keys, unlistable, described), layout };
  } catch (error) {
    if (!(error instanceof ListFailure) || error.code === 'runner_error') throw error;
    const { what, position } = error;
    throw new ListFailure('export_mismatch', what + shape, { position, cause: error });
  }
}

/** @returns the members that no list can hold */
async function readAll(rows: Rows, { columns, mark }: Layout, writer: DistinctWriter): Promise<string[]> {
  const { reader } = rows;
  const unlistable = new Set<string>();
  const cells: string[] = [];
  const row = (): void => {
    if (reader.columns !== columns) throw unclear(reader, 'the row has another number of columns');
    if (mark) {
      const member = mark.isMember(cells[mark.column - 1] ?? '');
      if (member === undefined) throw unclear(reader, 'it is not clear whether the row is a member');
      if (!member) return;
    }
    const { start, end, flags } = reader;
    const { bytes } = reader.memory;
    if (reader.problem !== undefined) throw unclear(reader, 'the quoting is malformed');
    if (start === end) throw unclear(reader, 'the key is empty');
    if ((flags & HAS_NON_ASCII) !== 0 && !reader.isKnownUtf8(end) && !isUtf8(bytes.subarray(start, end))) {
      throw unclear(reader, 'the key is not valid UTF-8');
    }
    const odd =
      isPlaceholder(bytes, start, end) || ((flags & HAS_CONTROL) !== 0 && hasControlCharacter(bytes, start, end));
    const whole = { memory: reader.memory, start, end };
    if (odd || trim(whole)) {
      unlistable.add(reader.text);
      if (unlistable.size > MOST_UNLISTABLE) throw unclear(reader, 'too many keys are none that a list can hold');
      return;
    }
    if (!writer.fits(end - start + 3)) throw unclear(reader, 'the key is longer than one upload may be');
    writer.block.add(reader.memory, start, end, (flags & (HAS_COMMA | HAS_QUOTE)) !== 0);
  };
  await rows.each({ row, writer, plain: columns === 1, ...(mark && { cells }) });
  return [...unlistable];
}

function unclear({ line, column }: FieldReader, what: string): ListFailure {
  return new ListFailure('invalid_csv', `${what}.`, { position: { file: 'export', line, column } });
}
