#!/usr/bin/env bash
# Tests scripts/register.sh against a tenant that exists in a file only.
# shellcheck disable=SC2016 # jq has variables too
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/test/expect.sh
. scripts/test/expect.sh
PATH=$PWD/scripts/test/bin:$PATH
export REGISTER_RETRY_SECONDS=0

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
identity=bbbbbbbb-0000-4000-8000-000000000002

new_tenant() {
  FAKE_AZ=$(mktemp -d "$work/tenant.XXXX")
  export FAKE_AZ
  export FAKE_AZ_FAIL=''
}

# Runs the script; its exit code is left in $code, what it says in $said.
register() {
  : >"$FAKE_AZ/writes"
  code=0
  said=$(scripts/register.sh "$@" 2>&1 </dev/null) || code=$?
}

writes() { wc -l <"$FAKE_AZ/writes" | tr -d ' '; }
state() { jq -c "$@" "$FAKE_AZ/state.json"; }

last_write_is() { [[ $(tail -1 "$FAKE_AZ/writes") =~ ^$1 ]]; }
refused() { [ "$code" -eq 1 ] && [ "$(writes)" -eq 0 ]; }
holds() { jq -e "$1" "$FAKE_AZ/state.json" >/dev/null; }

new_tenant
register --mode onBehalfOf --managed-identity "$identity" --grant-consent --dry-run
expect 'a dry run ends well' is "$code" 0
expect 'a dry run changes nothing' is "$(writes)" 0
expect 'a dry run tells what it would do' says 'create the application acs-token-broker-api'
expect 'a dry run tells of the consent' says 'consent to Teams.ManageCalls Teams.ManageChats for acs-token-broker-api'

register --mode onBehalfOf
expect 'without --yes nobody agrees' is "$code" 1
expect 'without --yes nothing changes' is "$(writes)" 0

