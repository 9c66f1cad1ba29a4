package io.acsbroker.local.host;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a request as host and worker hand it over. */
record RequestReader(HttpExchange exchange) {
  private static final int MAX_HEADER_BYTES = 32_768;

  /** Whether all header names and values together are more than the host takes. */
  boolean headersTooLarge() {
    return exchange.getRequestHeaders().entrySet().stream()
            .flatMap(e -> e.getValue().stream().map(value -> e.getKey() + value))
            .mapToLong(line -> line.getBytes(StandardCharsets.UTF_8).length)
            .sum()
        > MAX_HEADER_BYTES;
  }

  /** Takes the whole body off the connection, so that the client can read the answer. */
  void drain() throws IOException {
    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
  }

  /** The absolute address, from the {@code Host} header; throws if that is no host. */
  URI uri() {
    String target = exchange.getRequestURI().toString();
    String host = exchange.getRequestHeaders().getFirst("Host");
    return exchange.getRequestURI().getScheme() != null
        ? URI.create(target)
        : URI.create("http://" + (host == null ? "localhost" : host) + target);
  }

  /**
   * Whether the body is of a type that the host hands over as bytes: the worker fails to make a
   * text of them, before any function runs.
   */
  boolean bodyIsBinary() {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    String lower = type == null ? "" : lower(type.strip());
    boolean empty = "0".equals(exchange.getRequestHeaders().getFirst("Content-Length"));
    return !empty
        && (lower.startsWith("application/octet-stream") || lower.startsWith("multipart/"));
  }

  /** The request at that address; its body is read to the end. */
  FunctionRequest read(URI uri) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    return new FunctionRequest(uri, exchange.getRequestMethod(), headers(), query(uri), body(body));
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(lower(name), String.join(",", values)));
    return headers;
  }

  private Optional<String> body(byte[] bytes) {
    // The host hands a body over only when its length is announced
    Headers headers = exchange.getRequestHeaders();
    return bytes.length == 0 || headers.containsKey("Transfer-Encoding")
        ? Optional.empty()
        : Optional.of(new String(bytes, StandardCharsets.UTF_8));
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    String raw = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      query.merge(name, equals < 0 ? "" : decode(pair.substring(equals + 1)), RequestReader::join);
    }
    // The host leaves out what has no value
    query.values().removeIf(String::isEmpty);
    return new LinkedHashMap<>(query);
  }

  private static String join(String first, String second) {
    return first + "," + second;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
