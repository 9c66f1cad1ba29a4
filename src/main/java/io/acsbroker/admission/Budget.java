package io.acsbroker.admission;

import io.acsbroker.token.Person;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one request may spend of the {@link UserLimit} of its user: one, which is taken before the
 * first request to Entra's token endpoint, to ACS or to the table, and is good for all of them.
 * What another request asks for, and what is remembered, costs nothing.
 */
public final class Budget {
  private final UserLimit limit;
  private final String route;
  private @Nullable Person payer;
  private boolean answered;

  Budget(UserLimit limit, String route) {
    this.limit = limit;
    this.route = route;
  }

  /**
   * Takes it, unless it has been taken; where the user has had too many, says when there is one
   * again.
   *
   * @param user proven by a token
   */
  public synchronized Optional<Duration> take(Person user) {
    if (payer != null) {
      return Optional.empty();
    }
    Optional<Duration> tooMany = limit.take(route, user);
    if (tooMany.isEmpty()) {
      payer = user;
    }
    return tooMany;
  }

  /**
   * Somebody has answered: where it was this request that asked, it is from here on not as if
   * nobody had been asked.
   */
  public synchronized void answered() {
    answered = payer != null;
  }

  /** Gives back what was taken, because in the end nobody was asked; an outage otherwise. */
  public synchronized void nobodyAsked() {
    if (answered) {
      outage();
    } else if (payer != null) {
      limit.giveBack(route, payer);
      payer = null;
    }
  }

  /**
   * Gives back what was taken, because whoever was asked could not be had, or blames the broker; of
   * these a user has {@value UserLimit#FREE_OUTAGES} in ten minutes.
   */
  public synchronized void outage() {
    if (payer != null) {
      limit.giveBackForOutage(route, payer);
      payer = null;
    }
  }
}
