package io.acsbroker.issuance;

import io.acsbroker.issuance.Issuance.Unavailable;
import java.time.Duration;
import java.util.Optional;

/**
 * The result of asking ACS, and the time and tries that it took.
 *
 * @param <A> what may come of it
 * @param signingIn the time spent on the managed identity's token
 * @param asking the time that ACS took, all tries together, without the pauses between them
 * @param tries how often ACS was asked
 * @param correlationId by which Microsoft's support finds the last try; empty where ACS gave none
 */
public record AcsReport<A>(
    A answer, Duration signingIn, Duration asking, int tries, Optional<String> correlationId) {
  /** A result for which ACS was not asked. */
  public static <A> AcsReport<A> unasked(A answer) {
    return new AcsReport<>(answer, Duration.ZERO, Duration.ZERO, 0, Optional.empty());
  }

  /** Why ACS could not be asked, or gave no answer; empty where it decided. */
  public Optional<Unavailable> unavailable() {
    return answer instanceof Unavailable unavailable ? Optional.of(unavailable) : Optional.empty();
  }

  /** This result, with the time and tries of earlier ones added. */
  AcsReport<A> after(AcsReport<A> earlier) {
    return new AcsReport<>(
        answer,
        signingIn.plus(earlier.signingIn),
        asking.plus(earlier.asking),
        tries + earlier.tries,
        correlationId.or(earlier::correlationId));
  }
}
