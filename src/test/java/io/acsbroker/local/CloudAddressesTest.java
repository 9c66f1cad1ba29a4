package io.acsbroker.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.local.host.RawHttp;
import io.acsbroker.overhttp.RunningBroker;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a running local cloud tells, and whom: programs of this machine, and few pages. */
class CloudAddressesTest {
  private static final LocalCloud CLOUD = RunningBroker.CLOUD;
  private static final URI ENTRA = CLOUD.entra().authority();
  private static final String HERE = "localhost:" + ENTRA.getPort();

  private static String send(String method, String path, String host, String more)
      throws Exception {
    return new RawHttp(ENTRA)
        .exchange(
            "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%s\r\n"
                .formatted(method, path, host.formatted(ENTRA.getPort()), more));
  }

  private static String body(String path) throws Exception {
    String response = send("GET", path, HERE, "");
    assertStatus(200, response);
    assertTrue(response.contains("Cache-Control: no-store\r\n"), response);
    return response.substring(response.indexOf("\r\n\r\n") + 4);
  }

  private static void assertStatus(int status, String response) {
    assertTrue(response.startsWith("HTTP/1.1 " + status + " "), response);
  }

  private static void assertKeptFromPages(String response) {
    assertStatus(403, response);
    assertFalse(response.toLowerCase(Locale.ROOT).contains("access-control"), response);
  }

  @Test
  void tellsWhatMicrosoftsClientsAreConfiguredWith() throws Exception {
    assertEquals(
        Map.of(
            "authority", CLOUD.entra().secureAuthority().toString(),
            "certificate", ENTRA + "/local/ca.pem",
            "connectionString", CLOUD.acs().connectionString(),
            "brokerApiSecret", CLOUD.entra().onBehalfOf().clientSecret(),
            "tableEndpoint", CLOUD.table().endpoint().toString(),
            "environment",
                Map.of(
                    "AZURE_AUTHORITY_HOST", CLOUD.entra().secureAuthority().toString(),
                    "IDENTITY_ENDPOINT", CLOUD.identity().endpoint().toString(),
                    "IDENTITY_HEADER", CLOUD.identity().secret())),
        JSONObjectUtils.parse(body("/local/cloud")));
  }

  @Test
  void tellsTheCertificateAndNotItsKey() throws Exception {
    String pem = body("/local/ca.pem");
    assertFalse(pem.contains("PRIVATE KEY"), pem);
    assertArrayEquals(
        CLOUD.certificate().certificate().getEncoded(),
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
            .getEncoded());
  }

  @Test
  void theKeyOfTheCertificateIsInNoFile() throws Exception {
    Path folder = CLOUD.certificate().trustStore().getParent();
    try (var files = Files.list(folder)) {
      assertEquals(List.of(CLOUD.certificate().trustStore()), files.toList());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/local/cloud", "/local/ca.pem", "/local/faults", "/local/users", "/local/token"})
  void tellsAPageOfAnotherSiteNothing(String path) throws Exception {
    for (String origin : List.of("https://evil.example", "http://localhost.evil.example", "null")) {
      assertKeptFromPages(send("GET", path, HERE, "Origin: " + origin + "\r\n"));
    }
    for (String host : List.of("evil.example", "evil.example:%d", "localhost", "localhost:1")) {
      assertKeptFromPages(send("GET", path, host, ""));
    }
  }

  /** They have the keys of the resource. */
  @ParameterizedTest
  @ValueSource(strings = {"/local/cloud", "/local/ca.pem", "/local/faults"})
  void tellsAPageOfAnotherPortOnlyWhatPagesNeed(String path) throws Exception {
    assertKeptFromPages(send("GET", path, HERE, "Origin: http://localhost:9999\r\n"));
    assertStatus(200, send("GET", path, HERE, "Origin: http://" + HERE + "\r\n"));
    assertStatus(200, send("GET", path, "127.0.0.1:%d", ""));
  }

  /** A page of any site may name an address as a script, without any origin in the request. */
  @ParameterizedTest
  @ValueSource(
      strings = {"/local/cloud", "/local/ca.pem", "/local/faults", "/local/users", "/local/token"})
  void isNoScriptNorFrameOfAnotherSite(String path) throws Exception {
    for (String site : List.of("cross-site", "same-site")) {
      for (String what : List.of("script", "image", "iframe", "empty")) {
        assertKeptFromPages(send("GET", path, HERE, fetched(site, what)));
      }
    }
  }

  @Test
  void opensForAPersonAndForItsOwnPages() throws Exception {
    assertStatus(200, send("GET", "/local/cloud", HERE, fetched("cross-site", "document")));
    assertStatus(200, send("GET", "/local/cloud", HERE, fetched("none", "document")));
    assertStatus(200, send("GET", "/local/cloud", HERE, fetched("same-origin", "empty")));
    String ofAnApp = fetched("same-site", "empty") + "Origin: http://localhost:9999\r\n";
    assertStatus(200, send("GET", "/local/users", HERE, ofAnApp));
  }

  private static String fetched(String site, String what) {
    return "Sec-Fetch-Site: %s\r\nSec-Fetch-Dest: %s\r\n".formatted(site, what);
  }

  /** RFC 9112, 3.2.2: the target's host counts. */
  @Test
  void goesByTheHostThatTheTargetNames() throws Exception {
    assertKeptFromPages(send("GET", "http://evil.example/local/cloud", HERE, ""));
    assertStatus(400, send("GET", "//evil.example/local/cloud", HERE, ""));
    assertStatus(200, send("GET", ENTRA + "/local/cloud", "evil.example", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost.:%d",
        "[::1]:%d",
        "user@localhost:%d",
        "127.1:%d",
        "localhost:%d, evil.example",
        "localhost:%d\r\nHost: evil.example",
        ""
      })
  void isUnderNoOtherName(String host) throws Exception {
    assertKeptFromPages(send("GET", "/local/cloud", host, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/local/users", "/local/token?user=adele@contoso.example"})
  void tellsAppsThatAreBeingDevelopedWhoThereIs(String path) throws Exception {
    String page = send("GET", path, HERE, "Origin: http://localhost:9999\r\n");
    assertStatus(200, page);
    assertTrue(page.contains("Access-Control-Allow-Origin: http://localhost:9999\r\n"), page);
    assertStatus(200, send("GET", path, "10.0.2.2:%d", ""));
  }

  @ParameterizedTest
  @CsvSource({"POST, /local/cloud", "PUT, /local/ca.pem", "HEAD, /local/cloud"})
  void takesNoOtherMethod(String method, String path) throws Exception {
    String response = send(method, path, HERE, "Content-Length: 0\r\n");
    assertStatus(405, response);
    assertTrue(response.contains("Allow: GET\r\n"), response);
  }
}
