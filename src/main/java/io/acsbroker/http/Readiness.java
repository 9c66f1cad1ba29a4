package io.acsbroker.http;

import io.acsbroker.exchange.ExchangeOutcome;
import io.acsbroker.exchange.TokenExchange;

/** Whether the broker can serve, as it stood when the functions were loaded. */
public sealed interface Readiness {
  record Ready(TokenExchange exchange) implements Readiness {}

  /** It started, and answers every exchange with this outcome. */
  record NotReady(ExchangeOutcome outcome) implements Readiness {}
}
