package io.acsbroker.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table and the picture of docs/architecture.md show the rooms as ArchitectureTest has them. */
@Tag("gate")
class RoomsPageTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| [^|]+ \\| ([^|]+) \\|$");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");
  private static final Pattern ARROW =
      Pattern.compile("(?m)^ +(\\w+)(?:[\\[(]+\"[^\"]*\"[\\])]+)? -->(?:\\|[^|]*\\|)? (\\w+)");
  private static final Map<String, List<String>> ROOMS = ArchitectureTest.KNOWS;

  /** Of the page, between this heading and the next. */
  private static String section(String heading) throws IOException {
    String page = Files.readString(Path.of("docs/architecture.md"));
    return page.split("\n## " + heading + "\n", 2)[1].split("\n## ", 2)[0];
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
}
