# shellcheck shell=bash disable=SC2016,SC2154 # hooks-test.sh sources this
# What the template cannot see is said before anything is created: names that nobody reads, resources
# that are not there, a provider that is not registered.
# Providers, Get: learn.microsoft.com/rest/api/resources/providers/get

new_azure
values=$work/values
export FAKE_AZD_VALUES=$values
cat >"$values" <<VALUES
AZURE_ENV_NAME="team-a"
AZURE_LOCATION="swedencentral"
AZURE_SUBSCRIPTION_ID="$subscription"
CORS_ORIGINS="https://app.contoso.example"
CLIENT_SCOPES="of an output"
SERVICE_BROKER_RESOURCE_EXISTS="true"
ROLES_IN_FORCE_FOR="func-1"
VALUES
workspace=/subscriptions/$subscription/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/ours
here=(AZURE_SUBSCRIPTION_ID="$subscription")
hook check-values "${here[@]}"
expect "$shell: good names, and one of an older version, say nothing" is "$code:$said" 0:
expect "$shell: without a resource of somebody's, Azure is not asked" is "$(calls '^curl')" 0
while read -r name meant; do
  echo "$name=\"true\"" >>"$values"
  hook check-values "${here[@]}"
  expect "$shell: $name is read by nobody, which is said and stops nobody" is "$code:$said" \
    "0:Nobody reads $name, which is in this environment.${meant:+ Is it $meant?}"
  sed -i.old '$d' "$values"
done <<'END_OF_NAMES'
CORS_ORIGIN CORS_ORIGINS
PRIVAT_STORAGE PRIVATE_STORAGE
private_storage PRIVATE_STORAGE
ALERT ALERTS
MY_OWN_THING
END_OF_NAMES

hook check-values "${here[@]}" ACS_RESOURCE_ID="$acs" LOG_WORKSPACE_ID="$workspace"
expect "$shell: resources that are not there are refused" is "$code" 1
expect "$shell: each is named, with its setting" says "ACS_RESOURCE_ID names a resource that is not there: $acs"
expect "$shell: all at once" says "LOG_WORKSPACE_ID names a resource that is not there: $workspace"
expect "$shell: and that nothing has happened" says 'Nothing was created or changed.'
printf '%s\n' "$acs" "${workspace,,}" >"$FAKE_AZURE/resources"
hook check-values "${here[@]}" ACS_RESOURCE_ID="$acs" LOG_WORKSPACE_ID="$workspace"
expect "$shell: resources that are there say nothing, in whatever letter case Azure has them" is "$code:$said" 0:
FAKE_AZURE_FAIL=rg-acs hook check-values "${here[@]}" ACS_RESOURCE_ID="$acs"
expect "$shell: one that may not be read is refused" says "ACS_RESOURCE_ID names a resource that you may not read: $acs"
keyed=("ACS_RESOURCE_ID=$acs" 'ACS_CONNECTION_STRING_REFERENCE=@Microsoft.KeyVault(SecretUri=https://v.vault.example/secrets/s)')
FAKE_AZURE_FAIL=rg-acs hook check-values "${here[@]}" "${keyed[@]}"
expect "$shell: with a connection string the template does not look at the resource, which nobody need see" is "$code:$said" 0:
group=/subscriptions/$subscription/resourceGroups/rg-hub
for name in APP_SUBNET_ID=virtualNetworks/hub/subnets/app NETWORK_SECURITY_GROUP_ID=networkSecurityGroups/ours; do
  FAKE_AZURE_FAIL=rg-hub hook check-values "${here[@]}" "${name%%=*}=$group/providers/Microsoft.Network/${name#*=}"
  expect "$shell: one that may be joined and not read stops nobody" is "$code" 0
  expect "$shell: and is said" says "Whether the resource of ${name%%=*} is there could not be looked up (403)."
