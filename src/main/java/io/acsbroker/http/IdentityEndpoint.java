package io.acsbroker.http;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import io.acsbroker.http.Answer.Problem;
import io.acsbroker.outcome.ExchangeOutcome.DeadlinePassed;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.token.Deadline;
import io.acsbroker.users.IdentityRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers the requests of one route for identities, of every method. */
public final class IdentityEndpoint {
  /** The paths of all of them, as {@code ExchangeRoute} writes its own. */
  public static final List<String> PATHS =
      List.of(
          "/" + UserFunction.ROUTE,
          "/" + UserTokenFunction.ROUTE,
          "/" + UserRevocationFunction.ROUTE);

  private final Readiness readiness;
  private final FunctionRunner runner;

  public IdentityEndpoint(Readiness readiness, FunctionRunner runner) {
    this.readiness = readiness;
    this.runner = runner;
  }

  /**
   * Answers by the reader of the request's method.
   *
   * @param route its path, without the slash before it
   * @param methods those that the route has, in the order in which an answer names them
   */
  HttpResponseMessage answer(
      String route,
      Map<HttpMethod, IdentityRequestReader> methods,
      HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return runner.run(request, context, () -> answer(route, methods, request));
  }

  private LoggedAnswer answer(
      String route,
      Map<HttpMethod, IdentityRequestReader> methods,
      HttpRequestMessage<Optional<String>> request) {
    return readiness.answer(
        ready -> ready.challenging("/" + route, answer(methods, request, ready)));
  }

  private static LoggedAnswer answer(
      Map<HttpMethod, IdentityRequestReader> methods,
      HttpRequestMessage<Optional<String>> request,
      Readiness.Ready ready) {
    return switch (ready.identities()) {
      case Identities.Off(String settings) -> LoggedAnswer.with(notEnabled(settings));
      case Identities.On on -> {
        IdentityRequestReader reader = methods.get(request.getHttpMethod());
        yield reader == null
            ? LoggedAnswer.with(
                MethodNotAllowed.except(
                    methods.keySet().stream().sorted().toList(), request.getHttpMethod()))
            : answer(reader.read(request), on, Deadline.in(ready.deadline()));
      }
    };
  }

  private static LoggedAnswer answer(
      RequestReading<IdentityRequest> reading, Identities.On on, Deadline deadline) {
    return reading.answer(
        request ->
            on.exchange(deadline)
                .map(exchange -> LoggedAnswer.with(exchange.handle(request, deadline)))
                .orElseGet(
                    () ->
                        LoggedAnswer.with(
                            OutcomeAnswer.to(
                                DeadlinePassed.waitingFor("the start of the broker")))));
  }

  private static Problem notEnabled(String settings) {
    return Problem.of(
        RefusalCode.IDENTITIES_NOT_ENABLED,
        "This broker gives users no ACS identities of their own. Its operator turns them on with "
            + settings
            + ".");
  }
}
