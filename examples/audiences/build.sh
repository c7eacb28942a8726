#!/usr/bin/env bash
# Stands for your own ETL: writes the lists that launchdarkly/targets.yml and after-artifact.yml import.
set -euo pipefail
[ "${1-}" = --out ] || { echo "Usage: $0 --out <folder>" >&2; exit 2; }
mkdir -p "$2"
column() { echo user_id; seq --format "user-%02g" "$1" "$2"; }
column 1 20 | gzip > "$2/beta-0.csv.gz"
column 21 40 | gzip > "$2/beta-1.csv.gz"
column 1 3 > "$2/staff.csv"
column 4 5 > "$2/contractors.csv"
