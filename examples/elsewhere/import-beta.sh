#!/bin/sh
# A cron job. The crontab: cron mails what a job prints, which holds no key and no token.
#   PATH=/usr/local/bin:/usr/bin:/bin
#   MAILTO=data-team@example.com
#   23 4 * * * /opt/jobs/import-beta.sh
# Once: git clone --depth 1 --branch v1 https://github.com/OWNER/launchdarkly-segment-import /opt/launchdarkly-segment-import
set -eu
cd "$(dirname "$0")"
exec 9> import-beta.lock
flock 9 # one at a time, and every job gets its turn

RUNNER_TEMP=$(mktemp -d) # for the normalised list and the report
trap 'rm -rf "$RUNNER_TEMP"' EXIT
export RUNNER_TEMP
INPUT_ACCESS_TOKEN=$(cat /etc/launchdarkly/token) # readable by this user only
export INPUT_ACCESS_TOKEN
export INPUT_PROJECT_KEY=web INPUT_ENVIRONMENT_KEY=production INPUT_SEGMENT_KEY=beta
export INPUT_CSV_PATH=exports/beta.csv INPUT_MODE=replace INPUT_VERIFY=fail

node /opt/launchdarkly-segment-import/dist/index.js
# Exit code 0 may also mean that an approval is awaited, and that nothing has changed yet.
jq --exit-status '.status | IN("complete", "unchanged")' "$RUNNER_TEMP"/*/report.json > /dev/null
