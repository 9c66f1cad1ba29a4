package io.acsbroker.local.signin;

import static io.acsbroker.local.entra.SampleDirectory.ONE_REGISTRATION_CLIENT_ID;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.SampleDirectory;
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
        ACS + "Teams.ManageCalls " + CLIENTS + "VoIP",
      })
  void refusesWhatDoesNotExistOrIsOfTwoResources(String text) {
    assertEquals(Optional.empty(), AskedScopes.parse(SampleDirectory.DIRECTORY, text));
  }
}
