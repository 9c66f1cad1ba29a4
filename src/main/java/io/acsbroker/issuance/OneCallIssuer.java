package io.acsbroker.issuance;

import io.acsbroker.azure.CallFailure;
import io.acsbroker.azure.ManagedIdentityException;
import io.acsbroker.azure.SignIn;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.token.Deadline;
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
  public AcsReport<Issuance> issue(IssuanceRequest request, Deadline deadline) {
    return new SignedInCall<Issuance>(signIn, why -> why).ask(() -> ask(request), deadline);
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

  private AcsReply<Issuance> ask(IssuanceRequest request) {
    try {
      return call.ask(request);
    } catch (RuntimeException failure) {
      return new AcsReply<>(failed(failure), Optional.empty());
    }
  }

  private static Issuance failed(RuntimeException exception) {
    CallFailure failure = CallFailure.of(exception);
    return failure.unreachable()
        ? new Unavailable(Cause.ACS_UNAVAILABLE, Optional.empty(), failure.diagnosis())
        : AcsReply.notUnderstood(failure.diagnosis());
  }
}
