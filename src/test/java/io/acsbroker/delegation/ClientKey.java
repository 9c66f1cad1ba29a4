package io.acsbroker.delegation;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Map;

/** A client's key with its certificate, made for a test by the JDK's {@code keytool}. */
record ClientKey(String base64Pkcs12, RSAPublicKey publicKey) {
  private static final String PASSWORD = "made for a test";
  private static final String ALIAS = "client";

  static ClientKey create() throws Exception {
    Path directory = Files.createTempDirectory("client-key");
    Path file = directory.resolve("client.p12");
    try {
      keytool(file);
      return read(file);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(directory);
    }
  }

  private static void keytool(Path file) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=client",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("keytool failed");
    }
  }

  /** The same key without a password, which keytool does not write. */
  private static ClientKey read(Path file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    Certificate[] chain = store.getCertificateChain(ALIAS);
    KeyStore open = KeyStore.getInstance("PKCS12");
    open.load(null, null);
    open.setKeyEntry(ALIAS, store.getKey(ALIAS, PASSWORD.toCharArray()), new char[0], chain);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    open.store(bytes, new char[0]);
    return new ClientKey(
        Base64.getEncoder().encodeToString(bytes.toByteArray()),
        (RSAPublicKey) chain[0].getPublicKey());
  }

  /** The claims of what this key has signed. */
  Map<String, Object> verified(String assertion) throws Exception {
    SignedJWT signed = SignedJWT.parse(assertion);
    if (!signed.verify(new RSASSAVerifier(publicKey))) {
      throw new AssertionError("signed with another key");
    }
    return signed.getPayload().toJSONObject();
  }
}
