package io.acsbroker.local.entra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import io.acsbroker.fixture.FormEncoding;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Servers at the token endpoint of version 1.0.
 *
 * @see <a
 *     href="https://github.com/MicrosoftDocs/azure-docs/blob/2348be450b91b501d74ad4e80bea41979d49100e/articles/active-directory/azuread-dev/v1-oauth2-on-behalf-of-flow.md">On
 *     behalf of</a>
 * @see <a
 *     href="https://github.com/MicrosoftDocs/azure-docs/blob/2348be450b91b501d74ad4e80bea41979d49100e/articles/active-directory/azuread-dev/v1-oauth2-client-creds-grant-flow.md">Client
 *     credentials</a>
 */
class FirstVersionTest {
  private static final String ACS = "https://auth.msft.communication.azure.com";

  @AutoClose private final DelegationFixture fixture = DelegationFixture.start();

  @Test
  void issuesTokensOnBehalfOfAUserForAResource() throws Exception {
    Map<String, String> form = fixture.form(TokenOrder.forCaller(SampleDirectory.ADELE));
    form.remove("scope");
    form.put("resource", ACS);

    Map<String, Object> answer = answer(form);

    assertEquals(ACS, answer.get("resource"), answer.toString());
    assertEquals("Teams.ManageCalls Teams.ManageChats", answer.get("scope"));
    assertEquals(SampleDirectory.ADELE.objectId(), claim(answer, "oid"));
  }

  @Test
  void issuesTokensToAnApplicationForAResource() throws Exception {
    Map<String, String> form = ofApplication();
    String resource = "api://" + SampleDirectory.BROKER_API_CLIENT_ID;
    form.put("resource", resource);

    Map<String, Object> answer = answer(form);

    assertEquals(resource, answer.get("resource"), answer.toString());
    assertEquals(resource, claim(answer, "aud"));
    assertFalse(answer.containsKey("scope"));
  }

  @Test
  void doesNotTakeAScopeForAResource() throws Exception {
    Map<String, String> form = fixture.form(TokenOrder.forCaller(SampleDirectory.ADELE));

    assertFalse(answer(form).containsKey("access_token"));
  }

  @Test
  void wantsAResourceThatExists() throws Exception {
    Map<String, String> form = ofApplication();
    form.put("resource", "https://nonsense.example");

    assertEquals(List.of(500011L), answer(form).get("error_codes"));
  }

  private Map<String, String> ofApplication() throws Exception {
    Map<String, String> form = fixture.form(TokenOrder.forCaller(SampleDirectory.ADELE));
    form.keySet().removeAll(List.of("scope", "assertion", "requested_token_use"));
    form.put("grant_type", "client_credentials");
    return form;
  }

  private Map<String, Object> answer(Map<String, String> form) throws Exception {
    String body = FormEncoding.of(form);
    String path = "/" + SampleDirectory.CONTOSO.tenantId() + "/oauth2/token";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(fixture.entra().authority() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build();
    return JSONObjectUtils.parse(fixture.client().send(request, BodyHandlers.ofString()).body());
  }

  private static @Nullable Object claim(Map<String, Object> answer, String name) throws Exception {
    return SignedJWT.parse(String.valueOf(answer.get("access_token")))
        .getJWTClaimsSet()
        .toJSONObject()
        .get(name);
  }
}
