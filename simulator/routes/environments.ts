import type { Context, Define } from '../routing.ts';

export function environmentRoutes(define: Define, { state }: Context): void {
  define('GET environment', '/api/v2/projects/:projectKey/environments/:environmentKey', (request) => {
    const { projectKey, environmentKey } = request.params as { projectKey: string; environmentKey: string };
    const { id, approvals } = state.findEnvironment(projectKey, environmentKey);
    const service = { bypassApprovalsForPendingChanges: false, serviceKind: 'launchdarkly', serviceConfig: {} };
    return {
      status: 200,
      body: {
        _links: {
          self: { href: `/api/v2/projects/${projectKey}/environments/${environmentKey}`, type: 'application/json' },
        },
        _id: id,
        key: environmentKey,
        name: environmentKey,
        apiKey: 'sdk-simulated',
        mobileKey: 'mob-simulated',
        color: 'F5A623',
        defaultTtl: 0,
        secureMode: false,
        defaultTrackEvents: false,
        requireComments: false,
        confirmChanges: false,
        tags: [],
        critical: false,
        ...(approvals && { resourceApprovalSettings: { segment: { ...service, ...approvals } } }),
      },
    };
  });
}
