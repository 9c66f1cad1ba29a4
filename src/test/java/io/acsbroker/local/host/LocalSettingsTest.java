package io.acsbroker.local.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalSettingsTest {
  @TempDir Path directory;

  @Test
  void readsTheValues() throws IOException {
    LocalSettings settings =
        read("{\"IsEncrypted\":false,\"Values\":{\"A\":\"secret\"},\"Host\":{\"CORS\":\"*\"}}");
    assertEquals(Map.of("A", "secret"), settings.values());
    assertFalse(settings.toString().contains("secret"));
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
          """)
  void namesTheFileAndTheSettingAndNoValue(String json, String expected) {
    String why = Refusal.of(() -> read(json));
    assertTrue(why.contains(expected), why);
    assertTrue(why.contains("settings.json"), why);
    assertFalse(why.contains("secret") || why.contains("4711"), why);
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
