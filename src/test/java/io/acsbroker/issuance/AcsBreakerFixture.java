package io.acsbroker.issuance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.azure.SignIn;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.fixture.SampleSubjects;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Issued;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.IssuedToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Calls to ACS by numbered users, with answers that a test chooses. */
abstract class AcsBreakerFixture {
  static final int INNOCENT = 9;
  static final Issuance ISSUED = new Issued(new IssuedToken("t", Instant.MAX, "8:orgid:x"));
  static final Issuance DOWN = answered(500);

  final ManualClock clock = new ManualClock();
  int asked;

  final AcsRequests<Issuance> requests =
      new AcsRequests<>(
          SignIn.NOT_NEEDED,
          new AcsThrottle(clock, () -> 0),
          new AcsBreaker(clock),
          new Semaphore(2),
          new RetryPause(() -> 0),
          why -> why);

  static Issuance answered(int status) {
    return new AcsAnswer(
            status, "HTTP " + status, "", Optional.empty(), Optional.empty(), Optional.empty())
        .issuance(ExchangeRoute.TEAMS, Instant.EPOCH);
  }

  /** One call, with too little time for another one. */
  AcsReport<Issuance> call(int user, Supplier<Issuance> answer) {
    return requests.ask(
        SampleSubjects.number(user),
        () -> {
          asked++;
          return AcsReport.of(answer.get(), Optional.empty());
        },
        Deadline.in(Duration.ofMillis(50), clock::nanoTime));
  }

  /** So many of them, one after the other. */
  void calls(int user, int calls, Supplier<Issuance> answer) {
    for (int i = 0; i < calls; i++) {
      call(user, answer);
    }
  }

  /** ACS fails for three users until it is left alone. */
  void open() {
    calls(0, 8, () -> DOWN);
    calls(1, 1, () -> DOWN);
    calls(2, 1, () -> DOWN);
    asked = 0;
  }

  void assertAsked(int user) {
    int before = asked;
    assertEquals(ISSUED, call(user, () -> ISSUED).answer());
    assertEquals(before + 1, asked);
  }

  void assertLeftAlone(int user, Duration left) {
    int before = asked;
    AcsReport<Issuance> report = call(user, () -> ISSUED);
    assertEquals(
        new Unavailable(
            Cause.ACS_UNAVAILABLE,
            Optional.of(left),
            "not asked, since ACS has failed ten times in a row"),
        report.answer());
    assertEquals(0, report.tries());
    assertEquals(before, asked);
  }
}
