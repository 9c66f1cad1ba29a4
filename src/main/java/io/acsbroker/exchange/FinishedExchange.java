package io.acsbroker.exchange;

import io.acsbroker.issuance.IssuanceReport;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TenantId;
import java.time.Duration;
import java.util.Optional;

/**
 * What came of an exchange, and what its operator may want to know of it.
 *
 * @param stage how far it came
 * @param source where the answer came from
 * @param verifying the time spent on the token; fetching keys is the only part that takes any
 * @param tenant of the token, where it is one to speak of: an allowed one, or one that is not
 */
public record FinishedExchange(
    ExchangeOutcome outcome,
    Stage stage,
    Source source,
    Duration verifying,
    Optional<TenantId> tenant,
    Optional<VerifiedToken> token,
    Optional<IssuanceReport> report) {
  static FinishedExchange refused(
      ExchangeOutcome outcome, Stage stage, Duration verifying, Optional<TenantId> tenant) {
    return new FinishedExchange(
        outcome, stage, Source.BROKER, verifying, tenant, Optional.empty(), Optional.empty());
  }

  static FinishedExchange proven(
      ExchangeOutcome outcome, Stage stage, Duration verifying, VerifiedToken token) {
    return new FinishedExchange(
        outcome,
        stage,
        Source.BROKER,
        verifying,
        Optional.of(token.subject().tenant()),
        Optional.of(token),
        Optional.empty());
  }

  /** The same, with what ACS had to say. */
  FinishedExchange with(IssuanceReport newReport, Source newSource) {
    return new FinishedExchange(
        outcome, stage, newSource, verifying, tenant, token, Optional.of(newReport));
  }

  public Optional<ClientId> client() {
    return token.map(VerifiedToken::client);
  }

  public Optional<Subject> subject() {
    return token.map(VerifiedToken::subject);
  }

  /** Entra's own id of the token. */
  public Optional<String> tokenId() {
    return token.flatMap(VerifiedToken::tokenId);
  }

  /** How many parameters of the token's header nobody knows, and nobody looked at. */
  public int ignoredHeaderParameters() {
    return token.map(VerifiedToken::ignoredHeaderParameters).orElse(0);
  }

  /** The time that this request spent on the managed identity's token. */
  public Duration signingIn() {
    return asked().map(IssuanceReport::signingIn).orElse(Duration.ZERO);
  }

  /** The time that this request spent on ACS. */
  public Duration asking() {
    return asked().map(IssuanceReport::asking).orElse(Duration.ZERO);
  }

  /** How often this request asked ACS. */
  public int tries() {
    return asked().map(IssuanceReport::tries).orElse(0);
  }

  /** ACS's own id of the answer, also where another request has got it. */
  public Optional<String> acsCorrelationId() {
    return report.flatMap(IssuanceReport::correlationId);
  }

  private Optional<IssuanceReport> asked() {
    return report.filter(any -> source == Source.ACS || source == Source.BROKER);
  }
}