done
# Zones of private endpoints: learn.microsoft.com/azure/private-link/private-endpoint-dns
zones=$group/providers/Microsoft.Network/privateDnsZones
echo "$zones/privatelink.blob.core.windows.net" >>"$FAKE_AZURE/resources"
hook check-values "${here[@]}" "PRIVATE_DNS_ZONES=$group"
expect "$shell: a zone that its group lacks is refused, and no other" is "$code:$(grep -c 'is not there' <<<"$said")" 1:1
expect "$shell: and named" says "PRIVATE_DNS_ZONES names a resource that is not there: $zones/privatelink.table.core.windows.net"
echo "$zones/privatelink.table.core.windows.net" >>"$FAKE_AZURE/resources"
hook check-values "${here[@]}" "PRIVATE_DNS_ZONES=$group"
expect "$shell: both zones are enough" is "$code:$said" 0:
hook check-values "${here[@]}" PRIVATE_DNS_ZONES=policy
expect "$shell: the zones of a policy are its own" is "$code:$said" 0:
hook check-values "${here[@]}" 'CORS_ORIGINS=$(touch ran) /subscriptions/* `touch ran`' "ACS_RESOURCE_ID=/*/*"
expect "$shell: no value is run, or takes the place of a file" is "$code:$said:$(find "$project" -name ran)" 0::
# What azd does with them, run with azd 1.32.0-beta.1: "invalid character after object key:value pair", a
# name that ends at its backslash, "is not valid JSON".
for value in 'a "quoted" $(touch ran) name' 'a back\slash' $'two\nlines'; do
  hook check-values "${here[@]}" "APPLICATION_NAME=$value"
  expect "$shell: a text that azd would break is refused" is "$code:$(head -n 1 <<<"$said"):$(find "$project" -name ran)" \
    '1:APPLICATION_NAME must have no quotation mark, no backslash and one line: azd can hand on no other text.:'
done
hook check-values "${here[@]}" "APPLICATION_NAME=the broker's, \$5 & more"
expect "$shell: other signs are fine" is "$code:$said" 0:
for name in BROKER_POLICY BROKER_CALLER_ISSUERS; do
  hook check-values "${here[@]}" "$name=document.json"
  expect "$shell: a path in place of the document $name is refused" is "$code:$(head -n 1 <<<"$said")" \
    "1:$name must be a JSON object, {...}: in a shell put it into single quotation marks, and the path of a file into ${name}_FILE."
done
hook check-values "${here[@]}" 'BROKER_CALLER_ISSUERS={"issuers":[{"binding":{"tenant":"/a~1b/tid"},"clientClaim":null}]}' BROKER_CALLER_ISSUERS_FILE=issuers.json
expect "$shell: a document of issuers is fine" is "$code:$said" 0:
for value in 'a"b' 'a\b' $'a\nb'; do
  hook check-values "${here[@]}" "BROKER_CALLER_ISSUERS_FILE=$value"
  expect "$shell: and its path is a text like others" is "$code:$(head -n 1 <<<"$said")" \
    '1:BROKER_CALLER_ISSUERS_FILE must have no quotation mark, no backslash and one line: azd can hand on no other text.'
done
for value in voice '["team"]' '"{}"' '{team'; do
  hook check-values "${here[@]}" "AZURE_TAGS=$value"
  expect "$shell: tags that are no object are refused: $value" is "$code:$(head -n 1 <<<"$said")" \
    '1:AZURE_TAGS must be a JSON object, {...}: in a shell put it into single quotation marks.'
done
hook check-values "${here[@]}" 'AZURE_TAGS={"team":"voice"}' $'BROKER_POLICY= {"rules":\n[{"tenant":"a\\"b"}]} ' RESOURCE_NAMES=null FURTHER_SETTINGS=
expect "$shell: objects are fine, and so is none" is "$code:$said" 0:
hook check-values "${here[@]}" ACS_RESOURCE_ID="$acs" FAKE_AZURE_DOWN=1
expect "$shell: what cannot be asked stops nobody" is "$code" 0
expect "$shell: and is said" says 'Whether the resource of ACS_RESOURCE_ID is there could not be looked up (000).'

for state in NotRegistered Registering Unregistered ''; do
  echo "Microsoft.App $state" >"$FAKE_AZURE/providers"
  hook check-values "${here[@]}" PRIVATE_STORAGE=true
  expect "$shell: a private network with a provider that is '$state' is refused" is "$code" 1
  expect "$shell: with the command that mends it" says "Microsoft.App, which is ${state:-not known} in this subscription: run az provider register --namespace Microsoft.App --wait"
done
hook check-values "${here[@]}" PRIVATE_STORAGE=false
expect "$shell: without a private network nobody asks for it" is "$code $(calls '^curl')" '0 0'
echo "Microsoft.App Registered" >"$FAKE_AZURE/providers"
hook check-values "${here[@]}" PRIVATE_STORAGE=true
expect "$shell: where it is registered all is well" is "$code:$said" 0:
