package io.acsbroker.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/**
 * What {@code ./mvnw -Pbenchmark -Dbenchmark=NAME} runs; exits with 1 where memory or answers are
 * not as they must be, or a start costs more than a limit that is given. Other times depend too
 * much on the machine to fail for.
 */
final class BenchmarkCommand {
  private BenchmarkCommand() {}

  /** Takes the name of a benchmark. */
  public static void main(String[] args) throws Exception {
    printMachine();
    boolean good = run(args[0]);
    // Threads of clients and emulators would keep the process up
    System.exit(good ? 0 : 1);
  }

  /** What else the machine does tells how far the figures can be trusted. */
  private static void printMachine() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    System.out.printf(
        "JDK %s, %d processors, load average at the start %.1f%n%n",
        Runtime.version().feature(),
        system.getAvailableProcessors(),
        system.getSystemLoadAverage());
  }

  private static boolean run(String name) throws Exception {
    return switch (name) {
      case "verification" -> {
        VerificationCosts.measure();
        yield true;
      }
      case "stage" -> {
        Staging.run();
        yield true;
      }
      case "cold" -> ColdBenchmark.run();
      case "warm" -> WarmBenchmark.run();
      case "small" -> SmallBenchmark.run();
      case "memory" -> MemoryBenchmark.run();
      case "soak" -> {
        boolean faults = SoakBenchmark.run();
        boolean attack = AttackBenchmark.run();
        yield faults && attack;
      }
      case "attack" -> AttackBenchmark.run();
      default -> {
        System.err.println(
            "-Dbenchmark is verification, cold, small, warm, memory, soak, attack or stage, not "
                + name
                + ".");
        yield false;
      }
    };
  }
}
