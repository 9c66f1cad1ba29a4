package io.acsbroker.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackServer;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.net.ServerClock;
import io.acsbroker.subject.SampleToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a download comes to, and what the operator reads of one that fails.
 *
 * @see <a href="https://github.com/Azure/azure-cli/issues/22145">What Entra answers of a tenant
 *     that it does not know</a>
 */
class KeySetDownloadTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private static FetchResult fetch(int status, String body) throws IOException {
    return fetch(new CannedAnswer(status, Map.of(), body, Duration.ZERO));
  }

  private static FetchResult fetch(CannedAnswer answer) throws IOException {
    try (LoopbackServer server = LoopbackServer.http(0, request -> answer)) {
      return download().fetch(URI.create("http://localhost:" + server.port()));
    }
  }

  private static KeySetDownload download() {
    return new KeySetDownload(
        BoundedHttp.client().build(), LONG, new ServerClock(InstantSource.system()));
  }

  private static void assertFailed(String diagnosis, FetchResult download) {
    assertEquals(new FetchResult.Failed(diagnosis), download);
  }

  @Test
  void takesUpTo50KibAndNoMore() throws IOException {
    String keys = SampleToken.ENTRA.keys().toString();
    String largest = keys + " ".repeat(50 * 1024 - keys.length());
    assertInstanceOf(FetchResult.Keys.class, fetch(200, largest));
    assertFailed("more than 51200 bytes in the answer", fetch(200, largest + " "));
    assertFailed("more than 51200 bytes in the answer", fetch(200, largest.repeat(40)));
  }

  @Test
  void saysWhatCameInsteadOfKeys() throws IOException {
    assertFailed("HTTP 404", fetch(404, SampleToken.ENTRA.keys().toString()));
    assertFailed("HTTP 201", fetch(201, SampleToken.ENTRA.keys().toString()));
    assertFailed("HTTP 500", fetch(500, ""));
    assertFailed("no usable key in the answer", fetch(200, "{}"));
  }

  private static FetchResult fetch(int status, String contentType, String body) throws IOException {
    return fetch(
        new CannedAnswer(status, Map.of("Content-Type", contentType), body, Duration.ZERO));
  }

  @Test
  void tellsAPageFromAnAnswerOfEntras() throws IOException {
    String page = "<!doctype html><title>Sign in to the network</title>";
    assertFailed(
        "HTTP 200 text/html: something else than Entra answers there, a proxy say",
        fetch(200, "text/html; charset=utf-8", page));
    assertFailed("HTTP 403 text/html", fetch(403, "text/html", page));
    assertFailed("no usable key in the answer", fetch(200, "application/json", "{}"));
    assertFailed("no usable key in the answer", fetch(200, "a secret", page));
  }

  @Test
  void saysThatEntraKnowsNoSuchTenantAndWhichSettingHasIt() throws IOException {
    try (EntraEmulator entra = EntraEmulator.start(0, SampleToken.CLOCK)) {
      String unknown = "/00000000-0000-0000-0000-00000000aaaa/discovery/v2.0/keys";
      assertFailed(
          "HTTP 400: Entra knows no such tenant (AADSTS90002). Its id in ENTRA_TENANT_IDS, or in"
              + " BROKER_POLICY, is wrong, or it is of another cloud than ENTRA_CLOUD",
          download().fetch(URI.create(entra.authority() + unknown)));
    }
  }

  @Test
  void repeatsOfAnErrorOfEntrasItsNumberAlone() throws IOException {
    String error = "{\"error\":\"x\",\"error_description\":\"AADSTS50049: with a secret\"}";
    assertFailed("HTTP 400 AADSTS50049", fetch(400, "application/json", error));
    assertFailed("HTTP 400", fetch(400, "application/json", error.replace("AADSTS", "secret")));
    assertFailed("HTTP 400", fetch(400, "application/json", error.replace("50049", "1234567890")));
  }

  @Test
  void givesUpWhereItsThreadIsInterruptedAndLeavesItInterrupted() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      URI location = URI.create("http://localhost:" + silent.getLocalPort());
      Thread.currentThread().interrupt();
      FetchResult download =
          new KeySetDownload(
                  BoundedHttp.client().build(), LONG, new ServerClock(InstantSource.system()))
              .fetch(location);
      assertTrue(Thread.interrupted());
      assertFailed("interrupted", download);
    }
  }
}
