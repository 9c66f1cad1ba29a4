#!/usr/bin/env sh
# azd runs it after provisioning: storage heeds a role some time after it was assigned, and a
# deployment before that meets a 403. It waits until the youngest role of the broker's identity is
# BROKER_ROLE_WAIT seconds old, by what Azure has written down: an identity that was made anew under
# an old name has new roles, and a pipeline that keeps nothing waits only where there are any.
set -eu
# shellcheck source=scripts/azd/azure.sh
. "$(dirname "$0")/azure.sh"

: "${IDENTITY_PRINCIPAL_ID:?run by azd, after provisioning}"
group=/subscriptions/${AZURE_SUBSCRIPTION_ID:?run by azd}/resourceGroups/${DEPLOYED_RESOURCE_GROUP:?run by azd, after provisioning}
wait=${BROKER_ROLE_WAIT:-180}

case $wait in
'' | *[!0-9]*) echo "BROKER_ROLE_WAIT must be a whole number of seconds." >&2; exit 1 ;;
esac
# A zero before a number makes it another one to a shell
wait=$(printf '%s\n' "$wait" | sed 's/^0*\(.\)/\1/')
[ "${#wait}" -le 3 ] && [ "$wait" -le 600 ] || wait=600

# Seconds since 1970 of a time as 2026-11-29T19:47:25.1234567Z; the arithmetic is that of the
# Gregorian calendar whose year begins in March, since no two kinds of date read such a time alike.
seconds() {
  awk -F '[-T:.Z]' '{
    year = $1; month = $2
    if (month <= 2) { year--; month += 12 }
    days = 365 * year + int(year / 4) - int(year / 100) + int(year / 400) + int((153 * (month - 3) + 2) / 5) + $3 - 719469
    printf "%.0f\n", days * 86400 + $4 * 3600 + $5 * 60 + $6
  }'
}

# Seconds since 1970 by the clock of who answered, with which the clock here need not agree.
azures_clock() {
  tr -d '\r' <"$header" | awk 'tolower($1) == "date:" {
    printf "%s-%02d-%02dT%sZ\n", $5, index("JanFebMarAprMayJunJulAugSepOctNovDec", $4) / 3 + 1, $3, $6
  }' | tail -n 1 | seconds
}

acs=''
[ -n "$with_key" ] || acs=${ACS_RESOURCE_ID:-}
header=$(mktemp)
trap 'rm -f "$header"' EXIT
created=''
for scope in "$group" ${acs:+"$acs"}; do
  roles "$scope"
  if [ "$status" != 200 ]; then
    echo "How old the roles of the broker's identity are cannot be told: $status at $scope ($(excerpt))." >&2
    created=''
    break
  fi
  created=$(printf '%s\n%s\n' "$created" "$(members createdOn)" | sort | tail -n 1)
done

left=$wait
if [ -n "$created" ]; then
  clock=$(azures_clock)
  age=$((${clock:-$(date +%s)} - $(printf '%s\n' "$created" | seconds)))
  left=$((wait - age))
  [ "$left" -le "$wait" ] || left=$wait
  if [ "$left" -le 0 ]; then
    echo "The youngest role of the broker's identity was assigned at $created: nothing to wait for."
    exit 0
  fi
  echo "The youngest role of the broker's identity was assigned at $created."
fi
echo "Waiting $left seconds, until storage and Communication Services heed its roles. Should the deployment meet a 403 all the same (roles can take half an hour), run: azd deploy"
sleep "$left"
