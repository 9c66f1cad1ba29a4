package io.acsbroker.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The workflow that tries the page in the browsers that {@code .ci/run} cannot have on Linux. */
@Tag("gate")
class EnginesWorkflowTest {
  private static final YamlFile WORKFLOW = YamlFile.read(Path.of(".github/workflows/engines.yml"));
  private static final YamlFile JOB = WORKFLOW.child("jobs").child("engine");
  private static final Pattern DRIVER = Pattern.compile("(?m)^  (\\w+): \\{$");
  private static final Pattern WEEKLY = Pattern.compile("\\d+ \\d+ \\* \\* [0-6]");

  @Test
  void runsOnceAWeekAndWhenAskedTo() {
    YamlFile on = WORKFLOW.child("on");
    assertEquals(Set.of("schedule", "workflow_dispatch"), on.names());
    assertTrue(WEEKLY.matcher(on.list("schedule").getFirst().text("cron")).matches());
  }

  @Test
  void triesEveryBrowserThatHasADriverAndIsNotLinuxs() throws IOException {
    Set<String> driven =
        DRIVER
            .matcher(Files.readString(Path.of("web/app/engines/driver.ts")))
            .results()
            .map(name -> name.group(1))
            .filter(name -> !name.equals("webkit"))
            .collect(Collectors.toSet());
    Map<String, String> machines =
        JOB.child("strategy").child("matrix").list("include").stream()
            .collect(
                Collectors.toMap(
                    row -> row.text("engine"),
                    row -> row.text("machine").replaceFirst("-\\d+$", "")));
    assertEquals(Map.of("edge", "windows", "safari", "macos"), machines);
    assertEquals(driven, machines.keySet());
    assertEquals("${{ matrix.machine }}", JOB.text("runs-on"));
  }

  /** An engine that is named and missing fails there, and is not left out. */
  @Test
  void namesTheEngineToTheScriptThatRunsForFirefoxAndWebkitToo() throws IOException {
    YamlFile step = JOB.list("steps").getLast();
    assertEquals("bash .ci/engines", step.text("run"));
    assertEquals("bash", step.text("shell"));
    assertEquals(Map.of("ENGINES", "${{ matrix.engine }}"), step.child("env").members());
    assertTrue(Files.readString(Path.of(".ci/run")).contains("\nbash .ci/engines\n"));
  }
}
