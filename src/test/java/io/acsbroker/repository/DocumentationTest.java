package io.acsbroker.repository;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.outcome.RefusalCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents name is there, and what is there is named. */
class DocumentationTest {
  private static final Pattern TEST_NAME = Pattern.compile("`(\\w+(?:Test|IT))?\\.?(\\w*)`");
  private static final Pattern CODE = Pattern.compile("\"([a-z]+(?:_[a-z]+)+)\"");
  private static final Pattern SETTING =
      Pattern.compile("\\b(?:ENTRA|TEAMS|COMMUNICATION_SERVICES|BROKER)_[A-Z_]+\\b");

  private static final Pattern QUOTED = Pattern.compile("`([a-z_]+)`");
  private static final Predicate<String> CODES = Pattern.compile("^\\| \\d{3} \\| ").asPredicate();
  private static final Pattern PARAMETER =
      Pattern.compile("\"(\\w+)\": \\{ \"value\": \"\\$\\{([A-Z_]+)");

  private static String text(String file) throws IOException {
    return Files.readString(Path.of(file));
  }

  @Test
  void everyCodeOfARefusalIsExplained() throws IOException {
    String errors = text("docs/errors.md");
    for (RefusalCode code : RefusalCode.values()) {
      assertTrue(errors.contains("`" + code.text() + "`"), code.text());
    }
  }

  @Test
  void everyCodeOfAMalformedRequestIsExplained() throws IOException {
    String errors = text("docs/errors.md");
    int codes = 0;
    try (Stream<Path> files = Files.list(Path.of("src/main/java/io/acsbroker/http"))) {
      for (Path file : files.toList()) {
        for (MatchResult code : CODE.matcher(Files.readString(file)).results().toList()) {
          codes++;
          assertTrue(errors.contains("`" + code.group(1) + "`"), code.group(1));
        }
      }
    }
    assertTrue(codes > 8, codes + " codes");
  }

  @Test
  void everyCodeHasARowAmongTheTroubles() throws IOException {
    String troubles = text("docs/troubleshooting.md");
    int codes = 0;
    for (String row : text("docs/errors.md").lines().filter(CODES).toList()) {
      for (MatchResult code : QUOTED.matcher(row.split("\\|", -1)[2]).results().toList()) {
        codes++;
        assertTrue(troubles.contains("`" + code.group(1) + "`"), code.group(1));
      }
    }
    assertTrue(codes > 50, codes + " codes");
  }

  @Test
  void everyParameterOfTheTemplateHasARowInTheDeployPage() throws IOException {
    String page = text("docs/deploy.md");
    String parameters = text("infra/main.parameters.json");
    List<MatchResult> all = PARAMETER.matcher(parameters).results().toList();
    for (MatchResult parameter : all) {
      String row = "| `" + parameter.group(2) + "` | `" + parameter.group(1) + "` |";
      assertTrue(page.contains(row), row);
    }
    assertTrue(all.size() > 35, all.size() + " parameters");
  }

  @Test
  void everySettingIsExplained() throws IOException {
    String architecture = text("docs/architecture.md");
    String settings = text("src/main/java/io/acsbroker/config/Setting.java");
    for (MatchResult name : SETTING.matcher(settings).results().toList()) {
      assertTrue(architecture.contains("`" + name.group()), name.group());
    }
  }

  @Test
  void everyTestThatTheSecurityPageNamesExists() throws IOException {
    String type = "";
    int checked = 0;
    for (MatchResult name : TEST_NAME.matcher(text("docs/security.md")).results().toList()) {
      type = name.group(1) == null ? type : name.group(1);
      boolean method = name.group().startsWith("`.") || name.group(1) != null;
      if (method && !type.isEmpty()) {
        checked++;
        String source = source(type);
        assertTrue(source.contains(" " + name.group(2)), type + "." + name.group(2));
      }
    }
    assertTrue(checked > 30, checked + " checked");
  }

  private static String source(String type) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      Path file =
          files
              .filter(path -> path.getFileName().toString().equals(type + ".java"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no test " + type));
      return Files.readString(file);
    }
  }
}
