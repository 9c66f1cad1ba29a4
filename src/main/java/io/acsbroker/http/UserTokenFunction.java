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

/**
 * {@code /api/token}: a token of the user's ACS identity, which is made where there is none. {@code
 * GET} as clients of Microsoft's sample ask, {@code POST} to say what it shall be good for.
 */
public final class UserTokenFunction {
  static final String ROUTE = "api/token";

  private final IdentityEndpoint endpoint;

  public UserTokenFunction(IdentityEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Answers every request, whatever its method; the broker authorizes, not a function key. */
  @FunctionName("UserToken")
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
    return Map.of(
        GET,
            IdentityRequestReader.bodiless(
                bearer -> new IdentityRequest.Token(bearer, Optional.empty(), Optional.empty())),
        POST, IdentityRequestReader.token());
  }
}
