package io.acsbroker.http;

import io.acsbroker.exchange.ExchangeOutcome;
import io.acsbroker.exchange.TokenExchange;
import java.time.Duration;
import java.util.function.Supplier;

/** Whether the broker can serve, as it stood when the functions were loaded. */
public sealed interface Readiness {
  /**
   * It serves.
   *
   * @param exchange which may still be in the making: whoever asks for it waits
   * @param deadline how long a request may take
   */
  record Ready(Supplier<TokenExchange> exchange, Duration deadline) implements Readiness {}

  /** It started, and answers every exchange with this outcome. */
  record NotReady(ExchangeOutcome outcome) implements Readiness {}
}
