metadata description = 'Alerts on the broker\'s own log event. docs/operations.md has the same queries, there for each five minutes, and says what to do.'

@description('Beginning of the names.')
param name string
@description('Resource id of Application Insights.')
param insightsId string
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
    aggregation: 'Count'
    column: null
    threshold: 0
  }
  {
    name: 'entra-denied'
    title: 'Entra refuses the broker'
    description: 'The application of BROKER_API_CLIENT_ID lacks a federated credential for the managed identity.'
    severity: 1
    query: 'events | where code == "entra_denied"'
    aggregation: 'Count'
    column: null
    threshold: 0
  }
  {
    name: 'identity-of-another-resource'
    title: 'Identities of another resource'
    description: 'Users have ACS identities of another Communication Services resource, or some were left behind there: the endpoint was changed, or another broker writes to the same table.'
    severity: 1
    query: 'events | where code == "identity_of_another_resource" or tostring(e.acsIdentity) contains "left_behind"'
    aggregation: 'Count'
    column: null
    threshold: 0
  }
  {
    name: 'identity-table-denied'
    title: 'The table of identities refuses the broker'
    description: 'The managed identity lacks the role Storage Table Data Contributor on the storage account, or the table is gone.'
    severity: 1
    query: 'events | where code == "identity_table_denied"'
    aggregation: 'Count'
    column: null
    threshold: 0
  }
  {
    name: 'misconfigured'
    title: 'The broker is misconfigured'
    description: 'Settings are missing or wrong; the reason in the log names them.'
    severity: 1
    query: 'events | where code == "misconfigured"'
    aggregation: 'Count'
    column: null
    threshold: 0
  }
  {
    name: 'acs-throttled'
    title: 'ACS throttles'
    description: 'Communication Services allows 500 exchanges in 30 seconds for a resource.'
    severity: 2
    query: 'events | where code == "acs_throttled"'
    aggregation: 'Count'
    column: null
    threshold: 5
  }
  {
    name: 'errors'
    title: 'Errors'
    description: 'More than 5 % of the requests ended in a 5xx.'
    severity: 2
    query: 'events | where function endswith "Token" or function startswith "User" | summarize share = 1.0 * countif(status >= 500) / count()'
    aggregation: 'Maximum'
    column: 'share'
    threshold: json('0.05')
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
  for alert in alerts: {
    name: '${name}-${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.title
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [insightsId]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT5M'
      autoMitigate: true
      // A new workspace has no table of traces yet.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: '${events}${alert.query}'
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
