package io.acsbroker.http;

import io.acsbroker.http.Answer.Success;
import io.acsbroker.outcome.ExchangeOutcome.Granted;
import io.acsbroker.outcome.FinishedExchange;
import io.acsbroker.outcome.IdentityMark;
import io.acsbroker.outcome.TableUse;
import io.acsbroker.outcome.Trail;
import io.acsbroker.telemetry.ExchangeEvent;
import io.acsbroker.telemetry.ExchangeEvent.AcsCalls;
import io.acsbroker.telemetry.ExchangeEvent.Parties;
import io.acsbroker.telemetry.ExchangeEvent.Progress;
import io.acsbroker.telemetry.ExchangeEvent.Times;
import io.acsbroker.telemetry.ExchangeEvent.TokenTrace;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Fingerprint;
import io.acsbroker.token.Person;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.TenantId;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An answer, and what the log says of the exchange behind it.
 *
 * @param exchange what the log has to say of the exchange, where there was one
 */
record LoggedAnswer(Answer answer, Optional<ExchangeEvent> exchange) {
  /** The answer to a request that reached no exchange. */
  static LoggedAnswer with(Answer answer) {
    return new LoggedAnswer(answer, Optional.empty());
  }

  static LoggedAnswer with(FinishedExchange exchange) {
    return new LoggedAnswer(answer(exchange), Optional.of(event(exchange)));
  }

  /** The same, whose challenge, where it is one, says where the resource's metadata is. */
  LoggedAnswer withMetadata(String address) {
    return answer instanceof Answer.Problem problem
        ? new LoggedAnswer(problem.withMetadata(address), exchange)
        : this;
  }

  /** A refusal says nothing of the time: strangers would learn what the broker has at hand. */
  private static Answer answer(FinishedExchange exchange) {
    Answer answer = OutcomeAnswer.to(exchange.outcome());
    return exchange.outcome() instanceof Granted && answer instanceof Success success
        ? success.timed(ServerTiming.of(exchange))
        : answer;
  }

  private static ExchangeEvent event(FinishedExchange exchange) {
    Trail trail = exchange.trail();
    return new ExchangeEvent(
        new Progress(lowerCase(exchange.stage()), lowerCase(exchange.source())),
        parties(trail),
        new Times(
            trail.verifying(),
            trail.delegating(),
            exchange.acs().signingIn(),
            exchange.acs().asking(),
            keeping(exchange.table())),
        new AcsCalls(exchange.acs().tries(), exchange.acs().correlationId()),
        exchange.table().isPresent() ? words(exchange.table().get().marks()) : "",
        trail.ignoredHeaderParameters());
  }

  private static Optional<Duration> keeping(Optional<TableUse> table) {
    return table.isPresent() ? Optional.of(table.get().keeping()) : Optional.empty();
  }

  private static Parties parties(Trail trail) {
    Optional<TenantId> tenant = trail.knownTenant();
    Optional<ReceivedToken> token = trail.subjectToken();
    return new Parties(
        tenant.isPresent() ? Optional.of(tenant.get().value()) : Optional.empty(),
        fingerprint(trail.user()),
        trail.rule(),
        trail.callerIssuer(),
        new TokenTrace(
            token.isPresent() ? Optional.of(token.get().fingerprint()) : Optional.empty(),
            id(trail.client()),
            trail.tokenId()),
        new TokenTrace(Optional.empty(), trail.callerClient(), trail.callerTokenId()));
  }

  private static Optional<String> fingerprint(Optional<Person> user) {
    if (user.isEmpty()) {
      return Optional.empty();
    }
    Person known = user.get();
    return Optional.of(Fingerprint.of(known.partition() + "/" + known.row()));
  }

  private static Optional<String> id(Optional<ClientId> client) {
    return client.isPresent() ? Optional.of(client.get().value()) : Optional.empty();
  }

  private static String words(Set<IdentityMark> marks) {
    return marks.stream().map(LoggedAnswer::lowerCase).sorted().collect(Collectors.joining(","));
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
