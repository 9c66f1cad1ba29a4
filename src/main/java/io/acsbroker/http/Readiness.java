package io.acsbroker.http;

import io.acsbroker.exchange.ExchangeOutcome;
import io.acsbroker.exchange.TokenExchange;
import java.time.Duration;

/** Whether the broker can serve, as it stood when the functions were loaded. */
public sealed interface Readiness {
  /**
   * It serves.
   *
   * @param deadline how long a request may take
   */
  record Ready(TokenExchange exchange, Duration deadline) implements Readiness {}

  /** It started, and answers every exchange with this outcome. */
  record NotReady(ExchangeOutcome outcome) implements Readiness {}
}
