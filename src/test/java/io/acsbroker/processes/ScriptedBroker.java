package io.acsbroker.processes;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import io.acsbroker.local.net.LoopbackServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A stand-in for the broker, and for what may answer in its place: it gives one answer of a script
 * after the other, the last one for good, and counts what comes. Each case has one of its own, so
 * that cases run at the same time.
 */
final class ScriptedBroker implements AutoCloseable {
  private final List<CannedAnswer> script;
  private final List<LoopbackRequest> requests = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();
  private final LoopbackServer server;

  private ScriptedBroker(List<CannedAnswer> script) throws IOException {
    this.script = List.copyOf(script);
    server = LoopbackServer.http(0, this::answer);
  }

  /** Answers as a case has it from now on. */
  static ScriptedBroker of(ScriptedCase situation) {
    try {
      return new ScriptedBroker(situation.answers());
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  private synchronized CannedAnswer answer(LoopbackRequest request) {
    CannedAnswer answer = script.get(Math.min(requests.size(), script.size() - 1));
    requests.add(request);
    times.add(System.nanoTime());
    return answer;
  }

  /** What a client takes for the broker's address, without a slash at the end. */
  URI address() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /** All requests so far, of which every one should be the same {@code POST /api/token/teams}. */
  synchronized List<LoopbackRequest> requests() {
    return List.copyOf(requests);
  }

  /** How long clients waited between one request and the next. */
  synchronized List<Duration> waits() {
    List<Duration> waits = new ArrayList<>();
    for (int next = 1; next < times.size(); next++) {
      waits.add(Duration.ofNanos(times.get(next) - times.get(next - 1)));
    }
    return waits;
  }

  @Override
  public void close() {
    server.close();
  }
}
