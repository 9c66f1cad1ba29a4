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
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.acsbroker.http.Answer.Problem;
import io.acsbroker.token.ExchangeRoute;
import java.util.Optional;

/**
 * Everything under {@code /api} that no other function answers. The host tries functions by name
 * and takes the first route that matches, however general it is: so this name has to come last, or
 * it answers in the place of all whose names come after it.
 *
 * @see <a href="https://github.com/Azure/azure-functions-host/issues/3153">The host's order</a>
 */
public final class NotFoundFunction {
  private final FunctionRunner runner;

  public NotFoundFunction(FunctionRunner runner) {
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
    return runner.run(
        request,
        context,
        () ->
            LoggedAnswer.with(
                Problem.of(
                    404,
                    "not_found",
                    "There is nothing here. A Teams user's token is at "
                        + ExchangeRoute.TEAMS.address()
                        + ", an Entra ID user's at "
                        + ExchangeRoute.ENTRA.address()
                        + ", one for Teams Phone at "
                        + ExchangeRoute.TEAMS_PHONE.address()
                        + ".")));
  }
}
