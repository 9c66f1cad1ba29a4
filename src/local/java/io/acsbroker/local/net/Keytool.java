package io.acsbroker.local.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The JDK's {@code keytool}: the one supported way to make a certificate without a library. */
final class Keytool {
  private static final String PASSWORD = "LOOPBACK_CERTIFICATE_PASSWORD";

  private Keytool() {}

  /** Writes a PKCS12 file with an RSA-2048 key and a self-signed certificate for the loopback. */
  static void generateKeyPair(String alias, Path keyStore, String password) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-validity",
                "30",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-ext",
                "EKU=serverAuth",
                "-storetype",
                "PKCS12",
                "-keystore",
                keyStore.toString(),
                "-storepass:env",
                PASSWORD)
            .redirectErrorStream(true);
    // Other users of the machine can see a command line
    builder.environment().put(PASSWORD, password);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (exitCode(process) != 0) {
      throw new IOException("keytool failed: " + output.strip());
    }
  }

  private static int exitCode(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while keytool ran", e);
    }
  }
}
