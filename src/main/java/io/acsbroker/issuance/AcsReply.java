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
 * What one call to ACS has returned.
 *
 * @param <A> what may come of asking
 * @param correlationId ACS's own id of it
 */
record AcsReply<A>(A answer, Optional<String> correlationId) {
  /** The token expires with the subject token, whose checks allow for as wrong a clock. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  /** A token, unless it is empty or has expired. */
  static AcsReply<Issuance> of(IssuedToken token, Optional<String> correlationId, Instant now) {
    boolean usable = !token.value().isEmpty() && token.expiresOn().isAfter(now.minus(CLOCK_SKEW));
    return new AcsReply<>(
        usable ? new Issued(token) : notUnderstood("empty or expired token"), correlationId);
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
}
