package io.acsbroker.local.host;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What goes over the wire. */
final class Answer {
  private static final String TYPE = "Content-Type";

  private final int status;
  private final Headers headers;
  private final byte[] body;

  private Answer(int status, Headers headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** A status and nothing else, as the host answers for itself. */
  static Answer empty(int status) {
    return new Answer(status, new Headers(), new byte[0]);
  }

  /** A status with headers and nothing else. */
  static Answer empty(int status, Map<String, String> headers) {
    return new Answer(status, headers(headers), new byte[0]);
  }

  /**
   * What a function's response becomes: a text has its charset told, and nothing is an empty text.
   * Throws if it cannot be sent.
   */
  static Answer of(FunctionResponse response) {
    Map<String, String> headers = new LinkedHashMap<>(response.headers());
    byte[] body =
        switch (response.body()) {
          case null -> {
            addCharset(headers);
            yield new byte[0];
          }
          case String text -> {
            addCharset(headers);
            yield text.getBytes(StandardCharsets.UTF_8);
          }
          case byte[] bytes -> bytes;
          case Object other -> throw new ClassCastException(other.getClass().getName());
        };
    return new Answer(response.getStatusCode(), headers(headers), body);
  }

  /** Throws if one of them is not a header. */
  private static Headers headers(Map<String, String> map) {
    Headers headers = new Headers();
    map.forEach(headers::set);
    return headers;
  }

  private static void addCharset(Map<String, String> headers) {
    String name = headers.keySet().stream().filter(TYPE::equalsIgnoreCase).findFirst().orElse(TYPE);
    String type = headers.getOrDefault(name, "text/plain");
    boolean charset = type.toLowerCase(Locale.ROOT).contains("charset=");
    headers.put(name, charset ? type : type + "; charset=utf-8");
  }

  /** Puts the headers on an exchange, in place of what is there. */
  void putHeaders(HttpExchange exchange) {
    exchange.getResponseHeaders().clear();
    exchange.getResponseHeaders().putAll(headers);
  }

  /** Sends status and body, the body in chunks, and only where HTTP has one. */
  void send(HttpExchange exchange) throws IOException {
    boolean bodiless = exchange.getRequestMethod().equals("HEAD") || status == 204 || status == 304;
    if (bodiless || body.length == 0) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
