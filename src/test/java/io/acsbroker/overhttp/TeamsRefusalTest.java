package io.acsbroker.overhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.token.ExchangeRoute;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Users whom the Teams service does not let in. ACS hands on a code that nobody has listed in full.
 *
 * @see <a
 *     href="https://learn.microsoft.com/troubleshoot/microsoftteams/teams-sign-in/o365-user-and-service-accounts-cant-sign-in-to-teams">
 *     TeamsDisabledForTenantForbidden</a>
 */
class TeamsRefusalTest extends ErrorTable {
  private static final List<ExchangeRoute> TEAMS =
      List.of(ExchangeRoute.TEAMS, ExchangeRoute.TEAMS_PHONE);

  @AfterEach
  void letEverybodyIn() {
    RunningBroker.CLOUD.acs().teamsRefusals().withdraw();
  }

  private static HttpRequest.Builder request(ExchangeRoute route, SampleUser user) {
    return broker.request(route, order -> order.withUser(user));
  }

  private static JsonObject refusedByTeams(ExchangeRoute route, String acsCode, String code) {
    RunningBroker.CLOUD.acs().teamsRefusals().refuse(SampleDirectory.ALEX, acsCode);
    HttpResponse<String> response = problem(403, code, request(route, SampleDirectory.ALEX));
    assertEquals(Optional.empty(), challenge(response));
    assertFalse(response.headers().map().toString().contains(acsCode), "a header has the code");
    return RunningBroker.json(response);
  }

  @ParameterizedTest
  @CsvSource({
    "UserLicenseNotPresentForbidden, teams_license_missing",
    "UserLicenseNotPresentTrialEligible, teams_license_trial_eligible",
    "TeamsDisabledForTenantForbidden, teams_disabled_for_tenant",
    "GuestUserNotRedeemed, guest_not_redeemed"
  })
  void namesWhatTheUsersAdministratorCanMend(String acsCode, String code) {
    for (ExchangeRoute route : TEAMS) {
      assertEquals(Optional.empty(), refusedByTeams(route, acsCode, code).string("acsCode"));
    }
  }

  /** Nobody gives guests a licence: they have one where they are at home. */
  @ParameterizedTest
  @CsvSource({
    "UserLicenseNotPresentForbidden, teams_license_missing",
    "UserLicenseNotPresentTrialEligible, teams_license_trial_eligible"
  })
  void sendsAGuestHomeAndAMemberToAnAdministrator(String acsCode, String code) {
    for (ExchangeRoute route : TEAMS) {
      RunningBroker.CLOUD.acs().teamsRefusals().refuse(SampleDirectory.LIDIA_AS_GUEST, acsCode);
      String guest = detail(code, request(route, SampleDirectory.LIDIA_AS_GUEST));
      assertEquals(
          "The user is a guest in this tenant, and has no Microsoft Teams licence here. Sign in to"
              + " the user's home tenant.",
          guest);
      String member = refusedByTeams(route, acsCode, code).string("detail").orElseThrow();
      assertTrue(member.contains("administrator"), member);
      assertFalse(member.contains("guest"), member);
    }
  }

  private static String detail(String code, HttpRequest.Builder request) {
    return RunningBroker.json(problem(403, code, request)).string("detail").orElseThrow();
  }

  @Test
  void handsOnACodeThatNobodyHasListed() {
    for (ExchangeRoute route : TEAMS) {
      JsonObject body = refusedByTeams(route, "TeamsNeverHeardOf", "user_refused_by_acs");
      assertEquals(Optional.of("TeamsNeverHeardOf"), body.string("acsCode"));
      assertEquals(Optional.of("ACS does not let the user in"), body.string("title"));
    }
  }

  static Stream<String> unfitCodes() {
    return Stream.of("x".repeat(5_000), "x".repeat(65), "a\u0007b", "a b", "<b>", "Teams1");
  }

  @ParameterizedTest
  @MethodSource("unfitCodes")
  void leavesOutACodeThatIsNotFitForAnAnswer(String acsCode) {
    for (ExchangeRoute route : TEAMS) {
      JsonObject body = refusedByTeams(route, acsCode, "user_refused_by_acs");
      assertFalse(body.has("acsCode"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"code\":\"Denied\"}}",
        "{\"error\":{\"code\":\"Forbidden\"}}",
        "",
        "<html>"
      })
  void blamesTheBrokerForWhatItSignsAndAcsDenies(String body) {
    acsAnswers(403, body, Map.of("Content-Type", "application/json"));
    problem(502, "acs_denied", broker.request());
  }

  @Test
  void countsRefusedUsersLikeOthers() {
    try (RunningBroker limited =
        RunningBroker.start(
            settings -> {
              settings.put("BROKER_USER_EXCHANGE_LIMIT", "2");
              return settings;
            })) {
      RunningBroker.CLOUD.acs().teamsRefusals().refuse(SampleDirectory.ALEX, "TeamsNeverHeardOf");
      for (int i = 0; i < 2; i++) {
        problem(403, "user_refused_by_acs", ofAlex(limited));
      }
      problem(429, "too_many_exchanges", ofAlex(limited));
    }
  }

  private static HttpRequest.Builder ofAlex(RunningBroker limited) {
    return limited.request(ExchangeRoute.TEAMS, order -> order.withUser(SampleDirectory.ALEX));
  }
}
