package io.acsbroker.http;

import io.acsbroker.exchange.FinishedExchange;
import io.acsbroker.exchange.IdentityMark;
import io.acsbroker.exchange.IdentityUse;
import io.acsbroker.exchange.Trail;
import io.acsbroker.telemetry.ExchangeEvent;
import io.acsbroker.telemetry.Fingerprint;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.TenantId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

  static Handled with(FinishedExchange exchange) {
    return new Handled(OutcomeAnswer.to(exchange.outcome()), Optional.of(event(exchange)));
  }

  private static ExchangeEvent event(FinishedExchange exchange) {
    Trail trail = exchange.trail();
    return new ExchangeEvent(
        lowerCase(exchange.stage()),
        lowerCase(exchange.source()),
        trail.subjectToken().map(token -> Fingerprint.of(token.value())),
        trail.knownTenant().map(TenantId::value),
        trail.client().map(ClientId::value),
        trail.callerClient().map(ClientId::value),
        trail.user().map(user -> Fingerprint.of(user.tenant().value() + "/" + user.user().value())),
        trail.tokenId(),
        trail.callerTokenId(),
        trail.verifying(),
        trail.delegating(),
        exchange.acs().signingIn(),
        exchange.acs().asking(),
        exchange.acs().tries(),
        exchange.acs().correlationId(),
        exchange.identity().map(IdentityUse::keeping),
        exchange.identity().map(IdentityUse::marks).map(Handled::words).orElse(""),
        trail.ignoredHeaderParameters());
  }

  private static String words(Set<IdentityMark> marks) {
    return marks.stream().map(Handled::lowerCase).sorted().collect(Collectors.joining(","));
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
