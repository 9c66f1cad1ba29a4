package io.acsbroker.issuance;

import com.azure.communication.common.CommunicationUserIdentifier;
import com.azure.communication.identity.CommunicationIdentityClient;
import com.azure.communication.identity.models.CommunicationTokenScope;
import com.azure.communication.identity.models.CommunicationUserIdentifierAndToken;
import com.azure.core.credential.AccessToken;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import io.acsbroker.issuance.IdentityAnswer.Done;
import io.acsbroker.issuance.IdentityAnswer.Made;
import io.acsbroker.issuance.Issuance.Issued;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.IssuedToken;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks ACS with Microsoft's own client for Azure Communication Services identity. */
final class CommunicationIdentities implements IdentityIssuer {
  private final CommunicationIdentityClient client;
  private final AcsTurns<IdentityAnswer> turns;
  private final InstantSource clock;

  CommunicationIdentities(
      CommunicationIdentityClient client, AcsTurns<IdentityAnswer> turns, InstantSource clock) {
    this.client = client;
    this.turns = turns;
    this.clock = clock;
  }

  @Override
  public AcsReport<IdentityAnswer> create(Optional<TokenWish> wish, Deadline deadline) {
    return turns.askOnce(
        () ->
            wish.map(
                    it ->
                        reply(
                            () ->
                                client.createUserAndTokenWithResponse(
                                    scopes(it), it.lifetime(), Context.NONE),
                            this::made))
                .orElseGet(
                    () ->
                        reply(
                            () -> client.createUserWithResponse(Context.NONE),
                            user -> made(user, Optional.empty()))),
        deadline);
  }

  @Override
  public AcsReport<IdentityAnswer> issue(AcsIdentity identity, TokenWish wish, Deadline deadline) {
    return turns.ask(
        () ->
            reply(
                () ->
                    client.getTokenWithResponse(
                        user(identity), scopes(wish), wish.lifetime(), Context.NONE),
                token -> issued(identity, token)),
        deadline);
  }

  @Override
  public AcsReport<IdentityAnswer> revoke(AcsIdentity identity, Deadline deadline) {
    return turns.ask(
        () ->
            reply(
                () -> client.revokeTokensWithResponse(user(identity), Context.NONE),
                nothing -> new Done()),
        deadline);
  }

  @Override
  public AcsReport<IdentityAnswer> delete(AcsIdentity identity, Deadline deadline) {
    return turns.ask(
        () ->
            reply(
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

  private <T> AcsReply<IdentityAnswer> reply(
      Supplier<Response<T>> call, Function<T, IdentityAnswer> reading) {
    try {
      Response<T> response = call.get();
      return new AcsReply<>(
          reading.apply(response.getValue()), AcsAnswer.correlationId(response.getHeaders()));
    } catch (HttpResponseException exception) {
      AcsAnswer answer = AcsAnswer.of(exception);
      return new AcsReply<>(answer.identityAnswer(clock.instant()), answer.correlationId());
    } catch (RuntimeException exception) {
      return new AcsReply<>(AcsReply.failed(exception), Optional.empty());
    }
  }

  private IdentityAnswer made(CommunicationUserIdentifierAndToken both) {
    return AcsIdentity.parse(both.getUser().getId())
        .flatMap(identity -> token(identity, both.getUserToken()))
        .map(token -> made(both.getUser(), Optional.of(token)))
        .orElseGet(() -> AcsReply.notUnderstood("empty or expired token"));
  }

  private static IdentityAnswer made(
      CommunicationUserIdentifier user, Optional<IssuedToken> token) {
    return AcsIdentity.parse(user.getId())
        .<IdentityAnswer>map(identity -> new Made(identity, token))
        .orElseGet(() -> AcsReply.notUnderstood("an identity without an id of ACS"));
  }

  private IdentityAnswer issued(AcsIdentity identity, AccessToken answer) {
    return token(identity, answer)
        .<IdentityAnswer>map(Issued::new)
        .orElseGet(() -> AcsReply.notUnderstood("empty or expired token"));
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
}
