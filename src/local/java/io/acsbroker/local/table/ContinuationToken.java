package io.acsbroker.local.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key of the row that the next page begins with, as the service writes it: {@code 1!}, the length
 * of the rest, {@code !}, and the key in base64 with {@code -} in place of {@code =}.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/storageservices/query-timeout-and-pagination#sample-response-headers-and-subsequent-request">A
 *     response with two</a>
 */
public final class ContinuationToken {
  private static final Pattern TOKEN = Pattern.compile("1!(\\d{1,4})!([A-Za-z0-9+/]+-{0,2})");

  private ContinuationToken() {}

  /** The token of this key. */
  public static String of(String key) {
    String encoded = Base64.getEncoder().encodeToString(key.getBytes(UTF_8)).replace('=', '-');
    return "1!" + encoded.length() + "!" + encoded;
  }

  /** The key of this token; empty for what the service has never said. */
  static Optional<String> key(String token) {
    Matcher matcher = TOKEN.matcher(token);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) != matcher.group(2).length()) {
      return Optional.empty();
    }
    try {
      byte[] key = Base64.getDecoder().decode(matcher.group(2).replace('-', '='));
      return Optional.of(new String(key, UTF_8));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
