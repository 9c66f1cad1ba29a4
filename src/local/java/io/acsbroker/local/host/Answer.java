package io.acsbroker.local.host;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes over the wire. */
final class Answer {
  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  private Answer(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** A status and nothing else, as the host answers for itself. */
  static Answer empty(int status) {
    return new Answer(status, Map.of(), new byte[0]);
  }

  /** What a function's response becomes; throws if it cannot be sent. */
  static Answer of(FunctionResponse response) {
    Map<String, String> headers = new LinkedHashMap<>(response.headers());
    if (response.body() instanceof String
        && headers.keySet().stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
      headers.put("Content-Type", "text/plain; charset=utf-8");
    }
    byte[] body =
        switch (response.body()) {
          case null -> new byte[0];
          case String text -> text.getBytes(StandardCharsets.UTF_8);
          case byte[] bytes -> bytes;
          case Object other -> throw new ClassCastException(other.getClass().getName());
        };
    return new Answer(response.getStatusCode(), headers, body);
  }

  /** Puts the headers on an exchange; throws if one of them is not a header. */
  void putHeaders(HttpExchange exchange) {
    exchange.getResponseHeaders().clear();
    headers.forEach(exchange.getResponseHeaders()::set);
  }

  /** Sends status and body, the body only where HTTP has one. */
  void send(HttpExchange exchange) throws IOException {
    boolean bodiless = exchange.getRequestMethod().equals("HEAD") || status == 204 || status == 304;
    if (bodiless || body.length == 0) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
