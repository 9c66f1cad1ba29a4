# shellcheck shell=bash disable=SC2154 # hooks-test.sh sources this
# Storage heeds a role some time after it was assigned: how long one waits is a matter of its own age.
# Microsoft.Authorization/roleAssignments, List For Scope: learn.microsoft.com/rest/api/authorization/role-assignments/list-for-scope

new_azure
rg=/subscriptions/$subscription/resourceGroups/rg-1
# role NAME AGE [PRINCIPAL] [SCOPE]
role() { echo "${4-$rg/providers/Microsoft.Storage/storageAccounts/st} $1 ${3-$identity} $(ago "$2")" >>"$FAKE_AZURE/roles"; }

role blobs 70
role tables 40
hook wait-for-roles "${provisioned[@]}"
expect "$shell: it waits until the youngest role is three minutes old" between "$(slept)" 137 141
expect "$shell: and says for what" says 'until storage and Communication Services heed its roles'
expect "$shell: and which command to repeat" says 'run: azd deploy'
expect "$shell: no state is kept" is "$(calls '^azd env set')" 0
expect "$shell: no list of processes shows the token" is "$(calls secret-of-azd)" 0

new_azure
role blobs 181
hook wait-for-roles "${provisioned[@]}"
expect "$shell: roles of another day are not waited for" is "$(slept)" ''
expect "$shell: which is said" says 'nothing to wait for'
hook wait-for-roles "${provisioned[@]}" IDENTITY_PRINCIPAL_ID=cccccccc-0000-4000-8000-000000000003 ROLES_IN_FORCE_FOR=func-1
expect "$shell: an identity made anew under an old name has no role yet, and is waited for" is "$(slept)" 180
role again 10 cccccccc-0000-4000-8000-000000000003
hook wait-for-roles "${provisioned[@]}" IDENTITY_PRINCIPAL_ID=cccccccc-0000-4000-8000-000000000003
expect "$shell: by the age of its own roles" between "$(slept)" 167 171

new_azure
role blobs 500
role exchange 100 "$identity" "$acs"
hook wait-for-roles "${provisioned[@]}" ACS_RESOURCE_ID="$acs"
expect "$shell: the role on somebody else's resource counts" between "$(slept)" 77 81
FAKE_AZURE_FAIL='rg-acs' hook wait-for-roles "${provisioned[@]}" ACS_RESOURCE_ID="$acs"
expect "$shell: where one may not be read it waits in full" is "$(slept)" 180
expect "$shell: and says so" says 'cannot be told: 403 at /subscriptions/77777777'
FAKE_AZURE_FAIL='rg-acs' hook wait-for-roles "${provisioned[@]}" ACS_RESOURCE_ID="$acs" ACS_CONNECTION_STRING_REFERENCE=x
expect "$shell: with a connection string there is no role on it" is "$code:$(slept)" 0:

new_azure
role blobs 20
for wrong in -7200 7200; do
  hook wait-for-roles "${provisioned[@]}" FAKE_DATE_OFF=$wrong
  expect "$shell: a clock that is wrong by $wrong seconds does not count, but Azure's" between "$(slept)" 157 161
done
hook wait-for-roles "${provisioned[@]}" BROKER_ROLE_WAIT=0180
expect "$shell: a number with a zero before it is decimal" between "$(slept)" 155 161

new_azure
role tomorrow -9000
hook wait-for-roles "${provisioned[@]}"
expect "$shell: a clock that is wrong costs three minutes at most" is "$(slept)" 180
hook wait-for-roles "${provisioned[@]}" FAKE_AZD_SIGNED_OUT=1
expect "$shell: without a token it waits in full" is "$(slept)" 180
expect "$shell: and says how to get one" says 'azd auth login'
hook wait-for-roles "${provisioned[@]}" FAKE_AZURE_DOWN=1
expect "$shell: where Azure is not reached it waits in full" is "$(slept)" 180
expect "$shell: and says why" says 'Could not resolve host'

new_azure
for time in 2024-02-29T23:59:59Z 1999-12-31T00:00:00.1Z; do
  echo "$rg leap $identity $time" >"$FAKE_AZURE/roles"
  hook wait-for-roles "${provisioned[@]}" BROKER_ROLE_WAIT=600
  expect "$shell: $time is long ago" says "at $time: nothing to wait for"
done
new_azure
role blobs 30
hook wait-for-roles "${provisioned[@]}" BROKER_ROLE_WAIT=100000
expect "$shell: ten minutes at most" between "$(slept)" 567 571
hook wait-for-roles "${provisioned[@]}" BROKER_ROLE_WAIT=0
expect "$shell: no wait, where none is wanted" is "$(slept)" ''
for wrong in long '3 ' -1 1e3; do
  hook wait-for-roles "${provisioned[@]}" BROKER_ROLE_WAIT="$wrong"
  expect "$shell: a wait of '$wrong' is refused" is "$code" 1
done
hook wait-for-roles
expect "$shell: without an identity it fails" test "$code" -ne 0
