package io.acsbroker.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The workflow that makes a release of a tag: what builds may not publish, and what may publish
 * builds nothing.
 *
 * @see <a href="https://docs.npmjs.com/trusted-publishers">Trusted publishing on npm</a>
 * @see <a href="https://docs.github.com/actions/concepts/security/artifact-attestations">Artifact
 *     attestations</a>
 */
@Tag("gate")
class ReleaseWorkflowTest {
  private static final Path FILE = Path.of(".github/workflows/release.yml");
  private static final YamlFile WORKFLOW = YamlFile.read(FILE);
  private static final Set<String> PUBLISHING = Set.of("attest", "publish", "npm");

  private static YamlFile job(String name) {
    return WORKFLOW.child("jobs").child(name);
  }

  private static List<String> ofSteps(String job, String key) {
    return job(job).list("steps").stream()
        .map(step -> step.text(key))
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private static <T> Map<String, T> ofJobs(Function<YamlFile, T> look) {
    Map<String, T> found = new TreeMap<>();
    for (String name : WORKFLOW.child("jobs").names()) {
      found.put(name, look.apply(job(name)));
    }
    return found;
  }

  @Test
  void startsForTagsOfVersionsAlone() {
    assertEquals(Set.of("push"), WORKFLOW.child("on").names());
    assertEquals(Map.of("tags", List.of("v*")), WORKFLOW.child("on").child("push").members());
  }

  @Test
  void comparesTagVersionsAndChangelogBeforeAnythingElse() {
    assertEquals("bash .ci/release check \"$GITHUB_REF_NAME\"", ofSteps("test", "run").getFirst());
    assertEquals(
        Map.of(
            "test", "", "build", "test", "attest", "build", "publish", "attest", "npm", "attest"),
        ofJobs(job -> job.text("needs")));
  }

  @Test
  void givesEachJobTheRightsThatItNeedsAndAsksWhoeverHasToApprove() {
    Map<?, ?> none = Map.of();
    assertEquals(
        Map.of(
            "test",
            none,
            "build",
            none,
            "attest",
            Map.of("contents", "read", "attestations", "write", "id-token", "write"),
            "publish",
            Map.of("contents", "write"),
            "npm",
            Map.of("contents", "read", "id-token", "write")),
        ofJobs(job -> job.has("permissions") ? job.child("permissions").members() : none));
    assertEquals(
        ofJobs(job -> job.has("permissions") ? "release" : ""),
        ofJobs(job -> job.text("environment")));
  }

  /** No checkout either: of the project there is only what the build has made. */
  @Test
  void runsNothingOfTheProjectsWhereItMayPublish() {
    for (String job : PUBLISHING) {
      assertTrue(ofSteps(job, "uses").getFirst().startsWith("actions/download-artifact@"), job);
      assertFalse(ofSteps(job, "uses").toString().contains("checkout"), job);
    }
    assertEquals(List.of(), ofSteps("attest", "run"));
    assertEquals(
        List.of("npm publish ./release/acs-token-broker-client-*.tgz --provenance --access public"),
        ofSteps("npm", "run"));
    assertEquals(
        List.of(
            "gh release create \"$GITHUB_REF_NAME\" release/* --verify-tag"
                + " --title \"$GITHUB_REF_NAME\" --notes-file notes.md"),
        ofSteps("publish", "run"));
  }

  @Test
  void attestsEveryFileThatIsPublished() {
    assertEquals(
        "release/*", job("attest").list("steps").getLast().child("with").text("subject-path"));
    assertEquals(
        "target/release\ntarget/notes.md\n",
        job("build").list("steps").getLast().child("with").text("path"));
  }

  @Test
  void buildsTwiceWithNothingFromACache() throws IOException {
    assertTrue(ofSteps("build", "run").contains("bash .ci/reproducible"));
    assertTrue(Files.readString(Path.of(".ci/run")).contains("\nbash .ci/reproducible\n"));
    List<String> caches =
        Files.readAllLines(FILE).stream()
            .map(String::strip)
            .filter(line -> line.contains("cache:"))
            .distinct()
            .toList();
    assertEquals(List.of("package-manager-cache: false"), caches);
  }
}
