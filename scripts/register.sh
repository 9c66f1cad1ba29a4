#!/usr/bin/env bash
# Registers the broker's applications in Entra with the Azure CLI: what infra/registration does, for
# those who do not deploy. It shows its plan first; a second run finds nothing to do.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/registration/graph.sh
. "$here/registration/graph.sh"

usage() {
  cat <<'END'
Usage: scripts/register.sh [options]     (az login first; needs az and jq)

  --mode MODE               direct (default), callers, elsewhere or onBehalfOf
  --name NAME               beginning of the applications' unique names, default acs-token-broker
  --display-name TEXT       what users read when they sign in, default "ACS token broker"
  --multitenant             users of other tenants may sign in
  --spa-redirect URI        where a single-page app is sent back to; may be repeated
  --public-redirect URI     where a mobile or desktop app is sent back to; may be repeated
  --scope NAME              name of the API's scope, default access_as_user
  --role NAME               a role that callers can have; may be repeated
  --list-groups             caller tokens list the user's groups
  --managed-identity ID     object id of the broker's managed identity (azd: IDENTITY_PRINCIPAL_ID), for onBehalfOf
  --user-kinds KINDS        whose permissions the applications get: teams (default), entra, teamsPhone, separated by commas
  --entra-scope NAME        a permission of Entra ID users, default VoIP; may be repeated (Chat)
  --grant-consent           consent for all users of this tenant
  --dry-run                 show the plan and change nothing
  --yes                     do not ask
END
}

fail() {
  echo "register.sh: $*" >&2
  exit 1
}

is_guid() { [[ $1 =~ ^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$ ]]; }

# A random GUID (RFC 9562, version 4). Neither Git Bash nor every Linux has uuidgen.
new_id() {
  local hex guid
  hex=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  guid=${hex:0:8}-${hex:8:4}-4${hex:13:3}-a${hex:17:3}-${hex:20:12}
  is_guid "$guid" || fail "no GUID could be made of /dev/urandom and od: '$guid'"
  echo "$guid"
}

small() { printf '%s' "$1" | tr '[:upper:]' '[:lower:]'; }

mode=direct name=acs-token-broker display_name='ACS token broker' multitenant=false scope=access_as_user
list_groups=false identity='' grant=false dry_run=false yes=false
user_kinds=teams
spa_redirects=() public_redirects=() roles=() entra_scopes=()

while [ $# -gt 0 ]; do
  case $1 in
  --multitenant) multitenant=true ;;
  --list-groups) list_groups=true ;;
  --grant-consent) grant=true ;;
  --dry-run) dry_run=true ;;
  --yes) yes=true ;;
  -h | --help) usage; exit ;;
  --mode | --name | --display-name | --spa-redirect | --public-redirect | --scope | --role | --managed-identity | --user-kinds | --entra-scope)
    [ -n "${2-}" ] || fail "$1 needs a value"
    case $1 in
    --mode) mode=$2 ;;
    --name) name=$2 ;;
    --display-name) display_name=$2 ;;
    --spa-redirect) spa_redirects+=("$2") ;;
    --public-redirect) public_redirects+=("$2") ;;
    --scope) scope=$2 ;;
    --role) roles+=("$2") ;;
    --managed-identity) identity=$2 ;;
    --user-kinds) user_kinds=$2 ;;
    --entra-scope) entra_scopes+=("$2") ;;
    esac
    shift
    ;;
  *) usage >&2; fail "unknown option: $1" ;;
  esac
  shift
done

case $mode in direct | callers | elsewhere | onBehalfOf) ;; *) fail "--mode is direct, callers, elsewhere or onBehalfOf" ;; esac
# The two in which callers bring tokens of Entra's, for an API of the broker's
has_api() { [ "$mode" = callers ] || [ "$mode" = onBehalfOf ]; }
[[ $name =~ ^[A-Za-z0-9._-]{1,100}$ ]] || fail "--name has letters, digits, dots, hyphens and underscores only"
[[ $scope =~ ^[A-Za-z0-9._-]{1,120}$ ]] || fail "--scope has letters, digits, dots, hyphens and underscores only"
# Entra compares subject and issuer of a federated credential letter for letter, and writes its ids small
identity=$(small "$identity")
[[ $user_kinds =~ ^(teams|entra|teamsPhone)(,(teams|entra|teamsPhone))*$ ]] ||
  fail "--user-kinds are teams, entra and teamsPhone, separated by commas"
has_kind() { [[ ,$user_kinds, == *,$1,* ]]; }
if has_kind entra; then
  [ "${#entra_scopes[@]}" -gt 0 ] || entra_scopes=(VoIP)
