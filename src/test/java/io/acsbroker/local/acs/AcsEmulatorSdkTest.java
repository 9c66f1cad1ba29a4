package io.acsbroker.local.acs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.communication.identity.CommunicationIdentityClient;
import com.azure.communication.identity.CommunicationIdentityClientBuilder;
import com.azure.communication.identity.models.GetTokenForTeamsUserOptions;
import com.azure.core.credential.AccessToken;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.nimbusds.jwt.SignedJWT;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import java.net.http.HttpClient;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AcsEmulatorSdkTest {
  private static final TokenOrder ADELE = TokenOrder.forUser(SampleDirectory.ADELE);

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

  private static GetTokenForTeamsUserOptions ask(String entraToken) {
    return new GetTokenForTeamsUserOptions(
        entraToken, SampleDirectory.CLIENT_ID, SampleDirectory.ADELE.objectId());
  }

  private static CommunicationIdentityClient sdk(String connectionString) {
    return new CommunicationIdentityClientBuilder()
        .connectionString(connectionString)
        .httpClient(
            new JdkHttpClientBuilder(
                    HttpClient.newBuilder().sslContext(fixture.certificate().clientContext()))
                .build())
        .buildClient();
  }
}
