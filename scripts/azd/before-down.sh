#!/usr/bin/env sh
# azd runs it before it deletes: names what azd does not delete, the applications in Entra and the role
# on an ACS resource of somebody else's, and with REMOVE_WITH_BROKER=true deletes those too. Only what
# this environment's deployment made; what is gone already is no failure, so that it can be run again.
set -eu
# shellcheck source=scripts/azd/azure.sh
. "$(dirname "$0")/azure.sh"

remove=${REMOVE_WITH_BROKER:-false}
case $remove in
true | false) ;;
*) echo "REMOVE_WITH_BROKER is true or false, not '$remove'. Nothing was deleted." >&2; exit 1 ;;
esac
stays=0

# delete WHAT ORIGIN PATH: deletes it, or ends everything with the reason.
delete() {
  ask DELETE "$2" "$3"
  case $status in
  200 | 202 | 204) echo "Deleted: $1." ;;
  404) echo "Gone already: $1." ;;
  *)
    echo "Could not be deleted: $1: $status $(excerpt)" >&2
    echo "azd has deleted nothing. Mend that and run azd down again, or leave it: azd env set REMOVE_WITH_BROKER false" >&2
    exit 1
    ;;
  esac
}

stay() {
  [ "$stays" -gt 0 ] || echo "What azd does not delete:"
  stays=$((stays + 1))
  echo "  - $1"
}

# application WHAT ID: is this deployment's where the template says that it registered it. What the
# environment says now may have been set after it.
application() {
  [ -n "$2" ] || return 0
  case ,${REGISTERED_APPLICATION_IDS:-}, in
  *",$2,"*) ;;
  *)
    stay "$1 $2, which this deployment is not known to have registered and others may use: az ad app delete --id $2"
    return 0
    ;;
  esac
  if [ "$remove" = true ]; then
    delete "$1 $2 (Entra keeps it for 30 days)" "$graph" "/v1.0/applications(appId='$2')"
  else
    stay "$1 $2: az ad app delete --id $2"
  fi
}

role_on_acs() {
  [ -n "${ACS_RESOURCE_ID:-}" ] && [ -n "${IDENTITY_PRINCIPAL_ID:-}" ] || return 0
  if [ "$remove" = false ]; then
    [ -n "$with_key" ] || stay "the role of the broker's identity $IDENTITY_PRINCIPAL_ID on $ACS_RESOURCE_ID: Access control (IAM) of that resource"
    return 0
  fi
  roles "$ACS_RESOURCE_ID"
  if [ "$status" != 200 ] && [ "$status" != 404 ]; then
    [ -z "$with_key" ] || return 0
    echo "The roles on $ACS_RESOURCE_ID could not be read: $status. azd has deleted nothing." >&2
    exit 1
  fi
  # Those on this one resource, and none above it; Azure may write its id in another letter case
  ours=$(members id | grep -iF "$ACS_RESOURCE_ID/providers/Microsoft.Authorization/roleAssignments/" || true)
  [ -n "$ours" ] || echo "No role of the broker's identity is left on $ACS_RESOURCE_ID."
  for id in $ours; do
    delete "the role of the broker's identity on $ACS_RESOURCE_ID" "$management" "$id?api-version=2022-04-01"
  done
}

application "the application that users sign in to," "${CLIENT_APPLICATION_ID:-}"
application "the broker's API," "${API_APPLICATION_ID:-}"
role_on_acs
if [ -n "${ACS_RESOURCE_ID:-}" ] && [ -n "${DEVELOPER_PRINCIPAL_ID:-}" ]; then
  stay "the role of the developer $DEVELOPER_PRINCIPAL_ID on $ACS_RESOURCE_ID, which is theirs to keep or give up: Access control (IAM) of that resource"
fi
if [ "$stays" -gt 0 ] && [ "$remove" = false ]; then
  echo "To delete what this environment made of it too: stop here, azd env set REMOVE_WITH_BROKER true, and azd down again."
fi
