package io.acsbroker.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackServer;
import io.acsbroker.net.ServerClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a download comes to, and what the operator reads of one that fails. */
class KeySetDownloadTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private static Download fetch(int status, String body) throws IOException {
    CannedAnswer answer = new CannedAnswer(status, Map.of(), body, Duration.ZERO);
    try (LoopbackServer server = LoopbackServer.http(0, request -> answer)) {
      return new KeySetDownload(LONG, new ServerClock(InstantSource.system()))
          .fetch(URI.create("http://localhost:" + server.port()));
    }
  }

  private static void assertFailed(String diagnosis, Download download) {
    assertEquals(new Download.Failed(diagnosis), download);
  }

  @Test
  void takesUpTo50KibAndNoMore() throws IOException {
    String keys = SampleToken.ENTRA.keys().toString();
    String largest = keys + " ".repeat(50 * 1024 - keys.length());
    assertInstanceOf(Download.Keys.class, fetch(200, largest));
    assertFailed("more than 51200 bytes", fetch(200, largest + " "));
    assertFailed("more than 51200 bytes", fetch(200, largest.repeat(40)));
  }

  @Test
  void saysWhatCameInsteadOfKeys() throws IOException {
    assertFailed("HTTP 404", fetch(404, SampleToken.ENTRA.keys().toString()));
    assertFailed("HTTP 201", fetch(201, SampleToken.ENTRA.keys().toString()));
    assertFailed("HTTP 500", fetch(500, ""));
    assertFailed("no usable key in the answer", fetch(200, "{}"));
  }

  @Test
  void givesUpWhereItsThreadIsInterruptedAndLeavesItInterrupted() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      URI location = URI.create("http://localhost:" + silent.getLocalPort());
      Thread.currentThread().interrupt();
      Download download =
          new KeySetDownload(LONG, new ServerClock(InstantSource.system())).fetch(location);
      assertTrue(Thread.interrupted());
      assertFailed("interrupted", download);
    }
  }
}
