package io.acsbroker.local.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads a request as host and worker hand it over. */
record RequestReader(HttpExchange exchange, RequestLimits limits) {

  HostPath path() {
    return HostPath.of(exchange.getRequestURI().getRawPath());
  }

  /** Takes the whole body off the connection, so that the client can read the answer. */
  void drain() throws IOException {
    if (!bodyTooLarge()) {
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    }
  }

  /** Whether a body is announced that is larger than the host reads for a function. */
  boolean bodyTooLarge() {
    return limits.bodyTooLarge(exchange);
  }

  /** The request; its body is read to the end. */
  FunctionRequest read() throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    URI uri = uri();
    return new FunctionRequest(uri, exchange.getRequestMethod(), headers(), query(uri), body(body));
  }

  /** The absolute address, from the {@code Host} header. */
  private URI uri() {
    URI target = exchange.getRequestURI();
    return target.getScheme() != null ? target : URI.create("http://" + host() + target);
  }

  /** The {@code Host} header; empty where there is none. */
  String host() {
    String host = exchange.getRequestHeaders().getFirst("Host");
    return host == null ? "" : host;
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(lower(name), joined(values)));
    return headers;
  }

  /** Empty ones are left out, where there are others. */
  private static String joined(List<String> values) {
    return values.stream()
        .filter(value -> !value.isEmpty())
        .map(value -> new String(value.getBytes(ISO_8859_1), UTF_8))
        .collect(Collectors.joining(","));
  }

  private Optional<String> body(byte[] bytes) {
    // The host hands a body over only when its length is announced
    Headers headers = exchange.getRequestHeaders();
    String text = headers.containsKey("Transfer-Encoding") ? "" : BodyText.of(bytes);
    return Optional.of(text).filter(it -> !it.isEmpty());
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
    return URLDecoder.decode(text, UTF_8);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
