package io.acsbroker.config;

import static io.acsbroker.config.SampleSettings.API;
import static io.acsbroker.config.SampleSettings.CLIENT;
import static io.acsbroker.config.SampleSettings.GROUP;
import static io.acsbroker.config.SampleSettings.OTHER_CLIENT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.token.ClientId;
import io.acsbroker.token.Scope;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who calls, and who judges the subject token that a caller sends. */
class CallerSettingsTest {
  @Test
  void needTheBrokersApiAndHaveDefaultsForTheRest() {
    assertEquals(
        new CallerSettings(
            Optional.of(
                new EntraCallers(
                    new ClientId(API),
                    new Scope("access_as_user"),
                    CallerKeys.TENANT,
                    SubjectVerification.FULL,
                    Optional.empty())),
            List.of(),
            Optional.empty()),
        SampleSettings.withCallers().callers());
  }

  @Test
  void takeTheApiInAnyLetterCase() {
    assertEquals(
        new ClientId(API),
        SampleSettings.flat()
            .with("BROKER_API_CLIENT_ID", API.toUpperCase(Locale.ROOT))
            .entraCallers()
            .api());
  }

  @Test
  void takeAnotherScope() {
    assertEquals(
        new Scope("Tokens.Exchange"),
        SampleSettings.withCallers()
            .with("BROKER_API_SCOPE", "Tokens.Exchange")
            .entraCallers()
            .scope());
  }

  @ParameterizedTest
  @ValueSource(strings = {"one two", "api://" + API + "/access_as_user"})
  void refuseWhatIsNotTheNameOfAScope(String scope) {
    SampleSettings.withCallers()
        .with("BROKER_API_SCOPE", scope)
        .areRefusedFor(
            "BROKER_API_SCOPE: must be the name of one scope, without the application that it"
                + " belongs to");
  }

  @ParameterizedTest
  @CsvSource({
    "BROKER_API_SCOPE, access_as_user",
    "BROKER_CALLER_CLIENT_IDS, " + CLIENT,
    "BROKER_API_KEYS, application",
    "BROKER_SUBJECT_VERIFICATION, acs",
    "BROKER_ALLOWED_ROLES, Caller",
    "BROKER_ALLOWED_GROUPS, " + GROUP
  })
  void needTheBrokersApiForWhateverIsSaidOfCallers(String setting, String value) {
    SampleSettings.flat()
        .with(setting, value)
        .areRefusedFor(
            setting + ": needs BROKER_API_CLIENT_ID, which turns Entra's caller tokens on");
  }

