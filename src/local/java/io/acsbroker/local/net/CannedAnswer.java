package io.acsbroker.local.net;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An HTTP answer that is known in full before it is sent.
 *
 * @param status the HTTP status code
 * @param headers sent as they are, once each
 * @param body sent as UTF-8; empty for no body
 * @param delay how long the server waits before it sends anything
 * @param delivery how much of it the server sends then
 */
public record CannedAnswer(
    int status, Map<String, String> headers, String body, Duration delay, Delivery delivery) {

  /** Keeps a copy of the headers. */
  public CannedAnswer {
    headers = Map.copyOf(headers);
  }

  /** Sent whole. */
  public CannedAnswer(int status, Map<String, String> headers, String body, Duration delay) {
    this(status, headers, body, delay, Delivery.WHOLE);
  }

  /** A JSON object, sent at once. */
  public static CannedAnswer json(int status, Map<String, ?> body) {
    return new CannedAnswer(
        status,
        Map.of("Content-Type", "application/json; charset=utf-8"),
        JSONObjectUtils.toJSONString(body),
        Duration.ZERO);
  }

  /** Plain text, sent at once. */
  public static CannedAnswer text(int status, String body) {
    return new CannedAnswer(
        status, Map.of("Content-Type", "text/plain; charset=utf-8"), body, Duration.ZERO);
  }

  /** A status and nothing else, sent at once. */
  public static CannedAnswer empty(int status) {
    return new CannedAnswer(status, Map.of(), "", Duration.ZERO);
  }

  /** The same answer with a header, in place of another of exactly this name. */
  public CannedAnswer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new CannedAnswer(status, more, body, delay, delivery);
  }

  /** The same answer, sent after this long. */
  public CannedAnswer after(Duration newDelay) {
    return new CannedAnswer(status, headers, body, newDelay, delivery);
  }

  /** The same answer, of which so much is sent. */
  public CannedAnswer delivered(Delivery newDelivery) {
    return new CannedAnswer(status, headers, body, delay, newDelivery);
  }
}
