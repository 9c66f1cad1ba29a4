package io.acsbroker.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kernel is told, where it takes quotas. */
class GroupQuotaTest {
  @TempDir Path kernel;

  private GroupQuota quota() {
    return new GroupQuota(kernel, Map.of("cpu.max", "25000 100000"), Map.of("cpu.max", "max"));
  }

  @Test
  void limitsOneProcessUntilItIsLifted() throws IOException {
    Files.createFile(kernel.resolve("cpu.max"));
    quota().limit(ProcessHandle.current());
    assertEquals("25000 100000", Files.readString(kernel.resolve("cpu.max")));
    assertEquals(
        "" + ProcessHandle.current().pid(), Files.readString(kernel.resolve("cgroup.procs")));
    quota().lift();
    assertEquals("max", Files.readString(kernel.resolve("cpu.max")));
  }

  /** A kernel that has the controller elsewhere makes the folder, and no such file in it. */
  @Test
  void isNotMadeWhereTheKernelHasNoSuchController() {
    Path group = kernel.resolve("group");
    GroupQuota quota = new GroupQuota(group, Map.of("cpu.max", "1"), Map.of());
    assertFalse(quota.isMade());
    assertFalse(Files.exists(group));
    assertTrue(Files.exists(kernel));
  }
}
