package io.acsbroker.repository;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The version is that of pom.xml, wherever else it has to stand. There alone it ends with {@code
 * -SNAPSHOT} until it is released: azd and npm name what they publish by a number.
 */
@Tag("gate")
class VersionTest {
  private static final String NUMBER = "(\\d+\\.\\d+\\.\\d+)";
  private static final Pattern POM = Pattern.compile("<version>" + NUMBER + "(?:-SNAPSHOT)?<");

  /** Each place, with what finds the version there, once. */
  private static final Map<String, List<String>> PLACES =
      Map.of(
          "azure.yaml", List.of("template: acs-token-broker@" + NUMBER),
          "docs/openapi.yaml", List.of("(?m)^  version: " + NUMBER + "$"),
          "web/client/package.json", List.of("(?m)^  \"version\": \"" + NUMBER),
          "web/client/package-lock.json",
              List.of(
                  "(?m)^  \"version\": \"" + NUMBER,
                  "\"\": \\{\\s*\"name\": \"acs-token-broker-client\",\\s*\"version\": \""
                      + NUMBER),
          "web/app/package-lock.json",
              List.of("\"../client\": \\{\\s*\"name\": \"[^\"]*\",\\s*\"version\": \"" + NUMBER));

  /** The version of this source, without {@code -SNAPSHOT}. */
  static String version() throws IOException {
    return POM.matcher(Files.readString(Path.of("pom.xml")))
        .results()
        .findFirst()
        .orElseThrow()
        .group(1);
  }

  @Test
  void everyPlaceHasTheVersionOfThePom() throws IOException {
    Gaps gaps = new Gaps();
    for (Map.Entry<String, List<String>> place : PLACES.entrySet()) {
      String text = Files.readString(Path.of(place.getKey()));
      for (String pattern : place.getValue()) {
        List<String> found =
            Pattern.compile(pattern).matcher(text).results().map(it -> it.group(1)).toList();
        gaps.require(
            found.equals(List.of(version())),
            place.getKey() + " has the version " + found + ", pom.xml " + version());
      }
    }
    gaps.assertNone();
  }

  /** Packages that nobody publishes have none that somebody would have to change. */
  @Test
  void packagesThatNobodyPublishesHaveNoVersion() throws IOException {
    Pattern version = Pattern.compile("(?m)^  \"version\": ");
    for (String folder :
        List.of(
            "web/app",
            "web/client/newest",
            "docs/snippets",
            "src/local/azurite",
            "src/test/node/identity",
            "src/test/node/openapi",
            "src/test/node/queries",
            "src/test/node/signin")) {
      String text = Files.readString(Path.of(folder, "package.json"));
      assertTrue(text.contains("\"private\": true"), folder);
      assertTrue(!version.matcher(text).find(), folder + "/package.json has a version");
    }
  }
}
