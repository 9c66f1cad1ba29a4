package io.acsbroker.local.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalSettingsTest {
  @TempDir Path directory;

  @Test
  void readsTheValues() throws IOException {
    LocalSettings settings =
        read("{\"IsEncrypted\":false,\"Values\":{\"A\":\"secret\"},\"Other\":{}}");
    assertEquals(Map.of("A", "secret"), settings.values());
    assertEquals(CorsPolicy.NONE, settings.cors());
    assertFalse(settings.toString().contains("secret"));
  }

  @Test
  void saysAsCoreToolsDoThatItIsADevelopersMachineButNotBesideAManagedIdentity()
      throws IOException {
    assertEquals(
        Map.of("A", "1", "AZURE_FUNCTIONS_ENVIRONMENT", "Development"),
        read("{\"IsEncrypted\":false,\"Values\":{\"A\":\"1\"}}").asCoreToolsStartIt().values());
    Map<String, String> others = Map.of("AZURE_FUNCTIONS_ENVIRONMENT", "Staging");
    assertEquals(
        Map.of("AZURE_FUNCTIONS_ENVIRONMENT", "Development"),
        new LocalSettings(others, CorsPolicy.NONE).asCoreToolsStartIt().values());
    Map<String, String> ofACloud = Map.of("IDENTITY_ENDPOINT", "http://localhost:1/msi/token");
    assertEquals(
        ofACloud, new LocalSettings(ofACloud, CorsPolicy.NONE).asCoreToolsStartIt().values());
  }

  @Test
  void readsWhichPagesMayReadAnswers() throws IOException {
    assertEquals(
        new CorsPolicy(List.of("http://localhost:5173", "https://app.contoso.example"), true),
        read("{\"Host\":{\"CORS\":\"http://localhost:5173, https://app.contoso.example\","
                + "\"CORSCredentials\":true}}")
            .cors());
    assertEquals(
        new CorsPolicy(List.of("http://localhost:5173"), true),
        read("{\"Host\":{\"Cors\":\"http://localhost:5173\",\"corsCredentials\":\"true\"}}")
            .cors());
    assertEquals(
        CorsPolicy.NONE, read("{\"Host\":{\"CORS\":\"\",\"CORSCredentials\":false}}").cors());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:5173/", "localhost:5173", "http://*.contoso.example"})
  void refusesWhatIsNoExactOrigin(String origin) {
    assertEquals(
        "CORS names "
            + origin
            + ", which is no origin: write scheme, host and port, as http://localhost:5173.",
        Refusal.of(() -> read("{\"Host\":{\"CORS\":\"" + origin + "\"}}")));
  }

  @Test
  void refusesToLetEveryPageIn() {
    assertEquals(
        "CORS is * and would let every page of the world in: name each origin.",
        Refusal.of(() -> read("{\"Host\":{\"CORS\":\"http://localhost:5173,*\"}}")));
  }

  @Test
  void readsTheExampleOfThisProject() {
    assertEquals(
        CorsPolicy.of("http://localhost:5173"),
        LocalSettings.read(Path.of("local.settings.json.example")).cors());
  }

  @Test
  void takesAFileWithoutValuesAsNone() throws IOException {
    assertEquals(Map.of(), read("{}").values());
  }

  /**
   * As Core Tools do of these three. Of the other members null drops the file there.
   *
   * @see <a
   *     href="https://github.com/Azure/azure-functions-core-tools/blob/main/src/Cli/func/Common/HostStartSettings.cs">which
   *     members may be null</a>
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Values\":null}",
        "{\"Host\":null}",
        "{\"Values\":null,\"Host\":{\"CORS\":null}}"
      })
  void takesASectionThatIsNullForNone(String json) throws IOException {
    LocalSettings settings = read(json);
    assertEquals(Map.of(), settings.values());
    assertEquals(CorsPolicy.NONE, settings.cors());
    assertEquals(Optional.empty(), settings.port());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"Values":{"A":"secret"            | at line 1, column 24: look there
          {"Values":{"A":"secret","A":"4"}}  | at line 1, column 28: look there
          ["secret"]                         | is not one JSON object
          {"Values":{}} "secret"             | is not one JSON object
          {"IsEncrypted":true,"Values":{}}   | count as encrypted
          {"IsEncrypted":"false"}            | count as encrypted
          {"Values":{"A":"secret"}}          | count as encrypted
          {"Values":["secret"]}              | "Values" in
          {"Values":{"YES":true}}            | The setting YES in
          {"Values":{"PART":47.11}}          | The setting PART in
          {"Values":{"DEEP":{"a":"secret"}}} | The setting DEEP in
          {"Values":{"A=secret":""}}         | A setting in
          {"Values":{"":"secret"}}           | A setting in
          {"Values":{"A":"secret\\u0000"}}    | A setting in
          {"Values":{"A\\u0000secret":"1"}}   | A setting in
          {"values":{"A":"secret"}}          | "Values" in
          {"host":{"LocalHttpPort":7081}}    | "Host" in
          {"Host":["secret"]}                | "Host" in
          {"Host":{"CORS":["secret"]}}       | The setting CORS in
          {"Host":{"CORSCredentials":"yes"}} | The setting CORSCredentials in
          {"Host":{"LocalHttpPort":"secret"}}| The setting LocalHttpPort in
          {"Host":{"LocalHttpPort":65536}}   | The setting LocalHttpPort in
          {"Host":{"LocalHttpPort":-1}}      | The setting LocalHttpPort in
          {"Host":{"LocalHttpPort":"7071x"}} | The setting LocalHttpPort in
          """)
  void namesTheFileAndTheSettingAndNoValue(String json, String expected) {
    String why = Refusal.of(() -> read(json));
    assertTrue(why.contains(expected), why);
    assertTrue(why.contains("settings.json"), why);
    // The folder's name has digits of chance, which may be these
    String said = why.replace(directory.toString(), "");
    assertFalse(said.contains("secret") || said.contains("4711"), said);
  }

  /**
   * One of those drops the whole file under Core Tools, without a word.
   *
   * @see <a href="https://github.com/Azure/Azure-Functions/issues/2620">such a report</a>
   */
  @ParameterizedTest
  @ValueSource(strings = {"{\"rules\":[]}", "[\"secret\"]"})
  void saysHowAnObjectBecomesAString(String policy) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("a"), "{\"Values\":{\"BROKER_POLICY\":%s}}".formatted(policy));
    assertEquals(
        "The setting BROKER_POLICY in "
            + file
            + " is not a string: put it in quotation marks, with \\ before each quotation mark in it.",
        Refusal.of(() -> LocalSettings.read(file)));
  }

  /** As a dictionary of strings is read there. */
  @Test
  void takesANumberForItsTextAndNullForNothing() throws IOException {
    assertEquals(
        Map.of("SECONDS", "60"),
        read("{\"IsEncrypted\":false,\"Values\":{\"SECONDS\":60,\"NONE\":null}}").values());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"LocalHttpPort\":7081}|7081",
        "{\"localHTTPport\":\"7081\"}|7081",
        "{\"LocalHttpPort\":0}|",
        "{}|"
      })
  void readsThePort(String host, @Nullable Integer port) throws IOException {
    LocalSettings settings = read("{\"Host\":" + host + "}");
    assertEquals(Optional.ofNullable(port), settings.port());
    assertEquals(settings.port(), settings.asCoreToolsStartIt().port());
  }

  @Test
  void saysThatAFileDoesNotExist() {
    Path file = directory.resolve("missing.json");
    String why = Refusal.of(() -> LocalSettings.read(file));
    assertEquals("The settings file " + file + " does not exist.", why);
  }

  private LocalSettings read(String json) throws IOException {
    return LocalSettings.read(Files.writeString(directory.resolve("settings.json"), json));
  }
}
