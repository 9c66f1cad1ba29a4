package io.acsbroker.issuance;

import com.azure.communication.identity.CommunicationIdentityClient;
import com.azure.communication.identity.models.GetTokenForTeamsUserOptions;
import com.azure.core.credential.AccessToken;
import com.azure.core.http.HttpClient;
import io.acsbroker.azure.AzureHttp;
import io.acsbroker.azure.MadeOnce;
import io.acsbroker.azure.ManagedIdentityTokens;
import io.acsbroker.azure.SignIn;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.ResourceCredential;
import io.acsbroker.token.ResourceCredential.ConnectionString;
import io.acsbroker.token.ResourceCredential.ManagedIdentity;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Makes those who ask ACS, which share how many of them may do so at once. */
public final class AcsIssuance {
  /** ACS, for which the managed identity gets its tokens. */
  private static final String SERVICE = "https://communication.azure.com//.default";

  private static final AccessToken REHEARSAL = new AccessToken("rehearsal", OffsetDateTime.MAX);

  private final ResourceCredential credential;
  private final Semaphore calls;

  /**
   * @param concurrentCalls how many calls to ACS there may be at once, of all kinds together; more
   *     wait for their turn
   */
  public AcsIssuance(ResourceCredential credential, int concurrentCalls) {
    this.credential = credential;
    this.calls = new Semaphore(concurrentCalls, true);
  }

  /**
   * Makes the issuer. It opens no connection before it is prepared, or the first token asked for.
   */
  public TokenIssuer issuer(InstantSource clock) {
    HttpClient http = AzureHttp.client();
    AcsConnection connection = new AcsConnection(http, credential.endpoint());
    Map<ExchangeRoute, TokenIssuer> issuers = new EnumMap<>(ExchangeRoute.class);
    for (ExchangeRoute route : ExchangeRoute.values()) {
      // ACS counts for each operation by itself, and so throttles one and not another
      issuers.put(
          route,
          new RetryingIssuer(
              once(route, http, connection, clock), new AcsThrottle(clock), calls, pause()));
    }
    return new RoutedIssuer(issuers);
  }

  private static RetryPause pause() {
    return new RetryPause(() -> ThreadLocalRandom.current().nextDouble());
  }

  /** Makes what identities of ACS's own need. It loads the SDK, and opens no connection. */
  public IdentityIssuer identities(InstantSource clock) {
    HttpClient http = AzureHttp.client();
    AcsTurns<IdentityAnswer> turns =
        new AcsTurns<>(new AcsThrottle(clock), calls, pause(), why -> why);
    return switch (credential) {
      case ConnectionString key ->
          new CommunicationIdentities(
              CommunicationIdentityClients.withKey(key, http), SignIn.NOT_NEEDED, turns, clock);
      case ManagedIdentity identity -> {
        ManagedIdentityTokens tokens =
            ManagedIdentityTokens.of(identity.identity(), SERVICE, http, clock);
        yield new CommunicationIdentities(
            CommunicationIdentityClients.withIdentity(identity, tokens, http),
            tokens,
            turns,
            clock);
      }
    };
  }

  /**
   * Has a token issued for show, without a request to anybody, so that the first real exchange
   * finds the SDK's classes loaded. Nothing comes of it.
   */
  public void rehearse() {
    HttpClient nobody = new RehearsalClient();
    CommunicationIdentityClient client =
        switch (credential) {
          case ConnectionString key -> CommunicationIdentityClients.withKey(key, nobody);
          case ManagedIdentity identity ->
              CommunicationIdentityClients.withIdentity(
                  identity, request -> Mono.just(REHEARSAL), nobody);
        };
    String zeros = "00000000-0000-0000-0000-000000000000";
    client.getTokenForTeamsUser(new GetTokenForTeamsUserOptions("rehearsal", zeros, zeros));
  }

  private TokenIssuer once(
      ExchangeRoute route, HttpClient http, AcsConnection connection, InstantSource clock) {
    return switch (route) {
      case TEAMS -> teams(http, connection, clock);
      case ENTRA -> withoutSignIn(EntraExchange.ENTRA_USER, http, connection, clock);
      case TEAMS_PHONE -> withoutSignIn(EntraExchange.TEAMS_PHONE, http, connection, clock);
    };
  }

  private TokenIssuer withoutSignIn(
      EntraExchange exchange, HttpClient http, AcsConnection connection, InstantSource clock) {
    Supplier<AcsCall> call =
        new MadeOnce<>(() -> new EntraTokenCall(http, credential.endpoint(), exchange, clock));
    return new OneCallIssuer(request -> call.get().ask(request), SignIn.NOT_NEEDED, connection);
  }

  private TokenIssuer teams(HttpClient http, AcsConnection connection, InstantSource clock) {
    return switch (credential) {
      case ConnectionString key ->
          new OneCallIssuer(
              new TeamsUserCall(
                  new MadeOnce<>(() -> CommunicationIdentityClients.withKey(key, http)), clock),
              SignIn.NOT_NEEDED,
              connection);
      case ManagedIdentity identity -> {
        ManagedIdentityTokens tokens =
            ManagedIdentityTokens.of(identity.identity(), SERVICE, http, clock);
        yield new OneCallIssuer(
            new TeamsUserCall(
                new MadeOnce<>(
                    () -> CommunicationIdentityClients.withIdentity(identity, tokens, http)),
                clock),
            tokens,
            connection);
      }
    };
  }
}
