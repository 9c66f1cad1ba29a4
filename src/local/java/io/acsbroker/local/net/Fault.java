package io.acsbroker.local.net;

import java.time.Duration;
import java.util.Map;

/** What goes wrong with a service, now and then. */
public enum Fault {
  /** The right answer, after every client has given up. */
  LATE,
  /** 429 with a {@code Retry-After} of a second. */
  THROTTLED,
  /** 500, and a body that is not JSON. */
  FAILED,
  /** The connection ends and nothing has been sent. */
  CLOSED,
  /** The right answer, whose connection ends in the middle of the body. */
  HALVED;

  private static final Duration TOO_LONG = Duration.ofSeconds(12);

  /** The answer with this fault. */
  CannedAnswer answer(LoopbackRequest request, LoopbackHandler handler) throws Exception {
    return switch (this) {
      case LATE -> handler.answer(request).after(TOO_LONG);
      case THROTTLED -> new CannedAnswer(429, Map.of("Retry-After", "1"), "", Duration.ZERO);
      case FAILED -> CannedAnswer.text(500, "<html>Our services aren't available right now</html>");
      case CLOSED -> CannedAnswer.empty(200).delivered(Delivery.NOTHING);
      case HALVED -> handler.answer(request).delivered(Delivery.HALF);
    };
  }
}
