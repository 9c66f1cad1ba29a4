package io.acsbroker.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A quota by a control group of our own.
 *
 * @param group its folder
 * @param limited what each of its files says while it holds
 * @param lifted what each says then
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html#cpu">Control groups, version
 *     2</a>
 * @see <a href="https://docs.kernel.org/scheduler/sched-bwc.html">cpu.cfs_quota_us, in version
 *     1</a>
 */
record GroupQuota(Path group, Map<String, String> limited, Map<String, String> lifted)
    implements ProcessorQuota {
  private static final String MEMBERS = "cgroup.procs";

  /** In either version, where the kernel lets us make one. */
  static Optional<ProcessorQuota> create() {
    String name = "acs-token-broker-" + ProcessHandle.current().pid();
    return List.of(
            new GroupQuota(
                Path.of("/sys/fs/cgroup", name),
                Map.of("cpu.max", SHARE + " " + PERIOD),
                Map.of("cpu.max", "max " + PERIOD)),
            new GroupQuota(
                Path.of("/sys/fs/cgroup/cpu", name),
                Map.of("cpu.cfs_quota_us", "" + SHARE),
                Map.of("cpu.cfs_quota_us", "-1")))
        .stream()
        .filter(GroupQuota::isMade)
        .<ProcessorQuota>map(made -> made)
        .findFirst();
  }

  boolean isMade() {
    try {
      Files.createDirectory(group);
      write(limited);
      return true;
    } catch (IOException notAllowed) {
      close();
      return false;
    }
  }

  private void write(Map<String, String> values) throws IOException {
    for (Map.Entry<String, String> value : values.entrySet()) {
      Path file = group.resolve(value.getKey());
      if (!Files.exists(file)) {
        throw new IOException("there is no " + file);
      }
      Files.writeString(file, value.getValue());
    }
  }

  @Override
  public void limit(ProcessHandle process) throws IOException {
    write(limited);
    Files.writeString(group.resolve(MEMBERS), "" + process.pid());
  }

  @Override
  public void lift() throws IOException {
    write(lifted);
  }

  @Override
  public String how() {
    return "the kernel's quota, " + limited + " in " + group.getParent();
  }

  /** The group is empty by now: its processes have ended. */
  @Override
  public void close() {
    var unused = group.toFile().delete();
  }
}
