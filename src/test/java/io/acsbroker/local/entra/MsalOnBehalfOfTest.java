package io.acsbroker.local.entra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.OnBehalfOfParameters;
import com.microsoft.aad.msal4j.UserAssertion;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.acsbroker.local.LocalCloud;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The library that a broker uses for it, against the emulators. */
class MsalOnBehalfOfTest {
  private static final String TENANT = SampleDirectory.CONTOSO.tenantId();
  private static final TokenOrder ADELE = TokenOrder.forCaller(SampleDirectory.ADELE);
  private static final String CLAIMS =
      "{\"access_token\":{\"capolids\":{\"essential\":true,"
          + "\"values\":[\"2f0a6c0e-5a0d-4f9f-8a87-54f1f7c2b7d1\"]}}}";

  private static LocalCloud cloud;
  private static EntraEmulator entra;

  @BeforeAll
  static void start() throws Exception {
    cloud = LocalCloud.start(0, InstantSource.system());
    entra = cloud.entra();
  }

  @AfterEach
  void allowAgain() {
    entra.onBehalfOf().withdrawChallenges();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void getsTokenOnBehalfOfTheUserWithTheManagedIdentity() throws Exception {
    JWTClaimsSet token = claims(acquire(client(), entra.token(ADELE)));

    assertEquals(SampleDirectory.BROKER_API_CLIENT_ID, token.getStringClaim("appid"));
    assertEquals(SampleDirectory.ADELE.objectId(), token.getStringClaim("oid"));
    assertEquals(TENANT, token.getStringClaim("tid"));
    assertEquals("Teams.ManageCalls Teams.ManageChats", token.getStringClaim("scp"));
    assertEquals("https://auth.msft.communication.azure.com", token.getAudience().getFirst());
  }

  @Test
  void readsTheClaimsOfAChallenge() throws Exception {
    entra.onBehalfOf().challenge(SampleDirectory.ADELE, CLAIMS);
    String callerToken = entra.token(ADELE);

    MsalServiceException refused = refusal(callerToken);
    assertEquals("interaction_required", refused.errorCode());
    assertEquals(CLAIMS, refused.claims());
    assertEquals(400, refused.statusCode());
  }

  @Test
  void goesOnWithACallerTokenThatMeetsTheChallenge() throws Exception {
    entra.onBehalfOf().challenge(SampleDirectory.ADELE, CLAIMS);

    JWTClaimsSet token = claims(acquire(client(), entra.token(ADELE.withClaims(CLAIMS))));
    assertEquals(SampleDirectory.ADELE.objectId(), token.getStringClaim("oid"));
  }

  @Test
  void readsThatConsentIsMissing() {
    TokenOrder henrietta = TokenOrder.forCaller(SampleDirectory.HENRIETTA);

    MsalServiceException refused = refusal(entra.token(henrietta));
    assertEquals("invalid_grant", refused.errorCode());
    assertTrue(String.valueOf(refused.getMessage()).startsWith("AADSTS65001: "));
  }

  private static ConfidentialClientApplication client() throws IOException {
    return ConfidentialClientApplication.builder(
            SampleDirectory.BROKER_API_CLIENT_ID,
            ClientCredentialFactory.createFromCallback(options -> assertion()))
        .authority(entra.secureAuthority() + "/" + TENANT)
        .instanceDiscovery(false)
        .sslSocketFactory(cloud.certificate().clientContext().getSocketFactory())
        .build();
  }

  private static IAuthenticationResult acquire(
      ConfidentialClientApplication app, String callerToken) throws Exception {
    return app.acquireToken(
            OnBehalfOfParameters.builder(
                    Set.of("https://auth.msft.communication.azure.com/.default"),
                    new UserAssertion(callerToken))
                .build())
        .get();
  }

  private static MsalServiceException refusal(String callerToken) {
    ExecutionException failed =
        assertThrows(ExecutionException.class, () -> acquire(client(), callerToken));
    return (MsalServiceException) Objects.requireNonNull(failed.getCause());
  }

  private static String assertion() {
    URI uri =
        URI.create(
            cloud.identity().endpoint()
                + "?api-version=2019-08-01&resource=api://AzureADTokenExchange&client_id="
                + cloud.identity().userAssignedClientId());
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("X-IDENTITY-HEADER", cloud.identity().secret()).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      String body = client.send(request, BodyHandlers.ofString()).body();
      return JSONObjectUtils.getString(JSONObjectUtils.parse(body), "access_token");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static JWTClaimsSet claims(IAuthenticationResult result) throws Exception {
    return SignedJWT.parse(result.accessToken()).getJWTClaimsSet();
  }
}
