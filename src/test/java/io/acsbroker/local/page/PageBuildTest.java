package io.acsbroker.local.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.local.node.Npm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageBuildTest {
  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path project;
  private final List<String> ran = new ArrayList<>();
  private int exitCode;

  private final Npm npm =
      (folder, log, arguments) -> {
        ran.add(project.relativize(folder) + ": " + String.join(" ", arguments));
        return exitCode;
      };

  @BeforeEach
  void writeSources() throws IOException {
    write("web/app/package-lock.json", THEN);
    write("web/app/src/main.ts", THEN);
    write("web/client/src/index.ts", THEN);
  }

  private void write(String file, Instant changed) throws IOException {
    Path path = project.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "");
    Files.setLastModifiedTime(path, FileTime.from(changed));
  }

  @Test
  void installsAndBuildsAtFirst() {
    assertEquals(Optional.empty(), new PageBuild(project).run(npm));
    assertEquals(
        List.of("web/app: ci --no-audit --no-fund --ignore-scripts", "web/app: run build"), ran);
  }

  @Test
  void buildsOnlyWhereItIsInstalled() throws IOException {
    write("web/app/node_modules/.package-lock.json", THEN);

    assertEquals(Optional.empty(), new PageBuild(project).run(npm));
    assertEquals(List.of("web/app: run build"), ran);
  }

  @Test
  void doesNothingWhereItIsBuilt() throws IOException {
    write("web/app/dist/index.html", THEN);

    assertEquals(Optional.empty(), new PageBuild(project).run(npm));
    assertEquals(List.of(), ran);
  }

  @ParameterizedTest
  @ValueSource(strings = {"web/client/src/index.ts", "web/app/scripts/headers.js"})
  void buildsAgainWhereWhatItIsMadeOfHasChanged(String source) throws IOException {
    write("web/app/node_modules/.package-lock.json", THEN);
    write("web/app/dist/index.html", THEN);
    write(source, THEN.plusSeconds(1));

    assertEquals(Optional.empty(), new PageBuild(project).run(npm));
    assertEquals(List.of("web/app: run build"), ran);
  }

  @Test
  void saysWhereToLookWhenNpmFails() {
    exitCode = 1;

    assertEquals(
        Optional.of("The page could not be built: target/page-build.log says why."),
        new PageBuild(project).run(npm));
    assertEquals(1, ran.size());
  }
}
