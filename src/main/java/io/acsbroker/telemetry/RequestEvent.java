package io.acsbroker.telemetry;

import io.acsbroker.json.JsonText;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What is said of one request: one JSON object in one line, since the worker sends each line as a
 * message of its own.
 *
 * @param code the code that the client got, or {@code granted}
 * @param reason more exact than the code, where there is more to say; otherwise empty
 */
public record RequestEvent(
    String function,
    int status,
    String code,
    String reason,
    String correlationId,
    Duration took,
    Optional<ExchangeEvent> exchange) {
  /** Logs it: as a warning where the operator has something to mend. */
  public void logTo(Logger logger) {
    logger.log(status >= 500 ? Level.WARNING : Level.INFO, line());
  }

  String line() {
    JsonText line =
        new JsonText()
            .with("event", "request")
            .with("function", function)
            .with("status", Long.valueOf(status))
            .with("code", code)
            .with("reason", reason.isEmpty() ? null : reason)
            .with("correlationId", correlationId)
            .with("ms", millis(took));
    exchange.ifPresent(event -> write(event, line));
    return line.end();
  }

  private static void write(ExchangeEvent event, JsonText line) {
    line.with("stage", event.stage())
        .with("source", event.source())
        .with("tokenSha256", event.tokenHash().orElse(null))
        .with("tenant", event.tenant().orElse(null))
        .with("client", event.client().orElse(null))
        .with("callerClient", event.callerClient().orElse(null))
        .with("userSha256", event.userHash().orElse(null))
        .with("uti", event.tokenId().orElse(null))
        .with("callerUti", event.callerTokenId().orElse(null))
        .with("verifyMs", millis(event.verifying()))
        .with("onBehalfOfMs", millis(event.delegating()))
        .with("identityMs", millis(event.signingIn()))
        .with("acsMs", millis(event.asking()))
        .with("acsTries", Long.valueOf(event.acsTries()))
        .with("acsCorrelationId", event.acsCorrelationId().orElse(null))
        .with("tableMs", event.keeping().map(RequestEvent::millis).orElse(null))
        .with("identity", event.identity().isEmpty() ? null : event.identity())
        .with("ignoredHeaderParameters", Long.valueOf(event.ignoredHeaderParameters()));
  }

  private static Long millis(Duration time) {
    return Long.valueOf(time.toMillis());
  }
}
