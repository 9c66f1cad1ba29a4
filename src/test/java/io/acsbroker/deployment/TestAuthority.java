package io.acsbroker.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority that certifies servers, made by the JDK's keytool. */
final class TestAuthority {
  private static final String NAME = "authority";

  private final String password = UUID.randomUUID().toString();
  private final Path folder;

  TestAuthority(Path folder) throws Exception {
    this.folder = folder;
    keytool(store(NAME), "-alias", NAME, "-dname", "CN=Authority", "-ext", "bc:c");
  }

  /** For a server with a certificate of this host, valid for ten days from so many days on. */
  SSLContext server(String host, int fromDay) throws Exception {
    String alias = host + fromDay;
    Path own = store(alias);
    Files.copy(store(NAME), own);
    List<String> arguments = new ArrayList<>(List.of("-alias", alias, "-signer", NAME));
    arguments.addAll(List.of("-dname", "CN=" + host, "-ext", "SAN=dns:" + host));
    arguments.addAll(List.of("-startdate", "%+dd".formatted(fromDay), "-validity", "10"));
    keytool(own, arguments.toArray(String[]::new));
    KeyStore keys = load(own);
    keys.deleteEntry(NAME);
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** For a client that trusts this authority alone. */
  SSLContext client() throws Exception {
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry(NAME, load(store(NAME)).getCertificate(NAME));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trust);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private Path store(String name) {
    return folder.resolve(name + ".p12");
  }

  private KeyStore load(Path file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password.toCharArray());
    }
    return store;
  }

  private void keytool(Path store, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString()));
    command.addAll(List.of("-storepass", password));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), output);
  }
}
