// The tables that the queries read, with their columns as Microsoft's documentation has them.

// Names that queries of an Application Insights resource have, beside those of the workspace:
// learn.microsoft.com/previous-versions/azure/azure-monitor/app/convert-classic-resource, "Workspace-based
// resource changes". Columns that begin with _ are in every table:
// learn.microsoft.com/azure/azure-monitor/logs/log-standard-columns
const everywhere =
  "_BilledSize:real, _IsBillable:string, _ResourceId:string, _SubscriptionId:string";
const telemetry = `${everywhere}, appId:string, application_Version:string, appName:string,
  client_Browser:string, client_City:string, client_CountryOrRegion:string, client_IP:string,
  client_Model:string, client_OS:string, client_StateOrProvince:string, client_Type:string,
  cloud_RoleInstance:string, cloud_RoleName:string, customDimensions:dynamic, iKey:string, itemId:string,
  itemType:string, operation_Id:string, operation_Name:string, operation_ParentId:string,
  operation_SyntheticSource:string, sdkVersion:string, session_Id:string, timestamp:datetime,
  user_AccountId:string, user_AuthenticatedId:string, user_Id:string`;

export const tables = {
  traces: `${telemetry}, customMeasurements:dynamic, itemCount:int, message:string, severityLevel:int`,
  requests: `${telemetry}, customMeasurements:dynamic, itemCount:int, duration:real, id:string, name:string,
    performanceBucket:string, resultCode:string, source:string, success:string, url:string`,
  exceptions: `${telemetry}, customMeasurements:dynamic, itemCount:int, assembly:string, details:dynamic,
    handledAt:string, innermostAssembly:string, innermostMessage:string, innermostMethod:string,
    innermostType:string, message:string, method:string, outerAssembly:string, outerMessage:string,
    outerMethod:string, outerType:string, problemId:string, severityLevel:int, type:string`,
  customMetrics: `${telemetry}, name:string, value:real, valueCount:int, valueMax:real, valueMin:real,
    valueSum:real`,
  // Those of the workspace: learn.microsoft.com/azure/azure-monitor/reference/tables/azuremetrics,
  // without what is deprecated
  AzureMetrics: `${everywhere}, Average:real, Count:real, Maximum:real, MetricName:string, Minimum:real,
    Resource:string, ResourceGroup:string, ResourceId:string, ResourceProvider:string, SourceSystem:string,
    SubscriptionId:string, TimeGenerated:datetime, TimeGrain:string, Total:real, Type:string, UnitName:string`,
  // A function, called without parentheses: learn.microsoft.com/azure/azure-monitor/logs/monitor-workspace
  _LogOperation: `TimeGenerated:datetime, Category:string, Operation:string, Level:string, Detail:string,
    _ResourceId:string, Computer:string, CorrelationId:string`,
  // Of Entra's, what names a sign-in: learn.microsoft.com/azure/azure-monitor/reference/tables/signinlogs
  // and …/aadnoninteractiveusersigninlogs
  SigninLogs:
    "TimeGenerated:datetime, CorrelationId:string, UniqueTokenIdentifier:string, UserId:string",
  AADNonInteractiveUserSignInLogs:
    "TimeGenerated:datetime, CorrelationId:string, UniqueTokenIdentifier:string, UserId:string",
};
