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
import org.junit.jupiter.api.Test;

/** Links between the documents lead to pages and headings that are there. */
class DocumentLinkTest {
  private static final Pattern LINK =
      Pattern.compile("\\]\\((?!https?:|mailto:)([^)#]*)(?:#([^)]*))?\\)");

  private static List<Path> documents() throws IOException {
    try (Stream<Path> root = Files.list(Path.of(""));
        Stream<Path> docs = Files.list(Path.of("docs"))) {
      return Stream.concat(root, docs).filter(path -> path.toString().endsWith(".md")).toList();
    }
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    int links = 0;
    for (Path document : documents()) {
      for (MatchResult link : LINK.matcher(Files.readString(document)).results().toList()) {
        links++;
        assertLeadsSomewhere(document, link.group(1), link.group(2));
      }
    }
    assertTrue(links > 50, links + " links");
  }

  private static void assertLeadsSomewhere(Path from, String file, @Nullable String anchor)
      throws IOException {
    Path target = file.isEmpty() ? from : from.resolveSibling(file).normalize();
    assertTrue(Files.exists(target), from + " links to " + file);
    if (anchor != null) {
      assertTrue(
          Files.readAllLines(target).stream()
              .filter(line -> line.startsWith("#"))
              .anyMatch(heading -> anchor(heading).equals(anchor)),
          from + " links to " + file + "#" + anchor);
    }
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
