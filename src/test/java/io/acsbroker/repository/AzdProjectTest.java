package io.acsbroker.repository;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * That azd finds what azure.yaml speaks of.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/developer/azure-developer-cli/azd-schema">azure.yaml</a>
 */
@Tag("gate")
class AzdProjectTest {
  private static final Path FILE = Path.of("azure.yaml");
  private static final Set<String> EVENTS =
      Set.of("restore", "build", "package", "provision", "deploy", "publish", "up", "down");

  private static YamlFile project() {
    return YamlFile.read(FILE);
  }

  private static YamlFile onlyService() {
    assertEquals(1, project().child("services").names().size());
    return project().child("services").children().getFirst();
  }

  @Test
  void hasTheShapeThatAzdReads() {
    YamlFile project = project();
    project.requireKeys(
        Set.of("name", "metadata", "infra", "services", "hooks"),
        Set.of("requiredVersions", "pipeline"));
    assertTrue(project.text("name").matches("[a-z0-9][a-z0-9-]+[a-z0-9]"));
    assertTrue(project.child("metadata").text("template").matches("[a-z-]+@\\d+\\.\\d+\\.\\d+"));
    // Older ones hand no JSON over
    assertEquals(">= 1.23.4", project.child("requiredVersions").text("azd"));
    assertEquals("bicep", project.child("infra").text("provider"));
    assertTrue(Files.exists(Path.of(project.child("infra").text("path"), "main.bicep")));
  }

  @Test
  void deploysWhatTheBuildStages() throws IOException {
    YamlFile service = onlyService();
    service.requireKeys(Set.of("project", "language", "host"), Set.of("dist", "hooks"));
    assertEquals("java", service.text("language"));
    assertEquals("function", service.text("host"));
    Matcher app =
        Pattern.compile("<functionAppName>(.+)</functionAppName>")
            .matcher(Files.readString(Path.of("pom.xml")));
    assertTrue(app.find());
    assertEquals("target/azure-functions/" + app.group(1), service.text("dist"));
  }

  @Test
  void deploysToTheAppThatTheTemplateTags() throws IOException {
    String key = project().child("services").names().iterator().next();
    try (Stream<Path> files = Files.walk(Path.of("infra"))) {
      boolean tagged = false;
      for (Path file : files.filter(path -> path.toString().endsWith(".bicep")).toList()) {
        tagged |= Files.readString(file).contains("'azd-service-name': '" + key + "'");
      }
      assertTrue(tagged, key);
    }
  }

  @Test
  void runsHooksThatAreThere() {
    for (YamlFile hook : project().child("hooks").children()) {
      String event = hook.place().replaceFirst(".*\\.(pre|post)", "");
      assertTrue(EVENTS.contains(event), hook.place());
    }
    assertAll(project().child("hooks").children().stream().map(hook -> () -> assertRuns(hook)));
  }

  /**
   * A path as the command is one word to a person and several to a shell, where a folder has a
   * space in its name; on Windows nothing is called sh unless Git's shell is looked for, and
   * PowerShell forgets the exit code of a script that another one calls.
   */
  private static void assertRuns(YamlFile hook) {
    hook.requireKeys(Set.of("posix", "windows"), Set.of());
    YamlFile posix = hook.child("posix");
    YamlFile windows = hook.child("windows");
    posix.requireKeys(Set.of("run", "shell"), Set.of("interactive", "continueOnError"));
    windows.requireKeys(posix.names(), Set.of());
    assertEquals("sh pwsh", posix.text("shell") + " " + windows.text("shell"), hook.place());
    Matcher script = Pattern.compile("sh (scripts/azd/([a-z-]+)\\.sh)").matcher(posix.text("run"));
    assertTrue(script.matches(), () -> hook.place() + " is no command: " + posix.text("run"));
    assertTrue(Files.exists(Path.of(script.group(1))), script.group(1) + " is not there");
    assertEquals(
        "./scripts/azd/with-sh.ps1 " + script.group(2) + "; exit $LASTEXITCODE",
        windows.text("run"),
        hook.place());
    assertEquals(posix.text("continueOnError"), windows.text("continueOnError"), hook.place());
  }
}
