package io.acsbroker.telemetry;

import io.acsbroker.json.JsonText;
import io.acsbroker.telemetry.ExchangeEvent.Parties;
import io.acsbroker.telemetry.ExchangeEvent.Times;
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
 * @param details what was found, which differs from one request of a kind to the next; otherwise
 *     empty
 * @param suppressed how many more requests of its kind it stands for, which have no line
 */
public record RequestEvent(
    String function,
    int status,
    String code,
    String reason,
    String details,
    String correlationId,
    Duration took,
    Optional<ExchangeEvent> exchange,
    long suppressed) {
  /** The event of a request that has a line of its own, and of which nothing was found. */
  public RequestEvent(
      String function,
      int status,
      String code,
      String reason,
      String correlationId,
      Duration took,
      Optional<ExchangeEvent> exchange) {
    this(function, status, code, reason, "", correlationId, took, exchange, 0);
  }

  /** Whether it was refused before anybody was known, so that anybody can bring it about. */
  boolean isRefusalOfNobody() {
    return status >= 400 && (exchange.isEmpty() || exchange.get().parties().userHash().isEmpty());
  }

  /** This event, standing for this many more. */
  RequestEvent standingFor(long more) {
    return new RequestEvent(
        function, status, code, reason, details, correlationId, took, exchange, more);
  }

  /**
   * Logs it as a warning, whatever came of it. As information the worker writes a line of its own
   * of each request, in the same category, which nobody samples: where host.json lets that level
   * through, strangers fill the log with it. It is for answered probes, which nobody counts.
   *
   * @see <a
   *     href="https://github.com/Azure/azure-functions-java-worker/blob/dev/src/main/java/com/microsoft/azure/functions/worker/handler/InvocationRequestHandler.java">The
   *     worker's line</a>
   */
  public void logTo(Logger logger) {
    boolean probed = status < 400 && exchange.isEmpty();
    logger.log(probed ? Level.INFO : Level.WARNING, line());
  }

  String line() {
    JsonText line =
        new JsonText()
            .with("event", "request")
            .with("function", function)
            .with("status", Long.valueOf(status))
            .with("code", code)
            .with("reason", reason.isEmpty() ? null : reason)
            .with("details", details.isEmpty() ? null : details)
            .with("correlationId", correlationId)
            .with("ms", millis(took))
            .with("suppressed", suppressed == 0 ? null : Long.valueOf(suppressed));
    if (exchange.isPresent()) {
      write(exchange.get(), line);
    }
    return line.end();
  }

  private static void write(ExchangeEvent event, JsonText line) {
    Parties parties = event.parties();
    Times times = event.times();
    line.with("stage", event.progress().stage())
        .with("source", event.progress().source())
        .with("tokenSha256", parties.subjectToken().hash().orElse(null))
        .with("tenant", parties.tenant().orElse(null))
        .with("client", parties.subjectToken().client().orElse(null))
        .with("callerClient", parties.callerToken().client().orElse(null))
        .with("callerIssuer", parties.callerIssuer().orElse(null))
        .with("userSha256", parties.userHash().orElse(null))
        .with("rule", parties.rule().orElse(null))
        .with("uti", parties.subjectToken().id().orElse(null))
        .with("callerUti", parties.callerToken().id().orElse(null))
        .with("verifyMs", millis(times.verifying()))
        .with("onBehalfOfMs", millis(times.onBehalfOf()))
        .with("managedIdentityMs", millis(times.managedIdentity()))
        .with("acsMs", millis(times.acs()))
        .with("acsTries", Long.valueOf(event.acs().tries()))
        .with("acsCorrelationId", event.acs().correlationId().orElse(null))
        .with("tableMs", times.table().isPresent() ? millis(times.table().get()) : null)
        .with("acsIdentity", event.acsIdentity().isEmpty() ? null : event.acsIdentity())
        .with("ignoredHeaderParameters", Long.valueOf(event.ignoredHeaderParameters()));
  }

  private static Long millis(Duration time) {
    return Long.valueOf(time.toMillis());
  }
}
