package io.acsbroker.config;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.repository.Gaps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A setting has the same name wherever it is set, read or explained, and is missing nowhere. */
@Tag("gate")
class SettingNamesTest {
  private static final String NAME =
      "(?:ENTRA|TEAMS|COMMUNICATION_SERVICES|BROKER)_[A-Z_]+|AZURE_CLIENT_ID";
  private static final Pattern TABLE_ROW = Pattern.compile("(?m)^\\| `(" + NAME + ")` \\|");

  /** Members of an object, and the names of settings that are written as objects of their own. */
  private static final Pattern BICEP_MEMBER =
      Pattern.compile("(?m)^\\s*(?:name\\s*:\\s*'(" + NAME + ")'|'?(" + NAME + ")'?\\s*:)");

  /** No parameter is for them: further settings may refer to a secret of their owner's. */
  private static final Set<Setting> SECRETS =
      EnumSet.of(
          Setting.BROKER_IDENTITY_TABLE_CONNECTION_STRING,
          Setting.BROKER_API_CLIENT_CERTIFICATE,
          Setting.BROKER_API_CLIENT_SECRET);

  private static void assertSame(
      Set<Setting> wanted, Set<String> found, String file, UnaryOperator<String> line) {
    Gaps gaps = new Gaps();
    gaps.requireSame(
        wanted.stream().map(Setting::name).collect(toCollection(TreeSet::new)), found, file, line);
    gaps.assertNone();
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .flatMap(match -> Stream.of(match.group(1), match.group(match.groupCount())))
        .filter(name -> name != null)
        .collect(toCollection(TreeSet::new));
  }

  @Test
  void theSettingsTableHasEveryOneAndNoOther() throws IOException {
    String page = Files.readString(Path.of("docs/architecture.md"));
    Set<String> explained = found(TABLE_ROW, page);
    assertTrue(page.contains("`AZURE_CLIENT_ID` picks"), "AZURE_CLIENT_ID");
    explained.add(Setting.AZURE_CLIENT_ID.name());
    assertSame(
        EnumSet.allOf(Setting.class),
        explained,
        "docs/architecture.md",
        name -> "| `" + name + "` | <what it does; its default> |");
  }

  @Test
  void theExampleForLocalRunsHasEveryOneAndNoOther() throws IOException {
    JsonObject example =
        JsonObject.parse(Files.readString(Path.of("local.settings.json.example"))).orElseThrow();
    Set<String> shown = new TreeSet<>(example.object("Values").orElseThrow().names());
    shown.removeIf(name -> !name.matches(NAME));
    assertSame(
        EnumSet.allOf(Setting.class),
        shown,
        "local.settings.json.example",
        name -> "\"" + name + "\": \"\",");
  }

  @Test
  void theTemplateSetsEveryOneButSecretsAndNoOther() throws IOException {
    Set<String> set = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("infra"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".bicep")).toList()) {
        set.addAll(found(BICEP_MEMBER, Files.readString(file)));
      }
    }
    assertSame(
        EnumSet.complementOf(EnumSet.copyOf(SECRETS)),
        set,
        "infra/main.bicep",
        name ->
            name
                + ": <a parameter>, which infra/main.parameters.json fills in, docs/deploy.md"
                + " explains and .github/workflows/azure-dev.yml passes on");
  }

  @Test
  void everyNameBeginsLikeOurs() {
    assertTrue(Arrays.stream(Setting.values()).allMatch(it -> it.name().matches(NAME)));
  }
}
