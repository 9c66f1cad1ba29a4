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
import io.acsbroker.exchange.ExchangeOutcome;
import io.acsbroker.exchange.ExchangeRequest;
import io.acsbroker.http.RequestReading.Read;
import io.acsbroker.http.RequestReading.Refused;
import io.acsbroker.token.Deadline;
import java.util.Optional;

/**
 * {@code POST /api/token/teams}: the Entra token of a Teams user in, an ACS token for that user
 * out. With caller tokens also {@code GET}, as clients of Microsoft's sample ask.
 */
public final class TeamsTokenFunction {
  private static final ExchangeOutcome STARTING =
      ExchangeOutcome.DeadlinePassed.waitingFor("the start of the broker");

  private final Readiness readiness;
  private final Reception reception;

  public TeamsTokenFunction(Readiness readiness, Reception reception) {
    this.readiness = readiness;
    this.reception = reception;
  }

  /** Answers every request, whatever its method; the broker authorizes, not a function key. */
  @FunctionName("TeamsToken")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              route = "api/token/teams",
              methods = {GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE},
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return reception.answer(request, context, () -> answer(request));
  }

  private Handled answer(HttpRequestMessage<Optional<String>> request) {
    return switch (readiness) {
      case Readiness.NotReady(var outcome) -> Handled.with(OutcomeAnswer.to(outcome));
      case Readiness.Ready ready ->
          ready.methods().contains(request.getHttpMethod())
              ? answer(request, ready)
              : Handled.with(MethodNotAllowed.except(ready.methods()));
    };
  }

  private static Handled answer(
      HttpRequestMessage<Optional<String>> request, Readiness.Ready ready) {
    Deadline deadline = Deadline.in(ready.deadline());
    return switch (new TeamsTokenRequestReader(ready.callers()).read(request)) {
      case Refused<ExchangeRequest>(var problem) -> Handled.with(problem);
      case Read<ExchangeRequest>(var read) ->
          ready
              .exchange(deadline)
              .map(exchange -> Handled.with(exchange.exchange(read, deadline)))
              .orElseGet(() -> Handled.with(OutcomeAnswer.to(STARTING)));
    };
  }
}
