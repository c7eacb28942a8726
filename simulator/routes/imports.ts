import type { Segment } from '../environment.ts';
import { notFound } from '../errors.ts';
import { type Import, type Mode, withApproval } from '../imports.ts';
import type { Context, Define } from '../routing.ts';
import { approvalIsRequired, findBigSegment, findSegment, needsApproval, SEGMENT } from './finding.ts';

/** @returns the `Location` header of something new, as the rule wants it */
export function locationHeader(context: Context, path: string, form = 'relative'): Record<string, string> {
  if (form === 'none') return {};
  return { location: form === 'absolute' ? context.origin() + path : path };
}

const importPath = (segment: Segment, { id }: Import) => `${segment.path}/imports/${id}`;

export function importRoutes(define: Define, context: Context): void {
  define('POST import', `${SEGMENT}/imports`, (request) => {
    const segment = findBigSegment(context, request, true);
    const { upload, keys, problem } = request.received;
    const { rule } = request;
    const waitOnApprovals = upload.waitOnApprovals === 'true';
    const gated = waitOnApprovals || needsApproval(segment, request);
    if (gated && !waitOnApprovals && segment.environment.unapprovedImports === 'refused') throw approvalIsRequired();
    if (problem) throw problem;
    const usual = gated ? withApproval(context.importSteps, context.pendingStatus) : context.importSteps;
    const started = segment.environment.startImport(segment, {
      mode: upload.mode as Mode,
      keys,
      waitOnApprovals,
      fileName: upload.fileName!,
      steps: rule.steps ?? usual,
      effect: rule.effect ?? 'all',
    });
    upload.importId = started.id;
    return { status: 204, headers: locationHeader(context, importPath(segment, started), rule.location) };
  });

  define('GET import', `${SEGMENT}/imports/:importId`, (request) => {
    const segment = findSegment(context, request);
    const { importId } = request.params as { importId: string };
    segment.environment.settle();
    const found = segment.environment.imports.find((one) => one.id === importId && one.segment === segment);
    if (!found) throw notFound();
    const status = found.look();
    return {
      status: 200,
      body: {
        id: found.id,
        segmentKey: segment.key,
        creationTime: found.creationTime,
        mode: found.mode,
        status,
        files: [{ filename: found.fileName, status: status === 'complete' ? 'complete' : 'pending' }],
        _links: {
          self: { href: importPath(segment, found), type: 'application/json' },
          parent: { href: segment.path, type: 'application/json' },
        },
      },
    };
  });
}
