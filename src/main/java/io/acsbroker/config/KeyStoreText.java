package io.acsbroker.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.PrivateKeyEntry;
import java.util.Base64;
import java.util.Collections;

/**
 * A PKCS #12 key store in base64 and without a password, as a Key Vault reference to a certificate
 * yields it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7292">RFC 7292</a>
 */
final class KeyStoreText {
  private static final char[] NO_PASSWORD = {};

  private KeyStoreText() {}

  /** Whether there is exactly one private key with its certificate, and it can be read. */
  static boolean hasOnePrivateKey(String base64) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(Base64.getDecoder().decode(base64)), NO_PASSWORD);
      int keys = 0;
      for (String alias : Collections.list(store.aliases())) {
        if (store.entryInstanceOf(alias, PrivateKeyEntry.class)) {
          store.getKey(alias, NO_PASSWORD);
          keys++;
        }
      }
      return keys == 1;
    } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
      // What a key store of wrong bytes throws is not promised anywhere
      return false;
    }
  }
}
