package io.acsbroker.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What this project's build stages of an app with one function, beside what an earlier one left.
 */
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

  private void build() throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of("mvnw").toAbsolutePath().toString(),
            "--offline",
            "--batch-mode",
            "--quiet",
            "package",
            "-Dmaven.test.skip",
            "-Djacoco.skip",
            "-Dspotless.check.skip",
            "-Dcyclonedx.skip");
    ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile());
    Process maven = builder.redirectErrorStream(true).start();
    String said = new String(maven.getInputStream().readAllBytes(), UTF_8);
    assertTrue(maven.waitFor(1, TimeUnit.MINUTES));
    assertEquals(0, maven.exitValue(), said);
  }

  @Test
  void holdsWhatTheBuildMadeAndNothingOlder() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
    for (String file : List.of("pom.xml", "host.json", ".mvn", "src/main/functions")) {
      copy(file);
    }
    lay("src/main/java/app/OnlyFunction.java", FUNCTION);
    lay("src/main/java/app/package-info.java", "/** The app. */\npackage app;\n");
    lay("local.settings.json", "{\"Values\":{\"SECRET\":\"a secret\"}}");
    lay("target/azure-functions/acs-token-broker/Renamed/function.json", "{}");
    lay("target/azure-functions/acs-token-broker/lib/old-1.0.jar", "");
    Object folder = Files.getAttribute(staged(), "unix:ino");

    build();

    try (Stream<Path> entries = Files.list(staged())) {
      Set<String> names =
          entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toSet());
      assertEquals(Set.of("Only", "acs-token-broker.jar", "host.json", "lib", "warmup"), names);
    }
    assertTrue(Files.notExists(staged().resolve("lib/old-1.0.jar")));
    assertEquals(folder, Files.getAttribute(staged(), "unix:ino"), "somebody may stand in it");
  }
}
