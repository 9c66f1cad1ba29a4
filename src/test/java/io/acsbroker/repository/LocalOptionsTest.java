package io.acsbroker.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The options of the local cloud: what the command reads, the build passes on, and the page has.
 */
@Tag("gate")
class LocalOptionsTest {
  private static final String COMMAND = "src/local/java/io/acsbroker/local/";

  /** What the build says of itself, and nobody chooses. */
  private static final Set<String> OF_THE_BUILD = Set.of("project", "classes");

  private static final Pattern READ = Pattern.compile("\"--([a-z-]+)\"");
  private static final Pattern PASSED =
      Pattern.compile("<argument>--([a-z-]+)=\\$\\{local\\.(\\w+)}</argument>");
  private static final Pattern ALLOWED = Pattern.compile("\"local\\.(\\w+)\"");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `-Dlocal\\.([\\w.]+)=");

  private static Set<String> found(Pattern pattern, String file) throws IOException {
    return pattern
        .matcher(Files.readString(Path.of(file)))
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The property of each argument that the build passes on. */
  private static Map<String, String> passed() throws IOException {
    Map<String, String> passed = new TreeMap<>();
    for (MatchResult match :
        PASSED.matcher(Files.readString(Path.of("pom.xml"))).results().toList()) {
      passed.put(match.group(1), match.group(2));
    }
    return passed;
  }

  @Test
  void thatTheCommandReadsAreThoseThatTheBuildPassesOn() throws IOException {
    Set<String> read = found(READ, COMMAND + "LocalArguments.java");
    read.removeAll(OF_THE_BUILD);

    assertEquals(passed().keySet(), read);
  }

  @Test
  void areThoseBesideWhichTheCommandRefusesAllOthers() throws IOException {
    assertEquals(new TreeSet<>(passed().values()), found(ALLOWED, COMMAND + "OwnSettings.java"));
  }

  @Test
  void haveARowEachAndNoOtherHas() throws IOException {
    Set<String> options = new TreeSet<>(passed().values());
    assertTrue(Files.readString(Path.of(COMMAND + "OwnSettings.java")).contains("\"local.set.\""));
    options.add("set.NAME");

    assertEquals(options, found(ROW, "docs/local-cloud.md"));
  }

  @Test
  void namesEverybodyWhoCanBeTried() throws IOException {
    String page = Files.readString(Path.of("docs/local-cloud.md"));
    Gaps gaps = new Gaps();
    for (SampleUser user : SampleDirectory.users()) {
      String name = user.userName().replaceFirst("#EXT#.*", "");
      gaps.require(page.contains("`" + name + "`"), "docs/local-cloud.md does not name " + name);
    }
    gaps.assertNone();
  }
}
