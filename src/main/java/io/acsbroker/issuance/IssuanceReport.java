package io.acsbroker.issuance;

import io.acsbroker.issuance.Issuance.Unavailable;
import java.time.Duration;
import java.util.Optional;

/**
 * What came of asking ACS, and what it took.
 *
 * @param signingIn the time spent on the managed identity's token
 * @param asking the time that ACS took, all tries together, without the pauses between them
 * @param tries how often ACS was asked
 * @param correlationId by which Microsoft's support finds the last try; empty where ACS gave none
 */
public record IssuanceReport(
    Issuance issuance,
    Duration signingIn,
    Duration asking,
    int tries,
    Optional<String> correlationId)
    implements AcsReport<IssuanceReport> {
  /** A result for which ACS was not asked. */
  public static IssuanceReport unasked(Issuance issuance) {
    return new IssuanceReport(issuance, Duration.ZERO, Duration.ZERO, 0, Optional.empty());
  }

  @Override
  public Optional<Unavailable> unavailable() {
    return issuance instanceof Unavailable unavailable
        ? Optional.of(unavailable)
        : Optional.empty();
  }

  @Override
  public IssuanceReport after(IssuanceReport earlier) {
    return new IssuanceReport(
        issuance,
        signingIn.plus(earlier.signingIn),
        asking.plus(earlier.asking),
        tries + earlier.tries,
        correlationId.or(earlier::correlationId));
  }
}
