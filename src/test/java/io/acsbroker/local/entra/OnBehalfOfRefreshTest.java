package io.acsbroker.local.entra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a refresh token that came on behalf of a user is good for.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/refresh-tokens">Refresh
 *     tokens</a>
 */
class OnBehalfOfRefreshTest {
  private static final TokenOrder ADELE = TokenOrder.forCaller(SampleDirectory.ADELE);

  private DelegationFixture fixture;
  private OnBehalfOf onBehalfOf;

  @BeforeEach
  void start() throws Exception {
    fixture = DelegationFixture.start();
    onBehalfOf = fixture.entra().onBehalfOf();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  /**
   * A refresh token of the API's, which is bound to no resource.
   *
   * @see <a href="https://learn.microsoft.com/entra/identity-platform/refresh-tokens">Refresh
   *     tokens</a>
   */
  @Test
  void refreshesForAnotherResource() throws Exception {
    TokenAnswer answer =
        refreshed(Map.of("scope", "https://communication.azure.com/clients/VoIP offline_access"));

    assertEquals(SampleDirectory.ADELE.objectId(), answer.token().getStringClaim("oid"));
    assertEquals("VoIP", answer.token().getStringClaim("scp"));
    assertTrue(answer.body().containsKey("refresh_token"));
  }

  @Test
  void refreshesNothingThatIsRevoked() throws Exception {
    Map<String, String> form = refresh();
    onBehalfOf.refreshTokens().revoke(SampleDirectory.ADELE);

    refreshed(form, Map.of()).assertRefused(400, "invalid_grant", 50173);
  }

  @Test
  void refreshesNothingWithoutConsent() throws Exception {
    Map<String, String> form = refresh();
    onBehalfOf.withdrawConsent(SampleDirectory.ADELE);

    refreshed(form, Map.of()).assertRefused(400, "invalid_grant", 65001);
  }

  @ParameterizedTest
  @CsvSource({
    "client_id, '', invalid_request, 900144",
    "client_id, 7f5d1927-25eb-4dd2-af04-34d4735b6c38, unauthorized_client, 700016",
    "refresh_token, '', invalid_request, 900144",
    "refresh_token, garbage, invalid_grant, 50173",
    "scope, nonsense, invalid_scope, 70011"
  })
  void refusesToRefreshWhatIsNotInOrder(String name, String value, String error, int code)
      throws Exception {
    refreshed(Map.of(name, value)).assertRefused(400, error, code);
  }

  private TokenAnswer refreshed(Map<String, String> changes) throws Exception {
    return refreshed(refresh(), changes);
  }

  private TokenAnswer refreshed(Map<String, String> form, Map<String, String> changes)
      throws Exception {
    Map<String, String> changed = new HashMap<>(form);
    changed.putAll(changes);
    return fixture.delegate(SampleDirectory.CONTOSO.tenantId(), changed);
  }

  /** A request with the refresh token of one on behalf of Adele. */
  private Map<String, String> refresh() throws Exception {
    Map<String, String> form = fixture.form(ADELE);
    String token = fixture.delegate(ADELE).text("refresh_token");
    form.keySet().removeAll(List.of("requested_token_use", "assertion", "scope"));
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", token);
    return form;
  }
}