all=(--mode onBehalfOf --managed-identity "$identity" --grant-consent --yes --multitenant --spa-redirect https://app.contoso.example/redirect
  --public-redirect msauth.example://auth --role Caller --list-groups)
touch "$FAKE_AZ/slow"
register "${all[@]}"
expect 'it registers' is "$code" 0
expect 'the plan comes before the first write' says 'Plan for the tenant'
expect 'the client may sign in, and lists no permission' holds \
  '.applications["acs-token-broker-client"] | .spa.redirectUris == ["https://app.contoso.example/redirect"] and .isFallbackPublicClient and .signInAudience == "AzureADMultipleOrgs" and .requiredResourceAccess == []'
expect 'the API has its scope, version, address, role and groups' holds \
  '.applications["acs-token-broker-api"] | .api.requestedAccessTokenVersion == 2 and .api.oauth2PermissionScopes[0].value == "access_as_user" and .identifierUris == ["api://" + .appId] and .appRoles[0].value == "Caller" and .groupMembershipClaims == "SecurityGroup"'
expect 'the API knows its client and authorises it' holds \
  '.applications as $a | $a["acs-token-broker-client"].appId as $client | $a["acs-token-broker-api"].api | .knownClientApplications == [$client] and .preAuthorizedApplications == [{appId: $client, delegatedPermissionIds: [.oauth2PermissionScopes[0].id]}]'
expect 'the API lists the permissions of ACS' holds \
  '.applications["acs-token-broker-api"].requiredResourceAccess[0] | .resourceAppId == "1fd5118e-2576-4263-8130-9503064c837a" and (.resourceAccess | length) == 2'
expect 'the identity may act as the API' holds \
  '.credentials | to_entries[0].value[0] | .subject == "'"$identity"'" and .audiences == ["api://AzureADTokenExchange"] and .issuer == "https://login.example/aaaaaaaa-0000-4000-8000-000000000001/v2.0"'
expect 'three service principals' holds '.principals | length == 3'
expect 'the API has the consent' holds \
  '.grants[0].clientId == .principals[.applications["acs-token-broker-api"].appId].id and .grants[0].scope == "Teams.ManageCalls Teams.ManageChats"'
expect 'the client has it for the API, and nobody for anything else' holds \
  '.applications as $a | .principals as $p | .grants[1].clientId == $p[$a["acs-token-broker-client"].appId].id and .grants[1].resourceId == $p[$a["acs-token-broker-api"].appId].id and .grants[1].scope == "access_as_user" and (.grants | length) == 2'
expect 'settings are printed' says 'BROKER_CALLER_CLIENT_IDS'
expect 'the consent link is for any tenant' says 'https://login.example/<tenant>/adminconsent?client_id='

before=$(state .)
register "${all[@]}"
expect 'a second run ends well' is "$code" 0
expect 'a second run writes nothing' is "$(writes)" 0
expect 'a second run changes nothing' is "$(state .)" "$before"
expect 'a second run says so' says 'nothing: all is as it should be'

register --mode onBehalfOf --yes --spa-redirect http://localhost:5173
expect 'another redirect is added, and none removed' holds \
  '.applications["acs-token-broker-client"].spa.redirectUris == ["https://app.contoso.example/redirect", "http://localhost:5173"]'
expect 'and nothing else is written' is "$(writes)" 1

jq '.grants[0].scope = "openid"' "$FAKE_AZ/state.json" >"$work/s" && mv "$work/s" "$FAKE_AZ/state.json"
register --mode onBehalfOf --yes --grant-consent --managed-identity cccccccc-0000-4000-8000-000000000003
expect 'a consent is completed' holds '.grants[0].scope == "openid Teams.ManageCalls Teams.ManageChats"'
expect 'another identity takes the place of the old one' holds '.credentials | to_entries[0].value | length == 1 and .[0].subject[0:1] == "c"'

new_tenant
register --yes
expect 'direct: one application' holds '.applications | keys == ["acs-token-broker-client"]'
expect 'direct: it lists the permissions of ACS' holds '.applications[].requiredResourceAccess | length == 1'
expect 'direct: nobody consents' holds '.grants == []'

new_tenant
register --mode elsewhere --grant-consent --yes
expect 'callers who sign in elsewhere: one application' holds '.applications | keys == ["acs-token-broker-client"]'
expect 'it lists the permissions of ACS, and signs in for the subject token' holds '.applications[].requiredResourceAccess[0].resourceAccess | length == 2'
expect 'it has the consent for them, and for no API' holds '.grants | length == 1 and .[0].scope == "Teams.ManageCalls Teams.ManageChats"'
for text in 'CALLER_MODE               elsewhere' 'ENTRA_CLIENT_IDS' 'teams       https://auth.msft.communication.azure.com/Teams.ManageCalls' 'BROKER_CALLER_ISSUERS, which you write'; do
  expect "the mode elsewhere is told: $text" says "$text"
done
expect 'and nothing of an API' is "$(grep -c 'BROKER_API_\|api://' <<<"$said" || true)" 0
register --mode elsewhere --grant-consent --yes
expect 'callers who sign in elsewhere: a second run has nothing to do' is "$(writes)" 0

clients=2a04943b-b6a7-4f65-8786-2bb6131b59f6
new_tenant
register --user-kinds teams,entra,teamsPhone --entra-scope VoIP --entra-scope Chat --grant-consent --dry-run
expect 'a plan for all kinds of users is told' says 'create the service principal of Azure Communication Services Clients'
expect 'and changes nothing' is "$(writes)" 0
register --user-kinds teams,entra,teamsPhone --entra-scope VoIP --entra-scope Chat --grant-consent --yes
expect 'all kinds of users are registered' is "$code" 0
expect 'with the permissions of each, by the ids that the tenant knows' holds \
  '.principals["'$clients'"].oauth2PermissionScopes as $s | .applications[].requiredResourceAccess | map({(.resourceAppId): [.resourceAccess[].id]}) | add | .["'$clients'"] == [$s[].id] and .["1fd5118e-2576-4263-8130-9503064c837a"] == ["de8ec1df-066a-4817-bc5d-9a985b986262", "6290af7f-b407-49f9-92d5-bf584fdc4019", "9ed60762-c537-4e50-8984-4b1db3d922ce"]'
expect 'and consent for each' holds \
  '.principals as $p | .grants | map({(.resourceId): .scope}) | add | .[$p["'$clients'"].id] == "VoIP Chat" and .[$p["1fd5118e-2576-4263-8130-9503064c837a"].id] == "Teams.ManageCalls Teams.ManageChats TeamsExtension.ManageCalls"'
expect 'the scopes of Entra ID users are printed' says 'entra       https://communication.azure.com/clients/VoIP https://communication.azure.com/clients/Chat'
expect 'and of Teams Phone' says 'teamsPhone  https://auth.msft.communication.azure.com/TeamsExtension.ManageCalls'
register --user-kinds teams,entra,teamsPhone --entra-scope VoIP --entra-scope Chat --grant-consent --yes
expect 'a second run for all kinds has nothing to do' is "$(writes)" 0
register --user-kinds entra --entra-scope Video --yes
expect 'a permission that is not there is refused' says 'has no permission Video'
expect 'before anything is written' refused

new_tenant
register --user-kinds entra --yes
expect 'Entra ID users alone need nothing else' holds \
  '(.principals | has("1fd5118e-2576-4263-8130-9503064c837a") | not) and (.applications[].requiredResourceAccess | length == 1 and (.[0].resourceAccess | length) == 1)'
register --user-kinds teams --yes
expect 'another kind is added, and none removed' holds '.applications[].requiredResourceAccess | length == 2'

stopped_at() {
  local stop=$1
  new_tenant
  FAKE_AZ_FAIL=$stop register "${all[@]}"
  expect "a failure of $stop stops it" test "$code" -ne 0
  expect "a failure of $stop is told" says 'Insufficient privileges'
  case $stop in
  GET*) expect "nothing is written after a failure of $stop" is "$(writes)" 0 ;;
  *) expect "nothing is written after a failure of $stop" last_write_is "$stop" ;;
  esac
  FAKE_AZ_FAIL='' register "${all[@]}"
  expect "a second run mends a failure of $stop" is "$code" 0
  register "${all[@]}"
  expect "and a third has nothing to do after $stop" is "$(writes)" 0
}

