package io.acsbroker.issuance;

import io.acsbroker.fixture.ManualClock;
import io.acsbroker.fixture.SampleSubjects;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Issued;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.IssuedToken;
import io.acsbroker.token.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Requests of one user, with answers of ACS and without the time of pauses. */
abstract class AcsRequestsFixture {
  static final Subject USER = SampleSubjects.number(0);
  static final Issuance ISSUED = new Issued(new IssuedToken("t", Instant.MAX, "8:orgid:x"));
  static final Issuance DOWN = unavailable(Cause.ACS_UNAVAILABLE, null);

  final ManualClock clock = new ManualClock();
  final Deque<Issuance> answers = new ArrayDeque<>();
  final List<Duration> pauses = new ArrayList<>();

  final RetryPause pause =
      new RetryPause(() -> 0.5) {
        @Override
        void take(Duration wait) {
          pauses.add(wait);
          clock.pass(wait);
        }
      };

  final AcsRequests<Issuance> requests = requests(new AcsThrottle(clock, () -> 0));

  AcsRequests<Issuance> requests(AcsThrottle throttle) {
    return new AcsRequests<>(
        deadline -> clock.pass(Duration.ofMillis(1)),
        throttle,
        new AcsBreaker(clock),
        new Semaphore(1),
        pause,
        why -> why);
  }

  AcsReport<Issuance> asked() {
    clock.pass(Duration.ofMillis(10));
    return AcsReport.of(answers.removeFirst(), Optional.of("id " + answers.size()));
  }

  static Issuance unavailable(Cause cause, @Nullable Integer seconds) {
    return new Unavailable(
        cause, Optional.ofNullable(seconds).map(Duration::ofSeconds), "HTTP whatever");
  }

  AcsReport<Issuance> issue(Issuance... acsAnswers) {
    answers.clear();
    answers.addAll(List.of(acsAnswers));
    return requests.ask(USER, this::asked, Deadline.in(Duration.ofSeconds(10), clock::nanoTime));
  }
}
