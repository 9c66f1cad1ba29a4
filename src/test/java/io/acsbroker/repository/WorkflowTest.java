package io.acsbroker.repository;

import static org.junit.jupiter.api.Assertions.assertAll;
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
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The shape of the workflows, and that they take nothing that can change under them.
 *
 * @see <a href="https://docs.github.com/actions/reference/workflow-syntax">Workflow syntax</a>
 */
@Tag("gate")
class WorkflowTest {
  private static final List<Path> FILES = YamlFile.in(".github/workflows");

  /** Its role is a user's, and {@code infra/pipeline.bicep} lets a pipeline give none. */
  private static final String NOT_THE_PIPELINES = "DEVELOPER_PRINCIPAL_ID";

  /** Registering takes rights in Entra that a pipeline seldom has. */
  private static final String LEFT_TO_OTHERS = "REGISTER_APPLICATIONS";

  private static final Path DEPLOYMENT = Path.of(".github/workflows/azure-dev.yml");

  /** Publishing takes more rights: {@link ReleaseWorkflowTest} lists them. */
  private static final Path RELEASE = Path.of(".github/workflows/release.yml");

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

  /** One look at each, so that whoever breaks several hears of all. */
  private static <T> void assertEach(Stream<T> all, Consumer<T> look) {
    assertAll(all.map(one -> () -> look.accept(one)));
  }

  @Test
  void everyWorkflowHasTheShapeThatGithubReads() {
    assertTrue(FILES.contains(DEPLOYMENT));
    assertEach(
        FILES.stream().map(YamlFile::read),
        file ->
            file.requireKeys(
                Set.of("name", "on", "permissions", "concurrency", "jobs"), Set.of("env")));
    assertEach(
        FILES.stream().flatMap(WorkflowTest::jobs),
        job ->
            job.requireKeys(
                Set.of("name", "runs-on", "timeout-minutes", "steps"),
                Set.of("env", "environment", "if", "needs", "permissions", "strategy")));
    assertEach(
        steps(),
        step -> {
          step.requireKeys(
              Set.of(step.has("uses") ? "uses" : "run"),
              Set.of("env", "id", "if", "name", "shell", "with"));
          assertFalse(step.has("with") && step.has("run"), step.place());
        });
  }

  @Test
  void everyActionIsPinnedByItsCommitAndSaysWhichVersionThatIs() throws IOException {
    Gaps gaps = new Gaps();
    Map<String, String> versions = new HashMap<>();
    for (Path file : FILES) {
      for (MatchResult line : USES.matcher(Files.readString(file)).results().toList()) {
        Matcher pinned = PINNED.matcher(line.group());
        boolean isPinned = pinned.matches();
        gaps.require(isPinned, file + " needs <action>@<commit> # v<version> in: " + line.group());
        if (isPinned) {
          String version = pinned.group(2) + " " + pinned.group(3);
          String known = versions.merge(pinned.group(1), version, (before, after) -> before);
          gaps.require(version.equals(known), file + " has another version of " + pinned.group(1));
        }
      }
    }
    gaps.assertNone();
    assertTrue(versions.size() > 4, "" + versions);
  }

  @Test
  void workflowsMayReadAloneAndJobsHaveOneRightMore() {
    assertEach(
        FILES.stream().map(file -> YamlFile.read(file).child("permissions")),
        rights -> assertEquals(Map.of("contents", "read"), rights.members(), rights.place()));
    assertEach(
        FILES.stream()
            .filter(file -> !file.equals(RELEASE))
            .flatMap(WorkflowTest::jobs)
            .filter(job -> job.has("permissions"))
            .map(job -> job.child("permissions")),
        rights -> {
          assertEquals("read", rights.text("contents"), rights.place());
          assertTrue(rights.names().size() <= 2, rights.place());
        });
  }

  @Test
  void noSecretIsStoredAndNoCredentialLeftBehind() throws IOException {
    Gaps gaps = new Gaps();
    for (Path file : FILES) {
      gaps.require(!Files.readString(file).contains("secrets."), file + " reads a secret");
    }
    gaps.assertNone();
    assertEach(
        steps().filter(step -> step.text("uses").startsWith("actions/checkout@")),
        step ->
            assertEquals("false", step.child("with").text("persist-credentials"), step.place()));
  }

