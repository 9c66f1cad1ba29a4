package io.acsbroker.benchmark;

import io.acsbroker.local.LocalCloud;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;

/** What an exchange costs in a warm process: time, throughput, and processor time of the host. */
final class WarmBenchmark {
  private static final List<Integer> CONNECTIONS = List.of(1, 8, 32);
  private static final int REQUESTS = 20_000;

  /** First exchanges are that much fewer: each needs a token of its own, and a call of ACS. */
  private static final int FIRST_PART = 5;

  private static final int REPEATED_TOKENS = 4;

  private final LocalCloud cloud;
  private final BenchmarkedHost empty;
  private final BenchmarkedHost broker;
  private final SubjectTokens tokens;
  private final int requests = Parameter.number("requests", REQUESTS);

  private WarmBenchmark(LocalCloud cloud, BenchmarkedHost empty, BenchmarkedHost broker) {
    this.cloud = cloud;
    this.empty = empty;
    this.broker = broker;
    this.tokens = new SubjectTokens(cloud.entra());
  }

  /** Measures and prints a table. */
  static void run() throws IOException, InterruptedException {
    List<String> flags = Parameter.flags(List.of());
    double verificationMicros = VerificationTime.microseconds(flags);
    try (LocalCloud cloud = LocalCloud.start(0, InstantSource.system());
        BenchmarkedHost empty = BenchmarkedHost.start(BenchmarkedApp.EMPTY, cloud, flags);
        BenchmarkedHost broker = BenchmarkedHost.start(BenchmarkedApp.BROKER, cloud, flags)) {
      empty.awaitReady();
      broker.awaitReady();
      WarmBenchmark benchmark = new WarmBenchmark(cloud, empty, broker);
      // To warm all of them up
      var unused = benchmark.level(8);
      benchmark.report(verificationMicros);
    }
  }

  private void report(double verificationMicros) throws IOException, InterruptedException {
    System.out.println(WarmRow.HEADING);
    List<WarmLevel> levels = new ArrayList<>();
    for (int connections : CONNECTIONS) {
      levels.add(level(connections));
      System.out.println(levels.getLast());
    }
    System.out.printf("A full verification takes %.0f µs.%n", verificationMicros);
    levels.forEach(level -> System.out.println(level.conclusions(verificationMicros)));
  }

  private WarmLevel level(int connections) throws IOException, InterruptedException {
    return new WarmLevel(
        row("empty function", empty, new Load(connections, repeated())),
        row("repeated exchange", broker, new Load(connections, repeated())),
        row("first exchange", broker, new Load(connections, first())),
        acs(connections));
  }

  private static WarmRow row(String kind, BenchmarkedHost host, Load load)
      throws InterruptedException {
    Duration before = host.use().processorTime();
    Load.Result result = load.run(host::connect);
    Duration taken = host.use().processorTime().minus(before);
    return new WarmRow(
        kind, load.connections(), result, taken.toNanos() / 1e3 / load.requests().size());
  }

  private WarmRow acs(int connections) throws IOException, InterruptedException {
    String identityToken = IdentityToken.of(cloud.identity());
    List<byte[]> direct =
        tokens.ofNewUsers(requests / FIRST_PART).stream()
            .map(request -> request.toAcs(identityToken))
            .toList();
    SSLContext tls = cloud.certificate().clientContext();
    int port = cloud.acs().endpoint().getPort();
    Load.Result result = new Load(connections, direct).run(() -> PlainConnection.open(port, tls));
    return new WarmRow("ACS emulator itself", connections, result, Double.NaN);
  }

  private List<byte[]> first() {
    return tokens.ofNewUsers(requests / FIRST_PART).stream().map(SubjectRequest::toBroker).toList();
  }

  private List<byte[]> repeated() {
    List<byte[]> few =
        tokens.ofNewUsers(REPEATED_TOKENS).stream().map(SubjectRequest::toBroker).toList();
    return IntStream.range(0, requests).mapToObj(i -> few.get(i % REPEATED_TOKENS)).toList();
  }
}
