package io.acsbroker.benchmark;

import io.acsbroker.local.LocalCloud;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How long the first token takes from a cold process, beside an empty and a usual function. */
final class ColdBenchmark {
  private static final int ROUNDS = 11;
  private static final double AIM = 0.4;

  private final Map<BenchmarkedApp, List<ColdStart>> starts = new EnumMap<>(BenchmarkedApp.class);

  private ColdBenchmark() {}

  /** Measures and prints a table. */
  static void run() throws IOException, InterruptedException {
    ColdBenchmark benchmark = new ColdBenchmark();
    try (LocalCloud cloud = LocalCloud.start(0, InstantSource.system())) {
      benchmark.measure(cloud, Parameter.number("rounds", ROUNDS), Parameter.flags(List.of()));
    }
    benchmark.report();
  }

  private void measure(LocalCloud cloud, int rounds, List<String> flags)
      throws IOException, InterruptedException {
    // The first round warms the emulators and the disk's cache
    for (int round = 0; round <= rounds; round++) {
      for (BenchmarkedApp app : BenchmarkedApp.values()) {
        ColdStart start = ColdStart.of(app, cloud, flags);
        if (round > 0) {
          starts.computeIfAbsent(app, unused -> new ArrayList<>()).add(start);
        }
      }
    }
  }

  private void report() {
    System.out.println("| ms from spawn | port accepts, median | first answer, median | minimum |");
    System.out.println("|---|---|---|---|");
    for (BenchmarkedApp app : BenchmarkedApp.values()) {
      System.out.printf(
          "| %s | %.0f | %.0f | %.0f |%n",
          app.title(),
          of(app, ColdStart::accepts).median(),
          of(app, ColdStart::answered).median(),
          of(app, ColdStart::answered).minimum());
    }
    System.out.printf(
        "(broker - empty) / (straightforward - empty): %.2f of medians (aim: %.1f), %.2f of"
            + " minima%n",
        ratio(Figures::median), AIM, ratio(Figures::minimum));
  }

  private double ratio(ToDoubleFunction<Figures> figure) {
    double empty = figure.applyAsDouble(of(BenchmarkedApp.EMPTY, ColdStart::answered));
    double usual = figure.applyAsDouble(of(BenchmarkedApp.STRAIGHTFORWARD, ColdStart::answered));
    double broker = figure.applyAsDouble(of(BenchmarkedApp.BROKER, ColdStart::answered));
    return (broker - empty) / (usual - empty);
  }

  private Figures of(BenchmarkedApp app, ToDoubleFunction<ColdStart> time) {
    return new Figures(starts.getOrDefault(app, List.of()).stream().mapToDouble(time).toArray());
  }
}
