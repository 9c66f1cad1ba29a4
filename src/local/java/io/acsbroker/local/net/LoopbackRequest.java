package io.acsbroker.local.net;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A request that has been read completely, body and all. */
public final class LoopbackRequest {
  private static final String BEARER = "Bearer ";
  private static final Pattern LONE_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private final String scheme;
  private final int port;
  private final RequestHead head;
  private final byte[] body;

  LoopbackRequest(String scheme, int port, RequestHead head, byte[] body) {
    this.scheme = scheme;
    this.port = port;
    this.head = head;
    this.body = body;
  }

  /** The same request with another path, nothing of which is decoded either. */
  public LoopbackRequest at(String path) {
    String query = head.target().getRawQuery();
    URI newTarget = URI.create(query == null ? path : path + "?" + query);
    return new LoopbackRequest(scheme, port, head.at(newTarget), body);
  }

  /** The same request with another path and other parameters, where those of its method stand. */
  public LoopbackRequest at(String path, Map<String, String> parameters) {
    String encoded =
        parameters.entrySet().stream()
            .map(it -> encode(it.getKey()) + "=" + encode(it.getValue()))
            .collect(Collectors.joining("&"));
    return method().equals("POST")
        ? new LoopbackRequest(
            scheme, port, at(path).head, encoded.getBytes(StandardCharsets.US_ASCII))
        : new LoopbackRequest(scheme, port, head.at(URI.create(path + "?" + encoded)), body);
  }

  /** Where the client reached the server, whatever name it used, without a slash at the end. */
  public String base() {
    return scheme + "://" + header("host").orElse("localhost");
  }

  /** The port at which it came in, whatever the client says. */
  public int port() {
    return port;
  }

  /** The method, in the letters that were sent. */
  public String method() {
    return head.method();
  }

  /** The path and the query as they were sent, nothing decoded. */
  public String target() {
    String query = head.target().getRawQuery();
    return query == null ? path() : path() + "?" + query;
  }

  /** The path as it was sent, nothing decoded. */
  public String path() {
    return head.target().getRawPath();
  }

  /** The first value of a header, whatever the case of its name. */
  public Optional<String> header(String name) {
    return head.values(name.toLowerCase(Locale.ROOT)).stream().findFirst();
  }

  /**
   * What stands behind {@code Bearer} in the header {@code Authorization}, nothing perhaps; empty
   * where the header is missing or begins otherwise.
   */
  public Optional<String> bearerToken() {
    return header("authorization")
        .filter(value -> value.startsWith(BEARER))
        .map(value -> value.substring(BEARER.length()));
  }

  /** Every header by its name in lower case, values in the order in which they came. */
  public Map<String, List<String>> headers() {
    return head.headers();
  }

  /** The parameters of the query, decoded; of one that is repeated, the first. */
  public Map<String, String> query() {
    return parameters(head.target().getRawQuery());
  }

  /** The fields of a body of type {@code application/x-www-form-urlencoded}, read like a query. */
  public Map<String, String> form() {
    return parameters(text());
  }

  /** The first parameter that stands more than once where those of its method stand. */
  public Optional<String> repeatedParameter() {
    String query = head.target().getRawQuery();
    String encoded = method().equals("POST") ? text() : query == null ? "" : query;
    Set<String> names = new HashSet<>();
    return Stream.of(encoded.split("&", -1))
        .filter(pair -> !pair.isEmpty())
        .map(pair -> decode(pair.split("=", 2)[0]))
        .filter(name -> !names.add(name))
        .findFirst();
  }

  /** The JSON object in the body; empty where it is another value, no JSON, or not there. */
  public Optional<Map<String, Object>> object() {
    return JsonMembers.parse(text());
  }

  /** The body as text in UTF-8, empty where there is none. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** A copy of the body's bytes. */
  public byte[] body() {
    return body.clone();
  }

  /** Whether the client awaits no answer to another one over this connection. */
  boolean isLast() {
    return head.isLast();
  }

  private static Map<String, String> parameters(@Nullable String encoded) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : encoded == null ? new String[0] : encoded.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        parameters.putIfAbsent(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return Collections.unmodifiableMap(parameters);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * Decodes; a % that nothing is behind stands for itself.
   *
   * @see <a href="https://url.spec.whatwg.org/#percent-decode">URL Standard, percent-decode</a>
   */
  private static String decode(String encoded) {
    return URLDecoder.decode(
        LONE_PERCENT.matcher(encoded).replaceAll("%25"), StandardCharsets.UTF_8);
  }
}
