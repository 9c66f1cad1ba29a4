package io.acsbroker.local.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A folder with a {@code package.json} and a lock file.
 *
 * @param folder where they are
 */
public record NodePackage(Path folder) {
  private static final String LOCK = "package-lock.json";

  /**
   * A copy of all files of another folder, in one that is made for it where it is not there: what
   * npm installs is then not among the sources.
   */
  public static NodePackage copy(Path source, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(source).filter(Files::isRegularFile)) {
      for (Path file : files.toList()) {
        Path copy = folder.resolve(file.getFileName());
        if (!Files.exists(copy) || Files.mismatch(file, copy) >= 0) {
          Files.deleteIfExists(copy);
          Files.copy(file, copy);
        }
      }
    }
    return new NodePackage(folder);
  }

  /**
   * Installs exactly what the lock file says, where that is not there yet. No script of anybody
   * runs with it.
   *
   * @param log where npm prints to
   * @param options further ones of {@code npm ci}
   * @return whether it is there now
   */
  public boolean install(Npm npm, Path log, String... options)
      throws IOException, InterruptedException {
    String[] command =
        Stream.concat(
                Stream.of("ci", "--no-audit", "--no-fund", "--ignore-scripts"), Stream.of(options))
            .toArray(String[]::new);
    return isInstalled() || npm.run(folder, log, command) == 0;
  }

  private boolean isInstalled() throws IOException {
    Path installed = folder.resolve("node_modules/.package-lock.json");
    return Files.exists(installed)
        && Files.getLastModifiedTime(installed)
                .compareTo(Files.getLastModifiedTime(folder.resolve(LOCK)))
            >= 0;
  }
}
