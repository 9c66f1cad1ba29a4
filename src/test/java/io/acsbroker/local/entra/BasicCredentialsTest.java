package io.acsbroker.local.entra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * The way of showing a secret that many libraries take first.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow">The
 *     code flow: a secret in the header, by RFC 6749, is taken, too</a>
 */
class BasicCredentialsTest {
  private static final String API = SampleDirectory.BROKER_API_CLIENT_ID;

  @AutoClose private final DelegationFixture fixture = DelegationFixture.start();

  @Test
  void takesIdAndSecretInTheHeader() throws Exception {
    Map<String, Object> answer = answer(encoded(API + ":" + secret()));

    assertTrue(answer.containsKey("access_token"), answer.toString());
  }

  @Test
  void takesThemEscaped() throws Exception {
    Map<String, Object> answer = answer(encoded(API.replace("-", "%2D") + ":" + secret()));

    assertTrue(answer.containsKey("access_token"), answer.toString());
  }

  @Test
  void refusesAnotherSecret() throws Exception {
    assertEquals(List.of(7000215L), answer(encoded(API + ":another")).get("error_codes"));
  }

  @Test
  void refusesWhatHasNoSecret() throws Exception {
    assertEquals(List.of(900144L), answer(encoded(API)).get("error_codes"));
  }

  @Test
  void refusesWhatIsNoBase64() throws Exception {
    assertEquals(List.of(900144L), answer("%%%").get("error_codes"));
  }

  private String secret() {
    return fixture.entra().onBehalfOf().clientSecret();
  }

  private static String encoded(String pair) {
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, Object> answer(String credentials) throws Exception {
    String scope = URLEncoder.encode("api://" + API + "/.default", StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(fixture.endpoint(SampleDirectory.CONTOSO.tenantId())))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Authorization", "Basic " + credentials)
            .POST(BodyPublishers.ofString("grant_type=client_credentials&scope=" + scope))
            .build();
    return JSONObjectUtils.parse(fixture.client().send(request, BodyHandlers.ofString()).body());
  }
}
