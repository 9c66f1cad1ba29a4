package io.acsbroker.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The snippets of docs/clients.md and of the pages for each language beside it. The first line of a
 * snippet names it.
 */
final class ClientSnippets {
  private ClientSnippets() {}

  /** Writes a snippet into a folder. */
  static Path write(String name, Path folder) throws IOException {
    Matcher snippet =
        Pattern.compile(
                "^```\\w+\n(?://|#) " + Pattern.quote(name) + "\n(.*?)^```$",
                Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(pages());
    if (!snippet.find()) {
      throw new AssertionError("no snippet " + name);
    }
    return Files.writeString(folder.resolve(name), snippet.group(1));
  }

  private static String pages() throws IOException {
    StringBuilder text = new StringBuilder(Files.readString(Path.of("docs/clients.md")));
    try (Stream<Path> pages = Files.list(Path.of("docs/clients"))) {
      for (Path page : pages.sorted().toList()) {
        text.append(Files.readString(page));
      }
    }
    return text.toString();
  }
}
