#!/usr/bin/env sh
# azd runs it after deploying: whether the broker is ready, and what its clients and administrators need.
set -eu

url=${SERVICE_BROKER_ENDPOINT_URL:?run by azd, after provisioning}
tries=${BROKER_READY_TRIES:-12}
case $tries in
*[!0-9]*) echo "BROKER_READY_TRIES must be a whole number." >&2; exit 1 ;;
esac

# As Azure calls the app
app="/subscriptions/${AZURE_SUBSCRIPTION_ID:-<subscription>}/resourceGroups/${DEPLOYED_RESOURCE_GROUP:-<group>}/providers/Microsoft.Web/sites/${AZURE_FUNCTION_APP_NAME:-<app>}"

# A zero before a number makes it another one to a shell
tries=$(printf '%s\n' "$tries" | sed 's/^0*\(.\)/\1/')

seen=$(mktemp)
trap 'rm -f "$seen"' EXIT

# What answers at the address: sets status (000 for nothing), failure (curl's exit code and words), code.
ask() {
  failure=0
  : >"$seen"
  status=$(curl -sS --max-time 15 -o "$seen" -w '%{http_code}' "$url/api/health/ready" 2>"$seen.words") || failure=$?
  words=$(tr '\n' ' ' <"$seen.words")
  code=$(sed -n 's/.*"code":"\([a-z_]*\)".*/\1/p' "$seen")
  rm -f "$seen.words"
}

is_ready() {
  while :; do
    ask
    if [ "$failure" -eq 0 ] && [ "$status" = 200 ] && grep -q '"status":"ready"' "$seen"; then
      return 0
    fi
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 5
  done
}

# Why it is not ready, by what was seen last, and what to do about it.
reason() {
  case $failure in
  0) ;;
  6) echo "its name is not known ($words): a new one takes some minutes; a private network needs its own DNS"; return ;;
  7) echo "nothing takes the connection ($words): look whether the app runs, and whether a firewall lets you reach it"; return ;;
  28) echo "nothing came in time ($words): ask again in a minute; if it goes on, the app does not start"; return ;;
  35 | 51 | 58 | 60 | 77) echo "the certificate is not trusted ($words): a proxy on the way replaces it, or your curl lacks the authorities"; return ;;
  *) echo "curl ended with $failure: $words"; return ;;
  esac
  if grep -q azureStaticWebApps "$seen"; then
    echo "$status, and not from the broker: the app is linked to a Static Web App and lets in nobody else; unlink it (*APIs* of the Static Web App), then turn off *Authentication* of the app (docs/troubleshooting.md#authentication-in-front)"
    return
  fi
  case $status:$code in
  503:not_ready) echo "it runs, and says 503 not_ready: a setting is wrong, or signing keys or the managed identity's token cannot be had; its log says which (docs/errors.md#not_ready)" ;;
  *:?*) echo "it runs, and says $status $code (docs/errors.md)" ;;
  200:) echo "something answers 200 that is not this broker, a page perhaps: look at $url in a browser, and run azd deploy" ;;
  404:) echo "the Functions host answers 404 and knows no such route. Where *Overview* of the app in the portal lists only warmup, or nothing, *Refresh* there, or what it does: az rest --method post --url '$app/host/default/sync?api-version=2024-11-01'. Otherwise the package is not there, or not loaded; run azd deploy, then restart the app" ;;
  302: | 401: | 403:) echo "$status, and not from the broker: authentication or access restrictions of the app stand before it (docs/troubleshooting.md#authentication-in-front); the broker needs neither, it checks tokens itself" ;;
  502: | 503: | 504:) echo "$status from the platform: the app does not start, or not yet; ask again in a minute, then see *Diagnose and solve problems* of the app in the portal" ;;
  *) echo "status $status, and not from the broker: look at $url/api/health/ready" ;;
  esac
}

if is_ready; then
  state="is ready"
else
  state="is not ready: $(reason)"
fi

cat <<END

The broker $state.
  address         $url
  log             Application Insights in the resource group ${DEPLOYED_RESOURCE_GROUP:-}

Settings of the app that users sign in to:
  clientId        ${CLIENT_APPLICATION_ID:-(your own)}
  authority       ${CLIENT_AUTHORITY:-}
END
# Who signs callers in elsewhere knows the scopes of the caller token; Entra's are the subject token's alone
if [ "${CALLER_MODE:-}" = elsewhere ]; then
  subject='scopes    '
  tokens="an access token of the callers' own sign-in in \$TOKEN, and one of Entra's for these scopes in \$SUBJECT_TOKEN"
else
  echo "  scopes          ${CLIENT_SCOPES:-}"
  subject='and, apart'
  # shellcheck disable=SC2016 # for people to fill in
  tokens='access tokens of a signed-in user, for the first scope in $TOKEN and for the others in $SUBJECT_TOKEN'
fi
[ -z "${ENTRA_USER_SCOPES:-}" ] || echo "  for Entra users $ENTRA_USER_SCOPES"
[ -z "${TEAMS_PHONE_SCOPES:-}" ] || echo "  for Teams Phone $TEAMS_PHONE_SCOPES"
[ -z "${SUBJECT_SCOPES:-}" ] || echo "  $subject      $SUBJECT_SCOPES"
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

Try it, with $tokens:
  curl -s -X POST $url/api/token/teams -H "Authorization: Bearer \$TOKEN" -H "teams-user-aad-token: \$SUBJECT_TOKEN"
END
fi
