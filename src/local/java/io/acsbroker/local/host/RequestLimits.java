package io.acsbroker.local.host;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What the host's web server refuses before anybody reads the request, with a status and nothing
 * else. Only what the JDK's server hands over is seen here: it answers malformed requests itself.
 *
 * @see <a
 *     href="https://learn.microsoft.com/dotnet/api/microsoft.aspnetcore.server.kestrel.core.kestrelserverlimits">The
 *     limits of Kestrel, which the Functions host keeps, but for the size of a body</a>
 */
final class RequestLimits {
  private static final int MAX_REQUEST_LINE_BYTES = 8_192;
  private static final int MAX_HEADERS = 100;
  private static final int MAX_HEADER_BYTES = 32_768;
  private static final long MAX_BODY_BYTES = 100L * 1024 * 1024;
  private static final Pattern HOST = Pattern.compile("[^\\s/?#@<>\"{}|\\\\^`]+");

  private RequestLimits() {}

  /** The status of the refusal, if it is one. */
  static OptionalInt refusal(HttpExchange exchange, HostPath path) {
    Headers headers = exchange.getRequestHeaders();
    if (requestLineBytes(exchange) > MAX_REQUEST_LINE_BYTES) {
      return OptionalInt.of(414);
    }
    if (headerLines(headers) > MAX_HEADERS || headerBytes(headers) > MAX_HEADER_BYTES) {
      return OptionalInt.of(431);
    }
    if (path.hasNul() || !hasOneHost(exchange)) {
      return OptionalInt.of(400);
    }
    return bodyTooLarge(headers) ? OptionalInt.of(500) : OptionalInt.empty();
  }

  private static int requestLineBytes(HttpExchange exchange) {
    String target = exchange.getRequestURI().toString();
    String line = exchange.getRequestMethod() + " " + target + " " + exchange.getProtocol();
    return line.length() + "\r\n".length();
  }

  private static long headerLines(Headers headers) {
    return headers.values().stream().mapToLong(List::size).sum();
  }

  private static long headerBytes(Headers headers) {
    return headers.entrySet().stream()
        .flatMap(e -> e.getValue().stream().map(value -> e.getKey() + ": " + value + "\r\n"))
        .mapToLong(line -> line.getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }

  private static boolean hasOneHost(HttpExchange exchange) {
    List<String> hosts =
        Optional.ofNullable(exchange.getRequestHeaders().get("Host")).orElse(List.of());
    return hosts.size() == 1 && HOST.matcher(hosts.getFirst()).matches();
  }

  /** The host fails, rather than refuse, where a body is announced that is larger. */
  private static boolean bodyTooLarge(Headers headers) {
    String length = headers.getFirst("Content-Length");
    return length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > MAX_BODY_BYTES;
  }
}
