package io.acsbroker.administration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a request with the resource's access key.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/communication-services/tutorials/hmac-header-tutorial">Sign
 *     an HTTP request</a>
 */
final class RequestSignature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final DateTimeFormatter RFC_7231 =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private RequestSignature() {}

  static Map<String, String> headers(ServiceRequest request, String key, Instant now) {
    URI uri = request.uri();
    String date = date(now);
    String bodyHash = base64(sha256(request.body()));
    String signed =
        "%s\n%s?%s\n%s;%s;%s"
            .formatted(
                request.method(),
                uri.getRawPath(),
                uri.getRawQuery(),
                date,
                uri.getRawAuthority(),
                bodyHash);
    return Map.of(
        "x-ms-date",
        date,
        "x-ms-content-sha256",
        bodyHash,
        "Authorization",
        "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature="
            + hmac(key, signed));
  }

  /** A point in time as a header has it. */
  static String date(Instant now) {
    return RFC_7231.format(now);
  }

  /** The signature of a text with a key in base64, in base64 as well. */
  static String hmac(String key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), ALGORITHM));
      return base64(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