elif [ "${#entra_scopes[@]}" -gt 0 ]; then
  fail "--entra-scope is for --user-kinds entra"
fi
for entra_scope in ${entra_scopes[@]+"${entra_scopes[@]}"}; do
  [[ $entra_scope =~ ^[A-Za-z.]+$ ]] || fail "--entra-scope is the name of one permission: $entra_scope"
done
acs_scopes=()
! has_kind teams || acs_scopes+=(Teams.ManageCalls Teams.ManageChats)
! has_kind teamsPhone || acs_scopes+=(TeamsExtension.ManageCalls)
[ -z "$identity" ] || is_guid "$identity" ||
  fail "--managed-identity is the object id of the identity, a GUID"
[ -z "$identity" ] || [ "$mode" = onBehalfOf ] || fail "--managed-identity is for --mode onBehalfOf"
for uri in ${spa_redirects[@]+"${spa_redirects[@]}"}; do
  [[ $uri != *'*'* && $uri =~ ^(https://.+|http://localhost(:[0-9]{1,5})?(/.*)?)$ ]] ||
    fail "--spa-redirect begins with https:// or http://localhost and has no *: $uri"
done
for tool in az jq; do
  command -v "$tool" >/dev/null || fail "$tool is needed and not installed"
done

errors=$(mktemp)
trap 'rm -f "$errors"' EXIT
tenant=$(small "$(az account show --only-show-errors --query tenantId --output tsv)")
graph_endpoint=$(az cloud show --only-show-errors --query endpoints.microsoftGraphResourceId --output tsv)
graph_endpoint=${graph_endpoint%/}
login=$(az cloud show --only-show-errors --query endpoints.activeDirectory --output tsv)
login=${login%/}
cloud=$(az cloud show --only-show-errors --query name --output tsv)

case $cloud in
AzureUSGovernment) exchange_audience=api://AzureADTokenExchangeUSGov domain=azure.us ;;
AzureChinaCloud) exchange_audience=api://AzureADTokenExchangeChina domain=azure.cn ;;
*) exchange_audience=api://AzureADTokenExchange domain=azure.com ;;
esac

list() { jq -cn '$ARGS.positional' --args -- "$@"; }

role_list() {
  local role id
  for role in ${roles[@]+"${roles[@]}"}; do
    id=$(new_id) || return
    jq -cn --arg id "$id" --arg value "$role" \
      '{id: $id, value: $value, displayName: $value, description: "May get Communication Services tokens from the broker, as \($value).", allowedMemberTypes: ["User"], isEnabled: true}'
  done | jq -cs .
}

# Of their own lines, since bash goes on where a command within an argument fails
new_scope_id=$(new_id)
new_roles=$(role_list)
options=$(jq -cn --arg mode "$mode" --arg displayName "$display_name" --argjson multitenant "$multitenant" \
  --argjson acsScopes "$(list ${acs_scopes[@]+"${acs_scopes[@]}"})" --argjson entraScopeIds '[]' \
  --argjson spaRedirects "$(list ${spa_redirects[@]+"${spa_redirects[@]}"})" \
  --argjson publicRedirects "$(list ${public_redirects[@]+"${public_redirects[@]}"})" \
  --arg scope "$scope" --argjson roles "$new_roles" --argjson listGroups "$list_groups" --arg newId "$new_scope_id" '$ARGS.named')

# What the application of the second argument lacks to be as the function of the first one wants it.
lacks() {
  jq -c -L "$here/registration" --argjson o "$options" "include \"applications\"; . as \$now | changes(\$now | $1(\$o)) // empty" <<<"$2"
}

acs_clients=2a04943b-b6a7-4f65-8786-2bb6131b59f6
planning=true
planned=0

# Tells what is to be done, and says yes where it is to be done now.
now() {
  planned=$((planned + 1))
  echo "  - $1"
  [ "$planning" = false ]
}

# ensure_application FUNCTION UNIQUE_NAME: leaves the application in $found, {} where it is only planned.
ensure_application() {
  local changes created
  found=$(application "$2")
  changes=$(lacks "$1" "$found")
  [ -n "$changes" ] || return 0
  if [ "$found" = '{}' ]; then
    if now "create the application $2"; then
      created=$(graph PATCH "/applications(uniqueName='$2')" "$changes" Prefer=create-if-missing)
      found=$created
    fi
  elif now "change the application $2: $(jq -r 'keys | join(", ")' <<<"$changes")"; then
    graph_soon PATCH "/applications(uniqueName='$2')" "$changes"
    found=$(application "$2")
  fi
}

