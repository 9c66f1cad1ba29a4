package io.acsbroker.local.acs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.communication.common.CommunicationUserIdentifier;
import com.azure.communication.identity.CommunicationIdentityAsyncClient;
import com.azure.communication.identity.CommunicationIdentityClient;
import com.azure.communication.identity.CommunicationIdentityClientBuilder;
import com.azure.communication.identity.models.CommunicationTokenScope;
import com.azure.communication.identity.models.CommunicationUserIdentifierAndToken;
import com.azure.communication.identity.models.GetTokenForTeamsUserOptions;
import com.azure.core.credential.AccessToken;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import com.nimbusds.jwt.SignedJWT;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AcsEmulatorSdkTest {
  private static final TokenOrder ADELE = TokenOrder.forUser(SampleDirectory.ADELE);
  private static final List<CommunicationTokenScope> SCOPES =
      List.of(CommunicationTokenScope.CHAT, CommunicationTokenScope.VOIP);

  private static AcsFixture fixture;

  @BeforeAll
  static void start() throws Exception {
    fixture = AcsFixture.start();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @Test
  void givesSdkTokenThatExpiresWithEntraToken() throws Exception {
    String entraToken = fixture.entra().token(ADELE);

    AccessToken issued =
        sdk(fixture.acs().connectionString()).getTokenForTeamsUser(ask(entraToken));

    assertEquals(
        "orgid:" + SampleDirectory.ADELE.objectId(),
        SignedJWT.parse(issued.getToken()).getJWTClaimsSet().getStringClaim("skypeid"));
    assertEquals(
        SignedJWT.parse(entraToken).getJWTClaimsSet().getExpirationTime().toInstant(),
        issued.getExpiresAt().toInstant().truncatedTo(ChronoUnit.SECONDS));
  }

  @Test
  void deniesSdkWithAnotherKey() {
    String guess = Base64.getEncoder().encodeToString(new byte[64]);
    CommunicationIdentityClient client =
        sdk("endpoint=" + fixture.acs().endpoint() + "/;accesskey=" + guess);
    GetTokenForTeamsUserOptions options = ask(fixture.entra().token(ADELE));

    HttpResponseException refusal =
        assertThrows(HttpResponseException.class, () -> client.getTokenForTeamsUser(options));
    assertEquals(401, refusal.getResponse().getStatusCode());
    assertTrue(String.valueOf(refusal.getMessage()).contains("Denied"), refusal.getMessage());
  }

  /** Those with a response do the same, and hand on what came with it. */
  private static final Set<String> METHODS =
      Set.of(
          "createUser",
          "createUserAndToken",
          "deleteUser",
          "getToken",
          "getTokenForTeamsUser",
          "revokeTokens");

  @Test
  void knowsAllMethodsOfSdk() {
    for (Class<?> client :
        List.of(CommunicationIdentityClient.class, CommunicationIdentityAsyncClient.class)) {
      Set<String> names =
          Arrays.stream(client.getMethods())
              .filter(method -> method.getDeclaringClass().equals(client))
              .map(method -> method.getName().replaceFirst("WithResponse$", ""))
              .collect(Collectors.toSet());
      assertEquals(METHODS, names, client.getName());
    }
  }

  @Test
  void makesAndUnmakesIdentitiesForSdk() {
    CommunicationIdentityClient client = sdk(fixture.acs().connectionString());
    CommunicationUserIdentifier user = client.createUser();
    AccessToken token = client.getToken(user, SCOPES, Duration.ofMinutes(60));
    assertEquals(Optional.of(user.getId()), fixture.acs().identities().holder(token.getToken()));
    client.revokeTokens(user);
    assertEquals(Optional.empty(), fixture.acs().identities().holder(token.getToken()));
    assertLives(Duration.ofHours(24), client.getToken(user, SCOPES));
    client.deleteUser(user);
    assertFalse(fixture.acs().identities().ids().contains(user.getId()));

    CommunicationUserIdentifierAndToken made = client.createUserAndToken(SCOPES);
    assertLives(Duration.ofHours(24), made.getUserToken());
    assertLives(
        Duration.ofMinutes(90),
        client.createUserAndToken(SCOPES, Duration.ofMinutes(90)).getUserToken());
  }

  @Test
  void givesSdkTheResponsesThemselves() {
    CommunicationIdentityClient client = sdk(fixture.acs().connectionString());
    CommunicationUserIdentifier user =
        answered(201, client.createUserWithResponse(Context.NONE)).getValue();
    answered(201, client.createUserAndTokenWithResponse(SCOPES, Context.NONE));
    answered(200, client.getTokenWithResponse(user, SCOPES, Context.NONE));
    answered(204, client.revokeTokensWithResponse(user, Context.NONE));
    answered(204, client.deleteUserWithResponse(user, Context.NONE));
    answered(
        200,
        client.getTokenForTeamsUserWithResponse(ask(fixture.entra().token(ADELE)), Context.NONE));
  }

  @Test
  void doesTheSameForAsynchronousSdk() {
    CommunicationIdentityAsyncClient client =
        builder(fixture.acs().connectionString()).buildAsyncClient();
    CommunicationUserIdentifier user = Objects.requireNonNull(client.createUser().block());
    assertLives(
        Duration.ofHours(24), Objects.requireNonNull(client.getToken(user, SCOPES).block()));
    client.revokeTokens(user).block();
    client.deleteUser(user).block();
    CommunicationUserIdentifierAndToken made =
        Objects.requireNonNull(client.createUserAndToken(SCOPES).block());
    assertTrue(fixture.acs().identities().ids().contains(made.getUser().getId()));
    AccessToken issued =
        Objects.requireNonNull(
            client.getTokenForTeamsUser(ask(fixture.entra().token(ADELE))).block());
    assertEquals(
        Optional.of(SampleDirectory.ADELE.objectId()), fixture.acs().holder(issued.getToken()));
  }

  private static void assertLives(Duration lifetime, AccessToken token) {
    Duration left = Duration.between(Instant.now(), token.getExpiresAt().toInstant());
    assertTrue(
        left.compareTo(lifetime) <= 0 && left.compareTo(lifetime.minusMinutes(1)) > 0,
        left.toString());
  }

  private static <T> Response<T> answered(int status, Response<T> response) {
    assertEquals(status, response.getStatusCode());
    assertTrue(response.getHeaders().getValue(HttpHeaderName.fromString("MS-CV")).endsWith(".0"));
    return response;
  }

  private static GetTokenForTeamsUserOptions ask(String entraToken) {
    return new GetTokenForTeamsUserOptions(
        entraToken, SampleDirectory.CLIENT_ID, SampleDirectory.ADELE.objectId());
  }

  private static CommunicationIdentityClient sdk(String connectionString) {
    return builder(connectionString).buildClient();
  }

  private static CommunicationIdentityClientBuilder builder(String connectionString) {
    return new CommunicationIdentityClientBuilder()
        .connectionString(connectionString)
        .httpClient(
            new JdkHttpClientBuilder(
                    HttpClient.newBuilder().sslContext(fixture.certificate().clientContext()))
                .build());
  }
}
