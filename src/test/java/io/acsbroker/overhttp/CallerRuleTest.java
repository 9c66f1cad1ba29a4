package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.local.entra.SampleDirectory.ALEX;
import static io.acsbroker.local.entra.SampleDirectory.CALLER_CLIENT_ID;
import static io.acsbroker.local.entra.SampleDirectory.CLIENT_ID;
import static io.acsbroker.local.entra.SampleDirectory.CONTOSO;
import static io.acsbroker.local.entra.SampleDirectory.CONTOSO_SALES;
import static io.acsbroker.local.entra.SampleDirectory.DIEGO;
import static io.acsbroker.local.entra.SampleDirectory.FABRIKAM;
import static io.acsbroker.local.entra.SampleDirectory.FABRIKAM_SUPPORT;
import static io.acsbroker.local.entra.SampleDirectory.LIDIA;
import static io.acsbroker.local.entra.SampleDirectory.LIDIA_AS_GUEST;
import static io.acsbroker.local.entra.SampleDirectory.NESTOR;
import static io.acsbroker.overhttp.CallerFixture.assertClaim;
import static io.acsbroker.overhttp.CallerFixture.assertGranted;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.inBody;
import static io.acsbroker.overhttp.CallerFixture.refused;
import static io.acsbroker.overhttp.CallerFixture.subjectToken;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.SampleUser;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who of those who proved who they are may have a token: from flat settings, or a document. */
class CallerRuleTest {
  private static final String OTHER = "11111111-1111-4111-8111-111111111111";

  @SuppressWarnings("NullAway.Init")
  private RunningBroker broker;

  private void start(Map<String, String> settings) {
    broker = CallerFixture.start(settings);
  }

  private void start(String rules) {
    Map<String, String> settings = new HashMap<>();
    settings.put("BROKER_POLICY", "{\"rules\":[" + rules + "]}");
    for (String flat :
        new String[] {"ENTRA_TENANT_IDS", "ENTRA_CLIENT_IDS", "BROKER_CALLER_CLIENT_IDS"}) {
      settings.put(flat, "");
    }
    start(settings);
  }

  @AfterEach
  void close() {
    broker.close();
  }

  private HttpRequest.Builder request(SampleUser user) {
    return inBody(broker, callerToken(user), subjectToken(user));
  }

  private static String rule(String tenant, String rest) {
    return "{\"tenant\":\"%s\",\"clients\":[\"%s\"],\"callerClients\":[\"%s\"]%s}"
        .formatted(tenant, CLIENT_ID, CALLER_CLIENT_ID, rest);
  }

  @Test
  void wantsOneOfTheRoles() {
    start(Map.of("BROKER_ALLOWED_ROLES", "Calls.Watch, Calls.Place"));
    assertGranted(ADELE, request(ADELE));
    assertClaim("roles", refused(403, "caller_role_missing", request(ALEX)));
  }

  /**
   * A role or group that was given since is in the next token alone.
   *
   * @see <a
   *     href="https://learn.microsoft.com/entra/identity-platform/howto-add-app-roles-in-apps">App
   *     roles: who assigns them, and where</a>
   * @see <a href="https://learn.microsoft.com/entra/identity-platform/optional-claims">Groups that
   *     are assigned to the application, in tokens</a>
   */
  @ParameterizedTest
  @CsvSource({
    "BROKER_ALLOWED_ROLES, Calls.Watch, alex, caller_role_missing, assigns one at the enterprise"
        + " application",
    "BROKER_ALLOWED_GROUPS, "
        + CONTOSO_SALES
        + ", alex, caller_group_missing, adds the user to one",
    "BROKER_ALLOWED_GROUPS, " + CONTOSO_SALES + ", diego, caller_groups_overage, list only groups"
  })
  void saysWhoGivesARoleOrAGroupAndThatANewTokenIsNeeded(
      String setting, String value, String user, String code, String remedy) {
    start(Map.of(setting, value));
    String detail =
        refused(403, code, request(user.equals("alex") ? ALEX : DIEGO))
            .string("detail")
            .orElseThrow();
    assertTrue(detail.contains("dministrator of the tenant"), detail);
    assertTrue(detail.contains(remedy), detail);
    assertTrue(detail.endsWith("get a new caller token."), detail);
  }

