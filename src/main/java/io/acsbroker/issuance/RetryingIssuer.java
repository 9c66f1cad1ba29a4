package io.acsbroker.issuance;

import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.token.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Asks ACS again where that can help, never later than the deadline, never more calls at once than
 * allowed, and not at all while ACS throttles.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/communication-services/concepts/service-limits">Service
 *     limits of Azure Communication Services</a>
 */
final class RetryingIssuer implements TokenIssuer {
  private static final int RETRIES = 2;

  private final TokenIssuer issuer;
  private final AcsThrottle throttle;
  private final Semaphore calls;
  private final RetryPause pause;

  /**
   * @param calls how many calls to ACS there may be at once
   */
  RetryingIssuer(TokenIssuer issuer, AcsThrottle throttle, int calls, RetryPause pause) {
    this.issuer = issuer;
    this.throttle = throttle;
    this.calls = new Semaphore(calls, true);
    this.pause = pause;
  }

  @Override
  public IssuanceReport issue(TeamsTokenRequest request, Deadline deadline) {
    IssuanceReport report = outOfTime();
    try {
      report = oneTry(request, deadline);
      for (int retry = 1; retry <= RETRIES && mayHelp(report); retry++) {
        Duration wait = pause.before(retry, (Unavailable) report.issuance());
        if (!deadline.allows(wait)) {
          return report;
        }
        pause.take(wait);
        report = oneTry(request, deadline).after(report);
      }
      return report;
    } catch (InterruptedException late) {
      Thread.currentThread().interrupt();
      return outOfTime().after(report);
    }
  }

  /** A failure of the managed identity is repeated for some seconds: a retry would only hear it. */
  private static boolean mayHelp(IssuanceReport report) {
    return report.tries() > 0
        && report.issuance() instanceof Unavailable unavailable
        && unavailable.cause() != Cause.MANAGED_IDENTITY_UNAVAILABLE;
  }

  @Override
  public Optional<String> prepare(Deadline deadline) {
    return issuer.prepare(deadline);
  }

  private IssuanceReport oneTry(TeamsTokenRequest request, Deadline deadline)
      throws InterruptedException {
    // Before the turn, since nobody shall wait only to hear it, and after, since it may have begun
    Optional<Duration> left = throttle.left();
    if (left.isPresent()) {
      return throttled(left.get());
    }
    if (deadline.hasPassed()
        || !calls.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
      return outOfTime();
    }
    try {
      return throttle
          .left()
          .map(RetryingIssuer::throttled)
          .orElseGet(() -> asked(request, deadline));
    } finally {
      calls.release();
    }
  }

  private IssuanceReport asked(TeamsTokenRequest request, Deadline deadline) {
    IssuanceReport report = issuer.issue(request, deadline);
    if (report.issuance() instanceof Unavailable(Cause cause, var retryAfter, var diagnosis)
        && cause == Cause.ACS_THROTTLES) {
      throttle.leaveAlone(retryAfter.orElse(Unavailable.DEFAULT_RETRY_AFTER));
    }
    return report;
  }

  private static IssuanceReport throttled(Duration left) {
    return IssuanceReport.unasked(
        new Unavailable(Cause.ACS_THROTTLES, Optional.of(left), "not asked, as ACS wants it"));
  }

  private static IssuanceReport outOfTime() {
    return IssuanceReport.unasked(
        new Unavailable(Cause.ACS_UNAVAILABLE, Optional.empty(), "out of time"));
  }
}
