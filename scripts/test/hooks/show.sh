# shellcheck shell=bash disable=SC2016,SC2154 # the hook shows a variable to fill in; hooks-test.sh sources this
# After deploying: what the broker answers, and what its users need.
deployed=(SERVICE_BROKER_ENDPOINT_URL=https://func-1.example DEPLOYED_RESOURCE_GROUP=rg-1 AZURE_TENANT_ID=tenant-1 CLIENT_APPLICATION_ID=client-1
  CLIENT_AUTHORITY=https://login.example/tenant-1 'CLIENT_SCOPES=api://api-1/access_as_user' CLIENT_CONSENT_LINK=https://login.example/consent-client)
hook show "${deployed[@]}" API_CONSENT_LINK=https://login.example/consent-api FAKE_CURL_READY=3
expect 'it asks until the broker is ready' is "$(calls '^curl .*https://func-1.example/api/health/ready')" 3
for text in 'is ready.' https://func-1.example client-1 https://login.example/tenant-1 api://api-1/access_as_user consent-client consent-api \
  'curl -s -X POST https://func-1.example/api/token/teams -H "Authorization: Bearer $TOKEN"'; do
  expect "it shows $text" says "$text"
done
hook show "${deployed[@]}" 'ENTRA_USER_SCOPES=clients/VoIP clients/Chat' TEAMS_PHONE_SCOPES=acs/TeamsExtension.ManageCalls FAKE_CURL_READY=1
expect 'the scopes of Entra ID users are shown' says '  for Entra users clients/VoIP clients/Chat'
expect 'and of Teams Phone' says '  for Teams Phone acs/TeamsExtension.ManageCalls'
hook show "${deployed[@]}" 'SUBJECT_SCOPES=acs/Teams.ManageCalls' FAKE_CURL_READY=1
for text in 'and, apart      acs/Teams.ManageCalls' '-H "Authorization: Bearer $TOKEN" -H "teams-user-aad-token: $SUBJECT_TOKEN"'; do
  expect "with callers it shows $text" says "$text"
done
hook show "${deployed[@]}" CALLER_MODE=elsewhere CLIENT_SCOPES= 'SUBJECT_SCOPES=acs/Teams.ManageCalls' FAKE_CURL_READY=1
for text in '  scopes          acs/Teams.ManageCalls' "with an access token of the callers' own sign-in in \$TOKEN, and one of Entra's for these scopes in \$SUBJECT_TOKEN:" \
  '-H "Authorization: Bearer $TOKEN" -H "teams-user-aad-token: $SUBJECT_TOKEN"'; do
  expect "where callers sign in elsewhere it shows $text" says "$text"
done
expect 'and no scopes of theirs' is "$(grep -c '^  scopes' <<<"$said"):$(grep -c 'and, apart' <<<"$said" || true)" 1:0
hook show "${deployed[@]}" BROKER_READY_TRIES=4 FAKE_CURL_READY=99
expect 'it gives up after so many tries' is "$(calls '^curl')" 4
hook show "${deployed[@]}" BROKER_READY_TRIES=08 FAKE_CURL_READY=99
expect 'a number with a zero before it is decimal' is "$code $(calls '^curl')" '0 8'
hook show "${deployed[@]}" BROKER_READY_TRIES=4 FAKE_CURL_READY=99
expect 'and says that it is not ready' says 'The broker is not ready: 503 from the platform'
expect 'which is no failure of the deployment' is "$code" 0
while IFS='|' read -r status body text; do
  hook show "${deployed[@]}" BROKER_READY_TRIES=1 FAKE_CURL_READY=99 FAKE_CURL_STATUS="$status" FAKE_CURL_BODY="$body"
  expect "$status $body: $text" says "$text"
done <<'END'
503|{"code":"not_ready"}|it runs, and says 503 not_ready: a setting is wrong
404|{"code":"not_found"}|it runs, and says 404 not_found
404||the Functions host answers 404
200|<html>|something answers 200 that is not this broker
302||302, and not from the broker: authentication
400|{"code":400,"message":"Login not supported for provider azureStaticWebApps"}|400, and not from the broker: the app is linked to a Static Web App
401||401, and not from the broker: authentication
403|<html>|403, and not from the broker: authentication
502||502 from the platform
418||status 418, and not from the broker
END
hook show "${deployed[@]}" AZURE_SUBSCRIPTION_ID=subscription-1 AZURE_FUNCTION_APP_NAME=func-1 BROKER_READY_TRIES=1 FAKE_CURL_READY=99 FAKE_CURL_STATUS=404 FAKE_CURL_BODY=
expect 'a platform that does not know of the functions is told by this call' says \
  "az rest --method post --url '/subscriptions/subscription-1/resourceGroups/rg-1/providers/Microsoft.Web/sites/func-1/host/default/sync?api-version=2024-11-01'"
while IFS='|' read -r exit text; do
  hook show "${deployed[@]}" BROKER_READY_TRIES=1 FAKE_CURL_READY=99 FAKE_CURL_EXIT="$exit"
  expect "curl's $exit: $text" says "$text (curl: ($exit) it did not work"
done <<'END'
6|its name is not known
7|nothing takes the connection
28|nothing came in time
60|the certificate is not trusted
END
hook show "${deployed[@]}" BROKER_READY_TRIES=1 FAKE_CURL_READY=99 FAKE_CURL_EXIT=56
expect 'an end of curl that nobody explains' says 'curl ended with 56: curl: (56) it did not work'

hook show "${deployed[@]}" BROKER_READY_TRIES=1
expect 'no API, no second link' is "$(grep -c 'the broker ' <<<"$said" || true)" 0
for wrong in many '3 ' -1; do
  hook show "${deployed[@]}" BROKER_READY_TRIES="$wrong"
  expect "$wrong tries are refused" says 'BROKER_READY_TRIES must be a whole number.'
done
