package io.acsbroker.benchmark;

import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * One start, as a client meets it that has been waiting for it.
 *
 * @param wall milliseconds from spawn, or from when the placeholder is told its app, to the answer
 * @param processor milliseconds that the process worked in that time
 * @param foreign the share of the machine that others took meanwhile
 */
record ColdStart(double wall, double processor, double foreign) {
  /** In which a placeholder's compiler comes to rest. */
  private static final Duration SETTLE = Duration.ofMillis(700);

  /** Starts the app, has one token exchanged, and ends the process. */
  static ColdStart of(Situation situation, MeasuredApp app, WorkerLaunch launch, LocalCloud cloud)
      throws IOException, InterruptedException {
    String token = cloud.entra().token(TokenOrder.forUser(SampleDirectory.ADELE));
    byte[] request =
        new SubjectRequest(TokenOrder.forUser(SampleDirectory.ADELE), token).toBroker();
    List<String> flags = Parameter.flags(situation.memoryFlags());
    return situation.fromPlaceholder()
        ? fromPlaceholder(situation, app, launch, flags, request)
        : fromSpawn(situation, app, launch, flags, request);
  }

  private static ColdStart fromSpawn(
      Situation situation, MeasuredApp app, WorkerLaunch launch, List<String> flags, byte[] request)
      throws IOException, InterruptedException {
    QuietMachine.await();
    Stopwatch watch = Stopwatch.start(Duration.ZERO);
    try (MeasuredHost host = MeasuredHost.spawn(launch, situation.prefix(), flags, app);
        PlainConnection connection = host.connect()) {
      requireGranted(app, connection.send(request));
      return watch.stop(host.use().processorTime());
    }
  }

  private static ColdStart fromPlaceholder(
      Situation situation, MeasuredApp app, WorkerLaunch launch, List<String> flags, byte[] request)
      throws IOException, InterruptedException {
    try (MeasuredHost host = MeasuredHost.placeholder(launch, situation.prefix(), flags);
        PlainConnection connection = host.connect()) {
      Thread.sleep(SETTLE);
      QuietMachine.await();
      Stopwatch watch = Stopwatch.start(host.use().processorTime());
      host.takeIn(app, launch.settings());
      requireGranted(app, connection.send(request));
      return watch.stop(host.use().processorTime());
    }
  }

  private static void requireGranted(MeasuredApp app, PlainConnection.Answer answer) {
    if (answer.status() != 200) {
      throw new IllegalStateException(app.title() + " answered " + answer.status());
    }
  }
}
