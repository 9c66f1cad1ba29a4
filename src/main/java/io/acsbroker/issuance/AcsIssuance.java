package io.acsbroker.issuance;

import com.azure.communication.identity.CommunicationIdentityClient;
import com.azure.communication.identity.models.GetTokenForTeamsUserOptions;
import com.azure.core.credential.AccessToken;
import com.azure.core.http.HttpClient;
import io.acsbroker.azure.AzureHttp;
import io.acsbroker.azure.MadeOnce;
import io.acsbroker.azure.ManagedIdentityTokens;
import io.acsbroker.azure.SignIn;
import io.acsbroker.issuance.ResourceCredential.ConnectionString;
import io.acsbroker.issuance.ResourceCredential.ManagedIdentity;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import reactor.core.publisher.Mono;

/**
 * What an issuer needs to know.
 *
 * @param concurrentCalls how many calls to ACS there may be at once; more wait for their turn
 */
public record AcsIssuance(ResourceCredential credential, int concurrentCalls) {
  /** ACS, for which the managed identity gets its tokens. */
  private static final String SERVICE = "https://communication.azure.com//.default";

  private static final AccessToken REHEARSAL = new AccessToken("rehearsal", OffsetDateTime.MAX);

  /**
   * Makes the issuer. It opens no connection before it is prepared, or the first token asked for.
   */
  public TokenIssuer issuer(InstantSource clock) {
    return new RetryingIssuer(
        once(AzureHttp.client(), clock),
        new AcsThrottle(clock),
        concurrentCalls,
        new RetryPause(() -> ThreadLocalRandom.current().nextDouble()));
  }

  /** Makes what identities of ACS's own need. It loads the SDK, and opens no connection. */
  public IdentityIssuer identities(InstantSource clock) {
    HttpClient http = AzureHttp.client();
    AcsTurns<IdentityReport> turns =
        new AcsTurns<>(
            new AcsThrottle(clock),
            new Semaphore(concurrentCalls, true),
            new RetryPause(() -> ThreadLocalRandom.current().nextDouble()),
            IdentityReport::unasked);
    return switch (credential) {
      case ConnectionString key ->
          new CommunicationIdentities(
              CommunicationIdentityClients.withKey(key, http), SignIn.NOT_NEEDED, turns, clock);
      case ManagedIdentity identity -> {
        ManagedIdentityTokens tokens =
            ManagedIdentityTokens.of(identity.clientId(), SERVICE, http, clock);
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

  private TokenIssuer once(HttpClient http, InstantSource clock) {
    return switch (credential) {
      case ConnectionString key ->
          new CommunicationIdentityIssuer(
              new MadeOnce<>(() -> CommunicationIdentityClients.withKey(key, http)),
              SignIn.NOT_NEEDED,
              new AcsConnection(http, credential.endpoint()),
              clock);
      case ManagedIdentity identity -> {
        ManagedIdentityTokens tokens =
            ManagedIdentityTokens.of(identity.clientId(), SERVICE, http, clock);
        yield new CommunicationIdentityIssuer(
            new MadeOnce<>(() -> CommunicationIdentityClients.withIdentity(identity, tokens, http)),
            tokens,
            new AcsConnection(http, credential.endpoint()),
            clock);
      }
    };
  }
}
