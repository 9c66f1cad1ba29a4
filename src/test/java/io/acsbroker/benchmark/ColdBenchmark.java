package io.acsbroker.benchmark;

import io.acsbroker.local.LocalCloud;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How long the first token takes from a cold process, beside an empty and a usual function. */
final class ColdBenchmark {
  private static final int ROUNDS = 9;

  /** So often at most, of the rounds that were asked for, until enough starts are clean. */
  private static final int PATIENCE = 3;

  private final Map<Situation, ColdSamples> samples = new EnumMap<>(Situation.class);
  private final List<MeasuredApp> apps = MeasuredApp.all();
  private final int rounds = Parameter.number("rounds", ROUNDS);

  private ColdBenchmark() {
    for (Situation situation : Situation.asked()) {
      double share = Parameter.number("foreign", (int) (100 * situation.mostForeign())) / 100.0;
      samples.put(situation, new ColdSamples(share));
    }
  }

  /** Measures and prints tables; tells whether the start costs no more than the limit says. */
  static boolean run() throws IOException, InterruptedException, GeneralSecurityException {
    Optional<String> complaint = Staging.complaint();
    if (complaint.isPresent()) {
      System.err.println(complaint.get());
      return false;
    }
    ColdBenchmark benchmark = new ColdBenchmark();
    try (LocalCloud cloud = LocalCloud.start(0, InstantSource.system())) {
      WorkerLaunch launch = WorkerLaunch.of(cloud);
      System.out.println("The host runs on " + launch.java() + ".");
      // The first round warms the emulators and the disk's cache, and is not counted
      for (int round = 0; round <= PATIENCE * benchmark.rounds; round++) {
        benchmark.measure(round, launch, cloud);
      }
    }
    ColdReport report = new ColdReport(benchmark.samples, benchmark.apps);
    System.out.println(report);
    Optional<ColdVerdict> verdict = report.verdict();
    verdict.ifPresent(System.out::println);
    return verdict.map(ColdVerdict::isGood).orElse(true);
  }

  private void measure(int round, WorkerLaunch launch, LocalCloud cloud)
      throws IOException, InterruptedException {
    for (Map.Entry<Situation, ColdSamples> each : samples.entrySet()) {
      if (round > 0 && isComplete(each.getValue())) {
        continue;
      }
      for (MeasuredApp app : apps) {
        ColdStart start = ColdStart.of(each.getKey(), app, launch, cloud);
        if (round > 0) {
          each.getValue().add(app, start);
        }
      }
    }
  }

  private boolean isComplete(ColdSamples of) {
    return apps.stream().allMatch(app -> of.clean(app) >= rounds);
  }
}
