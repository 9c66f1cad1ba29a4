package io.acsbroker.admission;

import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.outcome.Stage;
import io.acsbroker.outcome.Step;
import io.acsbroker.outcome.Trail;
import io.acsbroker.subject.EntraTokenVerifier;
import io.acsbroker.subject.Verification;
import io.acsbroker.subject.Verification.KeyUnknown;
import io.acsbroker.subject.Verification.KeysUnavailable;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.subject.Verification.Unverified;
import io.acsbroker.subject.Verification.Verified;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.Finding;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.TokenProfile;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Verifies tokens of one kind.
 *
 * @param answer to those that do not count
 * @param verified hears what came of each
 */
record TokenCheck(
    EntraTokenVerifier verifier,
    TokenProfile profile,
    RejectionAnswer answer,
    Consumer<Verification> verified) {
  TokenCheck(EntraTokenVerifier verifier, TokenProfile profile, RejectionAnswer answer) {
    this(verifier, profile, answer, verification -> {});
  }

  Step<VerifiedToken> check(ReceivedToken token, Trail trail, Deadline deadline) {
    long start = System.nanoTime();
    Verification verification = verifier.verify(token, profile, deadline);
    verified.accept(verification);
    Trail further = trail.verified(Duration.ofNanos(System.nanoTime() - start));
    // Before the switch, which is made at run time: the first token need not wait for that
    if (verification instanceof Verified(VerifiedToken genuine)) {
      return new Step.Passed<>(genuine, further);
    }
    return switch (verification) {
      case Verified(VerifiedToken genuine) -> new Step.Passed<>(genuine, further);
      case Unverified unverified ->
          stopped(unverified, answer, "Entra's signing keys", further, deadline);
    };
  }

  /**
   * The end of a request whose token does not count, or of which nobody can tell.
   *
   * @param keys what a sentence calls the keys that would tell
   */
  static <T> Step<T> stopped(
      Unverified unverified, RejectionAnswer answer, String keys, Trail trail, Deadline deadline) {
    return switch (unverified) {
      case Rejected rejected ->
          new Step.Stopped<>(
              answer.to(rejected),
              Stage.of(rejected.reason()),
              trail.withTenant(rejected.tenant()));
      case KeyUnknown unknown ->
          new Step.Stopped<>(answer.toUnknownKey(unknown), Stage.TOKEN, trail);
      case KeysUnavailable unavailable ->
          new Step.Stopped<>(outcome(unavailable, keys, deadline), Stage.KEYS, trail);
    };
  }

  /** Fetches the keys that the first check would wait for; empty where all are at hand. */
  Optional<ReadinessProblem> prepare(Deadline deadline) {
    return verifier
        .prepare(deadline)
        .map(diagnosis -> new ReadinessProblem(ReadinessProblem.Kind.SIGNING_KEYS, diagnosis));
  }

  private static ExchangeOutcome outcome(
      KeysUnavailable unavailable, String keys, Deadline deadline) {
    return ExchangeOutcome.unlessLate(
        deadline,
        keys,
        () ->
            new RefusedForNow(
                new Refusal(
                        RefusalCode.SIGNING_KEYS_UNAVAILABLE,
                        keys
                            + " cannot be fetched at the moment. Try again later."
                            + Refusal.IF_IT_GOES_ON,
                        RefusalCode.SIGNING_KEYS_UNAVAILABLE.name())
                    .with(Finding.logged(unavailable.diagnosis())),
                unavailable.retryAfter()));
  }
}
