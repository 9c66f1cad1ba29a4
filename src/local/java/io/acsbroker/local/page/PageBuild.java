package io.acsbroker.local.page;

import io.acsbroker.local.node.NodePackage;
import io.acsbroker.local.node.Npm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Builds the page with npm, where what is there is older than what it is made of.
 *
 * @param project the folder of the whole project
 */
public record PageBuild(Path project) {
  private static final String LOG = "target/page-build.log";
  private static final List<String> SOURCES =
      List.of("web/app/src", "web/app/public", "web/app/scripts", "web/client/src");
  private static final List<String> FILES =
      List.of(
          "web/app/index.html",
          "web/app/redirect.html",
          "web/app/package-lock.json",
          "web/app/vite.config.js",
          "web/client/package-lock.json");

  /** Where the built page is. */
  public Path output() {
    return project.resolve("web/app/dist");
  }

  /** Builds what is to be built, and says in one line why it could not; empty for success. */
  public Optional<String> run(Npm npm) {
    try {
      if (isFresh()) {
        return Optional.empty();
      }
      Path log = project.resolve(LOG);
      Files.createDirectories(log.getParent());
      Files.deleteIfExists(log);
      Path app = project.resolve("web/app");
      boolean built =
          new NodePackage(app).install(npm, log) && npm.run(app, log, "run", "build") == 0;
      return built
          ? Optional.empty()
          : Optional.of("The page could not be built: " + LOG + " says why.");
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return Optional.of("The page was not built to its end.");
    } catch (IOException | UncheckedIOException failure) {
      return Optional.of("The page could not be built: " + failure);
    }
  }

  private boolean isFresh() throws IOException {
    Path built = output().resolve("index.html");
    if (!Files.exists(built)) {
      return false;
    }
    FileTime since = changed(built);
    try (Stream<Path> files = sources()) {
      return files.map(PageBuild::changed).allMatch(time -> time.compareTo(since) <= 0);
    }
  }

  private Stream<Path> sources() {
    return Stream.concat(
            FILES.stream().map(project::resolve),
            SOURCES.stream().map(project::resolve).flatMap(PageBuild::below))
        .filter(Files::exists);
  }

  private static Stream<Path> below(Path folder) {
    if (!Files.exists(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(Files::isRegularFile).toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static FileTime changed(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
