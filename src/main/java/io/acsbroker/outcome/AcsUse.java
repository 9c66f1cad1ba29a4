package io.acsbroker.outcome;

import io.acsbroker.issuance.AcsReport;
import io.acsbroker.issuance.IdentityAnswer;
import io.acsbroker.issuance.Issuance;
import java.time.Duration;
import java.util.Optional;

/**
 * The time and the calls that a request spent on ACS.
 *
 * @param signingIn the time that it spent on the managed identity's token
 * @param asking the time that it spent on ACS
 * @param tries how often it asked ACS
 * @param correlationId ACS's own id of the last answer
 */
public record AcsUse(
    Duration signingIn, Duration asking, int tries, Optional<String> correlationId) {
  /** No call. */
  public static final AcsUse NONE = new AcsUse(Duration.ZERO, Duration.ZERO, 0, Optional.empty());

  /** What a report says: all of it, or ACS's id alone where another request spent the rest. */
  static AcsUse of(AcsReport<Issuance> report, Source source) {
    boolean own = source == Source.ACS || source == Source.BROKER;
    return own
        ? new AcsUse(report.signingIn(), report.asking(), report.tries(), report.correlationId())
        : new AcsUse(Duration.ZERO, Duration.ZERO, 0, report.correlationId());
  }

  /** This, and the time and calls of one more request to ACS. */
  public AcsUse and(AcsReport<IdentityAnswer> report) {
    return new AcsUse(
        signingIn.plus(report.signingIn()),
        asking.plus(report.asking()),
        tries + report.tries(),
        report.correlationId().or(() -> correlationId));
  }
}
