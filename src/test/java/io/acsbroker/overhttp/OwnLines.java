package io.acsbroker.overhttp;

import io.acsbroker.json.JsonObject;
import io.acsbroker.telemetry.RequestLog;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;

/**
 * Lines of requests whose answers a test has heard, those at the end of a minute too. At the end of
 * its own minute an earlier broker of this process writes some as well, which are none of these.
 */
final class OwnLines extends LogLines {
  private static final Logger LATE = Logger.getLogger(RequestLog.class.getName());

  private final Set<String> refusals = new HashSet<>();

  /** Hears what is written at the end of a minute, until it is left. */
  void listen() {
    LATE.addHandler(this);
  }

  void leave() {
    LATE.removeHandler(this);
  }

  /** An answer that belongs to the test. */
  void heard(JsonObject answer) {
    answer.string("correlationId").ifPresent(refusals::add);
  }

  /** The events, each a JSON object. */
  List<String> events() {
    return text()
        .lines()
        .filter(line -> line.contains("{\"event\":"))
        .map(line -> line.substring(line.indexOf('{')))
        .filter(this::isOwn)
        .toList();
  }

  private boolean isOwn(String event) {
    JsonObject line = JsonObject.parse(event).orElseThrow();
    return line.string("code").equals(Optional.of("granted"))
        || refusals.contains(line.string("correlationId").orElseThrow());
  }
}
