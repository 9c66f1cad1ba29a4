#!/usr/bin/env bash
# Holds what is written twice against each other: parameters and their file, azure.yaml and the pom,
# the settings that the broker knows and those that the template sets, the alerts and their documentation.
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

dist=$(sed -n 's|^ *dist: target/azure-functions/||p' azure.yaml)
app=$(sed -n 's|.*<functionAppName>\(.*\)</functionAppName>.*|\1|p' pom.xml)
[ "$dist" = "$app" ] || wrong "azure.yaml deploys '$dist', the pom stages '$app'"

service=$(sed -n '/^services:/,/^hooks:/s/^  \([a-z]*\):$/\1/p' azure.yaml)
grep -q "'azd-service-name': '$service'" infra/modules/function-app.bicep || wrong "no app has the tag azd-service-name of '$service'"

while read -r hook; do
  [ -x "$hook" ] || wrong "$hook, a hook of azure.yaml, cannot be run"
done < <(sed -n 's/^ *run: //p' azure.yaml)

while read -r setting; do
  grep -Erq "^ *($setting: |'$setting'$)" infra --include='*.bicep' || wrong "the template neither sets $setting nor knows it for a secret"
done < <(sed -n 's/^ *\([A-Z_]*\)[,;]$/\1/p' src/main/java/io/acsbroker/config/Setting.java)

while read -r setting; do
  grep -qw -- "$setting" src/main/java/io/acsbroker/config/Setting.java || wrong "the template sets $setting, which the broker does not know"
done < <(sed -n '/^var settings = {/,/^}/s/^  \([A-Z_]*\): .*/\1/p' infra/main.bicep)

queries=$(sed 's/\\|/|/g' docs/operations.md)
while read -r query; do
  grep -qF -- "$query" <<<"$queries" || wrong "docs/operations.md lacks the alert's query: $query"
done < <(sed -n "s/^ *query: '\(events .*\)'$/\1/p" infra/modules/alerts.bicep)
while read -r line; do
  grep -qF -- "$line" docs/operations.md || wrong "docs/operations.md lacks the line: $line"
done <infra/modules/events.kql

# scripts/register.sh registers the same applications as infra/registration.
while read -r text; do
  grep -qF -- "\"$text\"" scripts/registration/applications.jq || wrong "scripts/registration/applications.jq lacks: $text"
done < <(sed -nE "s/^ *(id|var acsApplicationId|(admin|user)Consent[A-Za-z]*)( =|:) '(.*)'$/\4/p" infra/registration/permissions.bicep infra/registration/api.bicep)

[ "$failures" -eq 0 ] || exit 1
echo "Template, parameters, azure.yaml, settings and alerts agree."
