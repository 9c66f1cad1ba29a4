package io.acsbroker.local.table;

import io.acsbroker.local.net.LoopbackRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The access key of the storage account, and the requests that are signed with it.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key">Authorize
 *     with Shared Key, Shared Key Lite for the Table service</a>
 */
final class AccountKey {
  private final String account;
  private final byte[] key = new byte[64];

  /** A new key, unlike any other. */
  AccountKey(String account) {
    this.account = account;
    new SecureRandom().nextBytes(key);
  }

  /** As it stands in a connection string. */
  String base64() {
    return Base64.getEncoder().encodeToString(key);
  }

  boolean signed(LoopbackRequest request) {
    String date = request.header("x-ms-date").or(() -> request.header("date")).orElse("");
    String comp =
        Optional.ofNullable(request.query().get("comp")).map(it -> "?comp=" + it).orElse("");
    String expected = authorization(date, request.path() + comp);
    return !date.isEmpty()
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8),
            request.header("authorization").orElse("").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The header {@code Authorization} of a request.
   *
   * @param resource its path, and the parameter {@code comp} where there is one
   */
  String authorization(String date, String resource) {
    return "SharedKeyLite " + account + ":" + hmac(date + "\n/" + account + resource);
  }

  private String hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HmacSHA256", impossible);
    }
  }
}
