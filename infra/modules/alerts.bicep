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
param emails string[]
@description('Resource ids of action groups that are there already.')
param actionGroupIds string[]
@description('Azure region.')
param location string
@description('Tags of the resources.')
param tags object

var events = loadTextContent('events.kql')

// Of the broker's lines. Whoever gets the mail reads the description, and the value of the dimension.
var alerts = [
  {
    name: 'to-be-mended'
    title: 'The broker needs something mended'
    description: 'A role, a setting, a rule or a table is missing or wrong: do what docs/operations.md#to-be-mended says of the code that this alert names.'
    severity: 1
    query: 'events | extend code = iff(tostring(e.acsIdentity) contains "left_behind", "identity_of_another_resource", code) | where code in ("acs_denied", "acs_version_unsupported", "entra_denied", "identity_of_another_resource", "identity_table_denied", "misconfigured", "tenant_misconfigured")'
    aggregation: 'Total'
    column: 'requests'
    dimension: 'code'
    threshold: 0
  }
  {
    name: 'unavailable'
    title: 'Something that the broker needs does not answer as it should'
    description: 'Communication Services, Entra, its keys, the managed identity or the table: do what docs/operations.md#unavailable says of the code that this alert names.'
    severity: 2
    query: 'events | where known or code != "deadline_passed" | where code in ("acs_answer_not_understood", "acs_throttled", "acs_unavailable", "deadline_passed", "entra_answer_not_understood", "entra_throttled", "entra_unavailable", "identity_table_unavailable", "managed_identity_unavailable", "signing_keys_unavailable")'
    aggregation: 'Total'
    column: 'requests'
    dimension: 'code'
    threshold: 5
  }
  {
    name: 'warnings'
    title: 'The broker warns'
    description: 'A setting, the rule of one tenant, signing keys or the clock is wrong, maybe before anybody has noticed: do what docs/operations.md#warnings says of the words that this alert names.'
    severity: 2
    query: 'traces | where message startswith "SEVERE: " or message startswith "WARNING: " | extend about = extract("^[A-Z]+: ([A-Za-z]+ [^ :]+(?: clock)?)", 1, message) | where not(about in ("", "Caller tokens", "Subject tokens"))'
    aggregation: 'Count'
    column: null
    dimension: 'about'
    threshold: 0
  }
  {
    name: 'says-not-ready'
    title: 'The broker says that it is not ready'
    description: 'Somebody asked an instance whether it is ready, twice or more: do what docs/operations.md#not-ready says of the kind that this alert names.'
    severity: 2
    query: 'events | where code == "not_ready" | extend lacks = extract("^([a-z ]+): ", 1, reason)'
    aggregation: 'Total'
    column: 'requests'
    dimension: 'lacks'
    threshold: 1
  }
  {
    name: 'errors'
    title: 'Errors'
    description: 'More than 5 % of the requests whose token had held ended in a 5xx: do what docs/operations.md#unavailable says of the code that this alert names, which is the most frequent.'
    severity: 2
    query: 'events | where known or code == "internal_error" | where function endswith "Token" or function startswith "User" | summarize failed = sumif(requests, status >= 500), requests = sum(requests) by code | summarize share = 1.0 * sum(failed) / sum(requests), arg_max(failed, code) | project share, code'
    aggregation: 'Maximum'
    column: 'share'
    dimension: 'code'
    threshold: json('0.05')
  }
  {
    name: 'nobody-gets-a-token'
    title: 'Nobody gets a token'
    description: 'Of at least 20 requests none was granted, and strangers can bring that about: do what docs/operations.md#nobody-gets-a-token says of the code that this alert names, which is the most frequent (a wrong tenant or client, a clock, keys that others replaced).'
    severity: 3
    query: 'events | where function endswith "Token" | where status >= 500 or not(stage in ("", "token")) or code == "signing_key_unknown" | summarize granted = sumif(requests, code == "granted"), requests = sum(requests) by code | summarize asked = sum(requests), granted = sum(granted), arg_max(requests, code) | where granted == 0 | project asked, code'
    aggregation: 'Maximum'
    column: 'asked'
    dimension: 'code'
    threshold: 19
  }
  {
    name: 'slow'
    title: 'Slow'
    description: 'One exchange in twenty takes more than two seconds: compare the times in the log as docs/operations.md#slow says.'
    severity: 3
    query: 'events | where code == "granted" and source == "acs" | summarize percentile(ms, 95)'
    aggregation: 'Maximum'
    column: 'percentile_ms_95'
    dimension: null
    threshold: 2000
  }
]

// Of the workspace, where the platform's metrics of the app are too, each at its own time.
var workspaceAlerts = concat(
  [
    {
      name: 'no-function-runs'
      title: 'Requests come and no function runs'
      description: 'The app answers without the broker: see docs/operations.md#no-function-runs whether its package is missing, or the host does not start.'
      severity: 1
      query: 'AzureMetrics | where TimeGenerated < ago(5m) and _ResourceId endswith "/sites/APP" | summarize asked = sumif(Total, MetricName == "Requests"), run = sumif(Total, MetricName endswith "FunctionExecutionCount") | where run == 0 | project asked'
      aggregation: 'Maximum'
      column: 'asked'
      dimension: null
      threshold: 19
    }
  ],
  capped
    ? [
        {
          name: 'daily-cap'
          title: 'The daily cap of the log is reached'
          description: 'Nothing more is logged today, and the other alerts see nothing: find what fills the log, as docs/operations.md#daily-cap-reached says.'
          severity: 1
          query: '_LogOperation | where Category =~ "Ingestion" | where Detail contains "OverQuota"'
          aggregation: 'Count'
          column: null
          dimension: null
          threshold: 0
        }
      ]
    : []
)

var rulesOfAll = concat(
  map(
    alerts,
    alert =>
      union(alert, { scope: insightsId, query: '${startsWith(alert.query, 'events') ? events : ''}${alert.query}' })
  ),
  map(
    workspaceAlerts,
    alert => union(alert, { scope: workspaceId, query: replace(alert.query, '/APP', '/${last(split(appId, '/'))}') })
  )
)

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(emails)) {
  name: '${name}-operators'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'acs-broker'
    enabled: true
    emailReceivers: [
      for (email, place) in emails: {
        name: place == 0 ? 'operators' : 'operators-${place + 1}'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

var actionGroups = concat(actionGroupIds, empty(emails) ? [] : [operators.id])

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
            // An alert for each value, which its mail names.
            dimensions: empty(alert.dimension)
              ? []
              : [
                  {
                    name: alert.dimension
                    operator: 'Include'
                    values: ['*']
                  }
                ]
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
        actionGroups: actionGroups
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
    actionGroupIds: actionGroups
    location: location
    tags: tags
  }
}
