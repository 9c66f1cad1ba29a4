package io.acsbroker.admission;

import io.acsbroker.outcome.Stage;
import io.acsbroker.outcome.Step;
import io.acsbroker.outcome.Trail;
import io.acsbroker.subject.Caller;
import io.acsbroker.subject.ForeignTokenVerifier;
import io.acsbroker.subject.ForeignVerification;
import io.acsbroker.subject.ForeignVerification.Proven;
import io.acsbroker.subject.RejectionReason.Proof;
import io.acsbroker.subject.UnlistedIssuer;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.subject.Verification.Unverified;
import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.ReceivedToken;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Verifies caller tokens of the issuers that the settings list, and applies the {@link
 * ForeignCallerPolicy} to their users.
 *
 * @param clockProblem what speaks against the clock by which tokens are judged
 */
public record ForeignCallerCheck(
    ForeignTokenVerifier verifier,
    ForeignCallerPolicy policy,
    Supplier<Optional<String>> clockProblem) {
  Optional<CallerIssuer> issuerOf(ReceivedToken token) {
    return verifier.issuerOf(token);
  }

  Step<Caller> check(ReceivedToken token, CallerIssuer issuer, Trail trail, Deadline deadline) {
    long start = System.nanoTime();
    ForeignVerification verification = verifier.verify(token, issuer, deadline);
    Trail further = trail.verified(Duration.ofNanos(System.nanoTime() - start));
    return switch (verification) {
      case Proven(var caller) -> policy.admit(caller, further.withCallerIssuer(issuer.name()));
      case Unverified unverified ->
          TokenCheck.stopped(
              unverified,
              new ForeignRejection(issuer, clockProblem),
              "The signing keys of your sign-in",
              isProven(unverified) ? further.withCallerIssuer(issuer.name()) : further,
              deadline);
    };
  }

  /** Whether the issuer has signed the token: what anybody can write is counted against nobody. */
  private static boolean isProven(Unverified unverified) {
    return unverified instanceof Rejected rejected && rejected.reason().proof() == Proof.PROVEN;
  }

  /** Refuses a token of an issuer that is not listed, where Entra's tokens do not count either. */
  Step<Caller> unlisted(ReceivedToken token, Trail trail) {
    Rejected rejected = UnlistedIssuer.rejection(token);
    return new Step.Stopped<>(
        ForeignRejection.unlisted(rejected), Stage.of(rejected.reason()), trail);
  }

  Optional<ReadinessProblem> prepare(Deadline deadline) {
    return verifier
        .prepare(deadline)
        .map(diagnosis -> new ReadinessProblem(ReadinessProblem.Kind.SIGNING_KEYS, diagnosis));
  }
}
