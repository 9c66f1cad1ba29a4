package io.acsbroker.local.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        read("{\"Values\":{\"A\":\"1\"}}").asCoreToolsStartIt().values());
    Map<String, String> others = Map.of("AZURE_FUNCTIONS_ENVIRONMENT", "Staging");
    assertEquals(others, new LocalSettings(others, CorsPolicy.NONE).asCoreToolsStartIt().values());
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"Values":{"A":"secret"            | is not a JSON object
          ["secret"]                         | is not a JSON object
          {"IsEncrypted":true,"Values":{}}   | are encrypted
          {"IsEncrypted":"false"}            | are encrypted
          {"Values":["secret"]}              | "Values" in
          {"Values":{"PORT":4711}}           | The setting PORT in
          {"Values":{"DEEP":{"a":"secret"}}} | The setting DEEP in
          {"Values":{"NONE":null}}           | The setting NONE in
          {"Host":["secret"]}                | "Host" in
          {"Host":{"CORS":["secret"]}}       | The setting CORS in
          """)
  void namesTheFileAndTheSettingAndNoValue(String json, String expected) {
    String why = Refusal.of(() -> read(json));
    assertTrue(why.contains(expected), why);
    assertTrue(why.contains("settings.json"), why);
    // The folder's name has digits of chance, which may be these
    String said = why.replace(directory.toString(), "");
    assertFalse(said.contains("secret") || said.contains("4711"), said);
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
