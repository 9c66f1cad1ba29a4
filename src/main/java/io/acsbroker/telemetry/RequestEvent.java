package io.acsbroker.telemetry;

import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What is said of one request, in one line: the worker sends each line as a message of its own.
 *
 * @param code the code that the client got, or {@code granted}
 * @param reason more exact than the code, where there is more to say; otherwise empty
 */
public record RequestEvent(
    String function, int status, String code, String reason, String correlationId, Duration took) {
  /** Logs it: as a warning where the operator has something to mend. */
  public void logTo(Logger logger) {
    logger.log(status >= 500 ? Level.WARNING : Level.INFO, line());
  }

  String line() {
    return "function=%s status=%d code=%s reason=\"%s\" correlationId=%s ms=%d"
        .formatted(function, status, code, reason, correlationId, took.toMillis());
  }
}
