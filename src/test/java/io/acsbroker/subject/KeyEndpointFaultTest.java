package io.acsbroker.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackServer;
import io.acsbroker.subject.Verification.KeysUnavailable;
import io.acsbroker.subject.Verification.Verified;
import io.acsbroker.token.EntraCloud;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a key endpoint may answer, at the first request and after good keys. */
class KeyEndpointFaultTest {
  private KeyFixture fixture;

  @BeforeEach
  void start() {
    fixture = KeyFixture.start();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private void assertNeverReplacesGoodKeys(CannedAnswer answer) {
    fixture.entra.answerKeyRequests(answer);
    assertInstanceOf(KeysUnavailable.class, fixture.verify());
    fixture.entra.answerKeyRequests(null);
    fixture.pass(Duration.ofSeconds(5));
    assertInstanceOf(Verified.class, fixture.verify());
    fixture.pass(Duration.ofHours(24));
    fixture.entra.answerKeyRequests(answer);
    assertInstanceOf(Verified.class, fixture.verify());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500|{}",
        "404|{}",
        "204|",
        "200|",
        "200|<!doctype html><title>Sign in</title>",
        "200|null",
        "200|[]",
        "200|{}",
        "200|{\"keys\":[]}",
        "200|{\"keys\":{}}",
        "200|{\"keys\":[null,1,\"x\",[],{}]}",
        "200|{\"keys\":[{\"kty\":\"EC\",\"kid\":\"x\"}]}",
        "200|{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"x\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}"
      })
  void refusesWhatIsNoUsableKeySet(int status, @Nullable String body) {
    assertNeverReplacesGoodKeys(
        new CannedAnswer(status, Map.of(), body == null ? "" : body, Duration.ZERO));
  }

  @Test
  void refusesMoreThan50KibOfKeys() {
    String keys = fixture.entra.keys().toString();
    String large = keys + " ".repeat(51 * 1024 - keys.length());
    assertNeverReplacesGoodKeys(new CannedAnswer(200, Map.of(), large, Duration.ZERO));
    String allowed = keys + " ".repeat(50 * 1024 - keys.length());
    fixture.pass(Duration.ofDays(3));
    fixture.answerKeyRequests(200, allowed);
    assertInstanceOf(Verified.class, fixture.verify());
  }

  @Test
  void followsNoRedirectNotEvenToGoodKeys() {
    String elsewhere =
        SampleToken.ENTRA.authority() + "/" + SampleToken.CONTOSO.value() + "/discovery/keys";
    int before = SampleToken.ENTRA.keyRequests();
    assertNeverReplacesGoodKeys(
        new CannedAnswer(302, Map.of("Location", elsewhere), "", Duration.ZERO));
    assertEquals(before, SampleToken.ENTRA.keyRequests());
  }

  @Test
  void saysThatKeysAreUnavailableWhereNobodyListens() {
    URI nobody = URI.create("http://localhost:1");
    String refused = KeyFixture.failure(nobody, "connection refused by localhost:1");
    try (KeyFixture alone = fixtureWithKeysFrom(1)) {
      assertEquals(new KeysUnavailable(Duration.ofSeconds(5), refused), alone.verify());
    }
  }

  @Test
  void triesOnceMoreAfterAServerErrorAndNotAfterARefusal() throws IOException {
    assertEquals(2, requestsUntilGivenUp(500));
    assertEquals(2, requestsUntilGivenUp(503));
    assertEquals(1, requestsUntilGivenUp(499));
    assertEquals(1, requestsUntilGivenUp(403));
  }

  private static int requestsUntilGivenUp(int status) throws IOException {
    AtomicInteger requests = new AtomicInteger();
    try (LoopbackServer server =
        LoopbackServer.http(
            0,
            request -> {
              requests.incrementAndGet();
              return new CannedAnswer(status, Map.of(), "", Duration.ZERO);
            })) {
      assertInstanceOf(KeysUnavailable.class, verifyWithKeysFrom(server.port()));
    }
    return requests.get();
  }

  @Test
  void succeedsWhereTheSecondTryDoes() throws IOException {
    AtomicInteger requests = new AtomicInteger();
    try (LoopbackServer server =
            LoopbackServer.http(
                0,
                request ->
                    requests.incrementAndGet() == 1
                        ? new CannedAnswer(500, Map.of(), "", Duration.ZERO)
                        : CannedAnswer.json(200, SampleToken.ENTRA.keys().toJSONObject()));
        KeyFixture other = fixtureWithKeysFrom(server.port())) {
      assertInstanceOf(Verified.class, other.verify(SampleToken.v1().signed()));
    }
  }

  private static Verification verifyWithKeysFrom(int port) {
    try (KeyFixture other = fixtureWithKeysFrom(port)) {
      return other.verify();
    }
  }

  private static KeyFixture fixtureWithKeysFrom(int port) {
    URI host = URI.create("http://localhost:" + port);
    return KeyFixture.start(KeyFixture.LISTED, EntraCloud.PUBLIC, host);
  }
}
