#!/usr/bin/env bash
# Has Bicep take or refuse each row of infra/values.json: the wrong ones by the sentence of the row
# or by the decorator that it names, the right ones in a whole deployment. AZURE_REHEARSAL names a
# folder with cases.mjs, where it is there, in which resource providers refuse too.
set -euo pipefail
cd "$(dirname "$0")/../.."

# shellcheck source=scripts/test/bicep.sh
. scripts/test/bicep.sh

try=infra/values-test
trap 'rm -f "$try".* "$try-"*' EXIT
failures=0
wrong() {
  echo "FAILS $*"
  failures=$((failures + 1))
}

# Each row beside what every deployment needs, with its number.
jq '.values | to_entries | map(.value + {
  number: .key,
  given: ({environmentName: "x", location: "swedencentral"} + .value.beside + {(.value.parameter): .value.value})
})' infra/values.json >"$try-rows.json"
"$bicep" build infra/main.bicep --stdout >"$try-main.json"

# A decorator that refuses a row, or the parameter's type, has no sentence of ours.
decorated='(.refused // "" | test("^@|^type$"))'

# ---- The sentences of infra/problems.bicep, for all rows in one evaluation
# The defaults, as main.bicep hands them to the checks.
jq '.parameters | map_values(if .type == "object" then {} else .defaultValue // "x" end)' "$try-main.json" >"$try-defaults.json"
jq 'map(if '"$decorated"' then {} else .given end)' "$try-rows.json" >"$try-given.json"
cat >"$try-sentences.bicep" <<'END_BICEP'
import { problemsOf } from 'problems.bicep'

var defaults = loadJsonContent('values-test-defaults.json')
var all = loadJsonContent('values-test-given.json')

resource verdicts 'Microsoft.Resources/tags@2025-04-01' = {
  name: 'default'
  properties: {
    tags: {
      // Not by union, which keeps members of a default that is an object
      all: string(map(all, one => problemsOf({ ...defaults, ...one }, '99999999-9999-4999-8999-999999999999')))
    }
  }
}
END_BICEP
echo "using 'values-test-sentences.bicep'" >"$try-sentences.bicepparam"
"$bicep" snapshot "$try-sentences.bicepparam" >"$try.log" 2>&1 || { cat "$try.log"; exit 1; }
jq '.predictedResources[0].properties.tags.all | fromjson' "$try-sentences.snapshot.json" >"$try-said.json"

# ---- The decorators: each row is the parameters of a module, on a line of its own
# modules FILTER: a module main.bicep for each row that the filter lets through.
modules() {
  echo "targetScope = 'subscription'"
  jq -r '
    def text: "\u0027" + (gsub("\\\\"; "\\\\") | gsub("\u0027"; "\\\u0027") | gsub("\\$\\{"; "\\${") | gsub("\n"; "\\n")) + "\u0027";
    def bicep:
      if type == "object" then "{" + (to_entries | map((.key | if test("^[A-Za-z_][A-Za-z0-9_]*$") then . else text end) + ": " + (.value | bicep)) | join(", ")) + "}"
      elif type == "array" then "[" + (map(bicep) | join(", ")) + "]"
      elif type == "string" then text
      elif type == "number" and . != floor then "json(" + (tostring | text) + ")"
      else tostring end;
    .[] | select('"$1"') |
      "module m\(.number) \u0027main.bicep\u0027 = { name: \u0027m\(.number)\u0027, params: \(.given | bicep) }"' "$try-rows.json"
}
modules "$decorated" >"$try-decorated.bicep"
"$bicep" build "$try-decorated.bicep" --stdout >/dev/null 2>"$try-decorated.log" || true
# What Bicep says of a row stands on the row's line: a value of other forms, too long, too short.
while IFS=$'\t' read -r line row decorator; do
  case $decorator in
  @maxLength) code=BCP332 ;;
  @minLength) code=BCP333 ;;
  *) code='BCP036|BCP088' ;;
  esac
  grep -qE "\($line,[0-9]+\) : (Error|Warning) ($code):" "$try-decorated.log" || wrong "$row is not refused by $decorator"
done < <(jq -r 'map(select('"$decorated"')) | to_entries[] | [.key + 2, (.value.given | tostring), .value.refused] | join("\t")' "$try-rows.json")

# ---- The right ones, each in a whole deployment, which the engine evaluates
modules '.refused == null' >"$try-right.bicep"
echo "using 'values-test-right.bicep'" >"$try-right.bicepparam"
if ! "$bicep" snapshot "$try-right.bicepparam" --tenant-id 99999999-9999-4999-8999-999999999999 --location swedencentral >"$try.log" 2>&1; then
  wrong "a right row is refused in a deployment: $(cat "$try.log")"
fi

# ---- Each row by its sentence
jq -r --slurpfile said "$try-said.json" '
  .[] | select('"$decorated"' | not) | ($said[0][.number] | join(" ")) as $is | select($is != (.refused // "")) |
  "FAILS \(.parameter) \(.value), beside \(.beside)\n  should be: \(.refused // "fine")\n  is:        \($is)"' "$try-rows.json" >"$try-differs"
cat "$try-differs"
failures=$((failures + $(grep -c ^FAILS "$try-differs" || true)))

# ---- No parameter is left out, and none is of a type in which azd drops what it cannot make one of
while IFS=$'\t' read -r name type; do
  [[ $type == string || $type == object ]] || wrong "$name is of type $type, and azd drops what it cannot make one of"
  for kind in right wrong; do
    jq -e --arg name "$name" --arg kind "$kind" 'any(.values[]; .parameter == $name and (.refused != null) == ($kind == "wrong"))' \
      infra/values.json >/dev/null || wrong "infra/values.json has no $kind value of $name"
  done
done < <(jq -r '.parameters | to_entries[] | [.key, .value.type] | @tsv' "$try-main.json")

# ---- A parameters' file that names a parameter that is not there
printf "using 'main.bicep'\nparam environmentName = 'x'\nparam location = 'swedencentral'\nparam maximumInstance = '5'\n" >"$try-unknown.bicepparam"
if "$bicep" build-params "$try-unknown.bicepparam" --stdout >/dev/null 2>"$try.log" || ! grep -q 'Error BCP259: .*"maximumInstance"' "$try.log"; then
  wrong "a parameter that is not there is taken: $(cat "$try.log")"
fi

# ---- What resource providers say of the right ones, where a rehearsal of Azure is here
late=0
rehearsal=${AZURE_REHEARSAL:-../shared/azure}
if [ -f "$rehearsal/cases.mjs" ]; then
  jq -r '"export const cases = " + (map(select(.refused == null) | ["\(.parameter) \(.value)", .given]) | tostring)' \
    "$try-rows.json" >"$try-cases.mjs"
  node "$rehearsal/cases.mjs" "$try-main.json" "$try-cases.mjs" >"$try-rehearsed"
  while read -r line; do
    wrong "refused in the rehearsal: $line"
    late=$((late + 1))
    # The tag by which a web test is linked to its resource has slashes, as no other may.
  done < <(grep -E '^(LATE|early)' "$try-rehearsed" | grep -v "Tag 'hidden-link:" || true)
  said="$late late by resource providers"
else
  said="and no rehearsal of Azure is here to say what resource providers refuse"
fi

count() { jq "map(select($1)) | length" "$try-rows.json"; }
[ "$failures" -eq 0 ] || exit 1
echo "$(count true) sets of values: $(count '.refused == null') accepted; $(count '.refused != null') refused early, $(count "$decorated") of them by a decorator or a type; $said."
