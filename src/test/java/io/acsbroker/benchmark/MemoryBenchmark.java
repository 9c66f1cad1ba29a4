package io.acsbroker.benchmark;

import io.acsbroker.local.LocalCloud;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How much memory the process keeps after many exchanges of many users, and whether it grows. */
final class MemoryBenchmark {
  private static final int REQUESTS = 100_000;
  private static final int USERS = 10_000;
  private static final int CONNECTIONS = 8;
  private static final int PARTS = 3;

  private final List<byte[]> requests;

  private MemoryBenchmark(List<byte[]> requests) {
    this.requests = requests;
  }

  /** Measures and prints a table; tells whether memory is as it has to be. */
  static boolean run() throws IOException, InterruptedException {
    if (!ProcessUse.isTold()) {
      System.out.println("This machine has no /proc, which tells the memory: nothing is measured.");
      return true;
    }
    try (LocalCloud cloud = LocalCloud.start(0, InstantSource.system())) {
      MemoryBenchmark benchmark = new MemoryBenchmark(requests(cloud));
      System.out.println(MemoryReadings.HEADING);
      MemoryReadings empty = benchmark.measure(BenchmarkedApp.EMPTY, cloud);
      MemoryReadings broker = benchmark.measure(BenchmarkedApp.BROKER, cloud);
      MemoryVerdict verdict = MemoryVerdict.of(empty, broker);
      System.out.println(verdict);
      return verdict.isGood();
    }
  }

  /** All users in turn, each with one token, until there are enough. */
  private static List<byte[]> requests(LocalCloud cloud) {
    List<byte[]> users =
        new SubjectTokens(cloud.entra())
            .ofNewUsers(Parameter.number("users", USERS)).stream()
                .map(SubjectRequest::toBroker)
                .toList();
    return IntStream.range(0, Parameter.number("requests", REQUESTS))
        .mapToObj(i -> users.get(i % users.size()))
        .toList();
  }

  private MemoryReadings measure(BenchmarkedApp app, LocalCloud cloud)
      throws IOException, InterruptedException {
    List<Double> resident = new ArrayList<>();
    List<Double> live = new ArrayList<>();
    try (BenchmarkedHost host =
        BenchmarkedHost.start(app, cloud, Parameter.flags(BenchmarkedHost.DEFAULT_INSTANCE))) {
      host.awaitReady();
      for (int part = 0; part < PARTS; part++) {
        sendPart(part, host);
        resident.add(host.use().residentMegabytes());
      }
      // Only now: a full collection changes the resident size
      live.add(host.use().liveMegabytes());
      sendPart(0, host);
      live.add(host.use().liveMegabytes());
    }
    MemoryReadings readings = new MemoryReadings(resident, live);
    System.out.println("| " + app.title() + " | " + readings + " |");
    return readings;
  }

  private void sendPart(int part, BenchmarkedHost host) throws InterruptedException {
    int from = requests.size() * part / PARTS;
    int to = requests.size() * (part + 1) / PARTS;
    var unused = new Load(CONNECTIONS, requests.subList(from, to)).run(host::connect);
  }
}
