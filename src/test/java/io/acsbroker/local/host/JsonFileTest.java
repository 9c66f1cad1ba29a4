package io.acsbroker.local.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Core Tools read theirs with Newtonsoft.Json, which takes comments and a last comma.
 *
 * @see <a href="https://github.com/Azure/azure-functions-core-tools/issues/3607">A missing
 *     comma</a>
 * @see <a href="https://github.com/Azure/azure-functions-core-tools/issues/3866">Comments</a>
 * @see <a href="https://github.com/microsoft/vscode-azurefunctions/issues/1576">A byte order
 *     mark</a>
 */
class JsonFileTest {
  private static final Map<String, Object> MEMBERS =
      Map.of("A", "grün", "B", List.of(1, true), "C", Map.of());

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("own.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"A\":\"grün\",\"B\":[1,true],\"C\":{}}",
        "// first\n{\"A\":/* a */\"grün\", // b\r\n\"B\":[1,true],\"C\":{}} // last",
        "{\"A\":\"grün\",\"B\":[1,true,],\"C\":{},\n}\n"
      })
  void isReadWithCommentsAndWithACommaAfterTheLast(String text) throws IOException {
    assertEquals(MEMBERS, read(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void isReadBehindAByteOrderMark(Charset charset) throws IOException {
    Files.writeString(file, "\uFEFF{\"A\":\"grün\",\"B\":[1,true],\"C\":{}}", charset);
    assertEquals(MEMBERS, JsonFile.read(file, "settings file"));
  }

  /** Lines and columns are those that an editor shows. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no comma, line 1      | {'A':'secret' 'B':'2'}                     | 1 | 15",
        "no comma, middle      | {~'A':'secret',~'B':'2'~'C':'3',~'D':'4'~} | 4 | 1",
        "no comma, last        | {~'A':'secret',~'B':'2'~  'C':'3'~}        | 4 | 3",
        "no mark before        | {~  'A':'1',~  secret':'2'~}               | 3 | 3",
        "no mark after         | {~  'A':'1',~  'B':'secret~}               | 3 | 14",
        "no colon              | {~  'A' 'secret'~}                         | 2 | 7",
        "no end                | {~  'A':'secret'~                          | 3 | 1",
        "another bracket       | {~  'A':['secret'}~}                       | 2 | 16",
        "two commas            | {~  'A':'secret',,~}                       | 2 | 16",
        "after the end         | {~  'A':'1'~} secret                       | 3 | 9",
        "twice                 | {~  'A':'secret',~  'A':'2'~}              | 3 | 6",
        "beyond ASCII          | {'A':'grünsecret' 'B':'2'}                 | 1 | 19"
      })
  void isRefusedWithThePlaceOfTheMistake(String what, String text, int line, int column)
      throws IOException {
    String json = text.replace('\'', '"').replace('~', '\n');
    for (String mark : List.of("", "\uFEFF")) {
      assertEquals(place(line, column), refusal(mark + json), what);
    }
  }

  @Test
  void isRefusedWithThePlaceInOneMebibyteToo() throws IOException {
    String line = "  \"A\": [\"" + "s".repeat(80) + "\"],\n";
    StringBuilder text = new StringBuilder("{\n");
    for (int i = 0; i < 10_000; i++) {
      text.append(line.replace("A", "A" + i));
    }
    assertEquals(place(10_002, 3), refusal(text + "  secret\n}"));
  }

  @Test
  void isOneMebibyteAtMost() throws IOException {
    String most = "{" + " ".repeat((1 << 20) - 2) + "}";
    assertEquals(Map.of(), read(most));
    String sentence =
        "The settings file "
            + file
            + " cannot be read: it has to be text in UTF-8, of 1 MiB at most.";
    assertEquals(sentence, refusal(most + " "));
    Files.write(file, "{\"A\":\"grün\"}".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(sentence, Refusal.of(() -> JsonFile.read(file, "settings file")));
  }

  /** A device says that it has no bytes, and ends never; of a pipe the size is as little known. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void isOneMebibyteAtMostWhateverSizeItSaysItHas() {
    assertEquals(
        "The settings file /dev/zero cannot be read: it has to be text in UTF-8, of 1 MiB at most.",
        Refusal.of(() -> JsonFile.read(Path.of("/dev/zero"), "settings file")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "[]", "\"secret\"", "{} {}", "// secret"})
  void isOneObject(String text) throws IOException {
    assertEquals("The settings file " + file + " is not one JSON object.", refusal(text));
  }

  private Map<String, Object> read(String text) throws IOException {
    return JsonFile.read(Files.writeString(file, text), "settings file");
  }

  private String place(int line, int column) {
    return ("The settings file %s cannot be understood at line %d, column %d: look there, and at the"
            + " end of what stands before, for a comma, a quotation mark or a bracket that is"
            + " missing or too many, or a name that stands twice.")
        .formatted(file, line, column);
  }

  private String refusal(String text) throws IOException {
    Files.writeString(file, text);
    HostStartException refused =
        assertThrows(HostStartException.class, () -> JsonFile.read(file, "settings file"));
    String said = String.valueOf(refused.getMessage());
    assertFalse(said.contains("secret"), said);
    assertNull(refused.getCause(), "a cause may quote the file");
    return said;
  }
}
