package io.acsbroker.telemetry;

import java.io.PrintStream;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Where the broker's own log goes, beside the events of requests: to standard error, each record as
 * one line that begins with its level. The Functions host makes a trace of each line, and finds the
 * trace's severity by the words in it, so a record of two lines, as the JDK writes it, would be two
 * traces of which one has the wrong severity. What is a JSON object already stays one, so that the
 * queries find it.
 *
 * @see <a
 *     href="https://github.com/Azure/azure-functions-host/blob/v4.1037.0/src/WebJobs.Script/Workers/ProcessManagement/WorkerProcess.cs">How
 *     the host reads the lines of a worker</a>
 */
public final class ConsoleLog extends Handler {
  /** Kept, since the JDK forgets a logger and its handlers that nobody holds. */
  private static final Logger BROKER = Logger.getLogger("io.acsbroker");

  private final PrintStream out;

  ConsoleLog(PrintStream out) {
    this.out = out;
  }

  /** Sends the log of all rooms there, and nowhere else; once, however often it is called. */
  public static synchronized void attach() {
    for (Handler handler : BROKER.getHandlers()) {
      if (handler instanceof ConsoleLog) {
        return;
      }
    }
    BROKER.setUseParentHandlers(false);
    BROKER.addHandler(new ConsoleLog(System.err));
  }

  @Override
  public void publish(LogRecord logged) {
    if (isLoggable(logged)) {
      String message = String.valueOf(logged.getMessage()).replaceAll("\\R", " ");
      out.println(message.startsWith("{\"") ? message : logged.getLevel() + ": " + message);
    }
  }

  @Override
  public void flush() {
    out.flush();
  }

  /** Leaves the stream open: it is the process's. */
  @Override
  public void close() {
    flush();
  }
}
