package io.acsbroker.local.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.acsbroker.local.host.HostStartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillLogTest {
  @TempDir private Path folder;

  @Test
  void hasWhatWasWrittenSinceItWasEmptied() throws Exception {
    Path file = folder.resolve("new/drill.log");
    try (DrillLog log = DrillLog.open(file)) {
      log.add("of the last outage");
      log.empty();
      log.add("first");
      log.add("gr\u00fcn");
    }
    assertEquals(List.of("first", "gr\u00fcn"), Files.readAllLines(file));
  }

  @Test
  void isOneDrillsAlone() throws Exception {
    Path file = folder.resolve("drill.log");
    try (DrillLog log = DrillLog.open(file)) {
      assertEquals(
          "There is a drill already, which writes to " + log.file() + ".",
          assertThrows(HostStartException.class, () -> DrillLog.open(file)).getMessage());
    }
    DrillLog.open(file).close();
  }
}
