package io.acsbroker.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;

/**
 * A trust store of real size: the authorities that a JDK trusts, and the emulators' certificate, in
 * the JDK's own format, so that it takes as long to read.
 */
final class RealTrustStore {
  private static final String OLDER_FORMAT = "JKS";

  /** That format has a password, and this is everybody's. */
  private static final char[] USUAL = "changeit".toCharArray();

  private RealTrustStore() {}

  /** Writes one with the authorities of that JDK. */
  static void write(Path file, Path javaHome, X509Certificate own)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(javaHome.resolve("lib/security/cacerts").toFile(), USUAL);
    store.setCertificateEntry("emulators", own);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, store.getType().equalsIgnoreCase(OLDER_FORMAT) ? USUAL : null);
    }
  }
}