# Two consents: the API's to Communication Services, and the client's to the API
nothing_twice='(.applications | length) == 2 and (.principals | length) == 3 and ([.credentials[] | length] == [1])
  and (.grants | length) == 2 and ([.grants[] | [.clientId, .resourceId]] | unique | length) == 2
  and all(.applications[].appRoles; length <= 1) and all(.applications[].api.oauth2PermissionScopes; length <= 1)'
cut_off_at() {
  local cut=$1 run
  new_tenant
  FAKE_AZ_CUT=$cut register "${all[@]}"
  expect "cut off after $cut it fails" test "$code" -ne 0
  expect "and says so after $cut" says 'The connection was reset'
  for ((run = 1; run < 9; run++)); do
    FAKE_AZ_CUT='' register "${all[@]}"
    [ "$(writes)" -gt 0 ] || break
  done
  expect "the next run after $cut finishes" test "$code" -eq 0 -a "$run" -le 2
  expect "and nothing is there twice after $cut" holds "$nothing_twice"
}

# Each in a tenant of its own, two beside each other
for step in 'PATCH .*-client' 'PATCH .*-api' 'POST /servicePrincipals' 'POST .*federated' 'POST /oauth2' 'GET /applications\(' 'GET /servicePrincipals'; do
  { stopped_at "$step" >"$work/stopped" 2>&1; } &
  other=$!
  [[ $step == GET* ]] || cut_off_at "$step"
  wait "$other"
  cat "$work/stopped"
  failures=$((failures + $(grep -c '^FAILS' "$work/stopped" || true)))
done

new_tenant
register --mode onBehalfOf --managed-identity BBBBBBBB-0000-4000-8000-00000000000A --yes
expect 'an id in capitals is a subject in small letters, as Entra compares it' holds \
  '.credentials | to_entries[0].value[0].subject == "bbbbbbbb-0000-4000-8000-00000000000a"'

new_tenant
mkdir "$work/bin"
printf '#!/bin/sh\nexit 127\n' | tee "$work/bin/uuidgen" >"$work/bin/od"
chmod +x "$work/bin/uuidgen"
PATH=$work/bin:$PATH register --mode callers --role Caller --yes
expect 'GUIDs need no uuidgen' is "$code" 0
expect 'and are some' holds '[.applications[] | .appRoles[].id, .api.oauth2PermissionScopes[].id] | length == 2 and all(test("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")) and .[0] != .[1]'
new_tenant
chmod +x "$work/bin/od"
PATH=$work/bin:$PATH register --mode callers --role Caller --yes
expect 'what is no GUID is not sent' refused
expect 'and is told' says 'no GUID could be made'

new_tenant
for wrong in '--mode obo' "--mode elsewhere --managed-identity $identity" '--spa-redirect *' '--spa-redirect http://app.contoso.example' '--spa-redirect http://localhost.evil.example' '--spa-redirect http://localhost:5173@evil.example' '--managed-identity me --mode onBehalfOf' \
  "--managed-identity $identity" '--name a/b' '--unknown' '--mode' '--user-kinds Teams' '--user-kinds teams,,entra' '--entra-scope Chat' '--user-kinds entra --entra-scope a/b'; do
  set -f
  # shellcheck disable=SC2086
  register $wrong --yes
  set +f
  expect "refused: $wrong" refused
done

[ "$failures" -eq 0 ] || { echo "$failures failed." >&2; exit 1; }
echo "scripts/register.sh: all well."
