package io.acsbroker.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.overhttp.RunningBroker;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running local cloud tells other programs of this machine. */
class LocalCloudSettingsTest {
  private static final LocalCloud CLOUD = RunningBroker.CLOUD;
  private static final Pattern ENTRA_OVER_TLS =
      Pattern.compile("(https://localhost:\\d+) \\(certificate: (\\S+\\.pem)\\)");

  @TempDir private Path project;

  private String printed() throws Exception {
    return printed("false");
  }

  private String printed(String callers) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    LocalArguments arguments =
        LocalArguments.parse(
            new Properties(),
            "--project=" + project,
            "--classes=classes",
            "--port=0",
            "--callers=" + callers);
    LocalCloudSettings.write(CLOUD, arguments, new PrintStream(printed, true, UTF_8));
    return printed.toString(UTF_8);
  }

  @Test
  void librariesThatTakeHttpsAloneAreToldWhereEntraIsAndWhatToTrust() throws Exception {
    String printed = printed();
    Matcher told = ENTRA_OVER_TLS.matcher(printed);
    assertTrue(told.find(), printed);
    assertEquals(CLOUD.entra().secureAuthority(), URI.create(told.group(1)));
    Path certificate = project.resolve(told.group(2));
    URI keys = URI.create(told.group(1) + "/organizations/discovery/v2.0/keys");
    try (HttpClient client = HttpClient.newBuilder().sslContext(trusting(certificate)).build()) {
      HttpRequest request = HttpRequest.newBuilder(keys).build();
      assertEquals(200, client.send(request, BodyHandlers.discarding()).statusCode());
    }
  }

  @Test
  void clientsOfAcsAreToldHowToConnectAndProgramsWhereToAsk() throws Exception {
    List<String> lines = printed().lines().toList();
    assertTrue(lines.contains(CLOUD.acs().connectionString()), lines.toString());
    String cloud = CLOUD.entra().authority() + "/local/cloud";
    assertTrue(lines.contains("Programs find all of it at " + cloud + " ."), lines.toString());
  }

  @Test
  void callersWhoSignInElsewhereAreToldWhereAndHowNotToBeBound() throws Exception {
    String printed = printed("elsewhere");
    Path issuers = project.resolve(".local/caller-issuers.json");
    assertTrue(
        printed.contains(CLOUD.elsewhere().issuer() + " (client sample-page, scope openid calls)"),
        printed);
    assertTrue(printed.contains("-Dlocal.set.BROKER_CALLER_ISSUERS=" + issuers), printed);
    assertEquals(CLOUD.elsewhere().callerIssuersUnbound(), Files.readString(issuers));
    assertFalse(printed().contains(CLOUD.elsewhere().issuer()));
  }

  @Test
  void theCertificateIsThereWithoutItsKey() throws Exception {
    printed();
    List<Path> files;
    try (var found = Files.list(project.resolve(".local"))) {
      files = found.sorted().toList();
    }
    assertEquals(
        List.of("local-cloud.pem", "local-cloud.settings.json"),
        files.stream().map(file -> file.getFileName().toString()).toList());
    for (Path file : files) {
      assertFalse(Files.readString(file).contains("PRIVATE KEY"), file.toString());
    }
  }

  /** As a program does that reads the file and knows nothing else. */
  private static SSLContext trusting(Path file) throws Exception {
    Certificate certificate;
    try (InputStream in = Files.newInputStream(file)) {
      certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("local", certificate);
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
