package io.acsbroker.config;

import static io.acsbroker.config.SampleSettings.CLIENT;
import static io.acsbroker.config.SampleSettings.GROUP;
import static io.acsbroker.config.SampleSettings.TENANT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.token.ClientId;
import io.acsbroker.token.SampleRules;
import io.acsbroker.token.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the policy document comes from, and what is no document at all. */
class PolicyDocumentTest {
  private static final String DOCUMENT =
      "{\"rules\":[{\"tenant\":\"" + TENANT + "\",\"clients\":[\"" + CLIENT + "\"]}]}";
  private static final String NO_FILE =
      "BROKER_POLICY: must be a JSON object, or the path of a readable file of at most 256 KiB in"
          + " UTF-8";
  private static final String NO_JSON =
      "BROKER_POLICY: must be one JSON object that names nothing twice, without comments or"
          + " anything else";

  @TempDir private Path directory;

  private static SampleSettings policy(String value) {
    return SampleSettings.flat().withPolicy(value);
  }

  private static void isRead(SampleSettings settings) {
    assertEquals(
        Optional.of(SampleRules.ofClients(Set.of(new ClientId(CLIENT)))),
        settings.config().rules().of(new TenantId(TENANT)));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  @Test
  void isReadFromTheSettingItself() {
    isRead(policy("\n " + DOCUMENT));
  }

  @Test
  void isReadFromAFile() throws IOException {
    isRead(policy(file("policy.json", DOCUMENT).toAbsolutePath().toString()));
  }

  @Test
  void isReadFromAFileOfTheApp() throws IOException {
    file("policy.json", DOCUMENT);
    isRead(policy("policy.json").with("AzureWebJobsScriptRoot", directory.toString()));
  }

  @Test
  void isReadFromTheWorkingDirectoryWhereThePlatformNamesNone() throws IOException {
    Path working = Path.of("").toAbsolutePath();
    Path file = file("policy.json", DOCUMENT).toAbsolutePath();
    isRead(policy(working.relativize(file).toString()));
  }

  @Test
  void mayHave256KibibytesInAFile() throws IOException {
    int most = 256 * 1024;
    isRead(policy(file("most", DOCUMENT + " ".repeat(most - DOCUMENT.length())).toString()));
    policy(file("more", DOCUMENT + " ".repeat(most + 1 - DOCUMENT.length())).toString())
        .areRefusedFor(NO_FILE);
  }

  @Test
  void isRefusedWhereItsFileIsNotThere() {
    policy(directory.resolve("missing.json").toString()).areRefusedFor(NO_FILE);
  }

  @Test
  void isRefusedWhereItsFileIsADirectory() {
    policy(directory.toString()).areRefusedFor(NO_FILE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"rules\"", "\0"})
  void isRefusedWhereItIsNeitherAnObjectNorAFile(String value) {
    policy(value).areRefusedFor(NO_FILE);
  }

  @Test
  void isRefusedWhereItsFileIsNotUtf8() throws IOException {
    String accented = DOCUMENT.replace("{\"tenant", "{\"name\":\"Société\",\"tenant");
    isRead(policy(file("utf-8.json", accented).toString()));
    Path latin = directory.resolve("latin-1.json");
    Files.write(latin, accented.getBytes(StandardCharsets.ISO_8859_1));
    policy(latin.toString()).areRefusedFor(NO_FILE);
  }

  @Test
  void isRefusedWhereItsFileIsNotJson() throws IOException {
    policy(file("policy.json", "rules: []").toString()).areRefusedFor(NO_JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{}{}",
        "{\"rules\":[],}",
        "{\"rules\":[]} // all of them",
        "{\"rules\":[],\"rules\":[]}",
        "{\"rules\":[],\"Rules\":[]}"
      })
  void isRefusedWhereItIsNotStrictlyJson(String document) {
    policy(document).areRefusedFor(NO_JSON);
  }

  @Test
  void isRefusedForAMemberThatNobodyReads() {
    policy(DOCUMENT.replace("{\"rules", "{\"version\":1,\"rules"))
        .areRefusedFor("BROKER_POLICY: must have no member but rules");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"rules\":[]}", "{\"rules\":{}}", "{\"rules\":null}"})
  void isRefusedWithoutRules(String document) {
    policy(document).areRefusedFor("BROKER_POLICY: rules must be an array of at least one rule");
  }

  @ParameterizedTest
  @CsvSource({
    "ENTRA_TENANT_IDS, " + TENANT,
    "ENTRA_CLIENT_IDS, " + CLIENT,
    "BROKER_CALLER_CLIENT_IDS, " + CLIENT,
    "BROKER_ALLOWED_ROLES, Caller",
    "BROKER_ALLOWED_GROUPS, " + GROUP,
    "BROKER_GUESTS, acs"
  })
  void standsAlone(String flat, String value) {
    policy(DOCUMENT)
        .with(flat, value)
        .areRefusedFor(flat + ": contradicts BROKER_POLICY; remove one of them");
  }
}
