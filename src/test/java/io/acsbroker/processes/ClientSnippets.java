package io.acsbroker.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The snippets of docs/clients.md, each of which is named by its first line. */
final class ClientSnippets {
  private ClientSnippets() {}

  /** Writes a snippet into a folder. */
  static Path write(String name, Path folder) throws IOException {
    String page = Files.readString(Path.of("docs/clients.md"));
    Matcher fence =
        Pattern.compile(
                "^```\\w+\n(?://|#) " + Pattern.quote(name) + "\n(.*?)^```$",
                Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(page);
    String code =
        Optional.of(fence)
            .filter(Matcher::find)
            .map(found -> found.group(1))
            .orElseThrow(() -> new AssertionError("no snippet " + name));
    return Files.writeString(folder.resolve(name), code);
  }
}
