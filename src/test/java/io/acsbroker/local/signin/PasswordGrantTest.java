package io.acsbroker.local.signin;

import static io.acsbroker.local.signin.SignInFixture.ACS_SCOPE;
import static io.acsbroker.local.signin.SignInFixture.changed;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.local.entra.SampleDirectory;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Passwords, which nobody of the local cloud has: AADSTS50056.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/v2-oauth-ropc">Resource owner
 *     password credentials</a>
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes">Error
 *     codes</a>
 */
class PasswordGrantTest {
  @AutoClose private final SignInFixture fixture = new SignInFixture(new ManualClock());

  @Test
  void saysThatTheUserHasNone() throws Exception {
    assertRefused(400, "invalid_grant", 50056, ask("organizations"));
    assertRefused(400, "invalid_grant", 50056, ask("contoso.example"));
  }

  @ParameterizedTest
  @CsvSource({
    "client_id,'',400,invalid_request,900144",
    "username,'',400,invalid_request,900144",
    "password,'',400,invalid_request,900144",
    "scope,'',400,invalid_request,900144",
    "client_id,c0ffee00-0000-4000-8000-000000000000,400,unauthorized_client,700016",
    "client_id,7f5d1927-25eb-4dd2-af04-34d4735b6c38,401,invalid_client,7000218",
    "scope,api://x/y,400,invalid_scope,70011",
    "username,nobody@contoso.example,400,invalid_grant,50034",
  })
  void refusesWhatIsNotInOrder(String name, String value, int status, String error, int number)
      throws Exception {
    assertRefused(status, error, number, ask("organizations", name, value));
  }

  @Test
  void knowsNobodyOfAnotherTenant() throws Exception {
    assertRefused(400, "invalid_grant", 50034, ask("fabrikam.example"));
  }

  private HttpResponse<String> ask(String tenant, String... changes) throws Exception {
    Map<String, String> form =
        changed(
            Map.of(
                "grant_type",
                "password",
                "client_id",
                SampleDirectory.NATIVE_CLIENT_ID,
                "username",
                "adele@contoso.example",
                "password",
                "any",
                "scope",
                ACS_SCOPE),
            changes);
    return fixture.post("/" + tenant + "/oauth2/v2.0/token", form);
  }

  private static void assertRefused(
      int status, String error, int number, HttpResponse<String> response) throws Exception {
    Map<String, Object> answer = JSONObjectUtils.parse(response.body());
    assertEquals(List.of((long) number), answer.get("error_codes"), answer.toString());
    assertEquals(error, answer.get("error"));
    assertEquals(status, response.statusCode());
  }
}
