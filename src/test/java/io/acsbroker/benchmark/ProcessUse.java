package io.acsbroker.benchmark;

import java.io.BufferedReader;
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

  /** What is left in its heap, in megabytes, after a full collection, which this causes. */
  double liveMegabytes() throws IOException {
    Process histogram =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines = histogram.inputReader()) {
      String total =
          lines.lines().filter(line -> line.startsWith("Total")).findFirst().orElseThrow();
      return Long.parseLong(total.strip().split(" +", -1)[2]) / 1048576.0;
    }
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
