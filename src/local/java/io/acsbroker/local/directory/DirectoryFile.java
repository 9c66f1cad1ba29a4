package io.acsbroker.local.directory;

import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.host.HostStartException;
import io.acsbroker.local.host.JsonFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file with a directory; {@code docs/local-cloud.md} says what stands in it. */
public final class DirectoryFile {
  private DirectoryFile() {}

  /**
   * Reads it.
   *
   * @throws HostStartException with every mistake that there is and its place, a line each
   */
  public static Directory read(Path file) {
    List<String> problems = new ArrayList<>();
    JsonPlace root = JsonPlace.root(JsonFile.read(file, "directory file"), problems);
    Directory directory = new DirectoryReader(root).directory();
    if (!problems.isEmpty()) {
      throw new HostStartException(
          "The directory file " + file + " has mistakes:\n  " + String.join("\n  ", problems));
    }
    return directory;
  }
}
