package io.acsbroker.http;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import io.acsbroker.http.Answer.Problem;
import io.acsbroker.http.RequestReading.Read;
import io.acsbroker.http.RequestReading.Refused;
import io.acsbroker.outcome.ExchangeOutcome.DeadlinePassed;
import io.acsbroker.token.Deadline;
import io.acsbroker.users.IdentityRequest;
import java.util.Map;
import java.util.Optional;

/** Answers the requests of one route for identities, of every method. */
public final class IdentityEndpoint {
  private final Readiness readiness;
  private final Reception reception;

  public IdentityEndpoint(Readiness readiness, Reception reception) {
    this.readiness = readiness;
    this.reception = reception;
  }

  /**
   * Answers by the reader of the request's method.
   *
   * @param methods those that the route has, in the order in which an answer names them
   */
  HttpResponseMessage answer(
      Map<HttpMethod, IdentityRequestReader> methods,
      HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return reception.answer(request, context, () -> answer(methods, request));
  }

  private Handled answer(
      Map<HttpMethod, IdentityRequestReader> methods,
      HttpRequestMessage<Optional<String>> request) {
    return switch (readiness) {
      case Readiness.NotReady(var outcome) -> Handled.with(OutcomeAnswer.to(outcome));
      case Readiness.Ready ready ->
          switch (ready.identities()) {
            case Identities.Off(String setting) -> Handled.with(notEnabled(setting));
            case Identities.On on -> {
              IdentityRequestReader reader = methods.get(request.getHttpMethod());
              yield reader == null
                  ? Handled.with(
                      MethodNotAllowed.except(methods.keySet().stream().sorted().toList()))
                  : answer(reader.read(request), on, Deadline.in(ready.deadline()));
            }
          };
    };
  }

  private static Handled answer(
      RequestReading<IdentityRequest> reading, Identities.On on, Deadline deadline) {
    return switch (reading) {
      case Refused<IdentityRequest>(Problem problem) -> Handled.with(problem);
      case Read<IdentityRequest>(IdentityRequest request) ->
          on.exchange(deadline)
              .map(exchange -> Handled.with(exchange.handle(request, deadline)))
              .orElseGet(
                  () ->
                      Handled.with(
                          OutcomeAnswer.to(DeadlinePassed.waitingFor("the start of the broker"))));
    };
  }

  private static Problem notEnabled(String setting) {
    return Problem.of(
        404,
        "identities_not_enabled",
        "This broker gives users no ACS identities of their own. Its operator turns them on with"
            + " the setting "
            + setting
            + ".");
  }
}
