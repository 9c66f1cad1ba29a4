package io.acsbroker.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.acsbroker.local.host.ClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What this project's build stages of an app with one function, beside what an earlier one left.
 */
@Tag("slow")
class StagingIT {
  private static final String FUNCTION =
      """
      package app;

      import com.microsoft.azure.functions.*;
      import com.microsoft.azure.functions.annotation.*;
      import java.util.Optional;

      /** The only function. */
      public final class OnlyFunction {
        @FunctionName("Only")
        public HttpResponseMessage run(
            @HttpTrigger(name = "request", methods = HttpMethod.GET)
                HttpRequestMessage<Optional<String>> request) {
          return request.createResponseBuilder(HttpStatus.OK).build();
        }
      }
      """;

  @TempDir private Path project;

  private Path staged() {
    return project.resolve("target/azure-functions/acs-token-broker");
  }

  private void lay(String file, String text) throws IOException {
    Path path = project.resolve(file);
    Files.createDirectories(path.resolve("..").normalize());
    Files.writeString(path, text);
  }

  private void copy(String file) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(file))) {
      for (Path source : files.filter(Files::isRegularFile).toList()) {
        lay(source.toString(), Files.readString(source));
      }
    }
  }

  /** What Maven said, which ended as it should. */
  private String build(int exit, String... options) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of("mvnw").toAbsolutePath().toString(),
                "--offline",
                "--batch-mode",
                "--quiet",
                "package",
                "-Dmaven.test.skip",
                "-Djacoco.skip",
                "-Dspotless.check.skip",
                "-Dcyclonedx.skip"));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile());
    Process maven = builder.redirectErrorStream(true).start();
    String said = new String(maven.getInputStream().readAllBytes(), UTF_8);
    assertTrue(maven.waitFor(1, TimeUnit.MINUTES));
    assertEquals(exit, maven.exitValue(), said);
    return said;
  }

  @BeforeEach
  void layTheProject() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
    for (String file :
        List.of("pom.xml", "host.json", ".mvn", "src/assembly", "src/main/functions")) {
      copy(file);
    }
    lay("src/main/java/app/OnlyFunction.java", FUNCTION);
    lay("src/main/java/app/package-info.java", "/** The app. */\npackage app;\n");
  }

  @Test
  void holdsWhatTheBuildMadeAndNothingOlder() throws Exception {
    lay("local.settings.json", "{\"Values\":{\"SECRET\":\"a secret\"}}");
    lay("target/azure-functions/acs-token-broker/Renamed/function.json", "{}");
    lay("target/azure-functions/acs-token-broker/lib/old-1.0.jar", "");
    Object folder = Files.getAttribute(staged(), "unix:ino");

    build(0);

    try (Stream<Path> entries = Files.list(staged())) {
      Set<String> names =
          entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toSet());
      assertEquals(Set.of("Only", "acs-token-broker.jar", "host.json", "lib", "warmup"), names);
    }
    try (Stream<Path> libraries = Files.list(staged().resolve("lib"))) {
      assertEquals(List.of(staged().resolve("lib/dependencies.jar")), libraries.toList());
    }
    assertEquals(folder, Files.getAttribute(staged(), "unix:ino"), "somebody may stand in it");
  }

  private static Path published(String library) {
    return ClassPath.current().stream()
        .map(Path::of)
        .filter(entry -> entry.getFileName().toString().matches(library + "-[\\d.]+\\.jar"))
        .findFirst()
        .orElseThrow();
  }

  private static void forge(Path library, String changed, Path forged) throws IOException {
    Files.createDirectories(forged.resolve("..").normalize());
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(forged));
        ZipFile in = new ZipFile(library.toFile())) {
      for (ZipEntry entry : in.stream().toList()) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        in.getInputStream(entry).transferTo(out);
        if (entry.getName().equals(changed)) {
          out.write(0);
        }
      }
    }
  }

  /** As one archive they have no signatures by which anybody could tell later. */
  @Test
  void stopsAtALibraryThatIsNotWhatItsPublisherSigned(@TempDir Path forgeries) throws Exception {
    Path library = published("azure-json");
    Path genuine = library.resolve("../../../../..").normalize();
    String changed = "com/azure/json/JsonReader.class";
    forge(library, changed, forgeries.resolve(genuine.relativize(library)));

    String said = build(1, "-Dmaven.repo.local=" + forgeries, "-Dmaven.repo.local.tail=" + genuine);

    assertTrue(said.contains("failed: SHA-256 digest error for " + changed), said);
  }
}
