package io.acsbroker.local.entra;

import static io.acsbroker.local.entra.SampleDirectory.ONE_REGISTRATION_CLIENT_ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskedScopesTest {
  private static final String ACS = "https://auth.msft.communication.azure.com/";
  private static final String CLIENTS = "https://communication.azure.com/clients/";

  private static AskedScopes asked(String text) {
    return AskedScopes.parse(SampleDirectory.DIRECTORY, text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    ACS + ",Teams.ManageCalls",
    ACS + ",Teams.ManageChats",
    ACS + ",TeamsExtension.ManageCalls",
    CLIENTS + ",VoIP",
    CLIENTS + ",VoIP.Join",
  })
  void knowsEveryScopeThatARouteMayWant(String resource, String name) {
    AskedScopes asked = asked("openid " + resource + name);

    assertEquals(resource, asked.resource().audience("1.0") + "/");
    assertEquals(List.of(name), asked.names());
  }

  @Test
  void takesTheScopesOfTwoRoutesWithOneResource() {
    AskedScopes asked =
        asked(ACS + "Teams.ManageCalls " + ACS + "TeamsExtension.ManageCalls offline_access");

    assertEquals(List.of("Teams.ManageCalls", "TeamsExtension.ManageCalls"), asked.names());
  }

  @Test
  void meansWhatAClientUsuallyAsksForByDefault() {
    AskedScopes asked = asked(ACS + ".default");

    assertEquals(EntraResource.ACS, asked.resource());
    assertEquals(EntraResource.ACS.scopes(), asked.inToken());
  }

  @ParameterizedTest
  @ValueSource(strings = {ONE_REGISTRATION_CLIENT_ID, "api://" + ONE_REGISTRATION_CLIENT_ID})
  void nameTheResourceAsTheApplicationDoes(String resource) {
    AskedScopes asked = asked(resource + "/.default openid offline_access");

    assertEquals(EntraResource.ONE_REGISTRATION, asked.resource());
    assertEquals(resource, asked.audience());
    assertEquals(List.of("access_as_user"), asked.inToken());
    assertEquals(resource + "/access_as_user " + resource + "/.default openid", asked.granted());
  }

  @Test
  void areNotRepeatedAsAllWhereOneWasAskedFor() {
    assertEquals(ACS + "Teams.ManageCalls", asked(ACS + "Teams.ManageCalls").granted());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ACS + "VoIP",
        CLIENTS + "Teams.ManageCalls",
        CLIENTS + "Chat",
        CLIENTS,
        ACS + "Teams.ManageCalls/",
        ACS + "//Teams.ManageCalls",
        ".default",
        "nonsense",
      })
  void refusesWhatDoesNotExist(String text) {
    assertEquals(Optional.empty(), AskedScopes.parse(SampleDirectory.DIRECTORY, text));
  }

  @Test
  void tellsWhichScopeThereIsNot() {
    assertEquals(
        Optional.of(ACS + "VoIP"),
        AskedScopes.unknown(SampleDirectory.DIRECTORY, "openid " + ACS + "VoIP nonsense"));
  }

  @Test
  void takesNothingOfAResourceBesideAllOfAny() {
    assertTrue(AskedScopes.mixesAll(ACS + ".default " + ACS + "Teams.ManageCalls"));
    assertTrue(AskedScopes.mixesAll(CLIENTS + ".default User.Read"));
    assertFalse(AskedScopes.mixesAll(CLIENTS + ".default openid offline_access"));
  }

  @Test
  void areThoseOfTheFirstResourceWhereThereAreSeveral() {
    AskedScopes asked = asked("openid " + CLIENTS + "VoIP User.Read " + CLIENTS + "VoIP.Join");

    assertEquals(List.of(EntraResource.ACS_CLIENTS, EntraResource.GRAPH), asked.resources());
    assertEquals(List.of("VoIP", "VoIP.Join"), asked.names());
  }

  @Test
  void areOneWhereOneIsAskedForTwice() {
    String byId = EntraResource.ACS.id() + "/";

    assertEquals(
        List.of("Teams.ManageCalls"),
        asked(ACS + "Teams.ManageCalls " + byId + "Teams.ManageCalls").names());
  }

  /**
   * A slash of the resource's own.
   *
   * @see <a
   *     href="https://learn.microsoft.com/entra/identity-platform/scopes-oidc#trailing-slash-and-default">Trailing
   *     slash and {@code .default}</a>
   */
  @Test
  void keepTheSlashThatTheResourceIsNamedWith() {
    assertEquals(ACS, asked(ACS + "/.default").audience());
  }
}
