package io.acsbroker.overhttp;

import io.acsbroker.telemetry.RequestLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * What a broker writes at levels that Azure keeps, each record a line as the console has it; but
 * for what a minute has left out, which may be of an earlier broker of this process.
 */
final class ConsoleLines extends Handler {
  private static final String LATE = RequestLog.class.getName();

  private final List<String> lines = new CopyOnWriteArrayList<>();

  ConsoleLines() {
    setLevel(Level.INFO);
  }

  @Override
  public void publish(LogRecord logged) {
    String message = String.valueOf(logged.getMessage());
    if (isLoggable(logged) && !LATE.equals(logged.getLoggerName())) {
      lines.add(message.startsWith("{\"") ? message : logged.getLevel() + ": " + message);
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
