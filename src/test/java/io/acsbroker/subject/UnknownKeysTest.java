package io.acsbroker.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.subject.Verification.KeyUnknown;
import io.acsbroker.subject.Verification.KeysUnavailable;
import io.acsbroker.subject.Verification.Verified;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tokens whose key nobody knows: it is invented, or Entra has begun to sign with it, and its key
 * servers are not in step.
 */
class UnknownKeysTest {
  private KeyFixture fixture;

  @BeforeEach
  void start() {
    fixture = KeyFixture.start();
    assertVerified(fixture.verify());
    assertKeyRequests(1);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private static void assertVerified(Verification verification) {
    assertInstanceOf(Verified.class, verification);
  }

  private void assertKeyRequests(int count) {
    assertEquals(count, fixture.entra.keyRequests());
  }

  private void assertUnknown(long retryAfterSeconds) {
    assertUnknown(Duration.ofSeconds(retryAfterSeconds), fixture.verifyUnknownKey("new"));
  }

  private static void assertUnknown(Duration retryAfter, Verification verification) {
    KeyUnknown unknown = assertInstanceOf(KeyUnknown.class, verification);
    assertEquals(retryAfter, unknown.retryAfter());
  }

  @Test
  void findsTheNewKeyAfterARolloverWithExactlyOneRequestAndKeepsTheOldOneForNow() {
    String old = fixture.entra.token(TokenOrder.forUser(SampleDirectory.ADELE));
    fixture.entra.rotateKeys();
    assertVerified(fixture.verify());
    assertVerified(fixture.verify(old));
    assertKeyRequests(2);
    fixture.pass(Duration.ofHours(1));
    assertVerified(fixture.verify());
    assertKeyRequests(3);
    assertInstanceOf(KeyUnknown.class, fixture.verify(old));
  }

  @Test
  void fetchesAtOnceThenAfter10And30SecondsAndThenOnceAMinute() {
    assertUnknown(10);
    assertKeyRequests(2);
    int requests = 2;
    for (int pause : new int[] {10, 30, 60, 60}) {
      fixture.pass(Duration.ofSeconds(pause - 1));
      assertUnknown(1);
      assertKeyRequests(requests);
      fixture.pass(Duration.ofSeconds(1));
      assertUnknown(pause == 10 ? 30 : 60);
      requests++;
      assertKeyRequests(requests);
    }
  }

  @Test
  void saysHowLongUntilItLooksAgainAndNeverLessThanASecond() {
    assertUnknown(10);
    fixture.pass(Duration.ofMillis(8_500));
    assertUnknown(Duration.ofMillis(1_500), fixture.verifyUnknownKey("other"));
    fixture.pass(Duration.ofMillis(1_499));
    assertUnknown(1);
    assertKeyRequests(2);
  }

  @Test
  void beginsAnewWhereTheClockWasSetBack() {
    fixture.pass(Duration.ofHours(3));
    assertUnknown(10);
    fixture.pass(Duration.ofHours(-3));
    assertUnknown(10);
  }

  @Test
  void beginsAnewAfterTenMinutesWithoutAnUnknownKey() {
    assertUnknown(10);
    fixture.pass(Duration.ofSeconds(10));
    assertUnknown(30);
    fixture.pass(Duration.ofMinutes(10).minusSeconds(1));
    assertUnknown(60);
    fixture.pass(Duration.ofMinutes(10));
    assertUnknown(10);
  }

  @Test
  void beginsAnewWhenAFetchBroughtANewKey() {
    assertUnknown(10);
    fixture.pass(Duration.ofSeconds(10));
    fixture.entra.rotateKeys();
    assertVerified(fixture.verify());
    assertKeyRequests(3);
    assertUnknown(10);
    assertKeyRequests(4);
  }

  @Test
  void takesANewKeyAfterTheWaitThatAForgedTokenCosts() {
    assertUnknown(10);
    fixture.entra.keyDocuments().signWithNewKey();
    assertUnknown(Duration.ofSeconds(10), fixture.verify());
    fixture.entra.keyDocuments().publish();
    fixture.pass(Duration.ofSeconds(10));
    assertVerified(fixture.verify());
  }

  @Test
  void neverKeepsANewKeyOutForLongerThanAMinuteWhateverIsForged() {
    for (int second = 0; second < 300; second++) {
      fixture.verifyUnknownKey("forged " + second);
      fixture.pass(Duration.ofSeconds(1));
    }
    fixture.entra.rotateKeys();
    KeyUnknown unknown = assertInstanceOf(KeyUnknown.class, fixture.verify());
    assertTrue(unknown.retryAfter().compareTo(Duration.ofMinutes(1)) <= 0);
    fixture.pass(unknown.retryAfter());
    assertVerified(fixture.verify());
  }

  @Test
  void removesNoKeyForATokenThatAnybodyCanWrite() {
    String other =
        JSONObjectUtils.toJSONString(
            Map.of(
                "keys", List.of(keyUnlike(fixture.entra.keys().getKeys().getFirst().getKeyID()))));
    fixture.answerKeyRequests(200, other);
    assertUnknown(1);
    assertVerified(fixture.verify());
    fixture.pass(Duration.ofHours(1));
    assertInstanceOf(KeyUnknown.class, fixture.verify());
  }

  private static Map<String, Object> keyUnlike(String keyId) {
    Map<String, Object> key = SampleToken.ENTRA.keys().getKeys().getFirst().toJSONObject();
    assertTrue(!keyId.equals(key.get("kid")));
    return key;
  }

  @Test
  void spendsTwoRequestsOnAThousandUnknownKeysWhileGoodTokensGoOn() {
    for (int i = 0; i < 1_000; i++) {
      assertInstanceOf(KeyUnknown.class, fixture.verifyUnknownKey("kid-" + i));
      if (i % 100 == 0) {
        assertVerified(fixture.verify());
      }
    }
    assertKeyRequests(2);
  }

  @Test
  void asksSixtyTimesAMinuteForUnknownKeysOfAHundredTenants() {
    List<TenantId> tenants =
        IntStream.range(0, 100)
            .mapToObj(i -> new TenantId("11111111-1111-4111-8111-1111111111%02d".formatted(i)))
            .toList();
    try (KeyFixture many =
        KeyFixture.start(new AllowedTenants.Listed(tenants.stream().collect(Collectors.toSet())))) {
      many.answerKeyRequests(200, fixture.entra.keys().toString());
      for (int round = 0; round < 3; round++) {
        for (TenantId tenant : tenants) {
          KeyUnknown unknown =
              assertInstanceOf(KeyUnknown.class, many.verifyUnknownKey("forged", tenant));
          assertTrue(unknown.retryAfter().compareTo(Duration.ofMinutes(1)) <= 0);
        }
      }
      assertEquals(100 + 60, many.entra.keyRequests());
      many.pass(Duration.ofMinutes(1));
      for (TenantId tenant : tenants) {
        many.verifyUnknownKey("forged", tenant);
      }
      assertEquals(100 + 120, many.entra.keyRequests());
    }
  }

  @Test
  void saysHowManyKeysThereAreAndWhenTheyWereLastFetchedAndFromWhere() {
    String address =
        fixture.entra.authority() + "/" + SampleToken.CONTOSO.value() + "/discovery/v2.0/keys";
    assertUnknownAmong("1 key fetched at 2026-05-04T10:00:00Z at " + address);
    fixture.entra.keyDocuments().rollOver();
    fixture.pass(Duration.ofSeconds(10));
    assertUnknownAmong("2 keys fetched at 2026-05-04T10:00:10Z at " + address);
    // A fetch that brought a new key has begun the schedule anew
    fixture.pass(Duration.ofSeconds(1));
    assertUnknownAmong("2 keys fetched at 2026-05-04T10:00:11Z at " + address);
    fixture.pass(Duration.ofSeconds(5));
    assertUnknownAmong("2 keys fetched at 2026-05-04T10:00:11Z at " + address);
  }

  private void assertUnknownAmong(String keys) {
    KeyUnknown unknown =
        assertInstanceOf(KeyUnknown.class, fixture.verifyUnknownKey("secret-key-id"));
    assertEquals("not among the " + keys, unknown.diagnosis());
  }

  @Test
  void blamesNobodysTokenWhileItCannotTellWhetherAKeyIsNew() {
    fixture.answerKeyRequests(404, "");
    assertEquals(
        new KeysUnavailable(Duration.ofSeconds(10), fixture.failure("HTTP 404")),
        fixture.verifyUnknownKey("new"));
    fixture.pass(Duration.ofMillis(8_500));
    assertEquals(
        new KeysUnavailable(Duration.ofMillis(1_500), fixture.failure("HTTP 404")),
        fixture.verifyUnknownKey("new"));
    assertKeyRequests(2);
    fixture.pass(Duration.ofMillis(1_500));
    fixture.entra.answerKeyRequests(null);
    assertUnknown(30);
  }

  @Test
  void letsEverybodyWithANewKeyWaitForTheOneFetchThatFindsIt() throws Exception {
    fixture.entra.rotateKeys();
    CannedAnswer slow =
        CannedAnswer.json(200, fixture.entra.keys().toJSONObject()).after(Duration.ofMillis(200));
    fixture.entra.answerKeyRequests(slow);
    Callable<Verification> verification = fixture::verify;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (var result :
          threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> verification).toList())) {
        assertVerified(result.get());
      }
    }
    assertKeyRequests(2);
  }
}