# ensure_principal APP_ID NAME: leaves the object id in $found_principal.
ensure_principal() {
  local answer
  found_principal=''
  [ -z "$1" ] || found_principal=$(principal "$1")
  [ -z "$found_principal" ] || return 0
  if now "create the service principal of $2 in this tenant"; then
    answer=$(graph_soon POST /servicePrincipals "$(jq -cn --arg appId "$1" '{appId: $appId}')")
    found_principal=$(jq -r .id <<<"$answer")
  fi
}

# The ids of what Entra ID users need, which are not public: Azure Communication Services Clients has them.
find_entra_scopes() {
  local published ids='[]' entra_scope id
  published=$(scopes_of "$acs_clients")
  for entra_scope in "${entra_scopes[@]}"; do
    id=$(jq -r --arg value "$entra_scope" '[.[] | select(.value == $value) | .id][0] // empty' <<<"$published")
    if [ -z "$id" ]; then
      # Nobody knows it yet where the service principal is only planned
      if [ "$published" != '[]' ] || [ "$planning" = false ]; then
        fail "Azure Communication Services Clients has no permission $entra_scope"
      fi
      id=$entra_scope
    fi
    ids=$(jq -c --arg id "$id" '. + [$id]' <<<"$ids")
  done
  options=$(jq -c --argjson ids "$ids" '.entraScopeIds = $ids' <<<"$options")
}

ensure_api_clients() {
  local changes=''
  if [ "$api" != '{}' ] && [ -n "$client_id" ]; then
    options=$(jq -c --arg clientId "$client_id" '.clientId = $clientId' <<<"$options")
    changes=$(lacks api_clients "$api")
    [ -n "$changes" ] || return 0
  fi
  if now "give $name-api its address, and let $name-client use its scope"; then
    graph_soon PATCH "/applications(uniqueName='$name-api')" "$changes"
  fi
}

ensure_federated_credential() {
  local id path wanted there=''
  wanted=$(jq -cn --arg issuer "$login/$tenant/v2.0" --arg subject "$identity" --arg audience "$exchange_audience" \
    '{name: "managed-identity", description: "The managed identity of the broker, instead of a secret.", issuer: $issuer, subject: $subject, audiences: [$audience]}')
  id=$(jq -r '.id // empty' <<<"$api")
  path="/applications/$id/federatedIdentityCredentials"
  if [ -n "$id" ]; then
    there=$(graph_soon GET "$path")
    there=$(jq -c '[.value[] | select(.name == "managed-identity")][0] // empty' <<<"$there")
  fi
  if [ -z "$there" ]; then
    if now "let the managed identity $identity act as $name-api"; then
      graph_soon POST "$path" "$wanted" >/dev/null
    fi
  elif ! jq -e --argjson wanted "$wanted" '. * $wanted == .' <<<"$there" >/dev/null; then
    if now "let the managed identity $identity act as $name-api, instead of another one"; then
      graph PATCH "$path/$(jq -r .id <<<"$there")" "$(jq -c 'del(.name)' <<<"$wanted")"
    fi
  fi
}

# ensure_consent PRINCIPAL NAME RESOURCE_PRINCIPAL SCOPES
ensure_consent() {
  local there='' resource=$3 scopes=$4 wanted
  if [ -n "$1" ] && [ -n "$resource" ]; then
    there=$(graph GET "/oauth2PermissionGrants?\$filter=clientId%20eq%20'$1'%20and%20resourceId%20eq%20'$resource'%20and%20consentType%20eq%20'AllPrincipals'")
    there=$(jq -c '.value[0] // empty' <<<"$there")
  fi
  if [ -z "$there" ]; then
    if now "consent to $scopes for $2, for all users of this tenant"; then
      wanted=$(jq -cn --arg clientId "$1" --arg resourceId "$resource" --arg scope "$scopes" \
        '{clientId: $clientId, consentType: "AllPrincipals", resourceId: $resourceId, scope: $scope}')
      graph_soon POST /oauth2PermissionGrants "$wanted" >/dev/null
    fi
    return 0
  fi
  wanted=$(jq -c --arg scopes "$scopes" \
    '(.scope / " " | map(select(. != ""))) as $now | (($scopes / " ") - $now) | select(length > 0) | {scope: ($now + . | join(" "))}' <<<"$there")
  [ -n "$wanted" ] || return 0
  if now "add $scopes to the consent for $2, for all users of this tenant"; then
    graph PATCH "/oauth2PermissionGrants/$(jq -r .id <<<"$there")" "$wanted"
  fi
}

