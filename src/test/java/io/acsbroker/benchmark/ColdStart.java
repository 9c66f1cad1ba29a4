package io.acsbroker.benchmark;

import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;

/**
 * One start of a process, as a client meets it that has been waiting for it.
 *
 * @param accepts milliseconds until the port took a connection
 * @param answered milliseconds until the first answer was there
 */
record ColdStart(double accepts, double answered) {

  /** Starts the app, sends one request as soon as the host takes it, and ends the process. */
  static ColdStart of(BenchmarkedApp app, LocalCloud cloud, List<String> flags)
      throws IOException, InterruptedException {
    TokenOrder order = TokenOrder.forUser(SampleDirectory.ADELE);
    String token = cloud.entra().token(order);
    byte[] request = new SubjectRequest(order, token).toBroker();
    long start = System.nanoTime();
    try (BenchmarkedHost host = BenchmarkedHost.start(app, cloud, flags);
        PlainConnection connection = connect(host)) {
      double accepts = millisSince(start);
      PlainConnection.Answer answer = connection.send(request);
      double answered = millisSince(start);
      if (answer.status() != 200) {
        throw new IllegalStateException(app + " answered " + answer);
      }
      return new ColdStart(accepts, answered);
    }
  }

  private static PlainConnection connect(BenchmarkedHost host)
      throws IOException, InterruptedException {
    while (true) {
      try {
        return host.connect();
      } catch (ConnectException notYet) {
        if (host.process().onExit().isDone()) {
          throw notYet;
        }
        Thread.sleep(1);
      }
    }
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }
}
