package io.acsbroker.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many requests over some connections, each of which sends the next one as soon as it has an
 * answer. All have to be answered with 200.
 *
 * @param requests sent once each, in order
 */
record Load(int connections, List<byte[]> requests) {

  /** How a connection is opened. */
  interface Connector {
    PlainConnection open() throws IOException;
  }

  /**
   * What came of it.
   *
   * @param perSecond requests answered in a second, over all connections
   * @param milliseconds that each took
   */
  record Result(double perSecond, Figures milliseconds) {}

  /** Sends all of them, and waits for the last answer. */
  Result run(Connector connector) throws InterruptedException {
    double[] milliseconds = new double[requests.size()];
    AtomicInteger next = new AtomicInteger();
    List<Callable<Boolean>> clients = new ArrayList<>();
    for (int client = 0; client < connections; client++) {
      clients.add(() -> send(connector, next, milliseconds));
    }
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      for (Future<Boolean> client : threads.invokeAll(clients)) {
        var unused = client.get();
      }
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Result(requests.size() / seconds, new Figures(milliseconds));
  }

  private boolean send(Connector connector, AtomicInteger next, double[] milliseconds)
      throws IOException {
    try (PlainConnection connection = connector.open()) {
      for (int i = next.getAndIncrement(); i < requests.size(); i = next.getAndIncrement()) {
        long start = System.nanoTime();
        PlainConnection.Answer answer = connection.send(requests.get(i));
        milliseconds[i] = (System.nanoTime() - start) / 1e6;
        if (answer.status() != 200) {
          throw new IOException("not granted: " + answer);
        }
      }
    }
    return true;
  }
}
