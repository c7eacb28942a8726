import type { FastifyRequest } from 'fastify';
import { Segment } from '../environment.ts';
import { badRequest } from '../errors.ts';
import { represent } from '../representation.ts';
import type { Context, Define } from '../routing.ts';
import type { TargetChange } from '../targets.ts';
import { changeTargets } from './contexts.ts';
import { findBigSegment, refuseUnapproved, SEGMENT } from './finding.ts';

const SEMANTIC_PATCH = 'domain-model=launchdarkly.semanticpatch';

/** The instructions that add or remove targets of big segments. */
const TARGETS: Record<string, (values: readonly string[]) => TargetChange> = {
  addBigSegmentIncludedTargets: (add) => ({ included: { add } }),
  removeBigSegmentIncludedTargets: (remove) => ({ included: { remove } }),
  addBigSegmentExcludedTargets: (add) => ({ excluded: { add } }),
  removeBigSegmentExcludedTargets: (remove) => ({ excluded: { remove } }),
};

const PROCESS_IMPORT = 'processBigSegmentImport';

type Instruction = Record<string, unknown>;

function readInstructions(request: FastifyRequest, environmentKey: string): Instruction[] {
  if (!request.headers['content-type']?.includes(SEMANTIC_PATCH))
    throw badRequest('Only semantic patches are known here');
  const body = (request.body ?? {}) as Record<string, unknown>;
  const { instructions } = body;
  if (body.environmentKey !== environmentKey) throw badRequest('environmentKey is not that of the path');
  if (!Array.isArray(instructions) || instructions.length === 0) throw badRequest('instructions are required');
  return instructions as Instruction[];
}

/** @throws Refusal if it cannot be carried out */
function carryOut(segment: Segment, { kind, values, importId }: Instruction, dryRun: boolean): void {
  const change = Object.hasOwn(TARGETS, String(kind)) ? TARGETS[String(kind)] : undefined;
  if (change) {
    if (!Array.isArray(values) || !values.every((value) => typeof value === 'string')) {
      throw badRequest(`${kind} needs values`);
    }
    changeTargets(segment, change(values));
    return;
  }
  if (kind !== PROCESS_IMPORT) throw badRequest(`Unknown instruction ${kind}`);
  const { imports, segments } = segment.environment;
  const waiting = imports.find(({ id }) => id === importId);
  // Of the segment itself, also where this is its copy.
  if (waiting?.segment !== segments.get(segment.key) || !waiting?.waiting)
    throw badRequest('importId is not an import that waits');
  if (!dryRun) waiting.approve();
}

/** Carries the instructions out on a copy, which has no key in both lists. @throws Refusal if one of them cannot be */
function tryOut(segment: Segment, instructions: readonly Instruction[]): Segment {
  const { environment, key, members, excluded } = segment;
  const copy = new Segment(environment, key, { members, excluded });
  for (const instruction of instructions) carryOut(copy, instruction, true);
  return copy;
}

/** Semantic patches of a big segment's targets, also as a dry run, which answers the segment as it would be. */
export function patchRoutes(define: Define, context: Context): void {
  define('PATCH segment', SEGMENT, (request) => {
    const segment = findBigSegment(context, request, true);
    refuseUnapproved(segment, request);
    const dryRun = (request.query as { dryRun?: string }).dryRun === 'true';
    const instructions = readInstructions(request, segment.environment.key);
    // All or nothing: what is wrong shows on the copy.
    const { members, excluded } = tryOut(segment, instructions);
    if (!dryRun) for (const instruction of instructions) carryOut(segment, instruction, false);
    const body = represent(segment, { site: context.siteLinks, flags: false });
    if (!dryRun) return { status: 200, body };
    const counts = { includedCount: members.size, excludedCount: excluded.size };
    return {
      status: 200,
      body: { ...body, _unboundedMetadata: { ...(body._unboundedMetadata as object), ...counts } },
    };
  });
}
