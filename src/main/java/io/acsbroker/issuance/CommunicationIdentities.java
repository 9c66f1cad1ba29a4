package io.acsbroker.issuance;

import com.azure.communication.common.CommunicationUserIdentifier;
import com.azure.communication.identity.CommunicationIdentityClient;
import com.azure.communication.identity.models.CommunicationTokenScope;
import com.azure.communication.identity.models.CommunicationUserIdentifierAndToken;
import com.azure.core.credential.AccessToken;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import io.acsbroker.azure.CallFailure;
import io.acsbroker.azure.ManagedIdentityException;
import io.acsbroker.azure.SignIn;
import io.acsbroker.issuance.IdentityAnswer.Done;
import io.acsbroker.issuance.IdentityAnswer.Made;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Issued;
import io.acsbroker.issuance.Issuance.RefusalReason;
import io.acsbroker.issuance.Issuance.Refused;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.IssuedToken;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks ACS with Microsoft's own client for Azure Communication Services identity. */
final class CommunicationIdentities implements IdentityIssuer {
  private final CommunicationIdentityClient client;
  private final SignIn signIn;
  private final AcsTurns<IdentityReport> turns;
  private final InstantSource clock;

  /**
   * @param signIn what the client needs done before it asks
   */
  CommunicationIdentities(
      CommunicationIdentityClient client,
      SignIn signIn,
      AcsTurns<IdentityReport> turns,
      InstantSource clock) {
    this.client = client;
    this.signIn = signIn;
    this.turns = turns;
    this.clock = clock;
  }

  @Override
  public IdentityReport create(Optional<TokenWish> wish, Deadline deadline) {
    return turns.askOnce(
        () ->
            wish.map(
                    it ->
                        signedIn(
                            deadline,
                            () ->
                                client.createUserAndTokenWithResponse(
                                    scopes(it), it.lifetime(), Context.NONE),
                            this::made))
                .orElseGet(
                    () ->
                        signedIn(
                            deadline,
                            () -> client.createUserWithResponse(Context.NONE),
                            user -> made(user, Optional.empty()))),
        deadline);
  }

  @Override
  public IdentityReport issue(AcsIdentity identity, TokenWish wish, Deadline deadline) {
    return turns.ask(
        () ->
            signedIn(
                deadline,
                () ->
                    client.getTokenWithResponse(
                        user(identity), scopes(wish), wish.lifetime(), Context.NONE),
                token -> issued(identity, token)),
        deadline);
  }

  @Override
  public IdentityReport revoke(AcsIdentity identity, Deadline deadline) {
    return turns.ask(
        () ->
            signedIn(
                deadline,
                () -> client.revokeTokensWithResponse(user(identity), Context.NONE),
                nothing -> new Done()),
        deadline);
  }

  @Override
  public IdentityReport delete(AcsIdentity identity, Deadline deadline) {
    return turns.ask(
        () ->
            signedIn(
                deadline,
                () -> client.deleteUserWithResponse(user(identity), Context.NONE),
                nothing -> new Done()),
        deadline);
  }

  private static CommunicationUserIdentifier user(AcsIdentity identity) {
    return new CommunicationUserIdentifier(identity.id());
  }

  /** The SDK's own constants lack three of them. */
  private static List<CommunicationTokenScope> scopes(TokenWish wish) {
    return wish.scopes().stream()
        .map(scope -> CommunicationTokenScope.fromString(scope.text()))
        .toList();
  }

  private <T> IdentityReport signedIn(
      Deadline deadline, Supplier<Response<T>> call, Function<T, IdentityAnswer> reading) {
    long start = System.nanoTime();
    try {
      signIn.ensure(deadline);
    } catch (ManagedIdentityException unavailable) {
      return new IdentityReport(
          new Unavailable(
              Cause.MANAGED_IDENTITY_UNAVAILABLE, Optional.empty(), unavailable.diagnosis()),
          since(start),
          Duration.ZERO,
          0,
          Optional.empty());
    }
    Duration signingIn = since(start);
    Reply reply = reply(call, reading);
    return new IdentityReport(
        reply.answer(), signingIn, since(start).minus(signingIn), 1, reply.correlationId());
  }

  private record Reply(IdentityAnswer answer, Optional<String> correlationId) {}

  private <T> Reply reply(Supplier<Response<T>> call, Function<T, IdentityAnswer> reading) {
    try {
      Response<T> response = call.get();
      return new Reply(
          reading.apply(response.getValue()), AcsAnswer.correlationId(response.getHeaders()));
    } catch (HttpResponseException exception) {
      AcsAnswer answer = AcsAnswer.of(exception);
      return new Reply(answer.identityAnswer(clock.instant()), answer.correlationId());
    } catch (RuntimeException exception) {
      CallFailure failure = CallFailure.of(exception);
      return new Reply(
          failure.unreachable()
              ? new Unavailable(Cause.ACS_UNAVAILABLE, Optional.empty(), failure.diagnosis())
              : notUnderstood(failure.diagnosis()),
          Optional.empty());
    }
  }

  private IdentityAnswer made(CommunicationUserIdentifierAndToken both) {
    return AcsIdentity.parse(both.getUser().getId())
        .flatMap(identity -> token(identity, both.getUserToken()))
        .map(token -> made(both.getUser(), Optional.of(token)))
        .orElseGet(() -> notUnderstood("empty or expired token"));
  }

  private static IdentityAnswer made(
      CommunicationUserIdentifier user, Optional<IssuedToken> token) {
    return AcsIdentity.parse(user.getId())
        .<IdentityAnswer>map(identity -> new Made(identity, token))
        .orElseGet(() -> notUnderstood("an identity without an id of ACS"));
  }

  private IdentityAnswer issued(AcsIdentity identity, AccessToken answer) {
    return token(identity, answer)
        .<IdentityAnswer>map(Issued::new)
        .orElseGet(() -> notUnderstood("empty or expired token"));
  }

  private Optional<IssuedToken> token(AcsIdentity identity, AccessToken answer) {
    boolean usable =
        answer.getToken() != null
            && !answer.getToken().isEmpty()
            && answer.getExpiresAt().toInstant().isAfter(clock.instant());
    return usable
        ? Optional.of(
            new IssuedToken(answer.getToken(), answer.getExpiresAt().toInstant(), identity.id()))
        : Optional.empty();
  }

  private static Refused notUnderstood(String diagnosis) {
    return new Refused(RefusalReason.ANSWER_NOT_UNDERSTOOD, diagnosis);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
