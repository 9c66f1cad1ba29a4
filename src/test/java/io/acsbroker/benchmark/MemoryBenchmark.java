package io.acsbroker.benchmark;

import io.acsbroker.local.LocalCloud;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How much memory the process keeps after many exchanges of many users, and whether it grows. */
final class MemoryBenchmark {
  private static final int REQUESTS = 100_000;
  private static final int USERS = 10_000;
  private static final int CONNECTIONS = 8;
  private static final int PARTS = 3;

  private static final double MOST_ADDED_MEGABYTES = 60;

  /** The collector gives memory back when it likes: less than this is no growth. */
  private static final double MOST_GROWN_MEGABYTES = 10;

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
      System.out.println("| MB resident | at the start | after each third of the requests |");
      System.out.println("|---|---|---|");
      List<Double> empty = benchmark.measure(BenchmarkedApp.EMPTY, cloud);
      List<Double> broker = benchmark.measure(BenchmarkedApp.BROKER, cloud);
      return judge(empty, broker);
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

  /** The resident size at the start and after each part. */
  private List<Double> measure(BenchmarkedApp app, LocalCloud cloud)
      throws IOException, InterruptedException {
    try (BenchmarkedHost host =
        BenchmarkedHost.start(app, cloud, Parameter.flags(BenchmarkedHost.DEFAULT_INSTANCE))) {
      host.awaitReady();
      List<Double> megabytes = new ArrayList<>();
      megabytes.add(host.use().residentMegabytes());
      for (int part = 0; part < PARTS; part++) {
        int from = requests.size() * part / PARTS;
        int to = requests.size() * (part + 1) / PARTS;
        var unused = new Load(CONNECTIONS, requests.subList(from, to)).run(host::connect);
        megabytes.add(host.use().residentMegabytes());
      }
      print(app, megabytes);
      return megabytes;
    }
  }

  private static void print(BenchmarkedApp app, List<Double> megabytes) {
    String thirds =
        megabytes.stream()
            .skip(1)
            .map(size -> String.format("%.0f", size))
            .collect(Collectors.joining(", "));
    System.out.printf("| %s | %.0f | %s |%n", app.title(), megabytes.getFirst(), thirds);
  }

  private static boolean judge(List<Double> empty, List<Double> broker) {
    double added = broker.getLast() - empty.getLast();
    double grown = broker.getLast() - broker.get(PARTS - 1);
    boolean good = added <= MOST_ADDED_MEGABYTES && grown <= MOST_GROWN_MEGABYTES;
    System.out.printf(
        "The broker takes %.0f MB more than the empty function (at most %.0f), and its last third"
            + " of the requests added %.0f MB (at most %.0f): %s%n",
        added, MOST_ADDED_MEGABYTES, grown, MOST_GROWN_MEGABYTES, good ? "good." : "TOO MUCH.");
    return good;
  }
}
