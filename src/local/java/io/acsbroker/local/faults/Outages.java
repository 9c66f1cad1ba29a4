package io.acsbroker.local.faults;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.Delivery;
import io.acsbroker.local.net.LoopbackHandler;
import io.acsbroker.local.net.LoopbackRequest;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What any service can do instead of answering as it should. */
final class Outages {
  /** Ends the connection. */
  static final UnaryOperator<LoopbackHandler> CLOSED =
      always(CannedAnswer.empty(200).delivered(Delivery.NOTHING));

  /** Is somebody else, who has no idea what was asked. */
  static final UnaryOperator<LoopbackHandler> PROXY =
      always(
          new CannedAnswer(
              200,
              Map.of("Content-Type", "text/html; charset=utf-8"),
              "<!doctype html><title>Sign in to the network</title>",
              Duration.ZERO));

  private Outages() {}

  static UnaryOperator<LoopbackHandler> always(CannedAnswer answer) {
    return handler -> request -> answer;
  }

  /** Takes no request for so long. */
  static UnaryOperator<LoopbackHandler> throttled(Duration wait, String body) {
    Map<String, String> headers =
        Map.of("Retry-After", Long.toString(wait.toSeconds()), "Content-Type", "application/json");
    return always(new CannedAnswer(429, headers, body, Duration.ZERO));
  }

  /** The same for some requests alone. */
  static UnaryOperator<LoopbackHandler> where(
      Predicate<LoopbackRequest> some, UnaryOperator<LoopbackHandler> outage) {
    return handler ->
        request -> (some.test(request) ? outage.apply(handler) : handler).answer(request);
  }
}
