package io.acsbroker.http;

import io.acsbroker.exchange.FinishedExchange;
import io.acsbroker.telemetry.ExchangeEvent;
import io.acsbroker.telemetry.Fingerprint;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.EntraToken;
import io.acsbroker.token.TenantId;
import java.util.Locale;
import java.util.Optional;

/**
 * A request that has been dealt with.
 *
 * @param exchange what the log has to say of the exchange, where there was one
 */
record Handled(Answer answer, Optional<ExchangeEvent> exchange) {
  /** Without an exchange. */
  static Handled with(Answer answer) {
    return new Handled(answer, Optional.empty());
  }

  static Handled with(EntraToken token, FinishedExchange exchange) {
    return new Handled(OutcomeAnswer.to(exchange.outcome()), Optional.of(event(token, exchange)));
  }

  private static ExchangeEvent event(EntraToken token, FinishedExchange exchange) {
    return new ExchangeEvent(
        lowerCase(exchange.stage()),
        lowerCase(exchange.source()),
        Fingerprint.of(token.value()),
        exchange.tenant().map(TenantId::value),
        exchange.client().map(ClientId::value),
        exchange
            .subject()
            .map(user -> Fingerprint.of(user.tenant().value() + "/" + user.user().value())),
        exchange.tokenId(),
        exchange.verifying(),
        exchange.signingIn(),
        exchange.asking(),
        exchange.tries(),
        exchange.acsCorrelationId(),
        exchange.ignoredHeaderParameters());
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
