package io.acsbroker.local.table;

import io.acsbroker.local.net.LoopbackCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;

/** A certificate and its key as OpenSSL writes them, in files that end with this process. */
record PemFiles(Path certificate, Path key) {
  static PemFiles of(LoopbackCertificate certificate) throws IOException {
    Path folder = Files.createTempDirectory("azurite");
    folder.toFile().deleteOnExit();
    try {
      return new PemFiles(
          write(
              folder.resolve("certificate.pem"),
              "CERTIFICATE",
              certificate.certificate().getEncoded()),
          write(folder.resolve("key.pem"), "PRIVATE KEY", certificate.privateKey().getEncoded()));
    } catch (CertificateEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Path write(Path file, String label, byte[] content) throws IOException {
    String lines =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
    Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, lines, label));
    file.toFile().deleteOnExit();
    return file;
  }
}
