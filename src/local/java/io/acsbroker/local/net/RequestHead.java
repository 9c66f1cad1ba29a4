package io.acsbroker.local.net;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The request line and the headers. A target may be a path, or an address with its host, which
 * counts for more than the header {@code Host} (RFC 9112, 3.2.2).
 *
 * @param target as it was sent, nothing decoded; it has a path
 * @param isOld whether it is of HTTP/1.0
 * @param headers by their names in lower case, values in the order in which they came
 */
record RequestHead(String method, URI target, boolean isOld, Map<String, List<String>> headers) {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern REQUEST_LINE =
      Pattern.compile("(" + TOKEN + ") ([^ ]+) HTTP/1\\.([0-9])");
  private static final Pattern HEADER = Pattern.compile("(" + TOKEN + "):(.*)", Pattern.DOTALL);

  /**
   * Reads on after the first line.
   *
   * @throws MalformedRequestException where it is none of HTTP/1.1 or HTTP/1.0
   */
  static RequestHead read(String first, RequestBytes in) throws IOException {
    Matcher line = REQUEST_LINE.matcher(first);
    if (!line.matches()) {
      throw new MalformedRequestException(400, "Not a request line.");
    }
    URI target = target(line.group(2));
    return new RequestHead(
        line.group(1), target, line.group(3).equals("0"), addressed(target, headers(in)));
  }

  /** The headers, where a target that names a host itself does so in place of {@code Host}. */
  private static Map<String, List<String>> addressed(URI target, Map<String, List<String>> sent) {
    if (target.getRawAuthority() == null) {
      return sent;
    }
    Map<String, List<String>> headers = new LinkedHashMap<>(sent);
    headers.put("host", List.of(target.getRawAuthority()));
    return Map.copyOf(headers);
  }

  /** The same head with another target. */
  RequestHead at(URI newTarget) {
    return new RequestHead(method, newTarget, isOld, headers);
  }

  /** The values of a header, whose name is in lower case. */
  List<String> values(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /** Whether the connection ends after the answer; HTTP/1.0 knows no better for certain. */
  boolean isLast() {
    return isOld
        || values("connection").stream()
            .flatMap(value -> Stream.of(value.split(",", -1)))
            .anyMatch(option -> option.strip().equalsIgnoreCase("close"));
  }

  private static URI target(String text) throws MalformedRequestException {
    try {
      URI target = new URI(text);
      // Two slashes begin a path here, and a host where a URI is read
      if (target.getRawPath() != null && !text.startsWith("//")) {
        return target;
      }
    } catch (URISyntaxException notOne) {
      // Refused like one that has no path
    }
    throw new MalformedRequestException(400, "Not a request target.");
  }

  private static Map<String, List<String>> headers(RequestBytes in) throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String line = in.inside(); !line.isEmpty(); line = in.inside()) {
      Matcher header = HEADER.matcher(line);
      if (!header.matches()) {
        throw new MalformedRequestException(400, "Not a header.");
      }
      headers
          .computeIfAbsent(header.group(1).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(header.group(2).strip());
    }
    headers.replaceAll((name, values) -> List.copyOf(values));
    return Map.copyOf(headers);
  }
}
