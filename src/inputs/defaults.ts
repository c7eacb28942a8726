/** Defaults of inputs, for runs outside GitHub Actions. `npm run docs` makes this file from the actions' metadata. Imports nothing. */
export const DEFAULTS: Readonly<Record<string, string>> = {
  'key-column': '1',
  header: 'auto',
  delimiter: 'auto',
  'on-invalid-row': 'fail',
  mode: 'merge',
  strategy: 'upload',
  'allow-partial-replace': 'false',
  'max-removal-percent': '20',
  'allow-empty': 'false',
  'dry-run': 'false',
  wait: 'true',
  'timeout-minutes': '180',
  verify: 'warn',
  'wait-on-approvals': 'false',
  'request-approval': 'false',
  'bypass-approvals': 'false',
  'base-uri': 'https://app.launchdarkly.com',
  'comment-on-pr': 'false',
};

/** Those of the export action. */
export const EXPORT_DEFAULTS: Readonly<Record<string, string>> = {
  'base-uri': 'https://app.launchdarkly.com',
  'timeout-minutes': '180',
};
