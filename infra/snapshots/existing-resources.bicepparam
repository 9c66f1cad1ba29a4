using '../main.bicep'

// Communication Services, workspace and action group are there already.
param environmentName = 'snapshot'
param location = 'swedencentral'
param existingCommunicationServicesId = '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/hub/providers/Microsoft.Communication/communicationServices/acs'
param existingWorkspaceId = '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/hub/providers/Microsoft.OperationalInsights/workspaces/log'
param existingActionGroupId = '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/hub/providers/Microsoft.Insights/actionGroups/operators'
