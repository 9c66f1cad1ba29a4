package io.acsbroker.benchmark;

import io.acsbroker.local.LocalCloud;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What an exchange costs in a warm process: time, throughput, and processor time of the host, which
 * has one core. All kinds of requests take turns, so that what else the machine does meets all.
 */
final class WarmBenchmark {
  private static final List<Integer> CONNECTIONS = List.of(1, 8, 32);
  private static final int REQUESTS = 20_000;
  private static final int TURNS = 12;

  /** First exchanges are that much fewer: each needs a token of its own, and a call of ACS. */
  private static final int FIRST_PART = 5;

  private static final int REPEATED_TOKENS = 4;

  private final List<WarmTarget> targets;
  private final SubjectTokens tokens;
  private final List<SubjectRequest> few;
  private final int requests = Parameter.number("requests", REQUESTS);

  private WarmBenchmark(List<WarmTarget> targets, SubjectTokens tokens) {
    this.targets = targets;
    this.tokens = tokens;
    this.few = tokens.ofNewUsersOfContoso(REPEATED_TOKENS);
  }

  /** Measures and prints a table; tells whether there was something to measure. */
  static boolean run() throws IOException, InterruptedException, GeneralSecurityException {
    Optional<String> complaint = Staging.complaint();
    if (complaint.isPresent()) {
      System.err.println(complaint.get());
      return false;
    }
    try (LocalCloud cloud = LocalCloud.start(0, InstantSource.system())) {
      WorkerLaunch launch = WorkerLaunch.of(cloud);
      try (MeasuredHost empty = host(launch, MeasuredApp.EMPTY);
          MeasuredHost straightforward = host(launch, MeasuredApp.STRAIGHTFORWARD);
          MeasuredHost broker = host(launch, MeasuredApp.brokers().getFirst())) {
        List<WarmTarget> targets = new ArrayList<>();
        targets.add(WarmTarget.of(WarmKind.EMPTY_FUNCTION, empty));
        targets.add(WarmTarget.of(WarmKind.STRAIGHTFORWARD_EXCHANGE, straightforward));
        targets.add(WarmTarget.of(WarmKind.REPEATED_EXCHANGE, broker));
        targets.add(WarmTarget.of(WarmKind.FIRST_EXCHANGE, broker));
        targets.add(WarmTarget.acs(cloud));
        ServerBeside.awaited(cloud).ifPresent(targets::add);
        new WarmBenchmark(targets, new SubjectTokens(cloud.entra())).report();
      }
    }
    return true;
  }

  /** One that answers, on the core that all of them have in turn. */
  private static MeasuredHost host(WorkerLaunch launch, MeasuredApp app)
      throws IOException, InterruptedException {
    Situation core = Situation.SPAWN_ONE_CORE;
    List<String> flags = Parameter.flags(core.memoryFlags());
    MeasuredHost host = MeasuredHost.spawn(launch, core.prefix(), flags, app);
    host.connect().close();
    return host;
  }

  private void report() throws IOException, InterruptedException {
    // To warm all of them up
    var unused = level(8);
    System.out.println(WarmRow.HEADING);
    List<WarmLevel> levels = new ArrayList<>();
    for (int connections : CONNECTIONS) {
      levels.add(level(connections));
      System.out.println(levels.getLast());
    }
    double verificationMicros = VerificationTime.microseconds(List.of());
    System.out.printf("%nA full verification takes %.0f µs.%n", verificationMicros);
    levels.forEach(level -> System.out.println(level.conclusions(verificationMicros)));
  }

  private WarmLevel level(int connections) throws InterruptedException {
    Map<WarmKind, WarmRow> rows = new EnumMap<>(WarmKind.class);
    for (int turn = 0; turn < TURNS; turn++) {
      for (WarmTarget target : targets) {
        WarmSlice slice = target.measure(new Load(connections, slice(target)));
        rows.computeIfAbsent(
                target.kind(), kind -> new WarmRow(kind, connections, new ArrayList<>()))
            .slices()
            .add(slice);
      }
    }
    return new WarmLevel(connections, rows);
  }

  private List<byte[]> slice(WarmTarget target) {
    int all = Math.max(TURNS * FIRST_PART, requests) / TURNS;
    List<SubjectRequest> slice =
        target.kind().needsNewTokens()
            ? tokens.ofNewUsersOfContoso(all / FIRST_PART)
            : IntStream.range(0, all).mapToObj(i -> few.get(i % REPEATED_TOKENS)).toList();
    return slice.stream().map(target.request()).toList();
  }
}
