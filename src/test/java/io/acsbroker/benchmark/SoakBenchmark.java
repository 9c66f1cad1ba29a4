package io.acsbroker.benchmark;

import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.net.FaultInjection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Many users for a long time, while the services behind the broker fail now and then. */
final class SoakBenchmark {
  private static final int MINUTES = 10;
  private static final int USERS = 2_000;
  private static final int CLIENTS = 16;
  private static final int SAMPLES = 120;
  private static final double FAULTY_EXCHANGES = 0.05;

  /** Keys and the identity's tokens are asked for so seldom that 5 % would be none. */
  private static final double FAULTY_METADATA = 0.5;

  /** The SDK asks again from five minutes before the end, so every half minute. */
  private static final Duration IDENTITY_TOKEN_LIFETIME = Duration.ofSeconds(330);

  /** What is remembered has to be as much in the last third of the time as in the second. */
  private static final Map<String, String> FORGETFUL = Map.of("BROKER_TOKEN_CACHE_MINUTES", "1");

  private final LocalCloud cloud;
  private final BenchmarkedHost host;
  private final SoakTraffic traffic;
  private final SoakOutcomes outcomes = new SoakOutcomes();
  private final Duration duration = Duration.ofMinutes(Parameter.number("minutes", MINUTES));

  private SoakBenchmark(LocalCloud cloud, BenchmarkedHost host) {
    this.cloud = cloud;
    this.host = host;
    this.traffic = new SoakTraffic(cloud.entra(), Parameter.number("users", USERS));
  }

  /** Runs it and prints what happened; tells whether all was as it has to be. */
  static boolean run() throws IOException, InterruptedException {
    try (LocalCloud cloud = LocalCloud.start(0, InstantSource.system())) {
      FaultInjection exchanges = new FaultInjection(FAULTY_EXCHANGES);
      FaultInjection keys = new FaultInjection(FAULTY_METADATA);
      FaultInjection identity = new FaultInjection(FAULTY_METADATA);
      cloud.acs().disturbExchanges(exchanges);
      cloud.entra().disturbKeyRequests(keys);
      cloud.identity().disturbRequests(identity);
      cloud.identity().issueFor(IDENTITY_TOKEN_LIFETIME);
      boolean good = run(cloud);
      System.out.println("Faults of ACS: " + exchanges.injected());
      System.out.println("Faults of the key endpoints: " + keys.injected());
      System.out.println("Faults of the managed identity: " + identity.injected());
      System.out.println(good ? "Good." : "NOT GOOD.");
      return good;
    }
  }

  private static boolean run(LocalCloud cloud) throws IOException, InterruptedException {
    try (BenchmarkedHost host =
        BenchmarkedHost.start(
            BenchmarkedApp.BROKER,
            cloud,
            Parameter.flags(BenchmarkedHost.DEFAULT_INSTANCE),
            FORGETFUL)) {
      host.awaitReady();
      return new SoakBenchmark(cloud, host).soak();
    }
  }

  private boolean soak() throws IOException, InterruptedException {
    Instant end = Instant.now().plus(duration);
    SteadyUse use = new SteadyUse(host.use());
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      IntStream.range(0, CLIENTS).forEach(i -> startClient(threads, end));
      for (int sample = 0; sample < SAMPLES; sample++) {
        Thread.sleep(duration.dividedBy(SAMPLES));
        use.sample();
        if (sample == SAMPLES * 6 / 10) {
          traffic.rotateKeys();
        }
      }
    }
    boolean answered = outcomes.report();
    return use.report() && answered && !host.process().onExit().isDone();
  }

  private void startClient(ExecutorService threads, Instant end) {
    Future<?> unused =
        threads.submit(
            () -> {
              new SoakClient(host, cloud.acs(), traffic, outcomes).runUntil(end);
              return true;
            });
  }
}
