package io.acsbroker.benchmark;

import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the smallest instance of Flex Consumption serves, of 512 MB and a quarter of a core: when
 * its first answer is there, and what it has in memory after requests of many users.
 */
final class SmallBenchmark {
  private static final int ROUNDS = 3;
  private static final int USERS = 10_000;
  private static final int CONNECTIONS = 8;
  private static final List<String> FLAGS = List.of("-XX:MaxRAM=512m");

  private final LocalCloud cloud;
  private final WorkerLaunch launch;
  private final List<byte[]> requests;
  private final ProcessorQuota quota;

  private SmallBenchmark(LocalCloud cloud, WorkerLaunch launch, ProcessorQuota quota) {
    this.cloud = cloud;
    this.launch = launch;
    this.quota = quota;
    requests =
        new SubjectTokens(cloud.entra())
            .ofNewUsers(Parameter.number("users", USERS)).stream()
                .map(SubjectRequest::toBroker)
                .toList();
  }

  /** Measures and prints a table; tells whether it serves. */
  static boolean run() throws IOException, InterruptedException, GeneralSecurityException {
    Optional<String> complaint = Staging.complaint();
    if (complaint.isPresent()) {
      System.err.println(complaint.get());
      return false;
    }
    try (LocalCloud cloud = LocalCloud.start(0, InstantSource.system());
        ProcessorQuota quota = ProcessorQuota.ofAQuarter()) {
      System.out.println("A quarter of a core: " + quota.how() + ".");
      return new SmallBenchmark(cloud, WorkerLaunch.of(cloud), quota).verdict();
    }
  }

  private boolean verdict() throws IOException, InterruptedException {
    System.out.println("| | first answer, s, each start | MB after a request of each user |");
    System.out.println("|---|---|---|");
    SmallInstance empty = measure(MeasuredApp.EMPTY);
    SmallInstance broker = measure(MeasuredApp.brokers().getFirst());
    SmallVerdict verdict = SmallVerdict.of(empty, broker);
    System.out.println(verdict);
    return verdict.isGood();
  }

  private SmallInstance measure(MeasuredApp app) throws IOException, InterruptedException {
    List<Double> seconds = new ArrayList<>();
    for (int round = 1; round < Parameter.number("rounds", ROUNDS); round++) {
      try (MeasuredHost host = start(app)) {
        seconds.add(firstAnswer(host));
      }
    }
    try (MeasuredHost host = start(app)) {
      seconds.add(firstAnswer(host));
      // A quarter of a core would need minutes for so many, and the memory is the same
      quota.lift();
      var unused = new Load(CONNECTIONS, requests).run(host::open);
      double megabytes = host.use().residentMegabytes();
      SmallInstance instance = new SmallInstance(seconds, megabytes);
      System.out.printf(Locale.ROOT, "| %s | %s |%n", app.title(), instance);
      return instance;
    }
  }

  private MeasuredHost start(MeasuredApp app) throws IOException {
    List<String> core = Situation.SPAWN_ONE_CORE.prefix();
    MeasuredHost host = MeasuredHost.spawn(launch, core, Parameter.flags(FLAGS), app);
    quota.limit(host.process().toHandle());
    return host;
  }

  private double firstAnswer(MeasuredHost host) throws IOException, InterruptedException {
    TokenOrder order = TokenOrder.forUser(SampleDirectory.ADELE);
    byte[] request = new SubjectRequest(order, cloud.entra().token(order)).toBroker();
    long start = System.nanoTime();
    try (PlainConnection connection = host.connect()) {
      PlainConnection.Answer answer = connection.send(request);
      if (answer.status() != 200) {
        throw new IllegalStateException("the first answer was " + answer.status());
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
