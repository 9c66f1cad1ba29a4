package io.acsbroker.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the broker is measured beside has the broker's versions. */
@Tag("gate")
class StagingTest {
  private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

  @Test
  void passesVersionsOnAsTheyStand() {
    assertEquals(
        List.of("-Dazure-core.version=1.61.0", "-Djava.release=21"),
        Staging.versions(
            """
            <version>0.1.0</version>
            <azure-core.version>1.61.0</azure-core.version>
            <java.release>21</java.release>
            <version>${azure-core.version}</version>
            """));
  }

  @Test
  void noOtherVersionStandsInThePomsOfTheAppsToCompareWith() throws IOException {
    String passedOn =
        String.join(" ", Staging.versions(Files.readString(Path.of("pom.xml")))) + " ";
    for (String folder : List.of("", "empty", "straightforward")) {
      String pom = Files.readString(Path.of("src/benchmark", folder, "pom.xml"));
      List<String> versions =
          VERSION.matcher(pom).results().map((MatchResult found) -> found.group(1)).toList();
      assertFalse(versions.isEmpty(), folder);
      for (String version : versions) {
        String name = version.replaceAll("[${}]", "");
        // 1 is that of the poms themselves
        assertTrue(
            version.equals("1") || passedOn.contains("-D" + name + "="), folder + " " + version);
      }
    }
  }
}