steps() {
  local client client_principal api_principal=''
  api_id=''
  local user user_name acs_principal='' acs_clients_principal=''
  if [ "${#acs_scopes[@]}" -gt 0 ]; then
    ensure_principal 1fd5118e-2576-4263-8130-9503064c837a 'Azure Communication Services'
    acs_principal=$found_principal
  fi
  if [ "${#entra_scopes[@]}" -gt 0 ]; then
    ensure_principal "$acs_clients" 'Azure Communication Services Clients'
    acs_clients_principal=$found_principal
    find_entra_scopes
  fi
  ensure_application client "$name-client"
  client=$found
  client_id=$(jq -r '.appId // empty' <<<"$client")
  ensure_principal "$client_id" "$name-client"
  client_principal=$found_principal
  if has_api; then
    ensure_application api "$name-api"
    api=$found
    api_id=$(jq -r '.appId // empty' <<<"$api")
    ensure_api_clients
    ensure_principal "$api_id" "$name-api"
    api_principal=$found_principal
  fi
  if [ -n "$identity" ]; then
    ensure_federated_credential
  fi
  if [ "$grant" = true ]; then
    user=$client_principal user_name=$name-client
    [ "$mode" != onBehalfOf ] || user=$api_principal user_name=$name-api
    [ "${#acs_scopes[@]}" -eq 0 ] || ensure_consent "$user" "$user_name" "$acs_principal" "${acs_scopes[*]}"
    [ "${#entra_scopes[@]}" -eq 0 ] ||
      ensure_consent "$user" "$user_name" "$acs_clients_principal" "${entra_scopes[*]}"
    ! has_api || ensure_consent "$client_principal" "$name-client" "$api_principal" "$scope"
  fi
}

# show_scopes KIND RESOURCE SCOPE...
show_scopes() {
  local kind=$1 resource=$2
  shift 2
  echo "$(printf '  %-11s' "$kind") ${*/#/$resource/}"
}

show_result() {
  local place=$tenant
  [ "$multitenant" = false ] || place='<tenant>'
  echo
  echo "For the broker (azd env set NAME VALUE):"
  echo "  REGISTER_APPLICATIONS     false"
  echo "  CALLER_MODE               $mode"
  echo "  USER_KINDS                $user_kinds"
  if [ "$mode" = onBehalfOf ]; then
    echo "  BROKER_CALLER_CLIENT_IDS  $client_id"
  else
    echo "  ENTRA_CLIENT_IDS          $client_id"
  fi
  [ -z "$api_id" ] || echo "  BROKER_API_CLIENT_ID      $api_id"
  [ -z "$api_id" ] || echo "  BROKER_API_SCOPE          $scope"
  echo "Scopes that the app asks Entra for, one line at a time:"
  [ -z "$api_id" ] || echo "  the broker  api://$api_id/$scope"
  if [ "$mode" != onBehalfOf ]; then
    ! has_kind teams || show_scopes teams "https://auth.msft.communication.$domain" Teams.ManageCalls Teams.ManageChats
    ! has_kind teamsPhone || show_scopes teamsPhone "https://auth.msft.communication.$domain" TeamsExtension.ManageCalls
    ! has_kind entra || show_scopes entra "https://communication.$domain/clients" "${entra_scopes[@]}"
  fi
  echo "Consent, by an administrator of each tenant:"
  echo "  $login/$place/adminconsent?client_id=$client_id"
  [ -z "$api_id" ] || echo "  $login/$place/adminconsent?client_id=$api_id"
  [ "$mode" != elsewhere ] ||
    echo "Where callers sign in is BROKER_CALLER_ISSUERS, which you write: docs/callers.md has it."
  [ "$mode" != onBehalfOf ] || [ -n "$identity" ] ||
    echo "Once the broker is deployed, run this again with the same options and --managed-identity, so that the broker can act as $name-api."
}

echo "Plan for the tenant $tenant:"
steps
if [ "$planned" -eq 0 ]; then
  echo "  nothing: all is as it should be"
  show_result
  exit
fi
if [ "$dry_run" = true ]; then
  echo "Nothing was changed (--dry-run)."
  exit
fi
if [ "$yes" = false ]; then
  [ -t 0 ] || fail "there is nobody to ask: say --yes"
  read -r -p "Go on? [y/N] " answer
  [[ $answer == [yY]* ]] || fail "stopped; nothing was changed"
fi

planning=false
echo "Doing it:"
steps
show_result
