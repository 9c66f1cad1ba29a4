package io.acsbroker.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * That the commands of documents and scripts are there on Windows, macOS and Linux alike.
 *
 * <p>Git for Windows has neither {@code zip} nor {@code uuidgen}; <a
 * href="https://www.msys2.org/docs/filesystem-paths/">its shell rewrites arguments that look like
 * paths</a>, which {@code mvnw} needs and resource ids do not bear.
 */
@Tag("gate")
class PortableCommandsTest {
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern MISSING =
      Pattern.compile("(?m)^.*(?<![\\w$-])(zip -|uuidgen|brew install azure/azd).*$");
  private static final Pattern WHOLE_SESSION = Pattern.compile("export MSYS_NO_PATHCONV");
  private static final Pattern REWRITTEN =
      Pattern.compile("(?m)^(?!MSYS_NO_PATHCONV=1 )(az|azd) .* [\"']?/(subscriptions|providers)/");

  private static List<Path> files(String folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  @Test
  void documentsAskForNothingThatOneSystemLacks() throws IOException {
    Gaps gaps = new Gaps();
    for (Path page : pages()) {
      String text = Files.readString(page);
      for (MatchResult found : MISSING.matcher(text).results().toList()) {
        gaps.require(false, page + " asks for what Windows or macOS lacks: " + found.group());
      }
      gaps.require(
          !WHOLE_SESSION.matcher(text).find(),
          page + " switches paths off for ./mvnw too: put MSYS_NO_PATHCONV=1 before one command");
      for (MatchResult block : BLOCK.matcher(text).results().toList()) {
        requireBlock(gaps, page, block.group(1));
      }
    }
    gaps.assertNone();
  }

  private static void requireBlock(Gaps gaps, Path page, String block) {
    for (MatchResult found : REWRITTEN.matcher(block).results().toList()) {
      gaps.require(false, page + " needs MSYS_NO_PATHCONV=1 before: " + found.group());
    }
    gaps.require(
        !block.contains("func start") || block.contains("export JAVA_HOME="),
        page + " starts func without JAVA_HOME, by which alone it finds Java");
  }

  private static List<Path> pages() throws IOException {
    return Stream.concat(
            files("docs", ".md").stream(),
            Stream.of("README.md", ".github/CONTRIBUTING.md").map(Path::of))
        .toList();
  }

  @Test
  void scriptsForPeopleNeedNothingThatOneSystemLacks() throws IOException {
    Gaps gaps = new Gaps();
    for (Path script : files("scripts", ".sh")) {
      if (!script.startsWith("scripts/test")) {
        String text = Files.readString(script).replaceAll("(?m)^ *#.*$", "");
        for (MatchResult found : MISSING.matcher(text).results().toList()) {
          gaps.require(false, script + " needs what Windows lacks: " + found.group().strip());
        }
      }
    }
    gaps.assertNone();
  }
}
