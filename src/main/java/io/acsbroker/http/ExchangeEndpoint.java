package io.acsbroker.http;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import io.acsbroker.admission.ExchangeRequest;
import io.acsbroker.exchange.TokenExchange;
import io.acsbroker.outcome.ExchangeOutcome.DeadlinePassed;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ExchangeRoute;
import java.util.Optional;

/**
 * Answers the requests of one exchange, of every method: {@code POST}, and with caller tokens
 * {@code GET}, as clients of Microsoft's sample ask.
 */
public final class ExchangeEndpoint {
  private final ExchangeRoute route;
  private final Readiness readiness;
  private final FunctionRunner runner;

  public ExchangeEndpoint(ExchangeRoute route, Readiness readiness, FunctionRunner runner) {
    this.route = route;
    this.readiness = readiness;
    this.runner = runner;
  }

  HttpResponseMessage answer(
      HttpRequestMessage<Optional<String>> request, ExecutionContext context) {
    return runner.run(request, context, () -> answer(request));
  }

  private LoggedAnswer answer(HttpRequestMessage<Optional<String>> request) {
    // Not by a method of each, which would be one more class on the way to ACS
    return readiness instanceof Readiness.Ready ready
        ? ready.challenging(route.path(), answer(request, ready))
        : readiness.answer(ready -> answer(request, ready));
  }

  private LoggedAnswer answer(HttpRequestMessage<Optional<String>> request, Readiness.Ready ready) {
    if (!ready.methods().contains(request.getHttpMethod())) {
      return LoggedAnswer.with(MethodNotAllowed.except(ready.methods(), request.getHttpMethod()));
    }
    Deadline deadline = Deadline.in(ready.deadline());
    RequestReading<ExchangeRequest> reading =
        new ExchangeRequestReader(ready.callers()).read(request);
    return reading instanceof RequestReading.Read<ExchangeRequest>(var read)
        ? answer(read, ready.exchange(route, deadline), deadline)
        : reading.answer(read -> answer(read, ready.exchange(route, deadline), deadline));
  }

  private static LoggedAnswer answer(
      ExchangeRequest request, Optional<TokenExchange> exchange, Deadline deadline) {
    return exchange.isPresent()
        ? LoggedAnswer.with(exchange.get().exchange(request, deadline))
        : LoggedAnswer.with(OutcomeAnswer.to(DeadlinePassed.waitingFor("the start of the broker")));
  }
}
