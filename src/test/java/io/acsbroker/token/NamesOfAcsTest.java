package io.acsbroker.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How ACS and Entra name users, roles and applications, and what cannot be such a name. */
class NamesOfAcsTest {
  private static final String ID = "8:acs:resource_user";

  @Test
  void takesAnIdentityByItsId() {
    assertEquals(Optional.of(new AcsIdentity(ID)), AcsIdentity.parse(ID));
    assertEquals(ID, new AcsIdentity(ID).id());
    assertTrue(AcsIdentity.parse("8:!~").isPresent());
    assertTrue(AcsIdentity.parse("8:" + "x".repeat(254)).isPresent());
  }

  /** Whatever could lead elsewhere in an address is none. */
  @ParameterizedTest
  @ValueSource(strings = {"", "acs:x", "4:+1425", "8:a b", "8:é", "8:\u007f", "8:a/b", "8:a?b"})
  void takesNothingElseForAnIdentity(String text) {
    assertEquals(Optional.empty(), AcsIdentity.parse(text));
    var thrown = assertThrows(IllegalArgumentException.class, () -> new AcsIdentity(text));
    assertEquals("not an id of ACS", thrown.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"8:a#b", "8:a%2fb", "8:a\\b", "8:a\nb"})
  void takesNoEscapesForAnIdentity(String text) {
    assertEquals(Optional.empty(), AcsIdentity.parse(text));
  }

  @Test
  void takesNoIdentityOfMoreThan256Characters() {
    assertEquals(Optional.empty(), AcsIdentity.parse("8:" + "x".repeat(255)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Calls.Make", "!", "~"})
  void takesARoleByItsValue(String text) {
    assertEquals(Optional.of(new AppRole(text)), AppRole.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "Calls Make", "é", "a\u007f"})
  void takesNothingElseForARole(String text) {
    assertEquals(Optional.empty(), AppRole.parse(text));
  }

  @Test
  void takesRolesOfUpTo120Characters() {
    assertTrue(AppRole.parse("x".repeat(120)).isPresent());
    assertEquals(Optional.empty(), AppRole.parse("x".repeat(121)));
  }

  @ParameterizedTest
  @CsvSource({
    "COMMUNICATION_SERVICES, Azure Communication Services, https://auth.msft.communication.azure.us",
    "CLIENTS, Azure Communication Services Clients, https://communication.azure.us/clients"
  })
  void namesTheApplicationsOfAcsAndTheirScopes(AcsResource resource, String title, String uri) {
    assertEquals(title, resource.title());
    assertEquals(uri + "/VoIP", resource.scope(EntraCloud.US_GOVERNMENT, new Scope("VoIP")));
  }

  @Test
  void knowsTheAudiencesOfEveryCloud() {
    String uri = "https://communication.azure.";
    assertEquals(
        Set.of(
            "2a04943b-b6a7-4f65-8786-2bb6131b59f6",
            uri + "com/clients",
            uri + "com/clients/",
            uri + "us/clients",
            uri + "us/clients/",
            uri + "cn/clients",
            uri + "cn/clients/"),
        AcsResource.CLIENTS.audiences());
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "PS256", "ES256"})
  void knowsTheAlgorithmsOfOtherIssuersByTheirExactNames(String name) {
    assertEquals(name, SignatureAlgorithm.named(name).orElseThrow().name());
    assertEquals(Optional.empty(), SignatureAlgorithm.named(name.replace("256", "512")));
    assertEquals(Optional.empty(), SignatureAlgorithm.named("HS256"));
  }
}
