package io.acsbroker.local.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A file of the built page; all of them are text.
 *
 * @param text its content
 * @param type its media type
 */
record PageFile(String text, String type) {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "json", "application/json; charset=utf-8",
          "map", "application/json; charset=utf-8",
          "txt", "text/plain; charset=utf-8");

  /** The file at this path of a URL, empty where none is there, or where it leads elsewhere. */
  static Optional<PageFile> read(Path folder, String path) throws IOException {
    Path root = folder.toAbsolutePath().normalize();
    Path file = root.resolve(path.equals("/") ? "index.html" : path.substring(1)).normalize();
    String name = String.valueOf(file.getFileName());
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    return file.startsWith(root) && type != null && Files.isRegularFile(file)
        ? Optional.of(new PageFile(Files.readString(file), type))
        : Optional.empty();
  }
}
