package io.acsbroker.repository;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who looks for a page or a folder finds it in the lists of the two README files. */
@Tag("gate")
class PageListTest {
  private static final Path DOCS = Path.of("docs");
  private static final Pattern PAGE = Pattern.compile("(?m)^\\| \\[([^]]+)]\\(\\1\\) \\| \\S");
  private static final Pattern FOLDERS = Pattern.compile("(?m)^\\| (`[^|]+`) \\| \\S");

  /** What tools keep and leave. */
  private static boolean isHidden(Path folder) {
    return folder.toString().startsWith(".") || folder.toString().equals("target");
  }

  @Test
  void everyPageHasOneLine() throws IOException {
    List<String> listed =
        PAGE.matcher(Files.readString(DOCS.resolve("README.md")))
            .results()
            .map(row -> row.group(1))
            .toList();
    Set<String> once = new TreeSet<>(listed);
    Gaps gaps = new Gaps();
    gaps.requireSame(
        pages(),
        once,
        "docs/README.md",
        page -> "| [" + page + "](" + page + ") | <what it has> |");
    gaps.require(listed.size() == once.size(), "docs/README.md lists a page twice: " + listed);
    gaps.assertNone();
  }

  /** By their paths below docs. */
  private static Set<String> pages() throws IOException {
    try (Stream<Path> files = Files.walk(DOCS)) {
      return files
          .map(DOCS::relativize)
          .map(page -> page.toString().replace('\\', '/'))
          .filter(page -> page.endsWith(".md") && !page.equals("README.md"))
          .filter(page -> !page.contains("node_modules"))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void everyFolderThatTheReadmeNamesIsThereAndNoneIsLeftOut() throws IOException {
    String things = Files.readString(Path.of("README.md")).split("## Where things are", 2)[1];
    Set<Path> named =
        FOLDERS
            .matcher(things)
            .results()
            .flatMap(row -> Stream.of(row.group(1).replace("`", "").split(", ")))
            .map(Path::of)
            .collect(Collectors.toCollection(TreeSet::new));
    Gaps gaps = new Gaps();
    for (Path folder : named) {
      gaps.require(Files.isDirectory(folder), "README.md names " + folder + ", which is not there");
    }
    try (Stream<Path> root = Files.list(Path.of(""))) {
      for (Path folder : root.filter(Files::isDirectory).filter(it -> !isHidden(it)).toList()) {
        gaps.require(
            named.stream().anyMatch(name -> name.startsWith(folder)),
            "README.md, Where things are, needs: | `" + folder + "` | <what is in it> |");
      }
    }
    gaps.assertNone();
    assertTrue(named.size() > 5, named::toString);
  }
}
