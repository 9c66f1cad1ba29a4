package io.acsbroker.benchmark;

import io.acsbroker.benchmark.PacedClients.Request;
import io.acsbroker.local.LocalCloud;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Innocent users without an attacker and beside one, who sends 50 requests a second for the whole
 * time, and for whom Entra, ACS and the table are slow.
 */
final class AttackBenchmark {
  private static final int MINUTES = 10;
  private static final int USERS = 2_000;
  private static final int INNOCENT_CONNECTIONS = 16;
  private static final int INNOCENT_PER_SECOND = 20;
  private static final int ATTACKING_CONNECTIONS = 16;
  private static final int ATTACKS_PER_SECOND = 50;
  private static final int SAMPLES = 60;
  private static final int PATIENCE_MILLIS = 20_000;

  /** So that all attacks are sent at their time, over so few connections. */
  private static final int HANGS_UP_AFTER_MILLIS = 250;

  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final long LATE_MILLIS = 2_000;

  private final Duration duration = Duration.ofMinutes(Parameter.number("minutes", MINUTES));
  private final Map<String, AtomicLong> outcomes = new ConcurrentSkipListMap<>();
  private final List<Double> innocentMillis = new ArrayList<>();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong late = new AtomicLong();

  /** Runs both and prints them beside each other; tells whether all innocent ones were served. */
  static boolean run() throws IOException, InterruptedException {
    System.out.println("| innocent users | requests | refused | late | p50, ms | p99, ms |");
    System.out.println("|---|---|---|---|---|---|");
    boolean alone = new AttackBenchmark().measured(false);
    boolean attacked = new AttackBenchmark().measured(true);
    System.out.println(alone && attacked ? "Good." : "NOT GOOD.");
    return alone && attacked;
  }

  private boolean measured(boolean attacked) throws IOException, InterruptedException {
    try (LocalCloud cloud = LocalCloud.start(0, InstantSource.system())) {
      cloud.acs().disturbExchanges(slow(Duration.ofSeconds(6)));
      cloud.entra().onBehalfOf().disturbRequests(slow(Duration.ofMillis(1_500)));
      cloud.table().disturbRequests(slow(Duration.ofSeconds(1)));
      Map<String, String> settings = new HashMap<>(cloud.settingsOnBehalfOf());
      settings.put("BROKER_USER_EXCHANGE_LIMIT", "");
      try (BenchmarkedHost host =
          BenchmarkedHost.start(
              BenchmarkedApp.BROKER,
              cloud,
              Parameter.flags(BenchmarkedHost.DEFAULT_INSTANCE),
              settings)) {
        host.awaitReady();
        return measured(attacked, host, traffic(cloud));
      }
    }
  }

  private static SlowForOne slow(Duration delay) {
    return new SlowForOne(AttackTraffic.ATTACKER, delay);
  }

  private static AttackTraffic traffic(LocalCloud cloud) {
    return new AttackTraffic(cloud.entra(), Parameter.number("users", USERS));
  }

  private boolean measured(boolean attacked, BenchmarkedHost host, AttackTraffic traffic)
      throws IOException, InterruptedException {
    // What is late while classes load is nobody's doing
    new PacedClients(host, INNOCENT_CONNECTIONS, INNOCENT_PER_SECOND, PATIENCE_MILLIS)
        .start(WARM_UP, traffic::innocent, (request, status, millis) -> {})
        .close();
    SteadyUse use = new SteadyUse(host.use());
    ExecutorService innocent =
        new PacedClients(host, INNOCENT_CONNECTIONS, INNOCENT_PER_SECOND, PATIENCE_MILLIS)
            .start(duration, traffic::innocent, this::innocentAnswered);
    ExecutorService attacking =
        new PacedClients(host, ATTACKING_CONNECTIONS, ATTACKS_PER_SECOND, HANGS_UP_AFTER_MILLIS)
            .start(attacked ? duration : Duration.ZERO, traffic::attack, this::attackAnswered);
    try (innocent;
        attacking) {
      for (int sample = 0; sample < SAMPLES; sample++) {
        Thread.sleep(duration.dividedBy(SAMPLES));
        use.sample();
      }
    }
    Figures figures = new Figures(innocentMillis.stream().mapToDouble(it -> it).toArray());
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %d | %d | %.0f | %.0f |%n",
        attacked ? "beside an attacker" : "alone",
        innocentMillis.size(),
        refused.get(),
        late.get(),
        figures.median(),
        figures.percentile(99));
    outcomes.forEach((what, count) -> System.out.println("  " + what + ": " + count));
    boolean alive = !host.process().onExit().isDone();
    return use.report() && alive && refused.get() == 0 && late.get() == 0;
  }

  private void innocentAnswered(Request request, int status, long millis) {
    synchronized (innocentMillis) {
      innocentMillis.add((double) millis);
    }
    boolean served =
        status == 200 || status == 201 || (status == 404 && request.kind().equals("identity"));
    if (!served) {
      refused.incrementAndGet();
    }
    if (millis > LATE_MILLIS) {
      late.incrementAndGet();
    }
    count("innocent, " + request.kind() + ", " + status);
  }

  private void attackAnswered(Request request, int status, long millis) {
    count("attack, " + request.kind() + ", " + status);
  }

  private void count(String what) {
    outcomes.computeIfAbsent(what, unused -> new AtomicLong()).incrementAndGet();
  }
}
