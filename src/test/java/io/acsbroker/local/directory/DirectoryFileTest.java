package io.acsbroker.local.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.entra.Membership;
import io.acsbroker.local.entra.Organisation;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.host.HostStartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample in docs, and what is said of it where one thing of it is wrong. */
class DirectoryFileTest {
  private static final Path SAMPLE = Path.of("docs/local-directory.json");
  private static final String API = "e05f6c2a-b9d3-47e1-9c84-f1a2b3d4c577";

  @TempDir private Path folder;

  private static SampleUser user(Directory directory, String name) {
    return directory.byUserName(name).orElseThrow();
  }

  @Test
  void readsTheSample() {
    Directory directory = DirectoryFile.read(SAMPLE);

    Organisation tailspin =
        new Organisation(
            "Tailspin Toys", "3c1a7c1e-53a5-4f0e-9d5c-0f4f2f9f7a01", "tailspin.example", true);
    assertEquals(List.of(tailspin), directory.served());
    SampleUser ravi = user(directory, "ravi@tailspin.example");
    assertEquals(tailspin, ravi.organisation());
    assertTrue(ravi.teamsLicence());
    assertEquals(
        new Membership(
            List.of("Calls.Place"), List.of("6a4d2f10-93c7-45be-8f5e-1d7b60a2c9e4"), false),
        ravi.membership());
    SampleUser sofia = user(directory, "sofia@tailspin.example");
    assertFalse(sofia.teamsLicence());
    assertTrue(sofia.membership().overage());
    SampleUser guest = user(directory, "mei_wingtip.example");
    assertTrue(guest.guest());
    assertFalse(guest.teamsLicence());
    assertEquals(user(directory, "mei@wingtip.example"), directory.atHome(guest));
    assertEquals(Set.of(sofia, guest), directory.withoutConsent());
    assertEquals("Shop floor", directory.clientForAcs().orElseThrow().title());
    assertEquals("Reception", directory.callingClient().orElseThrow().title());
    assertEquals("calls.use", directory.brokerApi().scope());
    assertEquals(ravi, directory.typicalUser().orElseThrow());
  }

  @Test
  void takesTheApplicationsOfTheSamplesAndEverybodysConsentWhereNothingIsSaidOfThem()
      throws Exception {
    String text = Files.readString(SAMPLE);
    Directory directory = read(text.substring(0, text.indexOf(",\n  \"applications\"")) + "}");

    assertEquals(SampleDirectory.DIRECTORY.applications(), directory.applications());
    assertEquals(SampleDirectory.BROKER_API, directory.brokerApi());
    assertEquals(Set.of(), directory.withoutConsent());
  }

