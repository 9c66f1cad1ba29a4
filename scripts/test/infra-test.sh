#!/usr/bin/env bash
# Holds what is written twice against each other: the alerts and their documentation, the two ways of
# registering, the version of Bicep. (Parameters, the names of settings and azure.yaml are JUnit's.)
set -euo pipefail
cd "$(dirname "$0")/../.."

failures=0
wrong() {
  echo "FAILS $*"
  failures=$((failures + 1))
}

queries=$(sed 's/\\|/|/g' docs/operations.md)
while read -r query; do
  grep -qF -- "$query" <<<"$queries" || wrong "docs/operations.md lacks the alert's query: $query"
done < <(sed -n "s/^ *query: '\([^$].*\)'$/\1/p" infra/modules/alerts.bicep)
while read -r line; do
  grep -qF -- "$line" docs/operations.md || wrong "docs/operations.md lacks the line: $line"
done <infra/modules/events.kql

# scripts/register.sh registers the same applications as infra/registration.
while read -r text; do
  grep -qF -- "\"$text\"" scripts/registration/applications.jq || wrong "scripts/registration/applications.jq lacks: $text"
done < <(sed -nE "s/^ *(var acs[A-Za-z]*Id|'Teams[A-Za-z.]*'|(admin|user)Consent[A-Za-z]*)( =|:) '(.*)'$/\4/p" infra/registration/permissions.bicep infra/registration/api.bicep)

pinned=$(sed -n 's/^version=//p' .ci/bicep)
grep -qF "\"bicepVersion\": \"v$pinned\"" .devcontainer/devcontainer.json || wrong ".devcontainer/devcontainer.json needs bicepVersion v$pinned, as .ci/bicep has it"

[ "$failures" -eq 0 ] || exit 1
echo "Alerts, registrations and the version of Bicep agree."
