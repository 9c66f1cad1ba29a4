package io.acsbroker.overhttp;

import io.acsbroker.json.JsonObject;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** Everything that is logged, as text, at every level. */
class LogLines extends Handler {
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();

  LogLines() {
    setLevel(Level.ALL);
    setFormatter(new SimpleFormatter());
  }

  @Override
  public void publish(LogRecord logRecord) {
    lines.add(getFormatter().format(logRecord));
  }

  String text() {
    return String.join("", lines);
  }

  /** The last request that was logged. */
  JsonObject lastEvent() {
    String line = text().lines().filter(it -> it.contains("{\"event\":")).toList().getLast();
    return JsonObject.parse(line.substring(line.indexOf('{'))).orElseThrow();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
