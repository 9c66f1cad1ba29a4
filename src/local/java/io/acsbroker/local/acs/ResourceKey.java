package io.acsbroker.local.acs;

import io.acsbroker.local.net.LoopbackRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The access key of the resource, and the requests that are signed with it: over {@code x-ms-date},
 * or over {@code date}, as the first versions of the JavaScript SDK sign in Node.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/communication/authentication">How requests are
 *     signed</a>
 */
final class ResourceKey {
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "HMAC-SHA256 SignedHeaders=(x-ms-date|date);host;x-ms-content-sha256"
              + "&Signature=([A-Za-z0-9+/=]+)");
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final byte[] key = new byte[64];

  /** A new key, unlike any other. */
  ResourceKey() {
    new SecureRandom().nextBytes(key);
  }

  /** As it stands in a connection string. */
  String base64() {
    return Base64.getEncoder().encodeToString(key);
  }

  /** Whether this request, its body included, was signed with this key within five minutes. */
  boolean signed(LoopbackRequest request) {
    Matcher authorization = AUTHORIZATION.matcher(request.header("authorization").orElse(""));
    if (!authorization.matches()) {
      return false;
    }
    String date = request.header(authorization.group(1)).orElse("");
    String hash = request.header("x-ms-content-sha256").orElse("");
    return isRecent(date)
        && hash.equals(base64(sha256(request.body())))
        && hosts(request)
            .map(host -> stringToSign(request, date, host, hash))
            .anyMatch(text -> isSignature(authorization.group(2), text));
  }

  /** The host as sent, and without its port: the Java SDK signs the bare name. */
  private static Stream<String> hosts(LoopbackRequest request) {
    String host = request.header("host").orElse("");
    return Stream.of(host, host.replaceFirst(":\\d+$", ""));
  }

  private static String stringToSign(
      LoopbackRequest request, String date, String host, String hash) {
    return "%s\n%s\n%s;%s;%s".formatted(request.method(), request.target(), date, host, hash);
  }

  private boolean isSignature(String signature, String stringToSign) {
    return MessageDigest.isEqual(
        signature.getBytes(StandardCharsets.US_ASCII),
        base64(hmac(stringToSign)).getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean isRecent(String date) {
    try {
      Instant signedAt =
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      // SDKs stamp requests with the machine's clock, whatever time the emulators have been given
      Instant now = InstantSource.system().instant();
      return Duration.between(signedAt, now).abs().compareTo(SKEW) <= 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private byte[] hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
