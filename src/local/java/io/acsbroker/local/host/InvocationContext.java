package io.acsbroker.local.host;

import com.microsoft.azure.functions.ExecutionContext;
import java.util.UUID;
import java.util.logging.Logger;

/** What a function learns about the invocation that it is in. */
record InvocationContext(String invocationId, String functionName, Logger logger)
    implements ExecutionContext {

  static InvocationContext of(DiscoveredFunction function, Logger logger) {
    return new InvocationContext(UUID.randomUUID().toString(), function.name(), logger);
  }

  @Override
  public Logger getLogger() {
    return logger;
  }

  @Override
  public String getInvocationId() {
    return invocationId;
  }

  @Override
  public String getFunctionName() {
    return functionName;
  }
}
