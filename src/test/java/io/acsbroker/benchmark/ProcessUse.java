package io.acsbroker.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What a process takes of the machine, as the operating system counts it. */
record ProcessUse(ProcessHandle process) {

  /** Whether this machine tells; only Linux does, in {@code /proc}. */
  static boolean isTold() {
    return Files.isReadable(Path.of("/proc/self/status"));
  }

  /** The processor time that it has had until now, of all its threads. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Its resident memory in megabytes of 1024 × 1024. */
  double residentMegabytes() throws IOException {
    return status("VmRSS:") / 1024.0;
  }

  /** How many threads it has. */
  long threads() throws IOException {
    return status("Threads:");
  }

  private long status(String field) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith(field)) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("/proc has no " + field);
  }
}
