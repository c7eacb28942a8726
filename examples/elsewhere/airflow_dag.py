"""Airflow 3: exports the list, then imports it. The worker has Node 24 and a clone of the action.

git clone --depth 1 --branch v1 https://github.com/OWNER/launchdarkly-segment-import /opt/launchdarkly-segment-import
The token is the password of the connection `launchdarkly`.
"""

from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(
    dag_id="launchdarkly_beta",
    schedule="23 4 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,  # one at a time, and every run gets its turn
):
    export = BashOperator(
        task_id="export",
        bash_command='umask 077 && psql --csv --command "select user_key from beta_users" > "$OUT"',
        env={"OUT": "/tmp/beta-{{ ts_nodash }}.csv"},
        append_env=True,
    )
    sync = BashOperator(
        task_id="sync",
        bash_command="""
            trap 'rm -f "$INPUT_CSV_PATH"' EXIT
            node /opt/launchdarkly-segment-import/dist/index.js
        """,
        env={
            "INPUT_ACCESS_TOKEN": "{{ conn.launchdarkly.password }}",
            "INPUT_PROJECT_KEY": "web",
            "INPUT_ENVIRONMENT_KEY": "production",
            "INPUT_SEGMENT_KEY": "beta",
            "INPUT_CSV_PATH": "/tmp/beta-{{ ts_nodash }}.csv",
            "INPUT_MODE": "replace",
            "INPUT_VERIFY": "fail",
        },
        append_env=True,
        execution_timeout=timedelta(hours=3, minutes=20),
    )
    export >> sync
