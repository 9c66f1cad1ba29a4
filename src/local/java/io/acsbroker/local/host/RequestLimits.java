package io.acsbroker.local.host;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the host's web server refuses before anybody reads the request, with a status and nothing
 * else. Only what the JDK's server hands over is seen here: it answers the most malformed requests
 * itself.
 *
 * @param maxBodyBytes the largest body that the host reads for a function
 * @see <a
 *     href="https://learn.microsoft.com/dotnet/api/microsoft.aspnetcore.server.kestrel.core.kestrelserverlimits">The
 *     limits of Kestrel, which the Functions host keeps, but for the size of a body</a>
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-functions/functions-app-settings#functions_request_body_size_limit">The
 *     setting for the size of a body</a>
 */
public record RequestLimits(long maxBodyBytes) {
  /** Where no setting says otherwise. */
  static final RequestLimits OF_THE_HOST = new RequestLimits(100L * 1024 * 1024);

  private static final String BODY_SETTING = "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT";
  private static final int MAX_REQUEST_LINE_BYTES = 8_192;
  private static final int MAX_HEADERS = 100;
  private static final int MAX_HEADER_BYTES = 32_768;
  private static final Set<String> PROTOCOLS = Set.of("HTTP/1.0", "HTTP/1.1");
  private static final Pattern METHOD = Pattern.compile("[\\w!#$%&'*+.^`|~-]+");
  private static final Pattern HOST = Pattern.compile("[^\\s/?#@<>\"{}|\\\\^`]*");

  /** As an environment sets them; what is no number is as if it were not there. */
  static RequestLimits setBy(Map<String, String> environment) {
    String bytes = environment.getOrDefault(BODY_SETTING, "");
    return bytes.matches("\\d{1,18}") ? new RequestLimits(Long.parseLong(bytes)) : OF_THE_HOST;
  }

  /** The status of the refusal, if it is one. */
  static OptionalInt refusal(HttpExchange exchange, HostPath path) {
    Headers headers = exchange.getRequestHeaders();
    if (requestLineBytes(exchange) > MAX_REQUEST_LINE_BYTES) {
      return OptionalInt.of(414);
    }
    if (headerLines(headers) > MAX_HEADERS || headerBytes(headers) > MAX_HEADER_BYTES) {
      return OptionalInt.of(431);
    }
    if (!PROTOCOLS.contains(exchange.getProtocol())) {
      return OptionalInt.of(505);
    }
    boolean readable =
        METHOD.matcher(exchange.getRequestMethod()).matches()
            && !path.hasNul()
            && hasOneHost(exchange)
            && headers.values().stream().flatMap(List::stream).allMatch(RequestLimits::isText);
    return readable ? OptionalInt.empty() : OptionalInt.of(400);
  }

  /** Whether a body is announced that is larger than the host reads for a function. */
  boolean bodyTooLarge(HttpExchange exchange) {
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    return length != null && Long.parseLong(length) > maxBodyBytes;
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
        .mapToLong(String::length)
        .sum();
  }

  /** HTTP/1.0 may do without, and an empty one is none; a whole address has to name the same. */
  private static boolean hasOneHost(HttpExchange exchange) {
    List<String> hosts = exchange.getRequestHeaders().getOrDefault("Host", List.of());
    if (hosts.isEmpty()) {
      return exchange.getProtocol().equals("HTTP/1.0");
    }
    URI target = exchange.getRequestURI();
    return hosts.size() == 1
        && HOST.matcher(hosts.getFirst()).matches()
        && (target.getAuthority() == null || target.getAuthority().equals(hosts.getFirst()));
  }

  /** Whether a value, of which each character is a byte, is UTF-8 without a NUL. */
  private static boolean isText(String value) {
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)));
      return value.indexOf('\0') < 0;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
