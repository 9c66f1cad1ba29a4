package io.acsbroker.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The shape of the workflows, and that they take nothing that can change under them.
 *
 * @see <a href="https://docs.github.com/actions/reference/workflow-syntax">Workflow syntax</a>
 */
class WorkflowTest {
  private static final List<Path> FILES = YamlFile.in(".github/workflows");
  private static final Path DEPLOYMENT = Path.of(".github/workflows/azure-dev.yml");
  private static final Pattern USES = Pattern.compile("(?m)^.*\\buses:.*$");
  private static final Pattern PINNED =
      Pattern.compile("\\s*-? ?uses: ([\\w.-]+/[\\w./-]+)@([0-9a-f]{40}) # (v\\d+\\.\\d+\\.\\d+)");
  private static final Pattern PARAMETER = Pattern.compile("\\$\\{([A-Z_]+)[=}]");

  private static Stream<YamlFile> jobs(Path file) {
    return YamlFile.read(file).child("jobs").children().stream();
  }

  private static Stream<YamlFile> steps() {
    return FILES.stream().flatMap(WorkflowTest::jobs).flatMap(job -> job.list("steps").stream());
  }

  @Test
  void everyWorkflowHasTheShapeThatGithubReads() {
    assertTrue(FILES.contains(DEPLOYMENT));
    for (Path file : FILES) {
      YamlFile.read(file)
          .requireKeys(Set.of("name", "on", "permissions", "concurrency", "jobs"), Set.of("env"));
      jobs(file)
          .forEach(
              job ->
                  job.requireKeys(
                      Set.of("name", "runs-on", "timeout-minutes", "steps"),
                      Set.of("env", "if", "needs", "permissions", "strategy")));
    }
    steps()
        .forEach(
            step -> {
              step.requireKeys(
                  Set.of(step.has("uses") ? "uses" : "run"),
                  Set.of("env", "id", "if", "name", "shell", "with"));
              assertFalse(step.has("with") && step.has("run"), step.place());
            });
  }

  @Test
  void everyActionIsPinnedByItsCommitAndSaysWhichVersionThatIs() throws IOException {
    Map<String, String> versions = new HashMap<>();
    for (Path file : FILES) {
      for (MatchResult line : USES.matcher(Files.readString(file)).results().toList()) {
        MatchResult pinned = PINNED.matcher(line.group()).results().findAny().orElse(null);
        assertTrue(pinned != null && pinned.group().equals(line.group()), file + line.group());
        String version = pinned.group(2) + " " + pinned.group(3);
        assertEquals(
            version,
            versions.merge(pinned.group(1), version, (before, after) -> before),
            "two versions of " + pinned.group(1));
      }
    }
    assertTrue(versions.size() > 4, "" + versions);
  }

  @Test
  void workflowsMayReadAloneAndJobsHaveOneRightMore() {
    for (Path file : FILES) {
      YamlFile permissions = YamlFile.read(file).child("permissions");
      assertEquals(Map.of("contents", "read"), permissions.members(), file.toString());
      jobs(file)
          .filter(job -> job.has("permissions"))
          .map(job -> job.child("permissions"))
          .forEach(
              rights -> {
                assertEquals("read", rights.text("contents"), rights.place());
                assertTrue(rights.names().size() <= 2, rights.place());
              });
    }
  }

  @Test
  void noSecretIsStoredAndNoCredentialLeftBehind() throws IOException {
    for (Path file : FILES) {
      assertFalse(Files.readString(file).contains("secrets."), file.toString());
    }
    steps()
        .filter(step -> step.text("uses").startsWith("actions/checkout@"))
        .forEach(
            step ->
                assertEquals(
                    "false", step.child("with").text("persist-credentials"), step.place()));
  }

  @Test
  void noScriptHasAnExpressionInItThatSomebodyElseMayFill() {
    steps().forEach(step -> assertFalse(step.text("run").contains("${{"), step.text("run")));
  }

  @Test
  void theDeploymentPassesOnEveryParameterOfTheTemplate() throws IOException {
    Path parameters = Path.of("infra/main.parameters.json");
    YamlFile environment = YamlFile.read(DEPLOYMENT).child("jobs").child("deploy").child("env");
    List<String> wanted =
        PARAMETER
            .matcher(Files.readString(parameters))
            .results()
            .map(name -> name.group(1))
            .toList();
    assertFalse(wanted.isEmpty());
    wanted.forEach(name -> assertTrue(environment.has(name), name));
  }
}
