package io.acsbroker.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which starts are measured. */
class SituationTest {

  @AfterEach
  void forget() {
    System.clearProperty("benchmark.situations");
  }

  @Test
  void areAllUnlessSomeAreNamed() {
    assertEquals(List.of(Situation.values()), Situation.asked());
    System.setProperty("benchmark.situations", "placeholder-one-core, spawn-two-cores");
    assertEquals(
        List.of(Situation.PLACEHOLDER_ONE_CORE, Situation.SPAWN_TWO_CORES), Situation.asked());
  }

  @Test
  void haveTheMemoryThatGoesWithTheirCores() {
    assertEquals(List.of("-XX:MaxRAM=2g"), Situation.PLACEHOLDER_ONE_CORE.memoryFlags());
    assertEquals(List.of("-XX:MaxRAM=4g"), Situation.SPAWN_TWO_CORES.memoryFlags());
  }

  @Test
  void cannotBeMeasuredWhereEitherOfWhatLinuxHasIsMissing(@TempDir Path folder) throws IOException {
    Optional<String> complaint =
        Optional.of(
            "This is measured on Linux alone, where taskset (of util-linux) gives a process its"
                + " cores and /proc says what it takes; one of them is not here.");
    Path processes = Files.createDirectory(folder.resolve("proc"));
    String path = "/nowhere:" + folder;
    assertEquals(complaint, Situation.complaint(processes, path));
    Files.createFile(processes.resolve("stat"));
    assertEquals(complaint, Situation.complaint(processes, path));
    assertEquals(true, Files.createFile(folder.resolve("taskset")).toFile().setExecutable(true));
    assertEquals(Optional.empty(), Situation.complaint(processes, path));
    Files.delete(processes.resolve("stat"));
    assertEquals(complaint, Situation.complaint(processes, path));
  }
}
