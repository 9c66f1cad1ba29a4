package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.local.entra.SampleDirectory.ALEX;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.LocalRequest.fault;
import static io.acsbroker.overhttp.LocalRequest.noFault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What users' requests show to be missing, and until when it is told. */
class NoticedFailuresTest extends ReadinessFixture {
  @Test
  void noticesThatAcsDeniesItForAMinuteUntilItDoesNot() {
    try (RunningBroker broker = direct()) {
      fault("{\"fault\":\"acs-denied\"}");
      refused("acs_denied", broker.request());
      assertMissing(broker);
      clock.pass(Duration.ofSeconds(50));
      refused("acs_denied", broker.request());
      assertMissing(broker, "acs");
      noFault();
      assertEquals(200, RunningBroker.send(broker.request()).statusCode());
      assertMissing(broker);
    }
    assertTrue(
        log.text().contains("\"reason\":\"acs: ACS denies the broker (HTTP 401 Denied), since "),
        log.text());
  }

  @Test
  void noticesDenialsOfIdentityCallsAndExchangesTogether() {
    try (RunningBroker broker = withIdentities()) {
      fault("{\"fault\":\"acs-denied\"}");
      refused("acs_denied", identity(broker, ADELE));
      clock.pass(Duration.ofMinutes(1));
      refused(
          "acs_denied",
          CallerFixture.inBody(broker, callerToken(ADELE), CallerFixture.subjectToken(ADELE)));
      assertMissing(broker, "acs");
    }
  }

  @Test
  void forgetsADenialWhereNobodyAsksForTenMinutes() {
    try (RunningBroker broker = direct()) {
      fault("{\"fault\":\"acs-denied\"}");
      refusedForAMinute("acs_denied", broker::request);
      assertMissing(broker, "acs");
      clock.pass(Duration.ofMinutes(10));
      assertMissing(broker);
    }
  }

  /** It comes from memory, and says nothing of ACS. */
  @Test
  void isNotReadyThoughItRemembersATokenOfBefore() {
    try (RunningBroker broker = direct()) {
      String known = RunningBroker.token();
      Supplier<HttpRequest.Builder> remembered =
          () -> broker.anonymous().header("Authorization", "Bearer " + known);
      assertEquals(200, RunningBroker.send(remembered.get()).statusCode());
      fault("{\"fault\":\"acs-denied\"}");
      refused("acs_denied", broker.request());
      assertEquals(200, RunningBroker.send(remembered.get()).statusCode());
      clock.pass(Duration.ofMinutes(1));
      refused("acs_denied", broker.request());
      assertMissing(broker, "acs");
    }
  }

  @Test
  void noticesThatTheTableIsGoneUntilItIsThere() {
    try (RunningBroker broker = withIdentities()) {
      fault("{\"fault\":\"table-gone\"}");
      refused("identity_table_denied", identity(broker, ADELE));
      assertMissing(broker);
      clock.pass(Duration.ofSeconds(50));
      refused("identity_table_denied", identity(broker, ALEX));
      assertMissing(broker, "table");
      noFault();
      assertEquals(201, RunningBroker.send(identity(broker, ADELE)).statusCode());
      assertMissing(broker);
    }
    assertTrue(log.text().contains("\"reason\":\"table: "), log.text());
    assertTrue(log.text().contains("TableNotFound, since "), log.text());
  }

  @Test
  void noticesThatStorageIsDownForAMinute() {
    try (RunningBroker broker = withIdentities()) {
      fault("{\"fault\":\"table-down\"}");
      refusedForAMinute("identity_table_unavailable", () -> identity(broker, ADELE));
      assertMissing(broker, "table");
      clock.pass(Duration.ofMinutes(10));
      assertMissing(broker);
    }
  }

  @Test
  void noticesThatEntraItselfSignsWithKeysThatItDoesNotHave() {
    try (RunningBroker broker = CallerFixture.start(CallerFixture.onBehalfOf(), log, clock)) {
      String caller = callerToken(ADELE);
      fault("{\"fault\":\"keys-ahead\"}");
      refused("signing_key_unknown", bodyless(broker, caller));
      assertMissing(broker);
      clock.pass(Duration.ofSeconds(50));
      refused("signing_key_unknown", bodyless(broker, caller));
      assertMissing(broker, "signing keys");
      noFault();
      String other = callerToken(ALEX);
      assertEquals(200, RunningBroker.send(bodyless(broker, other)).statusCode());
      assertMissing(broker);
    }
  }
}
