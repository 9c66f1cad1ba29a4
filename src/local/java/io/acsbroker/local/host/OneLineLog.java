package io.acsbroker.local.host;

import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** Prints what functions log as {@code HH:mm:ss LEVEL message}, a line each, from INFO up. */
final class OneLineLog extends Handler {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  private final PrintStream out;

  OneLineLog(PrintStream out) {
    this.out = out;
    setLevel(Level.INFO);
    setFormatter(new SimpleFormatter());
  }

  @Override
  public void publish(LogRecord entry) {
    if (isLoggable(entry)) {
      String message = getFormatter().formatMessage(entry).replaceAll("\\R", " ");
      String thrown = entry.getThrown() == null ? "" : " " + new Failure(entry.getThrown());
      out.println(
          TIME.format(entry.getInstant())
              + " "
              + entry.getLevel().getName()
              + " "
              + message
              + thrown);
    }
  }

  @Override
  public void flush() {
    out.flush();
  }

  /** Leaves the stream open, which is not its own. */
  @Override
  public void close() {
    flush();
  }
}
