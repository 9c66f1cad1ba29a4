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
import io.acsbroker.http.Answer.Problem;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.token.ExchangeRoute;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Everything under {@code /api} that no other function answers. The host tries functions by name
 * and takes the first route that matches, however general it is: so this name has to come last, or
 * it answers in the place of all whose names come after it.
 *
 * @see <a href="https://github.com/Azure/azure-functions-host/issues/3153">The host's order</a>
 */
public final class NotFoundFunction {
  private final Readiness readiness;
  private final FunctionRunner runner;

  public NotFoundFunction(Readiness readiness, FunctionRunner runner) {
    this.readiness = readiness;
    this.runner = runner;
  }

  /** Answers 404 with a problem, where the host alone would answer with nothing. */
  @FunctionName("ZLastNotFound")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              route = "api/{*path}",
              methods = {GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE},
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return runner.run(request, context, () -> LoggedAnswer.with(nothingHere(readiness)));
  }

  /** The 404 of an address where there is nothing, which says what there is. */
  static Problem nothingHere(Readiness readiness) {
    return Problem.of(
        RefusalCode.NOT_FOUND,
        "There is nothing here. " + exchanges(readiness) + identities(readiness));
  }

  /** A broker that is not ready answers its operator's 503 there, to every method. */
  private static String exchanges(Readiness readiness) {
    List<HttpMethod> methods =
        readiness instanceof Readiness.Ready ready ? ready.methods() : List.of(POST);
    String names =
        methods.stream().map(HttpMethod::name).collect(Collectors.joining(" or ", "", " "));
    return Arrays.stream(ExchangeRoute.values())
        .map(route -> names + route.path() + " is " + route.purpose())
        .collect(Collectors.joining(", ", "", "."));
  }

  private static String identities(Readiness readiness) {
    return readiness instanceof Readiness.Ready ready && ready.identities() instanceof Identities.On
        ? " A user's ACS identity is at GET, POST or DELETE /api/user, its token at GET or POST"
            + " /api/token, and POST /api/user/revoke ends its tokens."
        : "";
  }
}
