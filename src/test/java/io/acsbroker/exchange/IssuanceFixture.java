package io.acsbroker.exchange;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.admission.UserLimit;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.issuance.AcsReport;
import io.acsbroker.issuance.Issuance;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Issued;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.issuance.IssuanceRequest;
import io.acsbroker.outcome.ExchangeSubject;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.subject.VerifiedTokens;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.IssuedToken;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TenantId;
import io.acsbroker.token.TokenVersion;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A {@link SharedIssuance} over an ACS that a test decides for, with a clock that stands. */
final class IssuanceFixture {
  static final Duration LIFETIME = Duration.ofHours(1);

  final ManualClock clock = new ManualClock();
  final AtomicInteger asked = new AtomicInteger();

  /** Opens when ACS is asked for the first time. */
  final CountDownLatch begun = new CountDownLatch(1);

  final AtomicInteger cutOff = new AtomicInteger();

  /** What ACS answers next; a new token every time, unless a test says otherwise. */
  volatile Supplier<Issuance> answer =
      () ->
          new Issued(
              new IssuedToken(
                  "issued " + asked.get(), clock.instant().plus(LIFETIME), "8:orgid:x"));

  /** How often ACS is asked for an answer. */
  volatile int tries = 1;

  /** ACS answers nothing before it is open. */
  volatile CountDownLatch gate = new CountDownLatch(0);

  private final SharedIssuance issuance;

  IssuanceFixture(Duration memory, int perUser) {
    this(memory, perUser, 16, Duration.ofMinutes(1));
  }

  IssuanceFixture(Duration memory, int perUser, int concurrentCalls, Duration lastWords) {
    issuance =
        new SharedIssuance(
            this::issue,
            "https://acs.example",
            memory,
            new UserLimit(perUser, clock),
            concurrentCalls,
            clock,
            lastWords);
  }

  private AcsReport<Issuance> issue(IssuanceRequest request, Deadline deadline) {
    asked.incrementAndGet();
    begun.countDown();
    try {
      gate.await();
    } catch (InterruptedException late) {
      Thread.currentThread().interrupt();
      cutOff.incrementAndGet();
      return new AcsReport<>(
          new Unavailable(Cause.ACS_UNAVAILABLE, Optional.empty(), "out of time"),
          Duration.ofMillis(1),
          Duration.ofMillis(7),
          2,
          Optional.empty());
    }
    return new AcsReport<>(
        answer.get(), Duration.ofMillis(1), Duration.ofMillis(2), tries, Optional.empty());
  }

  IssuanceResult obtain(String token) {
    return obtain(token(token, LIFETIME), Duration.ofMinutes(1));
  }

  IssuanceResult obtain(VerifiedToken token, Duration deadline) {
    return obtain(ExchangeRoute.TEAMS, token, deadline);
  }

  IssuanceResult obtain(ExchangeRoute route, VerifiedToken token, Duration deadline) {
    return obtain(route, token, Deadline.in(deadline));
  }

  IssuanceResult obtain(VerifiedToken token, Deadline deadline) {
    return obtain(ExchangeRoute.TEAMS, token, deadline);
  }

  private IssuanceResult obtain(ExchangeRoute route, VerifiedToken token, Deadline deadline) {
    return issuance.obtain(
        route, new ExchangeSubject.Direct(token), issuance.budget(route), deadline);
  }

  /** Why the user gets no token for the moment. */
  static Refusal refusal(IssuanceResult result) {
    return assertInstanceOf(IssuanceResult.OverLimit.class, result).outcome().refusal();
  }

  /** A token of one and the same user. */
  VerifiedToken token(String text, Duration expiresIn) {
    return token(text, "22222222-2222-4222-8222-222222222222", expiresIn);
  }

  VerifiedToken token(String text, String user, Duration expiresIn) {
    return VerifiedTokens.of(
        new ReceivedToken(text),
        new Subject(new TenantId("11111111-1111-4111-8111-111111111111"), new ObjectId(user)),
        TokenVersion.V1,
        new ClientId("44444444-4444-4444-8444-444444444444"),
        Set.of(),
        clock.instant().plus(expiresIn));
  }
}
