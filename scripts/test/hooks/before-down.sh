# shellcheck shell=bash disable=SC2154 # hooks-test.sh sources this
# azd deletes neither applications nor roles on resources of others: that is said before it deletes,
# and done where it is asked for, by a run that may be cut off after each step.
# Delete application: learn.microsoft.com/graph/api/application-delete
# Role Assignments, Delete: learn.microsoft.com/rest/api/authorization/role-assignments/delete

client=11111111-0000-4000-8000-000000000001 api=22222222-0000-4000-8000-000000000002 other=33333333-0000-4000-8000-000000000003
made=("${provisioned[@]}" "CLIENT_APPLICATION_ID=$client" "API_APPLICATION_ID=$api"
  "REGISTERED_APPLICATION_IDS=$client,$api" "ACS_RESOURCE_ID=$acs")
deployed_azure() {
  new_azure
  printf '%s\n' "$client" "$api" "$other" >"$FAKE_AZURE/applications"
  printf '%s\n' "$acs exchange $identity $(ago 9000)" "$acs theirs cccccccc-0000-4000-8000-000000000003 $(ago 9000)" \
    "/subscriptions/77777777-7777-4777-8777-777777777777 above $identity $(ago 9000)" >"$FAKE_AZURE/roles"
}
left() { cut -c1-2 "$FAKE_AZURE/applications" | paste -sd' '; cut -d' ' -f2 "$FAKE_AZURE/roles" | paste -sd' '; }
all=$'11 22 33\nexchange theirs above' none=$'33\ntheirs above'

deployed_azure
hook before-down "${made[@]}"
expect "$shell: it deletes nothing unasked" is "$code $(left)" "0 $all"
for text in "$client: az ad app delete --id $client" "$api: az ad app delete --id $api" "the role of the broker's identity $identity on $acs" \
  'azd env set REMOVE_WITH_BROKER true'; do
  expect "$shell: it names $text" says "$text"
done
hook before-down "${made[@]}" REMOVE_WITH_BROKER=true
expect "$shell: asked, it deletes what is the broker's, and nothing of others" is "$code $(left)" "0 $none"
hook before-down "${made[@]}" REMOVE_WITH_BROKER=true
expect "$shell: a role that is gone is said to be" says 'No role of the broker'
expect "$shell: a second run finds all gone" is "$code $(calls DELETE)" '0 2'
expect "$shell: and says so" says "Gone already: the broker's API, $api"
expect "$shell: and ended well" is "$(writes)" 3

for stop in "DELETE .*$client" "DELETE .*$api" 'GET .*roleAssignments' 'DELETE .*roleAssignments'; do
  deployed_azure
  FAKE_AZURE_FAIL=$stop hook before-down "${made[@]}" REMOVE_WITH_BROKER=true
  expect "$shell: cut off at $stop it ends azd down" is "$code" 1
  expect "$shell: and says that azd deleted nothing" says 'azd has deleted nothing'
  hook before-down "${made[@]}" REMOVE_WITH_BROKER=true
  expect "$shell: the next run finishes" is "$code $(left)" "0 $none"
  expect "$shell: and deletes nothing twice" is "$(writes)" 3
done

deployed_azure
hook before-down "${made[@]}" REMOVE_WITH_BROKER=true REGISTERED_APPLICATION_IDS= REGISTER_APPLICATIONS=true
expect "$shell: applications that this deployment did not register stay, whatever is set now" is "$(left)" $'11 22 33\ntheirs above'
expect "$shell: which is said" says 'others may use'
expect "$shell: and not that it could be asked for, which it was" is "$(grep -c 'azd env set' <<<"$said" || true)" 0
deployed_azure
hook before-down "${made[@]}" REMOVE_WITH_BROKER=true "CLIENT_APPLICATION_ID=$other" "REGISTERED_APPLICATION_IDS=$api"
expect "$shell: each is looked at by itself" is "$(left)" $'11 33\ntheirs above'
deployed_azure
hook before-down "${made[@]}" REMOVE_WITH_BROKER=true ACS_RESOURCE_ID="${acs/resourceGroups/resourcegroups}"
expect "$shell: Azure may write a resource id in another letter case" is "$(left)" "$none"
for wrong in yes True 1; do
  deployed_azure
  hook before-down "${made[@]}" REMOVE_WITH_BROKER="$wrong"
  expect "$shell: REMOVE_WITH_BROKER=$wrong is refused" is "$code $(left)" "1 $all"
done
deployed_azure
hook before-down "${provisioned[@]}" "ACS_RESOURCE_ID=$acs" ACS_CONNECTION_STRING_REFERENCE=x
expect "$shell: with a connection string there is no role on the resource to name" is "$code:$said" 0:
FAKE_AZURE_FAIL=rg-acs hook before-down "${provisioned[@]}" "ACS_RESOURCE_ID=$acs" ACS_CONNECTION_STRING_REFERENCE=x REMOVE_WITH_BROKER=true
expect "$shell: nor to delete" is "$code $(left)" "0 $all"
hook before-down "${provisioned[@]}" "ACS_RESOURCE_ID=$acs" ACS_CONNECTION_STRING_REFERENCE=x REMOVE_WITH_BROKER=true
expect "$shell: but for one that is left of a time without it" is "$(left)" $'11 22 33\ntheirs above'
developer=dddddddd-0000-4000-8000-000000000004
hook before-down "${made[@]}" REMOVE_WITH_BROKER=true "DEVELOPER_PRINCIPAL_ID=$developer"
expect "$shell: a developer's role is named, and left to its owner" says "the role of the developer $developer on $acs"
hook before-down AZURE_ENV_NAME=new
expect "$shell: an environment that was never deployed has nothing" is "$code:$said" 0:
