package io.acsbroker.issuance;

import io.acsbroker.azure.CallFailure;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Issued;
import io.acsbroker.issuance.Issuance.RefusalReason;
import io.acsbroker.issuance.Issuance.Refused;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.token.IssuedToken;
import java.time.Duration;
import java.time.Instant;
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
  /** A token expires with the subject token, whose checks allow for as wrong a clock. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  /** What one call has brought, before anybody has looked at the clock. */
  static <A> AcsReport<A> of(A answer, Optional<String> correlationId) {
    return new AcsReport<>(answer, Duration.ZERO, Duration.ZERO, 1, correlationId);
  }

  /** A token, unless it is empty or has expired. */
  static AcsReport<Issuance> of(IssuedToken token, Optional<String> correlationId, Instant now) {
    boolean usable = !token.value().isEmpty() && token.expiresOn().isAfter(now.minus(CLOCK_SKEW));
    return of(usable ? new Issued(token) : notUnderstood("empty or expired token"), correlationId);
  }

  /** What it means that the client of the SDK threw, and no answer with it. */
  static Issuance failed(RuntimeException thrown) {
    CallFailure failure = CallFailure.of(thrown);
    return failure.unreachable()
        ? new Unavailable(Cause.ACS_UNAVAILABLE, Optional.empty(), failure.diagnosis())
        : notUnderstood(failure.diagnosis());
  }

  static Refused notUnderstood(String diagnosis) {
    return new Refused(RefusalReason.ANSWER_NOT_UNDERSTOOD, diagnosis);
  }

  /** A result for which ACS was not asked. */
  public static <A> AcsReport<A> unasked(A answer) {
    return new AcsReport<>(answer, Duration.ZERO, Duration.ZERO, 0, Optional.empty());
  }

  /** Why ACS could not be asked, or gave no answer; empty where it decided. */
  public Optional<Unavailable> unavailable() {
    return answer instanceof Unavailable unavailable ? Optional.of(unavailable) : Optional.empty();
  }

  /** This result of a call, with the time that it took. */
  AcsReport<A> timed(Duration newSigningIn, Duration newAsking) {
    return new AcsReport<>(answer, newSigningIn, newAsking, tries, correlationId);
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
