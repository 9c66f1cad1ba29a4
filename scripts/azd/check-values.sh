#!/usr/bin/env sh
# azd runs it before provisioning: what the template cannot see by itself, before anything is created.
# A name that nobody reads, a resource that is named and not there, a provider that is not registered.
set -eu
here=$(dirname "$0")
# shellcheck source=scripts/azd/azure.sh
. "$here/azure.sh"
infra=$here/../../infra
problems=0

problem() {
  echo "$*" >&2
  problems=$((problems + 1))
}

# The names that main.parameters.json takes from the environment.
taken() { sed -n 's/.*"\${\([A-Za-z0-9_]*\)[=}].*/\1/p' "$infra/main.parameters.json"; }

# azd, the template's outputs and the hooks have names of their own; the last one is of a version before.
known=$(
  taken
  sed -n 's/^output \([A-Za-z0-9_]*\) .*/\1/p' "$infra"/*.bicep
  printf '%s\n' BROKER_ROLE_WAIT BROKER_READY_TRIES REMOVE_WITH_BROKER ROLES_IN_FORCE_FOR
)

# A name for people: another letter case, or one with a letter too many, too few or mistaken.
nearest() {
  printf '%s\n' "$known" | awk -v wanted="$1" '
    function distance(a, b,   i, j, above, left, here, row) {
      for (j = 0; j <= length(b); j++) row[j] = j
      for (i = 1; i <= length(a); i++) {
        above = row[0]; row[0] = i
        for (j = 1; j <= length(b); j++) {
          here = row[j]
          left = above + (substr(a, i, 1) != substr(b, j, 1))
          if (row[j] + 1 < left) left = row[j] + 1
          if (row[j - 1] + 1 < left) left = row[j - 1] + 1
          row[j] = left; above = here
        }
      }
      return row[length(b)]
    }
    { found = distance(toupper(wanted), $0) }
    found <= 3 && (best == "" || found < least) { best = $0; least = found }
    END { if (best != "") printf " Is it %s?", best }'
}

# azd drops such a value without a word; it may be somebody's own, so that it is no reason to stop.
for name in $(azd env get-values 2>/dev/null </dev/null | sed -n 's/^\([A-Za-z0-9_]*\)=.*/\1/p'); do
  case $name in
  AZURE_ENV_NAME | AZURE_SUBSCRIPTION_ID | AZURE_PRINCIPAL_* | AZD_* | SERVICE_*) continue ;;
  esac
  printf '%s\n' "$known" | grep -qxF "$name" || echo "Nobody reads $name, which is in this environment.$(nearest "$name")" >&2
done

# The version by which a resource of the type is asked for, nothing for another one.
version_of() {
  case $1 in
  */microsoft.communication/communicationservices/*) echo 2026-03-18 ;;
  */microsoft.operationalinsights/workspaces/*) echo 2026-03-01 ;;
  */microsoft.insights/actiongroups/*) echo 2023-01-01 ;;
  */microsoft.network/privatednszones/*) echo 2024-06-01 ;;
  */microsoft.network/*) echo 2025-09-01 ;;
  esac
}

# exists NAME ID: a resource that the template refers to is there. It would be missed after the others
# were created. A subnet, a security group and an action group are handed on by their ids: whoever may
# use them need not be able to read them.
exists() {
  type=$(printf '%s' "$2" | tr '[:upper:]' '[:lower:]')
  version=$(version_of "$type")
  [ -n "$version" ] || return 0
  ask GET "$management" "$2?api-version=$version"
  case $status:$type in
  200:*) ;;
  404:*) problem "$1 names a resource that is not there: $2" ;;
  403:*/microsoft.communication/* | 403:*/microsoft.operationalinsights/*)
    problem "$1 names a resource that you may not read: $2"
    ;;
  *) echo "Whether the resource of $1 is there could not be looked up ($status)." >&2 ;;
  esac
}

# azd puts a value into JSON as it stands: a text would end at a quotation mark, and a backslash takes
# what follows along. A parameter that is an object, whose default is null, has to be JSON itself.
objects=$(sed -n 's/.*"\${\([A-Za-z0-9_]*\)=null}".*/\1/p' "$infra/main.parameters.json" | tr '\n' ' ')
for name in $(taken); do
  eval "value=\${$name:-}"
  # shellcheck disable=SC2154 # by eval
  [ -n "$value" ] || continue
  case " $objects" in
  *" $name "*)
    case $(printf '%s' "$value" | tr -d '[:space:]') in
    null | '{'*'}') ;;
    *)
      file=
      ! taken | grep -qxF "${name}_FILE" || file=", and the path of a file into ${name}_FILE"
      problem "$name must be a JSON object, {...}: in a shell put it into single quotation marks$file."
      ;;
    esac
    ;;
  *)
    [ "$value" = "$(printf '%s' "$value" | tr -d '"\\\n')" ] ||
      problem "$name must have no quotation mark, no backslash and one line: azd can hand on no other text."
    ;;
  esac
done

for name in $(taken); do
  [ "$name" != ACS_RESOURCE_ID ] || [ -z "$with_key" ] || continue
  eval "values=\${$name:-}"
  # shellcheck disable=SC2154 # by eval
  for value in $(printf '%s' "$values" | tr ',' ' '); do
    case $value in
    /subscriptions/*) exists "$name" "$value" ;;
    esac
  done
done

# Of the group of the zones, the two that the private endpoints go into.
case ${PRIVATE_DNS_ZONES:-} in
/subscriptions/*)
  for service in blob table; do
    exists PRIVATE_DNS_ZONES "$PRIVATE_DNS_ZONES/providers/Microsoft.Network/privateDnsZones/privatelink.$service.$storage"
  done
  ;;
esac

# A deployment registers the providers of its resources; this one's name is in a delegation only.
if [ "${PRIVATE_STORAGE:-}" = true ]; then
  ask GET "$management" "/subscriptions/${AZURE_SUBSCRIPTION_ID:?run by azd}/providers/Microsoft.App?api-version=2021-04-01"
  state=$(members registrationState)
  case $status:$state in
  200:Registered) ;;
  200:*) problem "PRIVATE_STORAGE needs the resource provider Microsoft.App, which is ${state:-not known} in this subscription: run az provider register --namespace Microsoft.App --wait, or register it in the portal (the subscription, Resource providers)." ;;
  *) echo "Whether the resource provider Microsoft.App is registered could not be looked up ($status)." >&2 ;;
  esac
fi

[ "$problems" -eq 0 ] || { echo "Nothing was created or changed. Set the values (azd env set NAME value), and run the same command again." >&2; exit 1; }
