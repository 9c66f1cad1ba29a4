package io.acsbroker.issuance;

import com.azure.communication.identity.CommunicationIdentityClient;
import com.azure.communication.identity.models.GetTokenForTeamsUserOptions;
import com.azure.core.credential.AccessToken;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import io.acsbroker.azure.CallFailure;
import io.acsbroker.azure.ManagedIdentityException;
import io.acsbroker.azure.SignIn;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Issued;
import io.acsbroker.issuance.Issuance.RefusalReason;
import io.acsbroker.issuance.Issuance.Refused;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.IssuedToken;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks ACS once, with Microsoft's own client for Azure Communication Services identity. */
final class CommunicationIdentityIssuer implements TokenIssuer {
  /** It expires with the subject token, for which a clock that is wrong is allowed for too. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private final Supplier<CommunicationIdentityClient> client;
  private final SignIn signIn;
  private final AcsConnection connection;
  private final InstantSource clock;

  /**
   * @param client made when it is first asked for
   * @param signIn what the client needs done before it asks
   * @param connection the one that the client will use
   */
  CommunicationIdentityIssuer(
      Supplier<CommunicationIdentityClient> client,
      SignIn signIn,
      AcsConnection connection,
      InstantSource clock) {
    this.connection = connection;
    this.client = client;
    this.signIn = signIn;
    this.clock = clock;
  }

  @Override
  public IssuanceReport issue(TeamsTokenRequest request, Deadline deadline) {
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

  private record AcsReply(Issuance issuance, Optional<String> correlationId) {}

  private AcsReply ask(TeamsTokenRequest request) {
    GetTokenForTeamsUserOptions options =
        new GetTokenForTeamsUserOptions(
            request.token().value(), request.client().value(), request.user().value());
    try {
      Response<AccessToken> response =
          client.get().getTokenForTeamsUserWithResponse(options, Context.NONE);
      return new AcsReply(
          issuance(response.getValue()), AcsAnswer.correlationId(response.getHeaders()));
    } catch (HttpResponseException exception) {
      AcsAnswer answer = AcsAnswer.of(exception);
      return new AcsReply(answer.issuance(clock.instant()), answer.correlationId());
    } catch (RuntimeException failure) {
      return new AcsReply(failed(failure), Optional.empty());
    }
  }

  private Issuance issuance(AccessToken token) {
    boolean usable =
        token.getToken() != null
            && !token.getToken().isEmpty()
            && token.getExpiresAt().toInstant().isAfter(clock.instant().minus(CLOCK_SKEW));
    return usable
        ? new Issued(new IssuedToken(token.getToken(), token.getExpiresAt().toInstant()))
        : new Refused(RefusalReason.ANSWER_NOT_UNDERSTOOD, "empty or expired token");
  }

  private static Issuance failed(RuntimeException exception) {
    CallFailure failure = CallFailure.of(exception);
    return failure.unreachable()
        ? new Unavailable(Cause.ACS_UNAVAILABLE, Optional.empty(), failure.diagnosis())
        : new Refused(RefusalReason.ANSWER_NOT_UNDERSTOOD, failure.diagnosis());
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
