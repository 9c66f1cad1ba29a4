package io.acsbroker.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes each alert fire, and what does not. */
class AlertRuleTest {
  private static final String USER = ",\"userSha256\":\"a\"";

  private final List<String> lines = new ArrayList<>();

  private static String line(String function, int status, String code, String more) {
    return "{\"event\":\"request\",\"function\":\""
        + function
        + "\",\"status\":"
        + status
        + ",\"code\":\""
        + code
        + "\",\"ms\":5"
        + more
        + "}";
  }

  private void add(int count, int status, String code, String more) {
    lines.addAll(Collections.nCopies(count, line("TeamsToken", status, code, more)));
  }

  private static String at(String stage) {
    return ",\"stage\":\"" + stage + "\",\"source\":\"broker\"";
  }

  private void assertFiring(String... names) {
    assertEquals(Set.of(names), AlertRule.firing(lines));
  }

  @Test
  void areAllRead() throws IOException {
    long queries =
        Pattern.compile("query: '(events|traces|AzureMetrics) ")
            .matcher(Files.readString(Path.of("infra/modules/alerts.bicep")))
            .results()
            .count();
    assertEquals(queries, AlertRule.all().size());
  }

  @Test
  void areQuietWhereThereIsNothing() {
    assertFiring();
    lines.add("INFO: acs_denied");
    lines.add("INFO: Subject tokens are verified in full.");
    assertFiring();
  }

  @Test
  void areQuietWhereAllIsWell() {
    add(100, 200, "granted", at("acs") + USER);
    assertFiring();
  }

  @Test
  void tellOneTenantWithoutARule() {
    add(100, 200, "granted", at("acs") + USER);
    add(1, 403, "tenant_misconfigured", at("policy") + USER);
    assertFiring("to-be-mended tenant_misconfigured");
  }

  @Test
  void countWhatALineStandsFor() {
    add(1, 503, "signing_keys_unavailable", at("keys"));
    assertFiring();
    add(1, 503, "signing_keys_unavailable", at("keys") + ",\"suppressed\":5");
    assertFiring("unavailable signing_keys_unavailable");
  }

  @Test
  void tellThatNobodyGetsATokenAndWhatMostAreTold() {
    add(18, 403, "tenant_not_allowed", at("tenant"));
    add(1, 401, "token_not_yet_valid", at("claims"));
    assertFiring();
    add(1, 401, "token_not_yet_valid", at("claims"));
    assertFiring("nobody-gets-a-token tenant_not_allowed");
    add(19, 401, "token_not_yet_valid", at("claims"));
    assertFiring("nobody-gets-a-token token_not_yet_valid");
  }

  @Test
  void tellThatNobodyGetsATokenByLinesThatWereLeftOut() {
    add(10, 403, "tenant_not_allowed", at("tenant"));
    add(1, 403, "tenant_not_allowed", at("tenant") + ",\"suppressed\":9");
    assertFiring("nobody-gets-a-token tenant_not_allowed");
  }

  /** Somebody may have replaced the keys. Others can invent keys, and so it counts only then. */
  @Test
  void tellThatNobodyKnowsTheKeysOfAnyToken() {
    add(20, 401, "signing_key_unknown", at("token"));
    assertFiring("nobody-gets-a-token signing_key_unknown");
    add(1, 200, "granted", at("acs") + USER);
    assertFiring();
  }

  @Test
  void areQuietWhereAnybodyGetsAToken() {
    add(1000, 403, "client_not_allowed", at("policy") + USER);
    add(1, 200, "granted", at("acs") + USER);
    assertFiring();
  }

  @Test
  void areQuietAboutWhatIsNoTokenOfEntras() {
    add(1000, 401, "bearer_token_missing", "");
    add(1000, 401, "token_invalid", at("token"));
    add(19, 401, "signing_key_unknown", at("token"));
    lines.addAll(Collections.nCopies(1000, line("ZLastNotFound", 404, "not_found", "")));
    assertFiring();
  }

  /** 10 of 110 are 9 percent, and 10 of a million strangers' are none. */
  @Test
  void tellErrorsAmongThoseWhoseTokenHadHeld() {
    add(100, 200, "granted", at("acs") + USER);
    add(10, 504, "deadline_passed", at("acs") + USER);
    add(10, 401, "token_invalid", at("token") + ",\"suppressed\":100000");
    assertFiring("errors deadline_passed", "unavailable deadline_passed");
  }

  @Test
  void areQuietAboutErrorsThatStrangersBringAbout() {
    add(100, 200, "granted", at("acs") + USER);
    add(5, 504, "deadline_passed", at("acs") + USER);
    add(10, 504, "deadline_passed", at("keys"));
    assertFiring();
  }

  @Test
  void tellBugs() {
    add(1, 500, "internal_error", "");
    assertFiring("errors internal_error");
  }

  @Test
  void tellSlowExchanges() {
    add(10, 200, "granted", ",\"stage\":\"acs\",\"source\":\"acs\"" + USER);
    lines.replaceAll(line -> line.replace("\"ms\":5", "\"ms\":2500"));
    assertFiring("slow");
  }

  @Test
  void tellWhatTheOperatorHasToMend() {
    add(1, 502, "acs_denied", at("acs") + USER);
    add(1, 502, "acs_version_unsupported", at("acs") + USER);
    add(1, 502, "entra_denied", at("on_behalf_of") + USER);
    add(1, 502, "identity_table_denied", at("table") + USER);
    add(1, 502, "identity_of_another_resource", at("acs") + USER);
    add(1, 503, "misconfigured", "");
    add(200, 200, "granted", at("acs") + USER);
    assertFiring(
        "to-be-mended acs_denied",
        "to-be-mended acs_version_unsupported",
        "to-be-mended entra_denied",
        "to-be-mended identity_of_another_resource",
        "to-be-mended identity_table_denied",
        "to-be-mended misconfigured");
  }

  @Test
  void tellIdentitiesThatWereLeftBehindThoughTheUserGotOne() {
    add(1, 201, "made", at("acs") + USER + ",\"acsIdentity\":\"left_behind,made_anew\"");
    assertFiring("to-be-mended identity_of_another_resource");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acs_answer_not_understood",
        "acs_throttled",
        "acs_unavailable",
        "deadline_passed",
        "entra_answer_not_understood",
        "entra_throttled",
        "entra_unavailable",
        "identity_table_unavailable",
        "managed_identity_unavailable",
        "signing_keys_unavailable"
      })
  void tellWhatDoesNotAnswerMoreThanAFewTimes(String code) {
    add(200, 200, "granted", at("acs") + USER);
    add(5, 503, code, at("acs") + USER);
    assertFiring();
    add(1, 503, code, at("acs") + USER);
    assertFiring("unavailable " + code);
  }
}
