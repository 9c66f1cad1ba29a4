package io.acsbroker.issuance;

import io.acsbroker.azure.ManagedIdentityException;
import io.acsbroker.azure.SignIn;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.Person;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Signs in and asks ACS for one kind of thing, again where that can help, never later than the
 * deadline, never more calls at once than allowed, and not at all while ACS throttles, or fails
 * whoever asks.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/communication-services/concepts/service-limits">Service
 *     limits of Azure Communication Services</a>
 */
final class AcsRequests<A> {
  private static final int RETRIES = 2;
  private static final String THROTTLED = "not asked, as ACS wants it";
  private static final String FAILING = "not asked, since ACS has failed ten times in a row";

  private final SignIn signIn;
  private final AcsThrottle throttle;
  private final AcsBreaker breaker;
  private final Semaphore calls;
  private final RetryPause pause;
  private final Function<Issuance, A> answer;

  /**
   * @param signIn what has to be done before ACS is asked
   * @param calls a permit for each call to ACS that there may be at once
   * @param answer makes an answer of a call that ACS did not answer
   */
  AcsRequests(
      SignIn signIn,
      AcsThrottle throttle,
      AcsBreaker breaker,
      Semaphore calls,
      RetryPause pause,
      Function<Issuance, A> answer) {
    this.signIn = signIn;
    this.throttle = throttle;
    this.breaker = breaker;
    this.calls = calls;
    this.pause = pause;
    this.answer = answer;
  }

  /** Asks for something that is the same when it is done twice. */
  AcsReport<A> ask(Person user, Supplier<AcsReport<A>> call, Deadline deadline) {
    // A failure of the managed identity is repeated for some seconds: a retry would only hear it
    return ask(user, call, cause -> cause != Cause.MANAGED_IDENTITY_UNAVAILABLE, deadline);
  }

  /** Asks something that must not be done twice, again only where ACS has not done it. */
  AcsReport<A> askOnce(Person user, Supplier<AcsReport<A>> call, Deadline deadline) {
    return ask(user, call, cause -> cause == Cause.ACS_THROTTLES, deadline);
  }

  /** What this user would hear, where ACS is not asked; empty where it is. */
  Optional<AcsReport<A>> leftAlone(Person user) {
    return leftAlone(() -> breaker.left(user));
  }

  private AcsReport<A> ask(
      Person user, Supplier<AcsReport<A>> call, Predicate<Cause> again, Deadline deadline) {
    AcsReport<A> report = outOfTime();
    try {
      AcsReport<A> last = oneTry(user, call, deadline);
      report = last;
      for (int retry = 1; retry <= RETRIES; retry++) {
        Optional<Unavailable> why = last.unavailable();
        // Where nobody was asked, it is not for this request to wait until somebody may be
        if (why.isEmpty() || !again.test(why.get().cause()) || last.tries() == 0) {
          return report;
        }
        Duration wait = pause.before(retry, untilAsked(why.get()));
        if (!deadline.allows(wait)) {
          return report;
        }
        pause.take(wait);
        last = oneTry(user, call, deadline);
        report = last.after(report);
      }
      return report;
    } catch (InterruptedException late) {
      Thread.currentThread().interrupt();
      return outOfTime().after(report);
    }
  }

  /** The route is left alone for a little longer than ACS says, and so is this request. */
  private Unavailable untilAsked(Unavailable why) {
    return why.cause() == Cause.ACS_THROTTLES
        ? new Unavailable(why.cause(), throttle.left().or(why::retryAfter), why.diagnosis())
        : why;
  }

  private AcsReport<A> oneTry(Person user, Supplier<AcsReport<A>> call, Deadline deadline)
      throws InterruptedException {
    // Before the turn, since nobody shall wait only to hear it, and after, since it may have begun
    Optional<AcsReport<A>> leftAlone = leftAlone(user);
    if (leftAlone.isPresent()) {
      return leftAlone.get();
    }
    if (deadline.hasPassed()
        || !calls.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
      return outOfTime();
    }
    try {
      Optional<AcsReport<A>> stillAlone = leftAlone(() -> breaker.enter(user));
      return stillAlone.isPresent() ? stillAlone.get() : asked(user, call, deadline);
    } finally {
      calls.release();
    }
  }

  /** Why ACS is not asked; empty where it is. */
  private Optional<AcsReport<A>> leftAlone(Supplier<Optional<Duration>> open) {
    Optional<Duration> throttled = throttle.left();
    if (throttled.isPresent()) {
      return Optional.of(unasked(new Unavailable(Cause.ACS_THROTTLES, throttled, THROTTLED)));
    }
    Optional<Duration> failing = open.get();
    return failing.isPresent()
        ? Optional.of(unasked(new Unavailable(Cause.ACS_UNAVAILABLE, failing, FAILING)))
        : Optional.empty();
  }

  private AcsReport<A> asked(Person user, Supplier<AcsReport<A>> call, Deadline deadline) {
    AcsReport<A> report = signedIn(call, deadline);
    Optional<Unavailable> why = report.unavailable();
    if (why.isPresent()) {
      remember(user, why.get());
    } else {
      breaker.answered();
    }
    return report;
  }

  private void remember(Person user, Unavailable why) {
    switch (why.cause()) {
      case ACS_THROTTLES -> {
        throttle.leaveAlone(why.retryAfter().orElse(Unavailable.DEFAULT_RETRY_AFTER));
        breaker.answered();
      }
      case ACS_UNAVAILABLE -> {
        // A call that was cut off has not had the time in which ACS may answer
        if (!Thread.currentThread().isInterrupted()) {
          breaker.failed(user);
        }
      }
      case MANAGED_IDENTITY_UNAVAILABLE -> {}
    }
  }

  private AcsReport<A> signedIn(Supplier<AcsReport<A>> call, Deadline deadline) {
    long start = deadline.nanoTime();
    try {
      signIn.ensure(deadline);
    } catch (ManagedIdentityException unavailable) {
      return new AcsReport<>(
          answer.apply(
              new Unavailable(
                  Cause.MANAGED_IDENTITY_UNAVAILABLE, Optional.empty(), unavailable.diagnosis())),
          Duration.ofNanos(deadline.nanoTime() - start),
          Duration.ZERO,
          0,
          Optional.empty());
    }
    long signedIn = deadline.nanoTime();
    AcsReport<A> report = reply(call);
    return report.timed(
        Duration.ofNanos(signedIn - start), Duration.ofNanos(deadline.nanoTime() - signedIn));
  }

  private AcsReport<A> reply(Supplier<AcsReport<A>> call) {
    try {
      return call.get();
    } catch (UnreadableAnswerException unreadable) {
      return AcsReport.of(
          answer.apply(AcsReport.notUnderstood(unreadable.diagnosis())),
          unreadable.correlationId());
    } catch (RuntimeException thrown) {
      return AcsReport.of(answer.apply(AcsReport.failed(thrown)), Optional.empty());
    }
  }

  private AcsReport<A> outOfTime() {
    return unasked(new Unavailable(Cause.ACS_UNAVAILABLE, Optional.empty(), "out of time"));
  }

  private AcsReport<A> unasked(Unavailable why) {
    return AcsReport.unasked(answer.apply(why));
  }
}
