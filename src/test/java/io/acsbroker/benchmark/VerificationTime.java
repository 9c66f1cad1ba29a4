package io.acsbroker.benchmark;

import io.acsbroker.local.host.ClassPath;
import io.acsbroker.local.host.HostLaunch;
import io.acsbroker.subject.VerificationBenchmark;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The processor time of one full verification, in a process with the flags of the host. */
public final class VerificationTime {
  private static final int WARM_UP = 20_000;
  private static final int VERIFICATIONS = 20_000;

  private VerificationTime() {}

  /** Prints the microseconds, and nothing else. */
  public static void main(String[] args) {
    VerificationBenchmark benchmark = new VerificationBenchmark();
    var unused = microseconds(benchmark, WARM_UP);
    System.out.println(microseconds(benchmark, VERIFICATIONS));
    System.exit(0);
  }

  /** Measures in a child process, with these flags after those of Functions. */
  static double microseconds(List<String> jvmFlags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(HostLaunch.FUNCTIONS_FLAGS);
    command.addAll(jvmFlags);
    command.addAll(List.of("-cp", String.join(File.pathSeparator, ClassPath.current())));
    command.add(VerificationTime.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    var unused = process.waitFor();
    return Double.parseDouble(printed);
  }

  private static double microseconds(VerificationBenchmark benchmark, int times) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < times; i++) {
      var unused = benchmark.fullVerification();
    }
    return (threads.getCurrentThreadCpuTime() - start) / 1e3 / times;
  }
}
