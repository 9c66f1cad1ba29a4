metadata description = 'Alerts that need no line of the broker\'s: a metric of the platform, and a question from outside.'

@description('Beginning of the names.')
param name string
@description('Resource id of Application Insights.')
param insightsId string
@description('Resource id of the app.')
param appId string
@description('Address of the app.')
param appUrl string
@description('Whether the app is asked from outside whether it is ready.')
param availabilityTest bool
@description('Resource ids of the action groups.')
param actionGroupIds string[]
@description('Azure region.')
param location string
@description('Tags of the resources.')
param tags object

var actions = map(actionGroupIds, id => { actionGroupId: id })

resource serverErrors 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: '${name}-server-errors'
  location: 'global'
  tags: tags
  properties: {
    description: 'The platform counts many 5xx of the app: the host is down, or the broker is in trouble. See docs/operations.md#many-5xx.'
    severity: 2
    enabled: true
    scopes: [appId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'server-errors'
          metricNamespace: 'Microsoft.Web/sites'
          metricName: 'Http5xx'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 19
          // A new app has no such metric yet.
          skipMetricValidation: true
        }
      ]
    }
    actions: actions
  }
}

resource readiness 'Microsoft.Insights/webtests@2022-06-15' = if (availabilityTest) {
  name: '${name}-readiness'
  location: location
  tags: union(tags, { 'hidden-link:${insightsId}': 'Resource' })
  kind: 'standard'
  properties: {
    SyntheticMonitorId: '${name}-readiness'
    Name: 'Is the broker ready?'
    Kind: 'standard'
    Enabled: true
    Frequency: 900
    // A cold start is no failure.
    Timeout: 60
    RetryEnabled: true
    Locations: map(['emea-nl-ams-azr', 'us-va-ash-azr', 'apac-sg-sin-azr'], place => {
      Id: place
    })
    Request: {
      HttpVerb: 'GET'
      RequestUrl: '${appUrl}/api/health/ready'
      ParseDependentRequests: false
    }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
      SSLCheck: true
    }
  }
}

resource notReady 'Microsoft.Insights/metricAlerts@2026-01-01' = if (availabilityTest) {
  name: '${name}-not-ready'
  location: 'global'
  tags: tags
  properties: {
    description: 'From two of three places the broker is not ready, or does not answer: see docs/operations.md#not-ready.'
    severity: 1
    enabled: true
    scopes: [
      readiness.id
      insightsId
    ]
    evaluationFrequency: 'PT5M'
    // Two tests of each place.
    windowSize: 'PT30M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: readiness.id
      componentId: insightsId
      failedLocationCount: 2
    }
    actions: actions
  }
}
