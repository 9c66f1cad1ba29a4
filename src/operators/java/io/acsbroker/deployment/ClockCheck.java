package io.acsbroker.deployment;

import io.acsbroker.deployment.Finding.NotChecked;
import io.acsbroker.deployment.Finding.Sound;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Whether this machine's clock and that of the answers agree. Which of two is wrong, nobody can
 * tell who has no third.
 */
record ClockCheck(BrokerClient client) {
  private static final Duration TOLERANCE = Duration.ofMinutes(2);

  void run(Report report) throws NoBrokerException, InterruptedException {
    report.check("this machine's clock and the broker's agree", this::compare);
  }

  private Finding compare() throws NoBrokerException, InterruptedException {
    BrokerAnswer answer = client.ask(client.request("/api/health"));
    Optional<Instant> date = date(answer.header("Date"));
    return date.isPresent()
        ? finding(ahead(answer, date.get()))
        : new NotChecked("an answer with a Date that can be read");
  }

  private static Finding finding(Duration ahead) {
    if (ahead.abs().compareTo(TOLERANCE) <= 0) {
      return new Sound("");
    }
    return Finding.faulty(
        "the Date of its answers is "
            + ahead.abs().toMinutes()
            + " minutes "
            + (ahead.isNegative() ? "behind" : "ahead of")
            + " this machine's clock; one of the two is wrong: set this machine's by a time server"
            + " first, then see docs/errors.md, token_expired");
  }

  /** It may have been written at any time between request and answer, and has whole seconds. */
  private static Duration ahead(BrokerAnswer answer, Instant date) {
    if (date.isAfter(answer.received())) {
      return Duration.between(answer.received(), date);
    }
    return date.isBefore(answer.sent()) ? Duration.between(answer.sent(), date) : Duration.ZERO;
  }

  private static Optional<Instant> date(String header) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header)));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
