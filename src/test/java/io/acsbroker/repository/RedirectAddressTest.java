package io.acsbroker.repository;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The page that Entra sends a browser back to has one address in every document, and in the sample
 * page: Entra compares it with the registered one letter for letter.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/reply-url">Redirect URI
 *     restrictions</a>
 */
@Tag("gate")
class RedirectAddressTest {
  private static final String PAGE = "redirect.html";

  /** The name of the page behind a host's name, or behind the slash of an address without one. */
  private static final Pattern ADDRESS =
      Pattern.compile("(?:https?://[a-z0-9.:-]+|\"|`)/(redirect[a-z.]*)(?![a-z/-])");

  private static Stream<Path> files() throws IOException {
    try (Stream<Path> root = Files.list(Path.of(""));
        Stream<Path> docs = Files.walk(Path.of("docs"), 2);
        Stream<Path> page = Files.walk(Path.of("web/app/browser"))) {
      return Stream.of(
          root,
          docs,
          page,
          Stream.of(
              Path.of("web/app/README.md"),
              Path.of("infra/main.bicep"),
              Path.of("scripts/register.sh")))
          .flatMap(found -> found.toList().stream())
          .filter(file -> file.toString().matches(".*\\.(md|js|bicep|sh)"))
          .toList()
          .stream();
    }
  }

  @Test
  void isTheSameInEveryDocument() throws IOException {
    Gaps gaps = new Gaps();
    int found = 0;
    for (Path file : files().toList()) {
      List<String> lines = Files.readAllLines(file);
      for (int line = 0; line < lines.size(); line++) {
        for (String page :
            ADDRESS.matcher(lines.get(line)).results().map(it -> it.group(1)).toList()) {
          found++;
          gaps.require(
              page.equals(PAGE),
              file + ":" + (line + 1) + " has /" + page + " instead of /" + PAGE);
        }
      }
    }
    gaps.assertNone();
    assertTrue(found >= 10, found + " addresses");
  }

  @Test
  void isThatOfTheSamplePage() {
    assertTrue(Files.exists(Path.of("web/app", PAGE)));
  }
}