  /** What a build runs comes from many hands: none of it may meet the right to deploy. */
  @Test
  void theDeploymentBuildsBeforeItSignsInAndTakesNothingFromACache() throws IOException {
    YamlFile deploy = YamlFile.read(DEPLOYMENT).child("jobs").child("deploy");
    assertEquals("production", deploy.text("environment"));
    List<String> runs = deploy.list("steps").stream().map(step -> step.text("run")).toList();
    // The script is azd deploy, and again where a role is not in force yet
    List<String> inOrder =
        runs.stream()
            .map(run -> run.replace("sh scripts/azd/deploy.sh", "azd deploy"))
            .filter(run -> run.startsWith("azd"))
            .map(run -> run.split(" ", 3)[1])
            .toList();
    assertEquals(List.of("package", "auth", "provision", "deploy"), inOrder);
    assertTrue(
        runs.stream()
            .anyMatch(run -> run.startsWith("sh scripts/azd/deploy.sh broker --from-package")),
        "" + runs);
    assertFalse(Files.readString(DEPLOYMENT).contains("cache:"), "" + DEPLOYMENT);
  }

  /**
   * A pull request's own code runs in these: it may ask Azure, by an identity that can do no more.
   */
  @Test
  void noPullRequestMeetsTheIdentityThatDeploys() throws IOException {
    Gaps gaps = new Gaps();
    for (Path file : FILES) {
      boolean ofPullRequests = Files.readString(file).contains("pull_request");
      for (YamlFile job : jobs(file).toList()) {
        boolean deploys =
            job.text("environment").equals("production")
                || (job.has("env")
                    && job.child("env").members().containsValue("${{ vars.AZURE_CLIENT_ID }}"));
        gaps.require(!(ofPullRequests && deploys), job.place() + " deploys for pull requests");
      }
    }
    gaps.assertNone();
  }

  @Test
  void whatAPullRequestWouldChangeIsBuiltBeforeAnybodySignsIn() {
    YamlFile job =
        YamlFile.read(Path.of(".github/workflows/what-if.yml")).child("jobs").child("what-if");
    assertEquals("what-if", job.text("environment"));
    assertEquals("${{ vars.AZURE_WHAT_IF_CLIENT_ID }}", job.child("env").text("AZURE_CLIENT_ID"));
    assertTrue(job.text("if").contains("head.repo.full_name == github.repository"), "" + job);
    assertEquals(
        List.of("build", "sign-in", "ask"),
        job.list("steps").stream()
            .map(step -> step.text("run"))
            .filter(run -> !run.isEmpty())
            .map(run -> run.replace("bash .ci/what-if ", ""))
            .toList());
  }

  @Test
  void codeqlReadsEveryLanguageThatIsHere() {
    YamlFile analysis =
        YamlFile.read(Path.of(".github/workflows/codeql.yml")).child("jobs").child("analyze");
    assertEquals(
        "[java-kotlin, javascript-typescript, actions]",
        analysis.child("strategy").child("matrix").text("language"));
  }

  @Test
  void noScriptHasAnExpressionInItThatSomebodyElseMayFill() {
    assertEach(steps(), step -> assertFalse(step.text("run").contains("${{"), step.text("run")));
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
    Gaps gaps = new Gaps();
    for (String name : wanted) {
      if (name.equals(NOT_THE_PIPELINES)) {
        assertFalse(environment.has(name), "the pipeline may give a role to nobody: " + name);
        continue;
      }
      String variable = "vars." + name + (name.equals(LEFT_TO_OTHERS) ? " || 'false'" : "");
      gaps.require(
          environment.has(name) && environment.text(name).equals("${{ " + variable + " }}"),
          DEPLOYMENT + " needs in env of deploy: " + name + ": ${{ " + variable + " }}");
    }
    gaps.assertNone();
  }
}
