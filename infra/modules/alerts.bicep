metadata description = 'Alerts on the broker\'s own log event, and on what the platform says of the app. docs/operations.md has the same queries, and says what to do.'

@description('Beginning of the names.')
param name string
@description('Resource id of Application Insights.')
param insightsId string
@description('Resource id of the workspace.')
param workspaceId string
@description('Resource id of the app.')
param appId string
@description('Address of the app.')
param appUrl string
@description('Whether the workspace has a daily cap of this template\'s.')
param capped bool
@description('Whether the app is asked from outside whether it is ready, which wakes it.')
param availabilityTest bool
@description('Who gets a mail; empty for nobody.')
param email string
@description('Azure region.')
param location string
@description('Tags of the resources.')
param tags object

var events = loadTextContent('events.kql')

var alerts = [
  {
    name: 'acs-denied'
    title: 'ACS refuses the broker'
    description: 'The managed identity lacks the role Communication and Email Service Owner on the Communication Services resource.'
    severity: 1
    query: 'events | where code == "acs_denied"'
    aggregation: 'Total'
    column: 'requests'
    threshold: 0
  }
  {
    name: 'entra-denied'
    title: 'Entra refuses the broker'
    description: 'The application of BROKER_API_CLIENT_ID lacks a federated credential for the managed identity.'
    severity: 1
    query: 'events | where code == "entra_denied"'
    aggregation: 'Total'
    column: 'requests'
    threshold: 0
  }
  {
    name: 'identity-of-another-resource'
    title: 'Identities of another resource'
    description: 'Users have ACS identities of another Communication Services resource, or some were left behind there: the endpoint was changed, or another broker writes to the same table.'
    severity: 1
    query: 'events | where code == "identity_of_another_resource" or tostring(e.acsIdentity) contains "left_behind"'
    aggregation: 'Total'
    column: 'requests'
    threshold: 0
  }
  {
    name: 'identity-table-denied'
    title: 'The table of identities refuses the broker'
    description: 'The managed identity lacks the role Storage Table Data Contributor on the storage account, or the table is gone.'
    severity: 1
    query: 'events | where code == "identity_table_denied"'
    aggregation: 'Total'
    column: 'requests'
    threshold: 0
  }
  {
    name: 'misconfigured'
    title: 'The broker is misconfigured'
    description: 'Settings are missing or wrong; the reason in the log names them.'
    severity: 1
    query: 'events | where code == "misconfigured"'
    aggregation: 'Total'
    column: 'requests'
    threshold: 0
  }
  {
    name: 'tenant-misconfigured'
    title: 'A tenant has no rule that can be used'
    description: 'The rule of a tenant in BROKER_POLICY is broken, or there are two: its users get no tokens. The warnings of the last start say where.'
    severity: 1
    query: 'events | where code == "tenant_misconfigured"'
    aggregation: 'Total'
    column: 'requests'
    threshold: 0
  }
  {
    name: 'signing-keys-unavailable'
    title: 'Signing keys cannot be had'
    description: 'Entra\'s signing keys of a tenant cannot be fetched; the reason in the log says why.'
    severity: 2
    query: 'events | where code == "signing_keys_unavailable"'
    aggregation: 'Total'
    column: 'requests'
    threshold: 5
  }
  {
    name: 'acs-throttled'
    title: 'ACS throttles'
    description: 'Communication Services allows 500 exchanges in 30 seconds for a resource.'
    severity: 2
    query: 'events | where code == "acs_throttled"'
    aggregation: 'Total'
    column: 'requests'
    threshold: 5
  }
  {
    name: 'errors'
    title: 'Errors'
    description: 'More than 5 % of the requests whose token had held ended in a 5xx.'
    severity: 2
    query: 'events | where known or code == "internal_error" | where function endswith "Token" or function startswith "User" | summarize share = 1.0 * sumif(requests, status >= 500) / sum(requests)'
    aggregation: 'Maximum'
    column: 'share'
    threshold: json('0.05')
  }
  {
    name: 'nobody-gets-a-token'
    title: 'Nobody gets a token'
    description: 'At least 20 requests with a token of Entra\'s, and none was granted: a wrong tenant, a wrong client, a clock that is ahead. Malformed, missing and badly signed tokens do not count.'
    severity: 3
    query: 'events | where function endswith "Token" | where status >= 500 or not(stage in ("", "token")) | summarize asked = sum(requests), granted = sumif(requests, code == "granted") | where granted == 0 | project asked'
    aggregation: 'Maximum'
    column: 'asked'
    threshold: 19
  }
  {
    name: 'slow'
    title: 'Slow'
    description: 'One exchange in twenty takes more than two seconds.'
    severity: 3
    query: 'events | where code == "granted" and source == "acs" | summarize percentile(ms, 95)'
    aggregation: 'Maximum'
    column: 'percentile_ms_95'
    threshold: 2000
  }
]

// Of the workspace, where the platform's metrics of the app are too, each at its own time.
var workspaceAlerts = concat(
  [
    {
      name: 'no-function-runs'
      title: 'Requests come and no function runs'
      description: 'The app answers without the broker: its package is missing, or the host does not start.'
      severity: 1
      query: 'AzureMetrics | where TimeGenerated < ago(5m) and _ResourceId endswith "/sites/APP" | summarize asked = sumif(Total, MetricName == "Requests"), run = sumif(Total, MetricName endswith "FunctionExecutionCount") | where run == 0 | project asked'
      aggregation: 'Maximum'
      column: 'asked'
      threshold: 19
    }
  ],
  capped
    ? [
        {
          name: 'daily-cap'
          title: 'The daily cap of the log is reached'
          description: 'Nothing more is logged today, and the other alerts see nothing.'
          severity: 1
          query: '_LogOperation | where Category =~ "Ingestion" | where Detail contains "OverQuota"'
          aggregation: 'Count'
          column: null
          threshold: 0
        }
      ]
    : []
)

var rulesOfAll = concat(
  map(alerts, alert => union(alert, { scope: insightsId, query: '${events}${alert.query}' })),
  map(
    workspaceAlerts,
    alert => union(alert, { scope: workspaceId, query: replace(alert.query, '/APP', '/${last(split(appId, '/'))}') })
  )
)

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: '${name}-operators'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'acs-broker'
    enabled: true
    emailReceivers: [
      {
        name: 'operators'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource rules 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for alert in rulesOfAll: {
    name: '${name}-${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.title
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [alert.scope]
      evaluationFrequency: 'PT5M'
      // What is logged arrives minutes later: in a window of five some of it would be in none.
      windowSize: 'PT15M'
      autoMitigate: true
      // A new workspace has no table of traces yet.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: alert.aggregation
            metricMeasureColumn: alert.column
            operator: 'GreaterThan'
            threshold: alert.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: empty(email) ? [] : [operators.id]
      }
    }
  }
]

module outside 'alerts-from-outside.bicep' = {
  name: 'alerts-from-outside'
  params: {
    name: name
    insightsId: insightsId
    appId: appId
    appUrl: appUrl
    availabilityTest: availabilityTest
    actionGroupId: empty(email) ? '' : operators.id
    location: location
    tags: tags
  }
}
