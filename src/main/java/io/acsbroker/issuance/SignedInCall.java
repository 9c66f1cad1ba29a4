package io.acsbroker.issuance;

import io.acsbroker.azure.ManagedIdentityException;
import io.acsbroker.azure.SignIn;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.token.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Signs in where that is needed, asks ACS once, and tells apart how long each took.
 *
 * @param signIn what the call needs done before it
 * @param answer makes what may come of it of its being unavailable
 */
record SignedInCall<A>(SignIn signIn, Function<Unavailable, A> answer) {
  /** Asks, unless the sign-in fails. */
  AcsReport<A> ask(Supplier<AcsReply<A>> call, Deadline deadline) {
    long start = System.nanoTime();
    try {
      signIn.ensure(deadline);
    } catch (ManagedIdentityException unavailable) {
      return new AcsReport<>(
          answer.apply(
              new Unavailable(
                  Cause.MANAGED_IDENTITY_UNAVAILABLE, Optional.empty(), unavailable.diagnosis())),
          since(start),
          Duration.ZERO,
          0,
          Optional.empty());
    }
    Duration signingIn = since(start);
    AcsReply<A> reply = call.get();
    return new AcsReport<>(
        reply.answer(), signingIn, since(start).minus(signingIn), 1, reply.correlationId());
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
