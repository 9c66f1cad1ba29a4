package io.acsbroker.issuance;

import io.acsbroker.issuance.Issuance.Unavailable;
import java.time.Duration;
import java.util.Optional;

/**
 * What came of asking ACS for something of an identity, and what it took.
 *
 * @param signingIn the time spent on the managed identity's token
 * @param asking the time that ACS took, all tries together, without the pauses between them
 * @param tries how often ACS was asked
 * @param correlationId by which Microsoft's support finds the last try; empty where ACS gave none
 */
public record IdentityReport(
    IdentityAnswer answer,
    Duration signingIn,
    Duration asking,
    int tries,
    Optional<String> correlationId)
    implements AcsReport<IdentityReport> {
  /** A result for which ACS was not asked. */
  public static IdentityReport unasked(IdentityAnswer answer) {
    return new IdentityReport(answer, Duration.ZERO, Duration.ZERO, 0, Optional.empty());
  }

  @Override
  public Optional<Unavailable> unavailable() {
    return answer instanceof Unavailable unavailable ? Optional.of(unavailable) : Optional.empty();
  }

  @Override
  public IdentityReport after(IdentityReport earlier) {
    return new IdentityReport(
        answer,
        signingIn.plus(earlier.signingIn),
        asking.plus(earlier.asking),
        tries + earlier.tries,
        correlationId.or(earlier::correlationId));
  }
}
