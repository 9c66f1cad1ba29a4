package io.acsbroker.administration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.operator.CommandArguments;
import io.acsbroker.operator.UnusableInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstructionReaderTest {
  private static final String ID = "bcb2ef49-75df-4f72-aa17-6d4782335a19";
  private static final String OTHER = "72aa62aa-dd7a-4ca7-8940-f9482b30e300";

  @TempDir private Path folder;

  private static String refusal(String... args) {
    CommandArguments arguments = CommandArguments.parse(args);
    return String.valueOf(
        assertThrows(UnusableInputException.class, () -> InstructionReader.read(arguments))
            .getMessage());
  }

  private String refusalOf(String json) throws Exception {
    Path file = folder.resolve("file.json");
    Files.writeString(file, json);
    return refusal("--command=apply", "--file=" + file).replace(file.toString(), "FILE");
  }

  private static String element(String objectId, String tenantId, String type, String clients) {
    return "{\"objectId\":%s,\"tenantId\":%s,\"principalType\":%s,\"clientIds\":%s}"
        .formatted(objectId, tenantId, type, clients);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "lists",
        "add",
        "add user " + ID,
        "add device " + ID + " of " + OTHER + " for " + ID,
        "add user " + ID + " for " + OTHER,
        "remove",
        "remove user " + ID,
        "apply file"
      })
  void refusesWordsThatItDoesNotKnow(String words) {
    assertTrue(refusal("--command=" + words).startsWith("-Dcommand must be one of\n  list\n"));
  }

  @Test
  void refusesIdsThatAreNone() {
    assertEquals(
        "In -Dcommand, the object id must be a GUID.",
        refusal("--command=add user adele of " + OTHER + " for " + ID));
    assertEquals(
        "In -Dcommand, the tenant id must be a GUID.",
        refusal("--command=add tenant contoso for " + ID));
    assertEquals(
        "In -Dcommand, each client id must be a GUID.",
        refusal("--command=add tenant " + OTHER + " for " + ID + ","));
  }

  @Test
  void refusesOptionsThatSayNothing() {
    assertEquals(
        "-Dfile and -Dprune go with -Dcommand=apply.", refusal("--command=list", "--prune=true"));
    assertEquals(
        "-Dfile and -Dprune go with -Dcommand=apply.",
        refusal("--command=remove " + ID, "--file=x"));
    assertEquals(
        "-Dprune goes with -Dcommand=apply.",
        refusal("--command=export", "--file=x", "--prune=true"));
    assertEquals("-Dcommand=apply needs -Dfile=<file>.", refusal("--command=apply"));
    assertEquals("-Dprune must be true or false.", refusal("--command=list", "--prune=yes"));
  }

  @Test
  void saysEverythingThatIsWrongWithAFileAtOnce() throws Exception {
    String good = element(quoted(ID), quoted(OTHER), quoted("user"), "[" + quoted(OTHER) + "]");
    String tenant = element(quoted(ID), quoted(OTHER), quoted("tenant"), "[" + quoted(ID) + "]");
    String bad = "{\"objectId\":1,\"tenantId\":\"contoso\",\"clientIds\":[],\"clientId\":\"\"}";
    String noted = good.replace("}", ",\"note\":1}");
    assertEquals(
        """
        Nothing was sent, because of FILE:
          assignments[1] is not an object
          assignments[2].clientId is no member of an assignment
          assignments[2].principalType must be user, group or tenant
          assignments[2].tenantId must be a GUID
          assignments[2].objectId must be a GUID
          assignments[2].clientIds must be GUIDs of applications, one at least and none twice
          assignments[3].objectId of a tenant is its tenantId; leave it out
          assignments[4].note must be text
          %s stands there twice"""
            .formatted(ID),
        refusalOf(
            "{\"assignments\":[" + String.join(",", good, "null", bad, tenant, noted) + "]}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[\"X\"]", "[1]", "\"X\"", "[\"X\",\"X\"]", "[\"Xa\"]", "[null]", "[\"X\",null]"})
  void refusesClientsThatAreNone(String clients) throws Exception {
    String element =
        element(quoted(ID), quoted(OTHER), quoted("user"), clients.replace("X", "contoso"));
    assertTrue(refusalOf("{\"assignments\":[" + element + "]}").contains("].clientIds must be"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"assignments\":{}}",
        "{\"assignments\":[],\"more\":1}",
        "{\"assignments\":[],\"Assignments\":[]}",
        "{\"assignments\":[]} x"
      })
  void refusesAFileThatIsNotADocument(String json) throws Exception {
    assertTrue(refusalOf(json).startsWith("FILE must be one JSON object, "), json);
  }

  @Test
  void refusesAFileThatIsNotThereOrTooLong() throws Exception {
    String sentence = "-Dfile cannot be read: give a file in UTF-8 of 4 MiB at most.";
    assertEquals(sentence, refusal("--command=apply", "--file=" + folder.resolve("none")));
    assertEquals(sentence, refusalOf(" ".repeat((4 << 20) + 1)));
  }

  @Test
  void doesNotRemoveEverybodyByAnEmptyFile() throws Exception {
    Path file = folder.resolve("empty.json");
    Files.writeString(file, "{\"assignments\":[]}");
    assertEquals(
        "-Dprune=true with an empty list would remove everybody; remove them by -Dcommand.",
        refusal("--command=apply", "--file=" + file, "--prune=true"));
  }
}
