package io.acsbroker.outcome;

import io.acsbroker.issuance.AcsReport;
import io.acsbroker.issuance.Issuance;
import java.util.Optional;

/**
 * The outcome of a request, and what the log says of it.
 *
 * @param stage how far it came
 * @param source where the answer came from
 * @param trail what is known of those who asked
 * @param acs what it spent on ACS
 * @param table what it spent on the table of identities, where it asked that
 */
public record FinishedExchange(
    ExchangeOutcome outcome,
    Stage stage,
    Source source,
    Trail trail,
    AcsUse acs,
    Optional<TableUse> table) {
  /** A request that the broker answered without asking ACS. */
  public static FinishedExchange refused(ExchangeOutcome outcome, Stage stage, Trail trail) {
    return new FinishedExchange(
        outcome, stage, Source.BROKER, trail, AcsUse.NONE, Optional.empty());
  }

  /** A request about which ACS was asked, for it or for another one. */
  public static FinishedExchange answered(
      ExchangeOutcome outcome,
      Stage stage,
      Trail trail,
      AcsReport<Issuance> report,
      Source source) {
    return new FinishedExchange(
        outcome, stage, source, trail, AcsUse.of(report, source), Optional.empty());
  }
}
