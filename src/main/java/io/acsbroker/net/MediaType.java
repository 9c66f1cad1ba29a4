package io.acsbroker.net;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What kind of text an answer is, without its parameters, as far as it is fit for a log: a proxy's
 * page is told from a service's JSON by it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1">RFC 9110, section 8.3.1</a>
 */
public record MediaType(String text) {
  private static final Pattern ALONE =
      Pattern.compile("\\s*([A-Za-z0-9.+-]{1,32}/[A-Za-z0-9.+-]{1,64})\\s*(?:;.*)?");

  /** Reads a header {@code Content-Type}; empty where it is none. */
  public static Optional<MediaType> parse(String header) {
    Matcher matcher = ALONE.matcher(header);
    return matcher.matches()
        ? Optional.of(new MediaType(matcher.group(1).toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  /** A status in words, with the kind of the answer where that is not JSON. */
  public static String beside(int status, Optional<String> contentType) {
    return contentType
        .flatMap(MediaType::parse)
        .filter(type -> !type.isJson())
        .map(type -> "HTTP " + status + " " + type.text())
        .orElse("HTTP " + status);
  }

  boolean isJson() {
    return text.endsWith("/json") || text.endsWith("+json");
  }
}