  @Test
  void mayBeRefusedInWritingWithoutThem() {
    SampleSettings off =
        SampleSettings.flat()
            .with("BROKER_ON_BEHALF_OF", "false")
            .with("BROKER_API_KEYS", "tenant")
            .with("BROKER_SUBJECT_VERIFICATION", "full");
    assertEquals(Optional.empty(), off.config().callers());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BROKER_API_CLIENT_ID|api://broker"
            + "|must be the application (client) id (a GUID) of the broker's own API",
        "BROKER_ON_BEHALF_OF|True|must be true or false",
        "BROKER_ON_BEHALF_OF|1|must be true or false",
        "BROKER_API_KEYS|true|must be tenant or application",
        "BROKER_API_KEYS|Application|must be tenant or application",
        "BROKER_SUBJECT_VERIFICATION|none|must be full or acs",
        "BROKER_SUBJECT_VERIFICATION|ACS|must be full or acs",
        "BROKER_CALLER_CLIENT_IDS|*"
            + "|must be application (client) ids (GUIDs), separated by commas",
        "BROKER_ALLOWED_ROLES|one,,two"
            + "|must be the values of application roles, separated by commas",
        "BROKER_ALLOWED_GROUPS|Sales"
            + "|must be the object ids (GUIDs) of groups, separated by commas",
        "BROKER_GUESTS|none|must be acs, allow or deny",
        "BROKER_GUESTS|Deny|must be acs, allow or deny"
      })
  void refuseAValueThatIsWrong(String setting, String value, String sentence) {
    SampleSettings.withCallers().with(setting, value).areRefusedFor(setting + ": " + sentence);
  }

  @Test
  void letTheApplicationsOwnKeysSignWhereItIsWritten() {
    assertEquals(
        CallerKeys.APPLICATION,
        SampleSettings.withCallers().with("BROKER_API_KEYS", "application").entraCallers().keys());
  }

  @Test
  void letTheApplicationsOwnKeysSignForAPolicyDocumentsTenants() {
    String document =
        "{\"rules\":[{\"tenant\":\"%s\",\"clients\":[\"%s\"]}]}"
            .formatted(SampleSettings.TENANT, CLIENT);
    assertEquals(
        CallerKeys.APPLICATION,
        SampleSettings.withCallers()
            .withPolicy(document)
            .with("BROKER_API_KEYS", "application")
            .entraCallers()
            .keys());
  }

  @Test
  void letTheApplicationsOwnKeysSignForNoTenantThatIsNotListed() {
    SampleSettings.withCallers()
        .with("ENTRA_TENANT_IDS", "*")
        .with("BROKER_API_KEYS", "application")
        .areRefusedFor(
            "BROKER_API_KEYS: contradicts * in ENTRA_TENANT_IDS; application needs the tenants to"
                + " be listed");
  }

  @Test
  void letAcsAloneJudgeWhereItIsWritten() {
    assertEquals(
        SubjectVerification.ACS,
        SampleSettings.withCallers()
            .with("BROKER_SUBJECT_VERIFICATION", "acs")
            .entraCallers()
            .subjectVerification());
  }

  @Test
  void needExactlyOneClientForAcsToJudgeAlone() {
    SampleSettings.withCallers()
        .with("BROKER_SUBJECT_VERIFICATION", "acs")
        .with("ENTRA_CLIENT_IDS", CLIENT + "," + OTHER_CLIENT)
        .areRefusedFor("BROKER_SUBJECT_VERIFICATION: acs needs exactly one of ENTRA_CLIENT_IDS");
  }

  @ParameterizedTest
  @CsvSource({
    "TEAMS_AUDIENCES, api://mine",
    "TEAMS_REQUIRED_SCOPES, Teams.ManageCalls",
    "ENTRA_USER_AUDIENCES, api://mine",
    "ENTRA_USER_REQUIRED_SCOPES, VoIP",
    "TEAMS_PHONE_AUDIENCES, api://mine",
    "TEAMS_PHONE_REQUIRED_SCOPES, TeamsExtension.ManageCalls"
  })
  void letAcsJudgeAloneNothingThatTheBrokerIsToldToLookAt(String setting, String value) {
    SampleSettings.withCallers()
        .with("BROKER_SUBJECT_VERIFICATION", "acs")
        .with(setting, value)
        .areRefusedFor(
            "BROKER_SUBJECT_VERIFICATION: contradicts "
                + setting
                + "; acs reads no audiences and no scopes");
  }

  @Test
  void letAcsJudgeNoTokenThatTheBrokerFetched() {
    SampleSettings.onBehalfOf()
        .with("BROKER_SUBJECT_VERIFICATION", "acs")
        .areRefusedFor(
            "BROKER_SUBJECT_VERIFICATION: contradicts BROKER_ON_BEHALF_OF; acs needs it to be"
                + " false");
  }

  @Test
  void letAcsJudgeAloneForNoPolicyDocument() {
    String document =
        "{\"rules\":[{\"tenant\":\"%s\",\"clients\":[\"%s\"]}]}"
            .formatted(SampleSettings.TENANT, CLIENT);
    SampleSettings.withCallers()
        .withPolicy(document)
        .with("BROKER_SUBJECT_VERIFICATION", "acs")
        .areRefusedFor(
            "BROKER_SUBJECT_VERIFICATION: contradicts BROKER_POLICY; acs needs flat rules");
  }
}
