package io.acsbroker.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Table and picture of docs/architecture.md show the rooms as ArchitectureTest has them, and the
 * classes that it names are there.
 */
@Tag("gate")
class ArchitecturePageTest {
  private static final Path PAGE = Path.of("docs/architecture.md");

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| [^|]+ \\| ([^|]+) \\|$");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");
  private static final Pattern ARROW =
      Pattern.compile("(?m)^ +(\\w+)(?:[\\[(]+\"[^\"]*\"[\\])]+)? -->(?:\\|[^|]*\\|)? (\\w+)");
  private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]+[A-Za-z]*)(?:\\.\\w+)?`");
  private static final Pattern DECLARED =
      Pattern.compile("\\b(?:class|interface|record|enum) ([A-Z]\\w+)");
  private static final Map<String, List<String>> ROOMS = ArchitectureTest.KNOWS;

  /** Headers, and a class of the JDK. */
  private static final Set<String> NO_CLASSES =
      Set.of("Authorization", "Date", "Host", "InstantSource");

  /** Of the page, between this heading and the next. */
  private static String section(String heading) throws IOException {
    return Files.readString(PAGE).split("\n## " + heading + "\n", 2)[1].split("\n## ", 2)[0];
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(it -> it.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theTableHasEachRoomWithWhatItKnows() throws IOException {
    Map<String, Set<String>> wanted = new TreeMap<>();
    ROOMS.forEach((room, known) -> wanted.put(room, new TreeSet<>(known)));
    Map<String, Set<String>> rows = new TreeMap<>();
    for (MatchResult row : ROW.matcher(section("The rooms")).results().toList()) {
      rows.put(row.group(1), found(NAME, row.group(2)));
    }
    assertEquals(wanted, rows);
  }

  @Test
  void thePictureHasEveryRoomAndNoWayThatIsNotThere() throws IOException {
    String house = section("The house");
    Set<String> shown = found(NAME, house);
    Gaps gaps = new Gaps();
    int arrows = 0;
    for (MatchResult arrow : ARROW.matcher(house).results().toList()) {
      String from = arrow.group(1);
      String to = arrow.group(2);
      shown.addAll(Set.of(from, to));
      if (ROOMS.containsKey(from)) {
        arrows++;
        gaps.require(
            ROOMS.get(from).contains(to),
            "the picture leads from " + from + " to " + to + ", which it does not know");
      }
    }
    for (String room : ROOMS.keySet()) {
      gaps.require(shown.contains(room), "the picture of docs/architecture.md lacks " + room);
    }
    gaps.assertNone();
    assertTrue(arrows > 10, arrows + " arrows");
  }

  @Test
  void everyClassThatThePageNamesIsThere() throws IOException {
    Set<String> declared = new HashSet<>(NO_CLASSES);
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        declared.addAll(found(DECLARED, Files.readString(file)));
      }
    }
    Set<String> named = found(CLASS, Files.readString(PAGE));
    Gaps gaps = new Gaps();
    for (String name : named) {
      gaps.require(declared.contains(name), PAGE + " names " + name + ", which is not there");
    }
    gaps.assertNone();
    assertTrue(named.size() > 100, named.size() + " classes");
  }
}
