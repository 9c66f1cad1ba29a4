package io.acsbroker.benchmark;

import io.acsbroker.local.host.PlaceholderCommand;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A host that serves one app for a while, in a process that ends with its standard input. */
record MeasuredHost(Process process, int port) implements AutoCloseable {
  private static final int WARM_UPS = 20;

  /** Starts with the app, and does not wait. */
  static MeasuredHost spawn(
      WorkerLaunch launch, List<String> prefix, List<String> flags, MeasuredApp app)
      throws IOException {
    int port = BenchmarkedHost.freePort();
    return new MeasuredHost(launch.command(prefix, flags, port, Optional.of(app)).start(), port);
  }

  /** Starts without an app, and waits until the placeholder has answered a few times. */
  static MeasuredHost placeholder(WorkerLaunch launch, List<String> prefix, List<String> flags)
      throws IOException, InterruptedException {
    int port = BenchmarkedHost.freePort();
    MeasuredHost host =
        new MeasuredHost(launch.command(prefix, flags, port, Optional.empty()).start(), port);
    byte[] request = PlainConnection.post("/" + PlaceholderCommand.WARM_UP, "");
    for (int i = 0; i < WARM_UPS; i++) {
      try (PlainConnection connection = host.connect()) {
        PlainConnection.Answer answer = connection.send(request);
        if (answer.status() != 200) {
          throw new IllegalStateException("the placeholder answered " + answer);
        }
      }
    }
    return host;
  }

  /** Tells a placeholder its app, and does not wait. */
  void takeIn(MeasuredApp app, Map<String, String> settings) throws IOException {
    BufferedWriter lines = process.outputWriter(StandardCharsets.UTF_8);
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      lines.write(setting.getKey() + "=" + setting.getValue() + "\n");
    }
    lines.write("=" + app.folder().toAbsolutePath() + "\n");
    lines.flush();
  }

  /** Connects as soon as somebody listens. */
  PlainConnection connect() throws IOException, InterruptedException {
    while (true) {
      try {
        return PlainConnection.open(port);
      } catch (ConnectException notYet) {
        if (!process.isAlive()) {
          throw new IOException("the host has ended: target/benchmark/host.log says why", notYet);
        }
        Thread.sleep(1);
      }
    }
  }

  /** Connects; throws where nobody listens. */
  PlainConnection open() throws IOException {
    return PlainConnection.open(port);
  }

  /** What it takes of the machine. */
  ProcessUse use() {
    return new ProcessUse(process.toHandle());
  }

  /** Ends the process, at once, and waits until it has ended. */
  @Override
  public void close() {
    Process ending = process.destroyForcibly();
    try {
      var unused = ending.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
