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
    assertAll(
        project().child("hooks").children().stream()
            .flatMap(hook -> hook.has("run") ? Stream.of(hook) : hook.children().stream())
            .map(script -> () -> assertRuns(script)));
    for (YamlFile hook : project().child("hooks").children()) {
      String event = hook.place().replaceFirst(".*\\.(pre|post)", "");
      assertTrue(EVENTS.contains(event), hook.place());
    }
  }

  private static void assertRuns(YamlFile script) {
    script.requireKeys(Set.of("run", "shell"), Set.of("interactive", "continueOnError"));
    assertTrue(Set.of("sh", "pwsh").contains(script.text("shell")), script.place());
    Path file = Path.of(script.text("run"));
    assertTrue(Files.exists(file), () -> FILE + " runs " + file + ", which is not there");
    assertTrue(
        script.text("shell").equals("pwsh") || Files.isExecutable(file),
        () -> file + " needs: chmod +x");
  }
}
