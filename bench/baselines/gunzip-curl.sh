#!/bin/sh
# Unpack, cut, upload; nothing is checked and nothing waited for: gunzip-curl.sh <list.gz> <base URI> <CA file>
set -eu
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
gzip -dc "$1" | split -l 1000000 - "$directory/part-"
for part in "$directory"/part-*; do
  curl -sS --fail --cacert "$3" -H 'Authorization: api-bench' -H 'LD-API-Version: 20240415' \
    -F mode=merge -F waitOnApprovals=false -F "file=@$part;type=text/csv" "$2/api/v2/segments/web/production/beta/imports"
done
