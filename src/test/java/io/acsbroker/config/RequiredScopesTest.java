package io.acsbroker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.Scope;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scopes of a route, by their names alone or as applications ask for them. */
class RequiredScopesTest {
  private static final String NOT_SCOPES =
      ": must be the names of scopes as tokens have them, separated by commas; with a resource"
          + " before them, that of this route, and never .default, which no token has";

  private static Set<Scope> scopes(SampleSettings settings, ExchangeRoute route) {
    return settings.config().subject(route).requiredScopes();
  }

  @ParameterizedTest
  @CsvSource({
    "TEAMS, TEAMS_REQUIRED_SCOPES, https://auth.msft.communication.azure.com/X",
    "TEAMS, TEAMS_REQUIRED_SCOPES, 1fd5118e-2576-4263-8130-9503064c837a/X",
    "ENTRA, ENTRA_USER_REQUIRED_SCOPES, https://communication.azure.com/clients/X",
    "ENTRA, ENTRA_USER_REQUIRED_SCOPES, 2a04943b-b6a7-4f65-8786-2bb6131b59f6/X",
    "TEAMS_PHONE, TEAMS_PHONE_REQUIRED_SCOPES, https://auth.msft.communication.azure.com/X"
  })
  void haveTheResourceOfTheirRouteBeforeThemOrNone(
      ExchangeRoute route, String setting, String full) {
    Set<Scope> expected = Set.of(new Scope("X"), new Scope("Y"));
    assertEquals(expected, scopes(SampleSettings.flat().with(setting, full + ", Y"), route));
    assertEquals(expected, scopes(SampleSettings.flat().with(setting, "X, Y ," + full), route));
  }

  @ParameterizedTest
  @ValueSource(strings = {"api://one/X", "https://auth.msft.communication.azure.com/X"})
  void haveTheAudienceThatIsSetForTheirResourceToo(String scope) {
    SampleSettings settings =
        SampleSettings.flat()
            .with("TEAMS_AUDIENCES", "api://one/")
            .with("TEAMS_REQUIRED_SCOPES", scope);
    assertEquals(Set.of(new Scope("X")), scopes(settings, ExchangeRoute.TEAMS));
  }

  @Test
  void haveTheWholeOfAnAudienceBeforeThem() {
    SampleSettings settings =
        SampleSettings.flat()
            .with("TEAMS_AUDIENCES", "api://one,api://one/two")
            .with("TEAMS_REQUIRED_SCOPES", "api://one/two/X");
    assertEquals(Set.of(new Scope("X")), scopes(settings, ExchangeRoute.TEAMS));
  }

  @Test
  void haveTheResourceOfTheirCloud() {
    SampleSettings settings =
        SampleSettings.flat()
            .with("ENTRA_CLOUD", "usgov")
            .with("TEAMS_REQUIRED_SCOPES", "https://auth.msft.communication.azure.us/X");
    assertEquals(Set.of(new Scope("X")), scopes(settings, ExchangeRoute.TEAMS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".default",
        "https://auth.msft.communication.azure.com/.default",
        "https://auth.msft.communication.azure.com//Teams.ManageCalls",
        "https://auth.msft.communication.azure.com/",
        "https://auth.msft.communication.azure.com",
        "https://auth.msft.communication.azure.us/Teams.ManageCalls",
        "https://communication.azure.com/clients/VoIP",
        "https://graph.microsoft.com/User.Read",
        "2a04943b-b6a7-4f65-8786-2bb6131b59f6/VoIP",
        "Teams.ManageCalls Teams.ManageChats",
        "Teams.ManageCalls,"
      })
  void areOfNoOtherResourceAndNotAllThatThereAre(String scopes) {
    SampleSettings.flat()
        .with("TEAMS_REQUIRED_SCOPES", scopes)
        .areRefusedFor("TEAMS_REQUIRED_SCOPES" + NOT_SCOPES);
  }

  @ParameterizedTest
  @ValueSource(strings = {".default", "aaaaaaaa-5555-4555-8555-555555555555/access_as_user"})
  void ofTheBrokersApiAreOneName(String scope) {
    SampleSettings.withCallers()
        .with("BROKER_API_SCOPE", scope)
        .areRefusedFor(
            "BROKER_API_SCOPE: must be the name of one scope, without the application that it"
                + " belongs to");
  }
}
