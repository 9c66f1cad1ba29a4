#!/usr/bin/env bash
# Holds what is written twice against each other: parameters and their file, the alerts and their
# documentation, the two ways of registering. (The names of settings and azure.yaml are JUnit's.)
set -euo pipefail
cd "$(dirname "$0")/../.."

failures=0
wrong() {
  echo "FAILS $*"
  failures=$((failures + 1))
}

# Objects do not fit into azd's environment.
objects='tags furtherSettings'
while read -r name type value; do
  [[ " $objects " != *" $name "* ]] || continue
  given=$(jq -r --arg name "$name" '.parameters[$name].value // empty' infra/main.parameters.json)
  [[ $given =~ ^\$\{[A-Z_]+(=([^}]*))?\}$ ]] || { wrong "infra/main.parameters.json: $name is '$given'"; continue; }
  default=${value#= }
  default=${default#\'}
  default=${default%\'}
  [ "${BASH_REMATCH[2]-}" = "$default" ] || wrong "the default of $name ($type) is '$default' in Bicep and '${BASH_REMATCH[2]-}' in the parameters file"
done < <(sed -n 's/^param //p' infra/main.bicep)

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
done < <(sed -nE "s/^ *(id|var acsApplicationId|(admin|user)Consent[A-Za-z]*)( =|:) '(.*)'$/\4/p" infra/registration/permissions.bicep infra/registration/api.bicep)

[ "$failures" -eq 0 ] || exit 1
echo "Parameters, alerts and registrations agree."