  @Test
  void takesIdsInAnyLetters() throws Exception {
    String text = Files.readString(SAMPLE);
    String id = "0e6f3d3b-8f7b-4a39-a3a6-5c1d0c9b1e11";
    Directory directory =
        read(
            text.replace(id, "0E6F3D3B-8f7b-4a39-a3a6-5c1d0c9b1e11")
                .replaceFirst("3c1a7c1e", "3C1A7C1E"));

    assertEquals(id, user(directory, "ravi@tailspin.example").objectId());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        // Names and types
        "\"consents\": [|\"consent\": [|consent is unknown here; there are organisations, users,"
            + " applications, brokerApi, consents",
        "\"teamsLicence\": false|\"licence\": false|users[1].licence is unknown here; there are"
            + " name, userName, tenantId, objectId, teamsLicence, guest, roles, groups,"
            + " tooManyGroups",
        "\"served\": false|\"serves\": false|organisations[1].serves is unknown here; there are"
            + " name, tenantId, domain, served",
        "\"forAcs\": false|\"acs\": false|applications[1].acs is unknown here; there are title,"
            + " clientId, kind, forAcs",
        "\"kind\": \"publicClient\"|\"kind\": \"web\"|applications[1].kind must be spa or publicClient",
        "\"scope\": \"calls.use\"|\"scopes\": \"calls.use\"|brokerApi.scopes is unknown here; there"
            + " are title, clientId, scope",
        "\"teamsLicence\": false|\"teamsLicence\": \"no\"|users[1].teamsLicence must be true or"
            + " false",
        "\"guest\": true|\"guest\": null, \"x\": 0|users[3].guest must be true or false",
        "\"name\": \"Mei\"|\"name\": 5|users[2].name must be text",
        "\"name\": \"Mei\"|\"name\": \" \"|users[2].name must be text",
        "\"name\": \"Mei\",||users[2].name is missing",
        "[\"Calls.Place\"]|\"Calls.Place\"|users[0].roles must be an array",
        "[\"Calls.Place\"]|[7]|users[0].roles[0] must be text",
        "[\"Calls.Place\"]|[\"A\", \"A\"]|users[0].roles[1] stands there twice",
        "\"users\": [\"ravi@tailspin.example\"]|\"users\": \"ravi\"|consents[0].users must be an"
            + " array",
        "\"organisations\": [|\"organisations\": [\"Contoso\",|organisations[0] must be an object",
        "\"brokerApi\": {|\"brokerApi\": [], \"x\": {|brokerApi must be an object",
        // What is no GUID, no domain, no name
        "3c1a7c1e-53a5-4f0e-9d5c-0f4f2f9f7a01|tailspin|organisations[0].tenantId must be a GUID",
        "\"objectId\": \"0e6f3d3b|\"objectId\": \"0e6f|users[0].objectId must be a GUID",
        "6a4d2f10-|6a4d-|users[0].groups[0] must be a GUID",
        "41d7a5b0-|41d7-|applications[0].clientId must be a GUID",
        "e05f6c2a-b9d3|e05f-b9d3|brokerApi.clientId must be a GUID",
        "\"domain\": \"wingtip.example\"|\"domain\": \"Wingtip\"|organisations[1].domain must be a"
            + " domain in lower case, as contoso.example",
        "\"ravi@|\"ravi mole@|users[0].userName must be a name as adele@contoso.example",
        "sofia@tailspin.example|sofia@wingtip.example|users[1].userName must end with"
            + " @tailspin.example, the domain of the organisation",
        ", \"guest\": true||users[3].userName must be a name as adele@contoso.example",
        "mei_wingtip.example#EXT#|mei|users[3].userName must be that of a guest, as"
            + " lidia_fabrikam.example#EXT#@contoso.example",
        "\"teamsLicence\": false,|\"groups\": [\"6a4d2f10-93c7-45be-8f5e-1d7b60a2c9e4\"],"
            + "|users[1].groups must be left out where tooManyGroups is true",
        // What stands there twice
        "sofia@|Ravi@|users[1].userName is the same as users[0].userName",
        "5d0cf9a8-2be1-49d6-9b7f-e3a4176c8d22|0e6f3d3b-8f7b-4a39-a3a6-5c1d0c9b1e11|users[1].objectId"
            + " is the same as users[0].objectId",
        "b8e2f0d4-1f63-4c44-8c1e-7a2d55c0be02|3c1a7c1e-53a5-4f0e-9d5c-0f4f2f9f7a01"
            + "|organisations[1].tenantId is the same as organisations[0].tenantId",
        "\"domain\": \"wingtip.example\"|\"domain\": \"tailspin.example\"|organisations[1].domain is"
            + " the same as organisations[0].domain",
        "Wingtip Toys|Tailspin Toys|organisations[1].name is the same as organisations[0].name",
        "9be0c3d1-64f7-4a2e-b1c8-35f7d8e0a466|41d7a5b0-7e2c-4f9b-8a36-d0c9e1f2b355"
            + "|applications[1].clientId is the same as applications[0].clientId",
        // What is not there
        "\"tenantId\": \"b8e2f0d4-1f63-4c44-8c1e-7a2d55c0be02\", \"objectId\"|\"tenantId\":"
            + " \"00000000-0000-0000-0000-000000000000\", \"objectId\"|users[2].tenantId is that of"
            + " no organisation of this file",
        "mei@wingtip.example|may@wingtip.example|users[3].userName means mei@wingtip.example at"
            + " home, who has to be a user of this file",
        "\"clientId\": \"e05f6c2a-b9d3-47e1-9c84-f1a2b3d4c577\", \"users\"|\"clientId\":"
            + " \"00000000-0000-0000-0000-000000000000\", \"users\"|consents[0].clientId is that of"
            + " no application of this file",
        "\"clientId\": \"e05f6c2a-b9d3-47e1-9c84-f1a2b3d4c577\", \"users\"|\"clientId\":"
            + " \"41d7a5b0-7e2c-4f9b-8a36-d0c9e1f2b355\", \"users\"|consents[0].clientId must be"
            + " that of brokerApi: to other applications people consent as they sign in",
        "[\"ravi@tailspin.example\"]|[\"nobody@tailspin.example\"]|consents[0].users[0] is the"
            + " userName of no user of this file",
        "\"tenantId\": \"b8e2f0d4-1f63-4c44-8c1e-7a2d55c0be02\" }|\"tenantId\": \"none\""
            + " }|consents[1].tenantId is that of no organisation of this file",
        ", \"users\": [\"ravi@tailspin.example\"]||consents[0].users or tenantId must be there, and"
            + " one of them alone",
        "\"domain\": \"tailspin.example\" }|\"domain\": \"tailspin.example\", \"served\": false"
            + " }|organisations must have one at least that is served",
      })
  void namesAMistakeAndItsPlace(String right, String wrong, String problem) throws Exception {
    String text = Files.readString(SAMPLE);
    assertTrue(text.contains(right), right);

    String refusal = refusal(text.replace(right, wrong == null ? "" : wrong));

    assertTrue(refusal.lines().toList().contains("  " + problem), refusal);
  }

  @Test
  void namesAllMistakesAtOnceAndNothingElse() throws Exception {
    String text = Files.readString(SAMPLE);
    String refusal =
        refusal(
            text.replace("\"name\": \"Mei\"", "\"name\": 5")
                .replace("sofia@", "ravi@")
                .replace("41d7a5b0-", "41d7-"));

    assertEquals(
        List.of(
            "The directory file " + folder.resolve("wrong.json") + " has mistakes:",
            "  users[1].userName is the same as users[0].userName",
            "  users[2].name must be text",
            "  applications[0].clientId must be a GUID"),
        refusal.lines().toList());
  }

  @Test
  void wantsSomebodyAndSomethingToSignInTo() throws Exception {
    assertEquals(
        List.of(
            "  organisations must have one at least that is served",
            "  users must have one at least",
            "  applications must have one at least, or be left out"),
        refusal("{\"applications\": []}").lines().skip(1).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                         | is not one JSON object.",
        "{} {}                      | is not one JSON object.",
        "{                          | cannot be understood at line 1, column 2:",
        "{\"users\": [], \"users\": 5} | cannot be understood at line 1, column 22:",
        "NaN                        | cannot be understood at line 1, column 4:"
      })
  void isOneJsonObjectWithoutANameThatStandsTwice(String text, String why) throws Exception {
    String said = refusal(text);
    String expected = "The directory file " + folder.resolve("wrong.json") + " " + why;
    assertTrue(said.startsWith(expected), said);
  }

  @Test
  void hasToBeThereAndText() throws Exception {
    Path missing = folder.resolve("missing.json");
    HostStartException refused =
        assertThrows(HostStartException.class, () -> DirectoryFile.read(missing));
    assertEquals("The directory file " + missing + " does not exist.", refused.getMessage());
    Path binary = folder.resolve("binary.json");
    Files.write(binary, new byte[] {'{', (byte) 0xff, '}'});
    refused = assertThrows(HostStartException.class, () -> DirectoryFile.read(binary));
    assertEquals(
        "The directory file "
            + binary
            + " cannot be read: it has to be text in UTF-8, of 1 MiB at most.",
        refused.getMessage());
    assertNull(refused.getCause());
  }

  @Test
  void takesOneRegistrationForTheApplicationAndTheApi() throws Exception {
    String text = Files.readString(SAMPLE);
    Directory directory = read(text.replace("41d7a5b0-7e2c-4f9b-8a36-d0c9e1f2b355", API));

    assertEquals(API, directory.clientForAcs().orElseThrow().clientId());
    assertEquals(API, directory.brokerApi().clientId());
  }

  private Directory read(String text) throws Exception {
    return DirectoryFile.read(Files.writeString(folder.resolve("own.json"), text));
  }

  private String refusal(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("wrong.json"), text);
    return String.valueOf(
        assertThrows(HostStartException.class, () -> DirectoryFile.read(file)).getMessage());
  }
}
