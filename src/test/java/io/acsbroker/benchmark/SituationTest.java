package io.acsbroker.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
}
