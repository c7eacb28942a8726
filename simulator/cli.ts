import { parseArgs } from 'node:util';
import type { Steps } from './lifecycle.ts';
import type { RequestRecord } from './requests.ts';
import { API_VERSION, type Simulator, startSimulator } from './server.ts';

const USAGE = `Usage: npm run simulator -- [options]

  --port <n>          port to listen on (default 8787; 0 takes a free one)
  --host <name>       address to listen on (default 127.0.0.1)
  --token <text>      the access token that works (default api-simulator)
  --members <n>       members of the demo segment (default 1000)
  --seconds <n>       how long an import takes (default 6)
  --latency <ms>      how long each answer takes (default 0)
  --approvals         segments tagged "approval" need approval in production
  --batch <n>         most keys in one POST contexts (default 1000)
  --rate <n>          requests per 10 seconds (default no limit)
  --help              this text
`;

const OPTIONS = {
  port: { type: 'string', default: '8787' },
  host: { type: 'string', default: '127.0.0.1' },
  token: { type: 'string', default: 'api-simulator' },
  members: { type: 'string', default: '1000' },
  seconds: { type: 'string', default: '6' },
  latency: { type: 'string', default: '0' },
  approvals: { type: 'boolean', default: false },
  batch: { type: 'string', default: '1000' },
  rate: { type: 'string', default: 'Infinity' },
  help: { type: 'boolean', default: false },
} as const;

/** The statuses of an import that takes a while, as a person would see it. */
function unhurried(seconds: number): Steps {
  const share = (part: number) => seconds * 1000 * part;
  return [
    { status: 'preparing', ms: share(0.3) },
    { status: 'ready', ms: share(0.1) },
    { status: 'in_progress', ms: share(0.6) },
    'complete',
  ];
}

function printRequest(record: RequestRecord): void {
  const { method, url, status, startedAt, finishedAt, bodyBytes, upload, complete } = record;
  const time = new Date(startedAt).toLocaleTimeString('en-GB');
  const path = url.replace(/(\/contexts\/)[^/?]+/, '$1…').replace(/^\/api\/v2/, '');
  const outcome = complete || status ? String(status ?? 'cut') : 'cut off';
  const sent = bodyBytes > 0 ? `  ${bodyBytes.toLocaleString('en')} B` : '';
  const list = upload?.mode ? `  ${upload.mode}, ${upload.rows.toLocaleString('en')} rows, ${upload.fileName}` : '';
  console.log(
    `${time}  ${outcome.padEnd(3)}  ${method.padEnd(4)} ${path}${sent}  ${finishedAt! - startedAt} ms${list}`,
  );
}

function welcome(sim: Simulator): string {
  const path = '/api/v2/segments/web/production/beta';
  const segments = sim.state.segments.map(({ environment, key, members, tags, external, unbounded }) => {
    const kind = unbounded ? (external ? `synced from ${external}` : 'list-based big segment') : 'standard segment';
    const tagged = tags.length > 0 ? `, tagged ${tags.join(', ')}` : '';
    const where = `${environment.projectKey} / ${environment.key} / ${key}`;
    return `  ${where.padEnd(28)} ${kind}, members: ${members.size.toLocaleString('en')}${tagged}`;
  });
  return `A LaunchDarkly to practise on

  base-uri      ${sim.url}
  access-token  ${sim.token}

Segments (project / environment / segment)
${segments.join('\n')}

In another shell
  ld() { curl -sS -H 'Authorization: ${sim.token}' -H 'LD-API-Version: ${API_VERSION}' "\${@:2}" "${sim.url}$1"; }

Look at a segment
  ld ${path}

Import a list, then see how it is doing: the answer's Location says where
  printf 'user-1\\nuser-2\\n' > list.csv
  ld ${path}/imports -i -F mode=merge -F waitOnApprovals=false -F 'file=@list.csv;type=text/csv'
  ld ${path}/imports/<id>

Approve an import that waits (-F waitOnApprovals=true): open a request, review it, apply it
  ld /api/v2/approval-requests --json '{"resourceId": "proj/web:env/production:segment/beta",
    "description": "Import", "instructions": [{"kind": "processBigSegmentImport", "importId": "<id>"}]}'
  ld /api/v2/approval-requests/<id>/reviews --json '{"kind": "approve"}'
  ld /api/v2/approval-requests/<id>/apply -X POST

Requests (Ctrl+C ends)
`;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: OPTIONS });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const sim = await startSimulator({
    port: Number(values.port),
    host: values.host,
    token: values.token,
    importSteps: unhurried(Number(values.seconds)),
    contextsLimit: { keys: Number(values.batch), status: 400 },
    rateLimit: { requests: Number(values.rate) },
    latencyMs: Number(values.latency),
    onRequest: printRequest,
  });

  const members = Array.from({ length: Number(values.members) }, (_, n) => `user-${n + 1}`);
  const flags = [{ key: 'new-checkout', name: 'New checkout' }];
  sim.state.createSegment('web/production/beta', { name: 'Beta testers', members, flags, tags: ['approval'] });
  sim.state.createSegment('web/production/empty', { name: 'Nobody yet' });
  sim.state.createSegment('web/production/synced', { name: 'From a cohort', members, external: 'amplitude' });
  sim.state.createSegment('web/production/small', { name: 'A few people', members: ['user-1'], unbounded: false });
  sim.state.createSegment('web/staging/beta', { name: 'Beta testers', members: ['user-1'] });
  if (values.approvals) {
    sim.state.environment('web/production').requireApproval({ requiredApprovalTags: ['approval'] });
  }
  console.log(welcome(sim));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => sim.close());
}

await main();
