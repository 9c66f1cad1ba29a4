#!/usr/bin/env bash
# Has PSRule for Azure look at the template: nothing fails, and whatever is excluded would fail. PSRULE
# names a program that takes a folder and a file of options; else its module for pwsh is looked for, and
# BICEP names Bicep.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/test/expect.sh
. scripts/test/expect.sh

pwsh=${PWSH:-$(command -v pwsh || true)}
program=${PSRULE:-../shared/psrule/assert}
if [ ! -x "$program" ]; then
  if [ -z "$pwsh" ] || [ -z "$("$pwsh" -NoProfile -Command 'Get-Module -ListAvailable PSRule.Rules.Azure')" ]; then
    echo "PSRule for Azure is not here: no rule was tried."
    exit 0
  fi
  program=module
  bicep=${BICEP:-$(PATH=$PATH:$HOME/.azure/bin command -v bicep || true)}
  [ -x "$bicep" ] || { echo "PSRule needs Bicep, which is neither BICEP nor on the PATH." >&2; exit 1; }
fi

# Its annotations for GitHub cannot be read
export PSRULE_OUTPUT_STYLE=Plain PSRULE_OUTPUT_CULTURE=en-US
rules=.github/psrule
bare=$(mktemp "${TMPDIR:-/tmp}/psrule.XXXXXX.yaml")
trap 'rm -f "$bare"' EXIT

# assert OPTIONS: what PSRule says is left in $said, and how it ended in $code.
assert() {
  code=0
  if [ "$program" = module ]; then
    said=$(PSRULE_AZURE_BICEP_PATH=$bicep "$pwsh" -NoProfile -Command "\$ErrorActionPreference = 'Stop'
      Assert-PSRule -Module PSRule.Rules.Azure -Format File -InputPath $rules/ -Option $1" 2>&1) || code=$?
  else
    said=$("$program" "$rules/" "$1" 2>&1) || code=$?
  fi
  # Without the hundreds of lines of what passed
  said=$(grep -E '^ -> .*\.bicepparam : |\[(FAIL|ERROR)\]|- Path |^Rules processed' <<<"$said" || true)
}

# failed FILE: the rules that the file's resources fail, in the order of the alphabet, one in a line.
failed() {
  awk -v file="/$1 : " '/^ -> .*\.bicepparam : / { here = index($0, file) } here && /\[FAIL\]/ { print $2 }' <<<"$said" | sort -u
}
# The items of the list of that name in a file of YAML.
listed() { awk -v name="$1:" '$1 == name { on = 1; next } on && $1 == "-" { print $2; next } $1 != "#" { on = 0 }' "$2" | sort -u; }

assert $rules/ps-rule.yaml
expect 'no rule fails' is "$code $(grep -c '\[FAIL\]' <<<"$said" || true)" '0 0'
for file in "$rules"/*.bicepparam; do
  expect "it looked at the resources of $(basename "$file")" says "/$(basename "$file") : Microsoft.Resources/deployments"
done
expect 'Bicep compiled all of them' is "$(grep -c '\[ERROR\]' <<<"$said" || true)" 0

# The same without what is excluded
sed -n '/^requires:/,/^include:/p; /^  module:/p; /^    - PSRule\.Rules\.Azure/p; /^input:/,/BICEP_FILE_EXPANSION_TIMEOUT/p' $rules/ps-rule.yaml >"$bare"
assert "$bare"
excluded=$(printf '%s\n' Azure.Deployment.SecureParameter "$(listed exclude $rules/ps-rule.yaml)" | sort)
expect 'each excluded rule would fail for the full template, and no other' is "$(failed main.bicepparam)" "$excluded"
expect 'and for the defaults, with those that they alone are spared' is "$(failed defaults.bicepparam)" \
  "$(printf '%s\n' "$excluded" "$(listed rule $rules/defaults.Rule.yaml)" | sort)"
expect 'each parameter that is said to be no secret would be taken for one' is \
  "$(sed -n "s/.*- Path [A-Za-z]*: The parameter '\([A-Za-z]*\)' .*/\1/p" <<<"$said" | sort -u)" \
  "$(listed AZURE_DEPLOYMENT_NONSENSITIVE_PARAMETER_NAMES $rules/ps-rule.yaml)"

[ "$failures" -eq 0 ] || { echo "$failures failed." >&2; exit 1; }
echo "PSRule for Azure: all well."
