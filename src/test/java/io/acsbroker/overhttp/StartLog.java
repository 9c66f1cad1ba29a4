package io.acsbroker.overhttp;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a broker logs beside the events of its requests, from its start on. */
final class StartLog extends Handler {
  private static final Logger BROKER = Logger.getLogger("io.acsbroker");

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final RunningBroker broker;

  private StartLog(Supplier<RunningBroker> start) {
    // What earlier brokers have to say is theirs
    BrokerStarts.awaitEnd();
    BROKER.addHandler(this);
    broker = start.get();
  }

  /** Starts a broker and listens until it is closed. */
  static StartLog of(Supplier<RunningBroker> start) {
    return new StartLog(start);
  }

  RunningBroker broker() {
    return broker;
  }

  /** Its warnings and errors up to the end of the start, each once, and each with its level. */
  List<String> distinctWarnings() {
    BrokerStarts.awaitEnd();
    return lines.stream().distinct().toList();
  }

  @Override
  public void publish(LogRecord logged) {
    if (logged.getLevel().intValue() >= Level.WARNING.intValue()) {
      lines.add(logged.getLevel() + ": " + logged.getMessage());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    BROKER.removeHandler(this);
  }
}
