package io.acsbroker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.fixture.PageTable;
import io.acsbroker.repository.Gaps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The table of docs/settings.md is made of the rows of {@link Setting}, and their comments. With
 * {@code WRITE_TABLES=true} in the environment this writes it.
 */
@Tag("gate")
class SettingsPageTest {
  private static final Path PAGE = Path.of("docs/settings.md");
  private static final Path SOURCE = Path.of("src/main/java/io/acsbroker/config/Setting.java");
  private static final Pattern CODE = Pattern.compile("\\{@(?:code|link) #?([^}]+)}");
  private static final Pattern NAME = Pattern.compile("[A-Z]+(?:_[A-Z]+)+");

  /** What stands in the comment of a setting, in Markdown. */
  private static String meaning(Setting setting, String source) {
    Matcher comment =
        Pattern.compile(
                "/\\*\\*((?:(?!\\*/).)*)\\*/\\s+" + setting.name() + "[,;(]", Pattern.DOTALL)
            .matcher(source);
    String text =
        comment.find() ? comment.group(1).replaceAll("\\s*\\n\\s*\\* ?", " ").strip() : "";
    return CODE.matcher(text).replaceAll("`$1`");
  }

  private static String row(Setting setting, String source, String page) {
    String anchor = setting.name().toLowerCase(Locale.ROOT);
    boolean hasMore = page.contains("<a id=\"" + anchor + "\"></a>");
    return "| `%s` | %s | %s | %s%s%s |"
        .formatted(
            setting.name(),
            setting.defaultText().isEmpty() ? "none" : "`" + setting.defaultText() + "`",
            NAME.matcher(setting.needs()).replaceAll("`$0`"),
            setting.isSecret() ? "**A secret.** " : "",
            meaning(setting, source),
            hasMore ? " [More](#" + anchor + ")" : "");
  }

  @Test
  void theTableHasTheRowOfEverySetting() throws IOException {
    String source = Files.readString(SOURCE);
    String page = Files.readString(PAGE);
    List<String> rows =
        Arrays.stream(Setting.values()).map(setting -> row(setting, source, page)).toList();
    assertEquals(
        String.join("\n", rows),
        String.join("\n", new PageTable(PAGE, "## Every setting").rowsOr(rows)),
        PAGE + " has other rows; WRITE_TABLES=true writes these");
  }

  @Test
  void everySettingSaysWhatItMeansInASentence() throws IOException {
    String source = Files.readString(SOURCE);
    Gaps gaps = new Gaps();
    for (Setting setting : Setting.values()) {
      gaps.require(
          meaning(setting, source).matches("[A-Z`].*[^.]\\."),
          SOURCE + " needs what it means, as the comment of " + setting);
    }
    gaps.assertNone();
  }

  /** In a meaning, in what a setting needs, and in a default that is another setting's value. */
  @Test
  void everySettingThatARowNamesIsThere() throws IOException {
    String source = Files.readString(SOURCE);
    Gaps gaps = new Gaps();
    for (Setting setting : Setting.values()) {
      String row = row(setting, source, "");
      for (MatchResult name : NAME.matcher(row).results().toList()) {
        gaps.require(Setting.named(name.group()).isPresent(), setting + " names " + name.group());
      }
    }
    gaps.assertNone();
  }
}
