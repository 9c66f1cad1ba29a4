package io.acsbroker.local.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.UUID;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A certificate for {@code localhost} and {@code 127.0.0.1}, made for this process by the JDK's own
 * {@code keytool}, which needs a file for it. The key is in this process alone: that file is gone
 * once it has been read, and the one with the certificate when the process ends.
 */
public final class LoopbackCertificate {
  private static final String ALIAS = "localhost";

  private final String password = UUID.randomUUID().toString();
  private final Path trustStore;
  private final X509Certificate certificate;
  private final PrivateKey privateKey;
  private final SSLContext serverContext;
  private final SSLContext clientContext;

  private LoopbackCertificate() throws IOException, GeneralSecurityException {
    Path directory = Files.createTempDirectory("loopback-certificate");
    directory.toFile().deleteOnExit();
    Path keyStore = directory.resolve("server.p12");
    trustStore = directory.resolve("trust.p12");
    KeyStore keys = generated(keyStore);
    certificate = (X509Certificate) keys.getCertificate(ALIAS);
    privateKey = (PrivateKey) keys.getKey(ALIAS, password.toCharArray());
    KeyStore trust = trustIn(keys);
    trustStore.toFile().deleteOnExit();
    serverContext = context(keyManagers(keys), null);
    clientContext = context(null, trustManagers(trust));
  }

  /**
   * Makes a new key and certificate, which takes about a second.
   *
   * @throws IllegalStateException if the JDK's tools or files cannot be used
   */
  public static LoopbackCertificate create() {
    try {
      return new LoopbackCertificate();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("cannot make a certificate for localhost", e);
    }
  }

  /** The certificate, which an application may be known by too. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** The same as text, for programs that take a file of trusted certificates. */
  public String pem() {
    try {
      byte[] ends = "\n".getBytes(StandardCharsets.US_ASCII);
      return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
          .formatted(Base64.getMimeEncoder(64, ends).encodeToString(certificate.getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("keytool made a certificate that has no encoding", e);
    }
  }

  /** Its key, for this process alone. */
  public PrivateKey privateKey() {
    return privateKey;
  }

  /** For a server that shows this certificate. */
  public SSLContext serverContext() {
    return serverContext;
  }

  /** For a client that trusts this certificate alone. */
  public SSLContext clientContext() {
    return clientContext;
  }

  /** A PKCS12 file with the certificate only, for {@code -Djavax.net.ssl.trustStore}. */
  public Path trustStore() {
    return trustStore;
  }

  /** For {@code -Djavax.net.ssl.trustStorePassword}; it protects nothing but a test certificate. */
  public String trustStorePassword() {
    return password;
  }

  private KeyStore generated(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      Keytool.generateKeyPair(ALIAS, file, password);
      try (InputStream in = Files.newInputStream(file)) {
        store.load(in, password.toCharArray());
      }
    } finally {
      Files.deleteIfExists(file);
    }
    return store;
  }

  private KeyStore trustIn(KeyStore keys) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
    try (OutputStream out = Files.newOutputStream(trustStore)) {
      store.store(out, password.toCharArray());
    }
    return store;
  }

  private KeyManager[] keyManagers(KeyStore keys) throws GeneralSecurityException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, password.toCharArray());
    return factory.getKeyManagers();
  }

  private static TrustManager[] trustManagers(KeyStore trust) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trust);
    return factory.getTrustManagers();
  }

  private static SSLContext context(KeyManager @Nullable [] keys, TrustManager @Nullable [] trust)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust, null);
    return context;
  }
}
