package io.acsbroker.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What contributors meet first. */
@Tag("gate")
class RepositoryFilesTest {
  private static final Set<String> FIELDS = Set.of("checkboxes", "dropdown", "input", "textarea");

  @Test
  void everyIssueFormHasTheShapeThatGithubReads() {
    List<Path> files = YamlFile.in(".github/ISSUE_TEMPLATE");
    assertTrue(files.size() > 2);
    for (Path file : files) {
      YamlFile form = YamlFile.read(file);
      if (file.endsWith("config.yml")) {
        form.requireKeys(Set.of("blank_issues_enabled"), Set.of("contact_links"));
      } else {
        form.requireKeys(Set.of("name", "description", "labels", "body"), Set.of("title"));
        assertFields(form.list("body"));
      }
    }
  }

  private static void assertFields(List<YamlFile> body) {
    Set<String> ids = new HashSet<>();
    for (YamlFile field : body) {
      if (field.text("type").equals("markdown")) {
        field.requireKeys(Set.of("type", "attributes"), Set.of());
        field.child("attributes").requireKeys(Set.of("value"), Set.of());
      } else {
        assertTrue(FIELDS.contains(field.text("type")), field.text("type"));
        field.requireKeys(Set.of("type", "id", "attributes"), Set.of("validations"));
        assertTrue(ids.add(field.text("id")), field.text("id"));
        field
            .child("attributes")
            .requireKeys(
                Set.of("label"), Set.of("description", "options", "placeholder", "render"));
      }
    }
  }

  @Test
  void dependabotLooksAfterWhatIsHere() {
    YamlFile dependabot = YamlFile.read(Path.of(".github/dependabot.yml"));
    dependabot.requireKeys(Set.of("version", "updates"), Set.of());
    assertEquals("2", dependabot.text("version"));
    Set<String> ecosystems = new HashSet<>();
    for (YamlFile update : dependabot.list("updates")) {
      update.requireKeys(
          Set.of("package-ecosystem", "directory", "schedule", "cooldown"),
          Set.of("groups", "ignore"));
      assertEquals("7", update.child("cooldown").text("default-days"));
      assertTrue(Files.isDirectory(Path.of("." + update.text("directory"))));
      assertTrue(ecosystems.add(update.text("package-ecosystem") + update.text("directory")));
    }
    assertTrue(ecosystems.containsAll(Set.of("maven/", "github-actions/", "devcontainers/")));
  }

  @Test
  void dependabotLooksAfterEveryLockFileAndNoneRunsTheScriptsOfOthers() throws IOException {
    Set<String> watched = new TreeSet<>();
    for (YamlFile update : YamlFile.read(Path.of(".github/dependabot.yml")).list("updates")) {
      if (update.text("package-ecosystem").equals("npm")) {
        watched.add(update.text("directory").substring(1));
      }
    }
    Set<String> locked = folders("package-lock.json");
    Gaps gaps = new Gaps();
    gaps.requireSame(
        locked, watched, ".github/dependabot.yml", it -> "npm in the directory /" + it);
    for (String folder : locked) {
      // Those of the client library build and test it, and npm has one switch for all: whoever
      // installs for a check says --ignore-scripts
      if (!folder.equals("web/client")) {
        gaps.requireLine(
            Files.readString(Path.of(folder, ".npmrc")),
            "ignore-scripts=true",
            folder + "/.npmrc",
            "ignore-scripts=true");
      }
    }
    gaps.assertNone();
  }

  /** The folders of this project that have such a file, those of what is installed left out. */
  private static Set<String> folders(String file) throws IOException {
    Set<String> folders = new TreeSet<>();
    for (String top : List.of("docs", "scripts", "src", "web")) {
      try (Stream<Path> files = Files.walk(Path.of(top))) {
        files
            .filter(path -> path.endsWith(file) && !path.toString().contains("node_modules"))
            .forEach(path -> folders.add(path.resolveSibling("").toString()));
      }
    }
    return folders;
  }

  @Test
  void theDevelopmentContainerHasFeaturesOfFixedVersionsAlone() throws IOException {
    JsonObject container =
        JsonObject.parse(Files.readString(Path.of(".devcontainer/devcontainer.json")))
            .orElseThrow();
    assertTrue(container.string("image").orElseThrow().contains(":"));
    Set<String> features = container.object("features").orElseThrow().names();
    assertTrue(features.size() > 3);
    Gaps gaps = new Gaps();
    for (String name : features) {
      gaps.require(name.matches(".+:\\d+\\.\\d+\\.\\d+"), name + " needs a whole version");
    }
    gaps.assertNone();
  }

  @Test
  void everyOtherYamlFileCanBeRead() {
    YamlFile rules = YamlFile.read(Path.of(".github/psrule/ps-rule.yaml"));
    rules.requireKeys(Set.of("requires", "include", "input", "configuration", "rule"), Set.of());
    YamlFile spared = YamlFile.read(Path.of(".github/psrule/defaults.Rule.yaml"));
    spared.requireKeys(Set.of("apiVersion", "kind", "metadata", "spec"), Set.of());
  }
}
