#!/usr/bin/env bash
# Runs the job "end-to-end" of ci.yml with act (https://github.com/nektos/act), a runner that others wrote: it reads both action.yml,
# inputs, outputs, masks and exit codes in its own way. Exits 77 where act cannot be had.
#
# The job runs in a copy of the working tree, with the node_modules/ that is there: checkout, setup-node and `npm ci` do nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
[ "$(uname)" = Linux ] && [ -d node_modules ] && command -v go >/dev/null || exit 77
export PATH="$root/node_modules/.bin:$PATH"

scratch=$(mktemp -d)
copy=$scratch/copy
# The job ends its simulator itself, unless it was broken off.
finish() {
  local pid
  pid=$(cat "$scratch"/cache/act/*/hostexecutor/simulator.pid 2>/dev/null) && kill -- "-$pid" 2>/dev/null
  rm -rf "$scratch"
}
trap finish EXIT

GOBIN=$scratch go install github.com/nektos/act@v0.2.89 2>"$scratch/go" || { tail -3 "$scratch/go"; exit 77; }

mkdir "$copy" "$scratch/nothing"
git ls-files -co --exclude-standard -z | xargs -0 cp --parents -t "$copy" 2>/dev/null
git -C "$copy" init --quiet
git -C "$copy" -c user.name=ci -c user.email=ci@localhost commit --quiet --allow-empty --message copy
ln -s "$root/node_modules" "$copy/node_modules"
sed -i 's/^\( *- run:\) npm ci .*/\1 "true"/' "$copy/.github/workflows/ci.yml"
cat >"$scratch/nothing/action.yml" <<'END'
name: Nothing
runs: { using: composite, steps: [{ run: 'true', shell: bash }] }
END
mapfile -t stubs < <(sed -n "s|.*uses: \(actions/[^ ]*\) .*|--local-repository=\1=$scratch/nothing|p" "$copy/.github/workflows/ci.yml" | sort -u)

cd "$copy"
export XDG_CACHE_HOME=$scratch/cache XDG_CONFIG_HOME=$scratch/config
log=$scratch/log
timeout 120 "$scratch/act" push --job end-to-end --platform ubuntu-24.04=-self-hosted --use-gitignore=false --action-offline-mode \
  "${stubs[@]}" </dev/null >"$log" 2>&1 || { cat "$log"; exit 1; }

# What the job cannot see of itself: the log that people would read.
holds() { grep -qF -- "$1" "$log" || { cat "$log"; echo "The log lacks: $1"; exit 1; }; }
lacks() { ! grep -qF -- "$1" "$log" || { echo "The log holds: $1"; exit 1; }; }
holds 'has been told of reads: ***'
holds '100,000 members now'
holds 'LaunchDarkly rejected the access token'
holds 'Written: 100,000 keys'
holds 'Job succeeded'
lacks 'api-simulator'
lacks 'api-wrong'
lacks 'user-0'
echo "act $("$scratch/act" --version | sed 's/.* //') ran the job end-to-end and its log is as it should be."
