package io.acsbroker.local.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.local.host.RawHttp;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Sends bytes to a handler's own server, whose clock stands at the beginning of 1970. */
record RawRequests(LoopbackHandler handler) {
  private static final String DATE = "Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n";

  /** A handler that says what was asked for. */
  static RawRequests echo() {
    return new RawRequests(it -> new CannedAnswer(200, Map.of(), told(it), Duration.ZERO));
  }

  private static String told(LoopbackRequest it) {
    return it.method() + " " + it.path() + " " + it.text();
  }

  /** Everything that comes back before the server ends the connection, dates left out. */
  String exchange(String request) throws IOException {
    try (LoopbackServer server = LoopbackServer.http(0, handler, () -> Instant.EPOCH)) {
      return new RawHttp(URI.create("http://localhost:" + server.port()))
          .exchange(request)
          .replace(DATE, "");
    }
  }

  /** Says that the request is refused with this status and sentence, and the connection ended. */
  void refuses(String request, int status, String sentence) throws IOException {
    assertEquals(
        "HTTP/1.1 %d \r\nConnection: close\r\nContent-Length: %d\r\n"
                .formatted(status, sentence.length())
            + "Content-Type: text/plain; charset=utf-8\r\n\r\n"
            + sentence,
        exchange(request));
  }
}
