import type { ApprovalSettings } from '../environment.ts';
import type { Context, Define } from '../routing.ts';

const represent = (approvals: ApprovalSettings) => ({
  bypassApprovalsForPendingChanges: false,
  serviceConfig: {},
  ...approvals,
});

export function environmentRoutes(define: Define, { state }: Context): void {
  define('GET environment', '/api/v2/projects/:projectKey/environments/:environmentKey', (request) => {
    const { projectKey, environmentKey } = request.params as { projectKey: string; environmentKey: string };
    const { id, approvals, approvalsShown } = state.findEnvironment(projectKey, environmentKey);
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
        ...(approvals && approvalsShown && { resourceApprovalSettings: { segment: represent(approvals) } }),
      },
    };
  });

  // Of one environment and for segments, as the Terraform provider asks.
  define('GET approval-settings', '/api/v2/approval-requests/projects/:projectKey/settings', (request) => {
    const { projectKey } = request.params as { projectKey: string };
    const { environmentKey = '', resourceKind } = request.query as Record<string, string | undefined>;
    const { approvals } = state.findEnvironment(projectKey, environmentKey);
    const environments = approvals ? { [environmentKey]: represent(approvals) } : {};
    return { status: 200, body: resourceKind === 'segment' ? { segment: { environments } } : {} };
  });
}
