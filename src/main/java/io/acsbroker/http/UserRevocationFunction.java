package io.acsbroker.http;

import static com.microsoft.azure.functions.HttpMethod.DELETE;
import static com.microsoft.azure.functions.HttpMethod.GET;
import static com.microsoft.azure.functions.HttpMethod.HEAD;
import static com.microsoft.azure.functions.HttpMethod.OPTIONS;
import static com.microsoft.azure.functions.HttpMethod.PATCH;
import static com.microsoft.azure.functions.HttpMethod.POST;
import static com.microsoft.azure.functions.HttpMethod.PUT;
import static com.microsoft.azure.functions.HttpMethod.TRACE;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.acsbroker.users.IdentityRequest;
import java.util.Map;
import java.util.Optional;

/** {@code POST /api/user/revoke}: makes every token of the user's ACS identity worthless. */
public final class UserRevocationFunction {
  static final String ROUTE = "api/user/revoke";

  private final IdentityEndpoint endpoint;

  public UserRevocationFunction(IdentityEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Answers every request, whatever its method; the broker authorizes, not a function key. */
  @FunctionName("UserRevocation")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              route = ROUTE,
              methods = {GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE},
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(ROUTE, methods(), request, context);
  }

  /** Made at a request, since a start that serves another route has no use for them. */
  private static Map<HttpMethod, IdentityRequestReader> methods() {
    return Map.of(POST, IdentityRequestReader.bodiless(IdentityRequest.Revoke::new));
  }
}
