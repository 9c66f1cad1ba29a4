package io.acsbroker.repository;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Links between the documents lead to pages, headings and rows that are there. */
@Tag("gate")
class DocumentLinkTest {
  private static final Pattern LINK =
      Pattern.compile("\\]\\((?!https?:|mailto:)([^)#]*)(?:#([^)]*))?\\)");

  private static final List<Path> WEB =
      List.of(Path.of("web/app/README.md"), Path.of("web/client/README.md"));

  private static List<Path> documents() throws IOException {
    try (Stream<Path> root = Files.list(Path.of(""));
        Stream<Path> community = Files.list(Path.of(".github"));
        Stream<Path> docs = Files.walk(Path.of("docs"), 2)) {
      return Stream.of(root, community, docs)
          .flatMap(paths -> paths)
          .filter(path -> path.toString().endsWith(".md"))
          .toList();
    }
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    Gaps gaps = new Gaps();
    int links = 0;
    for (Path document : Stream.of(documents(), WEB).flatMap(List::stream).toList()) {
      for (MatchResult link : LINK.matcher(Files.readString(document)).results().toList()) {
        links++;
        requireLeadsSomewhere(document, link.group(1), link.group(2), gaps);
      }
    }
    gaps.assertNone();
    assertTrue(links > 50, links + " links");
  }

  private static void requireLeadsSomewhere(
      Path from, String file, @Nullable String anchor, Gaps gaps) throws IOException {
    Path target = file.isEmpty() ? from : from.resolveSibling(file).normalize();
    boolean there = Files.exists(target);
    gaps.require(there, from + " links to " + file + ", which is not there");
    if (there && anchor != null) {
      gaps.require(
          Files.readAllLines(target).stream()
              .anyMatch(line -> isHeading(line, anchor) || hasAnchor(line, anchor)),
          from + " links to " + file + "#" + anchor + ", which is not there");
    }
  }

  /** Of a row, which has no heading. */
  private static boolean hasAnchor(String line, String anchor) {
    return line.contains("<a id=\"" + anchor + "\"></a>");
  }

  private static boolean isHeading(String line, String anchor) {
    return line.startsWith("#") && anchor(line).equals(anchor);
  }

  /** As GitHub makes it: letters, digits, hyphens and underscores, spaces as hyphens. */
  private static String anchor(String heading) {
    return heading
        .replaceFirst("^#+ ", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }
}
