package io.acsbroker.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.subject.Verification.KeysUnavailable;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.subject.Verification.Verified;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.SubjectToken;
import io.acsbroker.token.TokenProfile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How keys are fetched and kept, over HTTP, with a clock that the test moves. */
class SigningKeysTest {
  private volatile Instant now = SampleToken.NOW;
  private EntraEmulator entra;
  private EntraTokenVerifier verifier;

  @BeforeEach
  void start() throws IOException {
    entra = EntraEmulator.start(0, () -> now);
    verifier =
        new EntraVerification(
                EntraCloud.PUBLIC,
                entra.authority(),
                Set.of(SampleToken.CONTOSO, SampleToken.FABRIKAM),
                Duration.ofSeconds(60))
            .verifier(() -> now);
  }

  @AfterEach
  void stop() {
    entra.close();
  }

  private Verification verify() {
    return verifier.verify(new SubjectToken(entra.token(SampleToken.V1)), TokenProfile.TEAMS);
  }

  private Verification verifyUnknownKey() {
    Map<String, Object> header = entra.header(SampleToken.V1);
    header.put("kid", "unheard");
    String token = entra.sign(header, entra.claims(SampleToken.V1));
    return verifier.verify(new SubjectToken(token), TokenProfile.TEAMS);
  }

  private void answer(int status, String body) {
    entra.answerKeyRequests(new CannedAnswer(status, Map.of(), body, Duration.ZERO));
  }

  @Test
  void fetchesTheKeysOfATenantAndVersionOnce() {
    for (int i = 0; i < 10; i++) {
      assertInstanceOf(Verified.class, verify());
    }
    assertEquals(1, entra.keyRequests());
    String v2 = entra.token(SampleToken.V2);
    assertInstanceOf(Verified.class, verifier.verify(new SubjectToken(v2), TokenProfile.TEAMS));
    assertEquals(2, entra.keyRequests());
  }

  @Test
  void fetchesOnceForManyAtTheSameTime() throws Exception {
    entra.answerKeyRequests(null);
    Callable<Verification> verification = this::verify;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (var result :
          threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> verification).toList())) {
        assertInstanceOf(Verified.class, result.get());
      }
    }
    assertEquals(1, entra.keyRequests());
  }

  @Test
  void fetchesAgainAfterADay() {
    verify();
    now = now.plus(Duration.ofHours(24)).minusSeconds(1);
    assertInstanceOf(Verified.class, verify());
    assertEquals(1, entra.keyRequests());
    now = now.plusSeconds(1);
    assertInstanceOf(Verified.class, verify());
    assertEquals(2, entra.keyRequests());
  }

  @Test
  void keepsTheKeysWhenFetchingThemAgainFails() {
    verify();
    now = now.plus(Duration.ofHours(25));
    answer(500, "");
    assertInstanceOf(Verified.class, verify());
    assertInstanceOf(Verified.class, verify());
    assertEquals(2, entra.keyRequests());
  }

  @Test
  void fetchesAtMostEveryFiveMinutesForKeysThatNobodyKnows() {
    verify();
    for (int i = 0; i < 20; i++) {
      assertEquals(
          RejectionReason.KEY_UNKNOWN,
          assertInstanceOf(Rejected.class, verifyUnknownKey()).reason());
    }
    assertEquals(1, entra.keyRequests());
    now = now.plus(Duration.ofMinutes(5));
    verifyUnknownKey();
    verifyUnknownKey();
    assertEquals(2, entra.keyRequests());
  }

  @Test
  void findsTheNewKeyAfterARotation() {
    verify();
    now = now.plus(Duration.ofMinutes(6));
    entra.rotateKeys();
    assertInstanceOf(Verified.class, verify());
    assertEquals(2, entra.keyRequests());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500|{}",
        "404|{}",
        "302|{}",
        "200|",
        "200|<html>",
        "200|{}",
        "200|{\"keys\":[]}",
        "200|{\"keys\":[{\"kty\":\"EC\",\"kid\":\"x\"}]}",
        "200|{\"keys\":{}}"
      })
  void saysThatKeysAreUnavailableWhereNoneCanBeHad(int status, String body) {
    answer(status, body == null ? "" : body);
    assertEquals(
        Duration.ofSeconds(5), assertInstanceOf(KeysUnavailable.class, verify()).retryAfter());
  }

  @Test
  void refusesMoreThan50KibOfKeys() {
    String keys = entra.keys().toString();
    answer(200, keys + " ".repeat(51 * 1024 - keys.length()));
    assertInstanceOf(KeysUnavailable.class, verify());
  }

  @Test
  void triesAgainSomeSecondsAfterAFailure() {
    answer(500, "");
    assertInstanceOf(KeysUnavailable.class, verify());
    entra.answerKeyRequests(null);
    assertInstanceOf(KeysUnavailable.class, verify());
    assertEquals(1, entra.keyRequests());
    now = now.plusSeconds(5);
    assertInstanceOf(Verified.class, verify());
  }

  @Test
  void saysThatKeysAreUnavailableWhereNobodyListens() {
    entra.close();
    assertInstanceOf(KeysUnavailable.class, verify());
  }
}
