/** An export of 1,000,000 members, and the import of its file elsewhere: the built actions against the simulator. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ActionResult, runAction } from '../__tests__/support/run-action.ts';
import { startSimulator } from '../simulator/server.ts';
import { uuids } from './files.ts';
import { type BenchOptions, duration, median, row, type Section } from './harness.ts';

const MOST_MB = 150;

interface Figures {
  seconds: number;
  peakMb: number;
  fileMb: number;
}

/** One round trip. The simulator keeps the members of one segment only, and compares them with what is imported. */
async function run(members: readonly string[], path: string): Promise<{ exported: Figures; imported: Figures }> {
  const sim = await startSimulator();
  const workspace = mkdtempSync(join(tmpdir(), 'bench-export-'));
  const place = {
    'access-token': sim.token,
    'base-uri': sim.url,
    'project-key': 'web',
    'environment-key': 'production',
  };
  try {
    const segment = sim.state.createSegment('web/production/beta', { members });
    const copy = sim.state.createSegment('web/production/copy');
    const inputs = { ...place, 'segment-key': 'beta', path };
    const exported = await runAction({ action: 'export', inputs, workspace, limitSeconds: 300 });
    const imported = await runAction({
      inputs: { ...place, 'segment-key': 'copy', 'csv-path': path, header: false, mode: 'replace' },
      workspace,
      limitSeconds: 300,
    });
    const same = copy.members.size === segment.members.size && members.every((key) => copy.members.has(key));
    if (imported.outputs.status !== 'complete' || !same) throw new Error(`${exported.log}\n${imported.log}`);
    const fileMb = statSync(join(workspace, path)).size / 1e6;
    return { exported: figuresOf(exported, fileMb), imported: figuresOf(imported, fileMb) };
  } finally {
    rmSync(workspace, { recursive: true, force: true });
    await sim.close();
  }
}

const figuresOf = ({ milliseconds, maxRss }: ActionResult, fileMb: number): Figures => ({
  seconds: milliseconds / 1000,
  peakMb: maxRss / 1e6,
  fileMb,
});

/** The median time, and the peak of all. */
const summarise = (all: readonly Figures[]): Figures => ({
  seconds: median(all.map(({ seconds }) => seconds)),
  peakMb: Math.max(...all.map(({ peakMb }) => peakMb)),
  fileMb: all[0]!.fileMb,
});

export async function exporting({ quick }: BenchOptions): Promise<Section> {
  const members = [...uuids(quick ? 50_000 : 1_000_000)].flatMap((text) => text.trimEnd().split('\n'));
  const lines: string[] = [];
  let peak = 0;
  for (const path of ['members.csv', 'members.csv.gz']) {
    const rounds = [];
    for (let round = 0; round <= (quick ? 1 : 5); round++) rounds.push(await run(members, path));
    // The first one warms up.
    const exported = summarise(rounds.slice(1).map((each) => each.exported));
    const imported = summarise(rounds.slice(1).map((each) => each.imported));
    peak = Math.max(peak, exported.peakMb);
    const line = (name: string, { seconds, peakMb, fileMb }: Figures): string =>
      row(name, `${fileMb.toFixed(1)} MB`, duration(seconds), `${peakMb.toFixed(0)} MB`);
    lines.push(line(`export to \`${path}\``, exported), line('import of it', imported));
  }
  return {
    title: 'Export',
    body: [
      `A segment of ${members.length.toLocaleString('en-US')} members to a file, and the file into an empty segment. The simulator runs on the same machine, and exports and imports at once.`,
      '',
      '| | file | whole step | peak memory |',
      '|---|--:|--:|--:|',
      ...lines,
    ].join('\n'),
    goals: [{ text: `memory under ${MOST_MB} MB`, figure: `${peak.toFixed(0)} MB`, holds: peak < MOST_MB }],
  };
}