  @Test
  void takesNoRoleForAnotherInOtherLetters() {
    start(Map.of("BROKER_ALLOWED_ROLES", "calls.place"));
    refused(403, "caller_role_missing", request(ADELE));
  }

  @Test
  void wantsOneOfTheGroups() {
    start(Map.of("BROKER_ALLOWED_GROUPS", OTHER + "," + CONTOSO_SALES));
    assertGranted(ADELE, request(ADELE));
    assertClaim("groups", refused(403, "caller_group_missing", request(ALEX)));
  }

  @Test
  void saysThatItCannotTellWhereTheGroupsAreTooMany() {
    start(Map.of("BROKER_ALLOWED_GROUPS", CONTOSO_SALES));
    assertClaim("groups", refused(403, "caller_groups_overage", request(DIEGO)));
  }

  @Test
  void wantsRoleAndGroupWhereBothAreSet() {
    start(Map.of("BROKER_ALLOWED_ROLES", "Calls.Place", "BROKER_ALLOWED_GROUPS", FABRIKAM_SUPPORT));
    refused(403, "caller_group_missing", request(ADELE));
    assertGranted(LIDIA, request(LIDIA));
  }

  @Test
  void takesRolesFromTheCallerTokenAlone() {
    start(Map.of("BROKER_ALLOWED_ROLES", "Calls.Place"));
    String subject = subjectToken(ALEX, order -> order.withRoles("Calls.Place"));
    refused(403, "caller_role_missing", inBody(broker, callerToken(ALEX), subject));
  }

  @Test
  void refusesGuestsWhereTheyAreDenied() {
    start(Map.of("BROKER_GUESTS", "deny"));
    assertClaim("acct", refused(403, "guest_not_allowed", request(LIDIA_AS_GUEST)));
    assertGranted(ADELE, request(ADELE));
    assertGranted(LIDIA, request(LIDIA));
  }

  @ParameterizedTest
  @ValueSource(strings = {"acs", "allow"})
  void leavesGuestsToAcsElse(String guests) {
    start(Map.of("BROKER_GUESTS", guests));
    refused(403, "teams_license_missing", request(LIDIA_AS_GUEST));
  }

  @Test
  void servesEachTenantByItsOwnRule() {
    start(
        rule(CONTOSO.tenantId(), ",\"groups\":[\"" + CONTOSO_SALES + "\"]")
            + ","
            + rule(FABRIKAM.tenantId(), ",\"roles\":[\"Calls.Place\"]"));
    assertGranted(ADELE, request(ADELE));
    assertGranted(LIDIA, request(LIDIA));
    refused(403, "caller_group_missing", request(ALEX));
    refused(403, "caller_role_missing", request(NESTOR));
    String stray = callerToken(LIDIA, order -> order.withRoles().withGroups(CONTOSO_SALES));
    refused(403, "caller_role_missing", inBody(broker, stray, subjectToken(LIDIA)));
  }

  @Test
  void servesNoTenantThatHasNoRule() {
    start(rule(CONTOSO.tenantId(), ""));
    assertGranted(ADELE, request(ADELE));
    refused(403, "tenant_not_allowed", request(LIDIA));
  }

  @Test
  void refusesTheTenantOfABrokenRuleAndServesTheOthers() {
    start(rule(CONTOSO.tenantId(), ",\"gruops\":[]") + "," + rule(FABRIKAM.tenantId(), ""));
    JsonObject problem = refused(403, "tenant_misconfigured", request(ADELE));
    assertFalse(problem.has("claim"));
    assertGranted(LIDIA, request(LIDIA));
  }

  @Test
  void refusesATenantThatIsNamedTwice() {
    start(
        rule(CONTOSO.tenantId(), "")
            + ","
            + rule(FABRIKAM.tenantId(), "")
            + ","
            + rule(CONTOSO.tenantId(), ""));
    refused(403, "tenant_misconfigured", request(ADELE));
    assertGranted(LIDIA, request(LIDIA));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"rules\":[]}", "{\"rules\":[}", "{\"rule\":[]}", "{}"})
  void servesNobodyByADocumentThatSaysNothing(String document) {
    start(
        Map.of(
            "BROKER_POLICY",
            document,
            "ENTRA_TENANT_IDS",
            "",
            "ENTRA_CLIENT_IDS",
            "",
            "BROKER_CALLER_CLIENT_IDS",
            ""));
    refused(503, "misconfigured", request(ADELE));
  }
}
