package io.acsbroker.config;

import static io.acsbroker.config.SamplePolicy.WHOLE;
import static io.acsbroker.config.SamplePolicy.clients;
import static io.acsbroker.config.SamplePolicy.document;
import static io.acsbroker.config.SampleSettings.API;
import static io.acsbroker.config.SampleSettings.CLIENT;
import static io.acsbroker.config.SampleSettings.TENANT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.token.AccessRule;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.TenantId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The broker's API that is a client as well: one application in Entra for both. */
class OneRegistrationSettingsTest {
  private static final ClientId API_ID = new ClientId(API);
  private static final ClientId CLIENT_ID = new ClientId(CLIENT);
  private static final String RESERVED =
      ": must not name the application of BROKER_API_CLIENT_ID with BROKER_ON_BEHALF_OF: its"
          + " tokens for ACS are the broker's own, and nobody may send one";

  private static AccessRule rule(SampleSettings settings) {
    assertEquals(List.of(), settings.warnings());
    return settings.config().rules().of(new TenantId(TENANT)).orElseThrow();
  }

  @Test
  void isTheOnlyClientAndTheOnlyCaller() {
    AccessRule rule = rule(SampleSettings.withCallers().with("ENTRA_CLIENT_IDS", API));
    assertEquals(Set.of(API_ID), rule.clients());
    assertEquals(Set.of(API_ID), rule.callerClients());
  }

  @Test
  void isACallerBesideOthers() {
    AccessRule rule =
        rule(
            SampleSettings.withCallers()
                .with("BROKER_CALLER_CLIENT_IDS", API.toUpperCase(Locale.ROOT) + "," + CLIENT));
    assertEquals(Set.of(CLIENT_ID), rule.clients());
    assertEquals(Set.of(API_ID, CLIENT_ID), rule.callerClients());
  }

  @Test
  void isAClientOfARuleOfAPolicy() {
    String members = clients(API) + ",'callerClients':['" + API + "']";
    AccessRule rule =
        rule(
            SampleSettings.withCallers()
                .withPolicy(document(WHOLE, SamplePolicy.rule(TENANT, members))));
    assertEquals(Set.of(API_ID), rule.clients());
    assertEquals(Set.of(API_ID), rule.callerClients());
  }

  @Test
  void isTheOneClientWhoseTokensAcsAloneJudges() {
    assertEquals(
        SubjectVerification.ACS,
        SampleSettings.withCallers()
            .with("ENTRA_CLIENT_IDS", API)
            .with("BROKER_SUBJECT_VERIFICATION", "acs")
            .entraCallers()
            .subjectVerification());
  }

  @ParameterizedTest
  @ValueSource(strings = {API, CLIENT + "," + API})
  void isNoClientOnBehalfOfUsers(String clients) {
    SampleSettings.onBehalfOf()
        .with("ENTRA_CLIENT_IDS", clients)
        .areRefusedFor("ENTRA_CLIENT_IDS" + RESERVED);
  }

  /** It sends no subject token: what the broker gets for it is told from nothing. */
  @Test
  void mayCallOnBehalfOfUsers() {
    AccessRule rule =
        rule(
            SampleSettings.onBehalfOf()
                .without("ENTRA_CLIENT_IDS")
                .with("BROKER_CALLER_CLIENT_IDS", API));
    assertEquals(Set.of(), rule.clients());
    assertEquals(Set.of(API_ID), rule.callerClients());
  }

  @ParameterizedTest
  @CsvSource({
    "TEAMS_AUDIENCES, " + API,
    "TEAMS_AUDIENCES, api://" + API,
    "TEAMS_AUDIENCES, api://" + API + "/",
    "TEAMS_AUDIENCES, API://AAAAAAAA-5555-4555-8555-555555555555",
    "ENTRA_USER_AUDIENCES, AAAAAAAA-5555-4555-8555-555555555555",
    "ENTRA_USER_AUDIENCES, api://" + API,
    "TEAMS_PHONE_AUDIENCES, " + API,
    "TEAMS_PHONE_AUDIENCES, api://" + API
  })
  void isTheAudienceOfNoSubjectToken(String setting, String audience) {
    String sentence =
        setting
            + ": must not name the application of BROKER_API_CLIENT_ID: by what they are for,"
            + " caller tokens are told from subject tokens";
    SampleSettings.withCallers().with(setting, audience).areRefusedFor(sentence);
    SampleSettings.onBehalfOf().with(setting, "api://mine," + audience).areRefusedFor(sentence);
  }

  @Test
  void mayBeTheBeginningOfAnAudience() {
    String audience = "api://" + API + "/calls";
    assertEquals(
        Set.of(audience), teams(SampleSettings.withCallers().with("TEAMS_AUDIENCES", audience)));
  }

  @Test
  void meansNothingWithoutCallers() {
    assertEquals(Set.of(API), teams(SampleSettings.flat().with("TEAMS_AUDIENCES", API)));
  }

  private static Set<String> teams(SampleSettings settings) {
    return settings.config().subject(ExchangeRoute.TEAMS).profile().v1Audiences();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1fd5118e-2576-4263-8130-9503064c837a", "2A04943B-B6A7-4F65-8786-2BB6131B59F6"})
  void isNeverMicrosofts(String acs) {
    SampleSettings.withCallers()
        .with("BROKER_API_CLIENT_ID", acs)
        .areRefusedFor(
            "BROKER_API_CLIENT_ID: must be the application (client) id (a GUID) of the broker's own"
                + " API");
  }
}
