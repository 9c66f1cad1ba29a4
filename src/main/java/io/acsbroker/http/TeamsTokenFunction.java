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
import io.acsbroker.exchange.ExchangeRequest;
import io.acsbroker.exchange.TokenExchange;
import io.acsbroker.http.RequestReading.Read;
import io.acsbroker.http.RequestReading.Refused;
import java.util.Optional;

/**
 * {@code POST /api/token/teams}: the Entra token of a Teams user in, an ACS token for that user
 * out.
 */
public final class TeamsTokenFunction {
  private final Readiness readiness;

  public TeamsTokenFunction(Readiness readiness) {
    this.readiness = readiness;
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
    return Reception.answer(request, context, () -> answer(request));
  }

  private Answer answer(HttpRequestMessage<Optional<String>> request) {
    return switch (readiness) {
      case Readiness.NotReady(var outcome) -> OutcomeAnswer.to(outcome);
      case Readiness.Ready(TokenExchange exchange) ->
          request.getHttpMethod() == POST
              ? answer(request, exchange)
              : MethodNotAllowed.except("POST");
    };
  }

  private static Answer answer(
      HttpRequestMessage<Optional<String>> request, TokenExchange exchange) {
    return switch (TeamsTokenRequestReader.read(request)) {
      case Refused<ExchangeRequest>(var problem) -> problem;
      case Read<ExchangeRequest>(var read) -> OutcomeAnswer.to(exchange.exchange(read));
    };
  }
}
