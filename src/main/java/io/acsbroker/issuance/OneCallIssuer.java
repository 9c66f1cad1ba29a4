package io.acsbroker.issuance;

import io.acsbroker.azure.CallFailure;
import io.acsbroker.azure.ManagedIdentityException;
import io.acsbroker.azure.SignIn;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.token.Deadline;
import java.time.Duration;
import java.util.Optional;

/** Signs in where that is needed, and asks ACS once. */
final class OneCallIssuer implements TokenIssuer {
  private final AcsCall call;
  private final SignIn signIn;
  private final AcsConnection connection;

  /**
   * @param signIn what the call needs done before it
   * @param connection the one that the call will use
   */
  OneCallIssuer(AcsCall call, SignIn signIn, AcsConnection connection) {
    this.call = call;
    this.signIn = signIn;
    this.connection = connection;
  }

  @Override
  public IssuanceReport issue(IssuanceRequest request, Deadline deadline) {
    long start = System.nanoTime();
    try {
      signIn.ensure(deadline);
    } catch (ManagedIdentityException unavailable) {
      return new IssuanceReport(
          new Unavailable(
              Cause.MANAGED_IDENTITY_UNAVAILABLE, Optional.empty(), unavailable.diagnosis()),
          since(start),
          Duration.ZERO,
          0,
          Optional.empty());
    }
    Duration signingIn = since(start);
    AcsReply reply = ask(request);
    return new IssuanceReport(
        reply.issuance(), signingIn, since(start).minus(signingIn), 1, reply.correlationId());
  }

  @Override
  public Optional<String> prepare(Deadline deadline) {
    connection.openOnceAside();
    try {
      signIn.ensure(deadline);
      return Optional.empty();
    } catch (ManagedIdentityException unavailable) {
      return Optional.of(unavailable.diagnosis());
    }
  }

  private AcsReply ask(IssuanceRequest request) {
    try {
      return call.ask(request);
    } catch (RuntimeException failure) {
      return new AcsReply(failed(failure), Optional.empty());
    }
  }

  private static Issuance failed(RuntimeException exception) {
    CallFailure failure = CallFailure.of(exception);
    return failure.unreachable()
        ? new Unavailable(Cause.ACS_UNAVAILABLE, Optional.empty(), failure.diagnosis())
        : AcsReply.notUnderstood(failure.diagnosis());
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
