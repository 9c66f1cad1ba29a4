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
 * {@code /api/user}: the ACS identity of the user of the caller token. {@code GET} shows it, {@code
 * POST} makes it where there is none, and {@code DELETE} removes it.
 *
 * @see <a
 *     href="https://github.com/Azure-Samples/communication-services-authentication-hero-nodejs">Microsoft's
 *     authentication sample, whose clients work here unchanged</a>
 */
public final class UserFunction {
  static final String ROUTE = "api/user";

  private final IdentityEndpoint endpoint;

  public UserFunction(IdentityEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Answers every request, whatever its method; the broker authorizes, not a function key. */
  @FunctionName("User")
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
        GET, IdentityRequestReader.bodiless(IdentityRequest.Show::new),
        POST, IdentityRequestReader.bodiless(IdentityRequest.Create::new),
        DELETE, IdentityRequestReader.bodiless(IdentityRequest.Delete::new));
  }
}
