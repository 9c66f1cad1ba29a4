package io.acsbroker.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Some connections that send so many requests in a second together, however long the answers take
 * as long as one of them is free.
 *
 * @param patienceMillis after which a client hangs up
 */
record PacedClients(BenchmarkedHost host, int connections, int perSecond, int patienceMillis) {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /**
   * What is sent.
   *
   * @param kind as a table calls it
   */
  record Request(String kind, String method, String path, List<String> headers, String body) {
    byte[] bytes() {
      return PlainConnection.request(method, path, body, headers.toArray(String[]::new));
    }
  }

  /** Whoever wants to know what came of a request. */
  interface Listener {
    /**
     * A request has been answered, or has not.
     *
     * @param status 0 where the connection ended instead
     * @param millis since the request was due, so that what had to wait for a connection is late
     */
    void answered(Request request, int status, long millis);
  }

  /** Begins, and goes on for so long; the threads end with their last answers. */
  ExecutorService start(Duration time, Supplier<Request> requests, Listener listener) {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    AtomicLong sent = new AtomicLong();
    long start = System.nanoTime();
    long end = start + time.toNanos();
    for (int i = 0; i < connections; i++) {
      Future<?> unused =
          threads.submit(
              () -> {
                run(start, end, sent, requests, listener);
                return true;
              });
    }
    threads.shutdown();
    return threads;
  }

  private void run(
      long start, long end, AtomicLong sent, Supplier<Request> requests, Listener listener)
      throws InterruptedException {
    while (System.nanoTime() < end) {
      try (PlainConnection connection = host.connect()) {
        connection.waitAtMost(patienceMillis);
        while (System.nanoTime() < end) {
          long due = start + sent.getAndIncrement() * SECOND / perSecond;
          Request request = requests.get();
          Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
          int status = 0;
          try {
            status = connection.send(request.bytes()).status();
          } finally {
            listener.answered(request, status, (System.nanoTime() - due) / 1_000_000);
          }
        }
      } catch (IOException lost) {
        // The listener knows; the next request has a new connection
      }
    }
  }
}
