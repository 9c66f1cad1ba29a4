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
import io.acsbroker.token.Person;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks ACS with Microsoft's own client for Azure Communication Services identity. */
final class AcsIdentityIssuer implements IdentityIssuer {
  private final CommunicationIdentityClient client;
  private final AcsRequests<IdentityAnswer> requests;
  private final InstantSource clock;

  AcsIdentityIssuer(
      CommunicationIdentityClient client,
      AcsRequests<IdentityAnswer> requests,
      InstantSource clock) {
    this.client = client;
    this.requests = requests;
    this.clock = clock;
  }

  @Override
  public AcsReport<IdentityAnswer> create(
      Person user, Optional<TokenOptions> options, Deadline deadline) {
    return requests.askOnce(
        user,
        () ->
            options
                .map(this::createdWithToken)
                .orElseGet(
                    () ->
                        reply(
                            () -> client.createUserWithResponse(Context.NONE),
                            created -> made(created, identity -> Optional.empty()))),
        deadline);
  }

  /** An identity whose token is no good is made all the same, or every request would make one. */
  private AcsReport<IdentityAnswer> createdWithToken(TokenOptions options) {
    try {
      return reply(
          () ->
              client.createUserAndTokenWithResponse(
                  scopes(options), options.lifetime(), Context.NONE),
          this::made);
    } catch (UnreadableAnswerException unreadable) {
      AcsIdentity identity =
          unreadable.identity().flatMap(AcsIdentity::parse).orElseThrow(() -> unreadable);
      return AcsReport.of(new Made(identity, Optional.empty()), unreadable.correlationId());
    }
  }

  @Override
  public AcsReport<IdentityAnswer> issue(
      Person user, AcsIdentity identity, TokenOptions options, Deadline deadline) {
    return requests.ask(
        user,
        () ->
            reply(
                () ->
                    client.getTokenWithResponse(
                        identifier(identity), scopes(options), options.lifetime(), Context.NONE),
                token -> issued(identity, token)),
        deadline);
  }

  @Override
  public AcsReport<IdentityAnswer> revoke(Person user, AcsIdentity identity, Deadline deadline) {
    return done(
        user, () -> client.revokeTokensWithResponse(identifier(identity), Context.NONE), deadline);
  }

  @Override
  public AcsReport<IdentityAnswer> delete(Person user, AcsIdentity identity, Deadline deadline) {
    return done(
        user, () -> client.deleteUserWithResponse(identifier(identity), Context.NONE), deadline);
  }

  private AcsReport<IdentityAnswer> done(
      Person user, Supplier<Response<Void>> call, Deadline deadline) {
    return requests.ask(user, () -> reply(call, nothing -> new Done()), deadline);
  }

  private static CommunicationUserIdentifier identifier(AcsIdentity identity) {
    return new CommunicationUserIdentifier(identity.id());
  }

  /** The SDK's own constants lack three of them. */
  private static List<CommunicationTokenScope> scopes(TokenOptions options) {
    return options.scopes().stream()
        .map(scope -> CommunicationTokenScope.fromString(scope.text()))
        .toList();
  }

  private <T> AcsReport<IdentityAnswer> reply(
      Supplier<Response<T>> call, Function<T, IdentityAnswer> reading) {
    try {
      Response<T> response = call.get();
      return AcsReport.of(
          reading.apply(response.getValue()), AcsAnswer.correlationId(response.getHeaders()));
    } catch (HttpResponseException exception) {
      AcsAnswer answer = AcsAnswer.of(exception);
      return AcsReport.of(answer.identityAnswer(clock.instant()), answer.correlationId());
    }
  }

  private IdentityAnswer made(CommunicationUserIdentifierAndToken both) {
    return made(both.getUser(), identity -> token(identity, both.getUserToken()));
  }

  private static IdentityAnswer made(
      CommunicationUserIdentifier user, Function<AcsIdentity, Optional<IssuedToken>> token) {
    return AcsIdentity.parse(user.getId())
        .<IdentityAnswer>map(identity -> new Made(identity, token.apply(identity)))
        .orElseGet(() -> AcsReport.notUnderstood("an identity without an id of ACS"));
  }

  private IdentityAnswer issued(AcsIdentity identity, AccessToken answer) {
    return token(identity, answer)
        .<IdentityAnswer>map(Issued::new)
        .orElseGet(() -> AcsReport.notUnderstood("empty or expired token"));
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
