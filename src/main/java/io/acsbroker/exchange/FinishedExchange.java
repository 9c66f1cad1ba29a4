package io.acsbroker.exchange;

import io.acsbroker.issuance.IssuanceReport;
import java.time.Duration;
import java.util.Optional;

/**
 * What came of an exchange, and what its operator may want to know of it.
 *
 * @param stage how far it came
 * @param source where the answer came from
 * @param trail what is known of those who asked
 * @param report what ACS had to say, where it was asked for this request or another one
 */
public record FinishedExchange(
    ExchangeOutcome outcome,
    Stage stage,
    Source source,
    Trail trail,
    Optional<IssuanceReport> report) {
  static FinishedExchange refused(ExchangeOutcome outcome, Stage stage, Trail trail) {
    return new FinishedExchange(outcome, stage, Source.BROKER, trail, Optional.empty());
  }

  static FinishedExchange answered(
      ExchangeOutcome outcome, Stage stage, Trail trail, IssuanceReport report, Source source) {
    return new FinishedExchange(outcome, stage, source, trail, Optional.of(report));
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
