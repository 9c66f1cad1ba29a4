package io.acsbroker.local.host;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import java.util.Optional;

/** The function that a placeholder is kept warm with: it answers 200 and does nothing. */
public final class PlaceholderFunction {

  /** At a route that no app has. */
  @FunctionName("Placeholder")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              route = PlaceholderCommand.WARM_UP,
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return request.createResponseBuilder(HttpStatus.OK).build();
  }
}
