package io.acsbroker.administration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.administration.AcsCredential.BearerToken;
import io.acsbroker.administration.ServiceReply.Done;
import io.acsbroker.administration.ServiceReply.Refused;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.Delivery;
import io.acsbroker.local.net.LoopbackServer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceClientTest {
  private static final CannedAnswer GOOD = CannedAnswer.text(200, "{\"good\":\"yes\"}");

  private final List<Duration> pauses = new ArrayList<>();

  private ServiceReply reply(String method, CannedAnswer... answers) throws Exception {
    Deque<CannedAnswer> left = new ArrayDeque<>(List.of(answers));
    AcsCredential credential = new BearerToken("secret");
    try (LoopbackServer server = LoopbackServer.http(0, request -> left.remove());
        ServiceClient client =
            new ServiceClient(new AcsService(credential), InstantSource.system(), pauses::add)) {
      URI uri = URI.create("http://localhost:" + server.port() + "/");
      ServiceReply reply = client.send(new ServiceRequest(method, uri, ""));
      assertTrue(left.isEmpty(), left.size() + " not asked for");
      return reply;
    }
  }

  private static CannedAnswer throttled(String retryAfter) {
    return new CannedAnswer(429, Map.of("Retry-After", retryAfter), "", Duration.ZERO);
  }

  private static void assertDone(ServiceReply reply) {
    assertEquals("yes", assertInstanceOf(Done.class, reply).body().string("good").orElseThrow());
  }

  private static void assertRefused(ServiceReply reply, String beginning) {
    String sentence = assertInstanceOf(Refused.class, reply).sentence();
    assertTrue(sentence.startsWith(beginning), sentence);
  }

  @Test
  void waitsAsLongAsItIsTold() throws Exception {
    assertDone(reply("PUT", throttled("7"), throttled("30"), GOOD));
    assertEquals(List.of(Duration.ofSeconds(7), Duration.ofSeconds(30)), pauses);
  }

  @Test
  void saysAWaitThatIsTooLong() throws Exception {
    assertRefused(
        reply("PUT", throttled("31")),
        "HTTP 429. ACS has had enough requests for now: run the command again later. It asks for"
            + " 31 s.");
    assertEquals(List.of(), pauses);
  }

  @Test
  void triesFourTimesAndBacksOff() throws Exception {
    CannedAnswer failure = CannedAnswer.empty(503);
    assertRefused(
        reply("PUT", failure, failure, failure, failure),
        "HTTP 503. ACS has a problem of its own: run the command again later.");
    assertEquals(
        List.of(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8)), pauses);
  }

  @Test
  void triesAgainWhereNoAnswerCame() throws Exception {
    CannedAnswer silence = CannedAnswer.empty(200).delivered(Delivery.NOTHING);
    assertDone(reply("PUT", CannedAnswer.empty(500), CannedAnswer.empty(408), GOOD));
    assertRefused(
        reply("PUT", silence, silence, silence, silence),
        "No answer: connection closed before an answer by localhost:");
  }

  /** The largest that there is, a page of a thousand rows, has less than a tenth of that. */
  @Test
  void readsNoAnswerThatIsTooLarge() throws Exception {
    String large = " ".repeat((8 << 20) - 14);
    assertDone(reply("GET", CannedAnswer.text(200, large + "{\"good\":\"yes\"}")));
    for (int status : List.of(200, 503)) {
      assertRefused(
          reply("GET", CannedAnswer.text(status, large + " {\"good\":\"yes\"}")),
          "No answer of the service's: more than 8388608 bytes in the answer. Look at the endpoint,"
              + " and at what stands between.");
    }
    CannedAnswer endless = CannedAnswer.text(200, " ".repeat(1 << 16));
    assertRefused(
        reply("GET", endless.delivered(Delivery.ENDLESS)),
        "No answer of the service's: more than 8388608 bytes in the answer.");
    assertEquals(List.of(), pauses);
  }

  @Test
  void saysWhatIsGoneApartFromWhatIsRefused() throws Exception {
    CannedAnswer gone = CannedAnswer.json(404, Map.of("error", Map.of("code", "NotFound")));
    for (String method : List.of("DELETE", "GET")) {
      ServiceReply reply = reply(method, gone);
      String sentence = assertInstanceOf(ServiceReply.Missing.class, reply).sentence();
      assertTrue(sentence.startsWith("HTTP 404 NotFound. "), sentence);
      assertRefused(reply(method, CannedAnswer.empty(404)), "HTTP 404. ");
    }
  }

  @Test
  void showsNoCredential() {
    assertEquals("BearerToken[redacted]", new BearerToken("secret").toString());
    assertEquals("AccessKey[redacted]", new AcsCredential.AccessKey("secret").toString());
  }
}
