package io.acsbroker.config;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** Key stores as people may have them, made by the JDK's own {@code keytool}. */
final class SampleKeyStore {
  private static final String MADE_WITH = "keytool wants one";

  private final KeyStore keys;

  private SampleKeyStore(KeyStore keys) {
    this.keys = keys;
  }

  /** With a new key and its certificate. */
  static SampleKeyStore create(Path directory)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = directory.resolve("sample.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "api",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=api",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                MADE_WITH)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (made.waitFor() != 0) {
      throw new IOException("keytool failed");
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, MADE_WITH.toCharArray());
    }
    return new SampleKeyStore(keys);
  }

  /** So many copies of the key, each with its certificate. */
  String withKeys(int copies, String password) throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    for (int i = 0; i < copies; i++) {
      store.setKeyEntry(
          "api" + i,
          keys.getKey("api", MADE_WITH.toCharArray()),
          password.toCharArray(),
          keys.getCertificateChain("api"));
    }
    return base64(store, password);
  }

  /** The certificate without its key. */
  String withoutKey() throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    store.setCertificateEntry("api", keys.getCertificate("api"));
    return base64(store, "");
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static String base64(KeyStore store, String password)
      throws IOException, GeneralSecurityException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, password.toCharArray());
    return Base64.getEncoder().encodeToString(out.toByteArray());
  }
}
