#!/usr/bin/env sh
# azd runs it after provisioning: role assignments take a while until storage heeds them, and the
# deployment would meet a 403. It waits once for each app, BROKER_ROLE_WAIT seconds, ten minutes at most.
set -eu

app=${AZURE_FUNCTION_APP_NAME:?run by azd, after provisioning}
wait=${BROKER_ROLE_WAIT:-120}

case $wait in
'' | *[!0-9]*) echo "BROKER_ROLE_WAIT must be a whole number of seconds." >&2; exit 1 ;;
esac
[ "$wait" -le 600 ] || wait=600

if [ "${ROLES_IN_FORCE_FOR:-}" = "$app" ]; then
  echo "The roles of $app were assigned by an earlier run: nothing to wait for."
  exit 0
fi

echo "Waiting $wait seconds until the roles of $app are in force. Should the deployment meet a 403 all the same, run azd deploy again."
sleep "$wait"
azd env set ROLES_IN_FORCE_FOR "$app"
