"""What a careful engineer would write: check the list, cut it into parts, upload each with curl, wait for its end.

usage: sync.py <list> <base URI> <CA file> <expected keys>
"""

import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import time

MOST_KEYS = 1_000_000
HEADERS = ["-H", "Authorization: api-bench", "-H", "LD-API-Version: 20240415"]

path, base_uri, ca_file, expected = sys.argv[1:]
segment = f"{base_uri}/api/v2/segments/web/production/beta"
curl = ["curl", "-sS", "--fail-with-body", "--cacert", ca_file, *HEADERS]


control = re.compile("[\x00-\x1f\x7f]")


def read_keys():
    with open(path, encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file, strict=True), 1):
            if not row:
                continue
            key = row[0].strip()
            if not key or control.search(key):
                sys.exit(f"row {number}: the key is empty or has a control character")
            yield key


def write_parts(keys, directory):
    parts, part, seen = [], None, set()
    for key in keys:
        if key in seen:
            continue
        if len(seen) % MOST_KEYS == 0:
            if part:
                part.close()
            parts.append(os.path.join(directory, f"part-{len(parts) + 1}.csv"))
            part = open(parts[-1], "w", encoding="utf-8", newline="")
            writer = csv.writer(part, lineterminator="\n")
        seen.add(key)
        writer.writerow((key,))
    part.close()
    assert len(seen) == int(expected), len(seen)
    return parts


def upload(part):
    answer = subprocess.run(
        [*curl, "-D", "-", "-F", "mode=merge", "-F", "waitOnApprovals=false", "-F", f"file=@{part};type=text/csv", f"{segment}/imports"],
        check=True, capture_output=True, text=True,
    ).stdout
    location = next(line.split(":", 1)[1].strip() for line in answer.splitlines() if line.lower().startswith("location:"))
    return location.rsplit("/", 1)[-1]


def wait(import_id):
    delay = 1
    while True:
        answer = subprocess.run([*curl, f"{segment}/imports/{import_id}"], check=True, capture_output=True).stdout
        status = json.loads(answer)["status"]
        if status == "complete":
            return
        if status == "stopped":
            sys.exit("LaunchDarkly stopped the import")
        time.sleep(delay)
        delay = min(delay * 1.5, 15)


with tempfile.TemporaryDirectory() as directory:
    for part in write_parts(read_keys(), directory):
        wait(upload(part))
