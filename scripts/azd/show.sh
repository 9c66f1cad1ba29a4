#!/usr/bin/env sh
# azd runs it after deploying: whether the broker is ready, and what its clients and administrators need.
set -eu

url=${SERVICE_BROKER_ENDPOINT_URL:?run by azd, after provisioning}
tries=${BROKER_READY_TRIES:-12}

is_ready() {
  until curl -fsS --max-time 15 -o /dev/null "$url/api/health/ready" 2>/dev/null; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 5
  done
}

if is_ready; then
  state="is ready"
else
  state="is not ready yet. The log in Application Insights says why"
fi

cat <<END

The broker $state.
  address         $url
  log             Application Insights in the resource group ${AZURE_RESOURCE_GROUP:-}

Settings of the app that users sign in to:
  clientId        ${CLIENT_APPLICATION_ID:-(your own)}
  authority       ${CLIENT_AUTHORITY:-}
  scopes          ${CLIENT_SCOPES:-}
END
[ -z "${SUBJECT_SCOPES:-}" ] || echo "  and, apart      $SUBJECT_SCOPES"
cat <<END

Consent, by an administrator; for another tenant, put its id or domain in place of ${AZURE_TENANT_ID:-the tenant id}:
  the app         ${CLIENT_CONSENT_LINK:-(none)}
END
[ -z "${API_CONSENT_LINK:-}" ] || echo "  the broker      $API_CONSENT_LINK"
if [ -z "${SUBJECT_SCOPES:-}" ]; then
  cat <<END

Try it, with an access token of a signed-in user for these scopes in \$TOKEN:
  curl -s -X POST $url/api/token/teams -H "Authorization: Bearer \$TOKEN"
END
else
  cat <<END

Try it, with access tokens of a signed-in user, for the first scope in \$TOKEN and for the others in \$SUBJECT_TOKEN:
  curl -s -X POST $url/api/token/teams -H "Authorization: Bearer \$TOKEN" -H "teams-user-aad-token: \$SUBJECT_TOKEN"
END
fi
