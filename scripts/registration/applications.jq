# What an application should look like: what it is now (the input), and what it lacks.
# Nothing is taken away, so that a second run, or what somebody added by hand, does no harm.

def with($more): (. // []) + ($more - (. // []));

# The scopes of Azure Communication Services. The ids of those of its Clients are not public.
def acs_scopes: {
  "Teams.ManageCalls": "de8ec1df-066a-4817-bc5d-9a985b986262",
  "Teams.ManageChats": "6290af7f-b407-49f9-92d5-bf584fdc4019",
  "TeamsExtension.ManageCalls": "9ed60762-c537-4e50-8984-4b1db3d922ce"
};

def access($o):
  [
    {resourceAppId: "1fd5118e-2576-4263-8130-9503064c837a", ids: [$o.acsScopes[] | acs_scopes[.]]},
    {resourceAppId: "2a04943b-b6a7-4f65-8786-2bb6131b59f6", ids: $o.entraScopeIds}
  ]
  | map(select(.ids != []) | {resourceAppId, resourceAccess: [.ids[] | {id: ., type: "Scope"}]});

def with_access($o):
  reduce access($o)[] as $more (. // [];
    if any(.[]; .resourceAppId == $more.resourceAppId) then
      map(if .resourceAppId == $more.resourceAppId then .resourceAccess |= with($more.resourceAccess) else . end)
    else . + [$more] end);

def audience($o): if $o.multitenant then "AzureADMultipleOrgs" else .signInAudience // "AzureADMyOrg" end;

def client($o): {
  displayName: (.displayName // $o.displayName),
  signInAudience: audience($o),
  isFallbackPublicClient: (.isFallbackPublicClient == true or ($o.publicRedirects | length > 0)),
  spa: {redirectUris: (.spa.redirectUris | with($o.spaRedirects))},
  publicClient: {redirectUris: (.publicClient.redirectUris | with($o.publicRedirects))},
  requiredResourceAccess:
    (if $o.mode == "onBehalfOf" then .requiredResourceAccess // [] else .requiredResourceAccess | with_access($o) end)
};

def scope($o): {
  id: $o.newId,
  value: $o.scope,
  type: "User",
  isEnabled: true,
  adminConsentDisplayName: "Get Communication Services tokens",
  adminConsentDescription: "Lets the app ask the broker for Azure Communication Services tokens of the signed-in user.",
  userConsentDisplayName: "Get Communication Services tokens",
  userConsentDescription: "Lets the app ask the broker for your Azure Communication Services tokens."
};

def api($o): {
  displayName: (.displayName // ($o.displayName + " (API)")),
  signInAudience: audience($o),
  groupMembershipClaims: (if $o.listGroups then "SecurityGroup" else .groupMembershipClaims end),
  optionalClaims: {
    accessToken: ((.optionalClaims.accessToken // [])
      | if any(.[]; .name == "acct") then . else . + [{name: "acct"}] end)
  },
  appRoles: ((.appRoles // []) as $roles
    | $roles + [$o.roles[] | select(.value as $value | all($roles[]; .value != $value))]),
  requiredResourceAccess:
    (if $o.mode == "onBehalfOf" then .requiredResourceAccess | with_access($o) else .requiredResourceAccess // [] end),
  api: {
    requestedAccessTokenVersion: 2,
    oauth2PermissionScopes: ((.api.oauth2PermissionScopes // []) as $scopes
      | if any($scopes[]; .value == $o.scope) then $scopes else $scopes + [scope($o)] end)
  }
};

# Only once the application is there: its own id in its address, and who may use its scope.
def api_clients($o):
  (.api.oauth2PermissionScopes[] | select(.value == $o.scope) | .id) as $scope
  | {
      identifierUris: (.appId as $id | .identifierUris | with(["api://" + $id])),
      api: {
        knownClientApplications: (.api.knownClientApplications | with([$o.clientId])),
        preAuthorizedApplications: ((.api.preAuthorizedApplications // []) as $all
          | if any($all[]; .appId == $o.clientId) then
              $all | map(if .appId == $o.clientId then .delegatedPermissionIds |= with([$scope]) else . end)
            else $all + [{appId: $o.clientId, delegatedPermissionIds: [$scope]}] end)
      }
    };

# What has to be written; null where all is as it should be.
def changes($wanted): if . * $wanted == . then null else $wanted end;
