#!/usr/bin/env bash
# Tests that Bicep finds nothing in infra/, would format nothing otherwise, and reads every file of
# parameters. What is excused from a rule is excused where it stands, with the reason.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/test/bicep.sh
. scripts/test/bicep.sh

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
mkdir "$copy/.github"
cp -R infra "$copy"
cp -R .github/psrule "$copy/.github"
# Of tests that run at the same time
rm -f "$copy"/infra/*-test.* "$copy"/infra/*-test-*
failures=0

# quiet WHAT COMMAND...: it ends well and has not a word to say.
quiet() {
  local what=$1 said code=0
  shift
  said=$("$@" 2>&1) || code=$?
  if [ "$code" -eq 0 ] && [ -z "$said" ]; then
    echo "ok    $what"
  else
    # Bicep repeats what it finds for each file that leads there.
    echo "FAILS $what (exit $code): $(awk '!seen[$0]++' <<<"${said//"$copy/"/}")"
    failures=$((failures + 1))
  fi
}

cd "$copy"
quiet 'every entry builds without a warning' "$bicep" build --pattern 'infra/*.bicep'
quiet 'and the linter finds nothing' "$bicep" lint --pattern 'infra/*.bicep'
quiet 'every file of parameters is read' "$bicep" build-params --pattern '**/*.bicepparam'
cd "$OLDPWD"

if [ "$pinned" = true ]; then
  (cd "$copy" && "$bicep" format --pattern 'infra/**/*.bicep' && "$bicep" format --pattern '**/*.bicepparam')
  quiet 'nothing would be formatted otherwise' diff -r --exclude='*.json' --exclude='*-test[.-]*' "$copy/infra" infra
  quiet 'nor beside PSRule' diff -r --exclude='*.json' "$copy/.github/psrule" .github/psrule
fi

[ "$failures" -eq 0 ] || { echo "$failures failed." >&2; exit 1; }
[ "$pinned" = true ] || { echo "NOT TRIED: what bicep format would change." >&2; exit "$not_tried"; }
echo "Bicep finds nothing."
