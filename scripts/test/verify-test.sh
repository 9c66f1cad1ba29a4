#!/usr/bin/env bash
# Tests .ci/verify-deployment with a Maven that only prints what it is told to.
# shellcheck disable=SC2016 # a fence of Markdown is no command
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/test/expect.sh
. scripts/test/expect.sh

project=$(mktemp -d)
trap 'rm -rf "$project"' EXIT
mkdir "$project/.ci"
cp .ci/verify-deployment "$project/.ci"
cat >"$project/mvnw" <<'END'
#!/usr/bin/env bash
printf '%s\n' "$@" >arguments
cat says
exit "$(cat code)"
END
chmod +x "$project/mvnw"
summary=$project/summary

# verify CODE WORDS [VARIABLE=VALUE...]: as Maven ends and what it prints; the script's exit code is
# left in $code, what it says in $said.
verify() {
  echo "$1" >"$project/code"
  printf '%b\n' "$2" >"$project/says"
  shift 2
  : >"$summary"
  code=0
  said=$(env -u GITHUB_ACTIONS -u GITHUB_STEP_SUMMARY -u CORS_ORIGINS -u ENTRA_TENANT_IDS \
    -u AZURE_TENANT_ID -u BROKER_POLICY -u BROKER_POLICY_FILE "$@" \
    bash "$project/.ci/verify-deployment" https://app.example 2>&1) || code=$?
}
given() { grep -qx -- "$1" "$project/arguments"; }
in_summary() { grep -qxF -- "$1" "$summary"; }

good='verify-deployment: 9 ok, 0 FAILED, 4 not checked'
bad='verify-deployment: 8 ok, 1 FAILED, 4 not checked - FAILED: 100% of it'
github="GITHUB_ACTIONS=true GITHUB_STEP_SUMMARY=$summary"

verify 0 "ok           x\n$good"
expect 'on a terminal it says what the proof says' is "$said" "ok           x
$good"
expect 'and ends well' is "$code" 0
verify 1 "$bad"
expect 'a failure is its exit code' is "$code" 1

# shellcheck disable=SC2086 # two variables
verify 0 "ok           x\n$good" $github
expect 'GitHub shows the last line' says "::notice title=Proof from outside::$good"
expect 'the summary begins with it' is "$(head -n 1 "$summary")" "\`$good\`"
expect 'and has the rest' in_summary 'ok           x'
# shellcheck disable=SC2086
verify 1 "$bad" $github
expect 'a failure is an error' says '::error title=Proof from outside::verify-deployment: 8 ok'
expect 'a percent sign survives' says '100%25 of it'
expect 'and ends in its exit code' is "$code" 1
# shellcheck disable=SC2086
verify 2 '[ERROR] does not compile' $github
expect 'a build that fails before it is no proof' says \
  '::error title=Proof from outside::verify-deployment: not run - the build failed before it'
expect 'and ends in its own exit code' is "$code" 2

verify 0 "$good" CORS_ORIGINS=https://a.example,https://b.example ENTRA_TENANT_IDS='*' AZURE_TENANT_ID=t
expect 'the first origin is checked' given '-Dorigin=https://a.example'
expect 'any organisation is the own tenant' given '-Dtenant=t'
verify 0 "$good" ENTRA_TENANT_IDS=t1,t2 BROKER_POLICY='{}'
expect 'with a policy no tenant is assumed' given '-Dtenant='
verify 0 "$good" ENTRA_TENANT_IDS=t1,t2 BROKER_POLICY_FILE=policy.json
expect 'nor with one in a file' given '-Dtenant='

[ "$failures" -eq 0 ] || { echo "$failures failed." >&2; exit 1; }
echo "The proof in a pipeline: all well."
