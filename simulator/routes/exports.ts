import type { FastifyRequest } from 'fastify';
import { badRequest, forbidden, notFound } from '../errors.ts';
import { Export } from '../exports.ts';
import type { Context, Define } from '../routing.ts';
import { findBigSegment, findSegment, SEGMENT } from './finding.ts';
import { locationHeader } from './imports.ts';

const exportPath = ({ segment, id }: Export) => `${segment.path}/exports/${id}`;

function fileLink(context: Context, found: Export): string {
  const { link = 'other-origin', redirect } = found.format;
  const query = `?signature=${found.signature}${redirect ? '&redirect=true' : ''}`;
  if (link === 'other-origin') return `${context.storageOrigin()}/exports/${found.id}.csv${query}`;
  const path = `${exportPath(found)}/file${query}`;
  return link === 'relative' ? path : context.origin() + path;
}

export function exportRoutes(define: Define, context: Context): void {
  const find = (request: FastifyRequest) => {
    const segment = findSegment(context, request);
    const found = context.state.exports.get((request.params as { exportId: string }).exportId);
    if (found?.segment !== segment) throw notFound();
    return found;
  };

  define('POST export', `${SEGMENT}/exports`, (request) => {
    const segment = findBigSegment(context, request);
    if (!request.role.exports) throw forbidden();
    if (segment.members.size > context.exportLimit) {
      throw badRequest(`Segments of more than ${context.exportLimit} contexts cannot be exported`);
    }
    const started = new Export(segment, request.rule.file ?? {});
    context.state.exports.set(started.id, started);
    return { status: 200, headers: locationHeader(context, exportPath(started), request.rule.location) };
  });

  define('GET export', `${SEGMENT}/exports/:exportId`, (request) => {
    const found = find(request);
    const status = found.look();
    const self = { self: { href: exportPath(found), type: 'application/json' } };
    const file = { [found.format.linkName ?? 'download']: { href: fileLink(context, found), type: 'text/csv' } };
    return {
      status: 200,
      body: {
        id: found.id,
        segmentKey: found.segment.key,
        creationTime: found.creationTime,
        status,
        sizeBytes: found.file.length,
        size: `${found.file.length} B`,
        initiator: { name: 'Ariel Flores', email: 'ariel@acme.com' },
        _links: status === 'complete' ? { ...self, ...file } : self,
      },
    };
  });

  define('GET file', `${SEGMENT}/exports/:exportId/file`, (request) => {
    const found = find(request);
    const { signature, redirect } = request.query as { signature?: string; redirect?: string };
    if (signature !== found.signature) throw forbidden('The signature is wrong');
    if (redirect) {
      return {
        status: 302,
        headers: { location: `${context.storageOrigin()}/exports/${found.id}.csv?signature=${signature}` },
      };
    }
    return { status: 200, headers: { 'content-type': 'text/csv' }, body: found.file };
  });
}
