package io.acsbroker.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the documents name is there, and what is there is named. */
@Tag("gate")
class DocumentationTest {
  private static final Pattern TEST_NAME = Pattern.compile("`(\\w+(?:Test|IT))?\\.?(\\w*)`");

  /** Of an application, a permission or a role, in a table or a command. */
  private static final Pattern COPIED_ID =
      Pattern.compile(
          "(?:\\| `|--id |--api |--role |-AppId |\"appId\":"
              + " \")([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

  private static final Pattern HOOK_VALUE = Pattern.compile("\\$\\{((?:BROKER|REMOVE)_[A-Z_]+):-");
  private static final Pattern PARAMETER =
      Pattern.compile("\"(\\w+)\": \\{ \"value\": \"\\$\\{([A-Z_]+)(?:=(?!null)([^}]*))?");

  private static String text(String file) throws IOException {
    return Files.readString(Path.of(file));
  }

  @Test
  void everyParameterOfTheTemplateHasARowWithItsDefaultInTheDeployPage() throws IOException {
    String page = text("docs/deploy.md").replace("`", "");
    String parameters = text("infra/main.parameters.json");
    List<MatchResult> all = PARAMETER.matcher(parameters).results().toList();
    Gaps gaps = new Gaps();
    for (MatchResult parameter : all) {
      String row = "| " + parameter.group(2) + " | " + parameter.group(1) + " | ";
      if (parameter.group(3) != null) {
        row += parameter.group(3) + " |";
      }
      gaps.requireLine(page, row, "docs/deploy.md", row + " <what it is for> |");
    }
    gaps.assertNone();
    assertTrue(all.size() > 35, all.size() + " parameters");
  }

  /** Those that no parameter of the template reads, and {@code azd env set} takes all the same. */
  @Test
  void everyNameThatTheHooksReadHasARowInTheDeployPage() throws IOException {
    String page = text("docs/deploy.md");
    Gaps gaps = new Gaps();
    int names = 0;
    for (String hook : List.of("before-down", "check-values", "show", "wait-for-roles")) {
      String script = text("scripts/azd/" + hook + ".sh");
      for (MatchResult name : HOOK_VALUE.matcher(script).results().toList()) {
        names++;
        String row = "| `" + name.group(1) + "` | ";
        gaps.requireLine(page, row, "docs/deploy.md", row + "<default> | <what it does> |");
      }
    }
    gaps.assertNone();
    assertEquals(3, names);
  }

  /** Whoever copies a wrong one gives rights to an application that nobody meant. */
  @Test
  void everyIdThatAdministratorsCopyIsOneOfTheTemplate() throws IOException {
    String template =
        text("infra/registration/permissions.bicep")
            + text("infra/modules/communication-services-access.bicep");
    Gaps gaps = new Gaps();
    int ids = 0;
    for (String page : List.of("docs/administrators.md", "docs/users.md")) {
      for (MatchResult id : COPIED_ID.matcher(text(page)).results().toList()) {
        ids++;
        gaps.require(
            template.contains(id.group(1)),
            page + " has " + id.group(1) + ", which the template does not");
      }
    }
    gaps.assertNone();
    assertTrue(ids > 10, ids + " ids");
  }

  @Test
  void everyTestThatTheSecurityPageNamesExists() throws IOException {
    String type = "";
    Gaps gaps = new Gaps();
    int checked = 0;
    for (MatchResult name : TEST_NAME.matcher(text("docs/security.md")).results().toList()) {
      type = name.group(1) == null ? type : name.group(1);
      boolean method = name.group().startsWith("`.") || name.group(1) != null;
      if (method && !type.isEmpty()) {
        checked++;
        String test = type + "." + name.group(2);
        gaps.require(
            source(type).contains(" " + name.group(2)),
            "docs/security.md names the test " + test + ", which is not there any more");
      }
    }
    gaps.assertNone();
    assertTrue(checked > 30, checked + " checked");
  }

  /** Of the test of that name, or nothing. */
  private static String source(String type) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      Optional<Path> file =
          files.filter(path -> path.getFileName().toString().equals(type + ".java")).findFirst();
      return file.isPresent() ? Files.readString(file.get()) : "";
    }
  }
}
