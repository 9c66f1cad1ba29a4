package io.acsbroker.openapi;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An answer of the broker's, with what was asked.
 *
 * @param sent bytes of the request's body; negative where they were not announced
 * @param headers of the answer, in any letter case
 */
record Answered(
    String method, String path, long sent, int status, Map<String, String> headers, String body) {

  /** Keeps a copy. */
  Answered {
    Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    headers = Collections.unmodifiableMap(copy);
  }

  static Answered of(HttpResponse<String> response) {
    Map<String, String> headers = new HashMap<>();
    response
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name, String.join(", ", values)));
    return new Answered(
        response.request().method(),
        response.uri().getPath(),
        response.request().bodyPublisher().map(HttpRequest.BodyPublisher::contentLength).orElse(0L),
        response.statusCode(),
        headers,
        response.body());
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
