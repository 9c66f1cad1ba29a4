package io.acsbroker.users;

import io.acsbroker.net.SharedAnswers;
import io.acsbroker.net.SharedAnswers.Known;
import io.acsbroker.outcome.AcsUse;
import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.DeadlinePassed;
import io.acsbroker.outcome.ExchangeOutcome.Identified;
import io.acsbroker.outcome.FinishedExchange;
import io.acsbroker.outcome.Source;
import io.acsbroker.outcome.Stage;
import io.acsbroker.outcome.Trail;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.HashKey;
import io.acsbroker.token.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Shows users their identities: the table is asked once for all who want to see the same user's at
 * the same time, and a row that is there is shown for five seconds more. What this instance writes
 * ends that at once; what another one writes is seen after five seconds. That there is no row is
 * not kept, since whoever hears it is about to make one.
 */
final class ShownIdentities {
  private static final Duration KEPT = Duration.ofSeconds(5);
  private static final int MOST_ROWS = 10_000;

  private final InstantSource clock;
  private final SharedAnswers<Shown> rows;

  /** What one look into the table has brought, and until when it is shown to others. */
  private record Shown(ExchangeOutcome outcome, Stage stage, Instant goodUntil) {
    /** The same for another request, which has spent nothing. */
    FinishedExchange to(Trail trail, Source source) {
      return new FinishedExchange(outcome, stage, source, trail, AcsUse.NONE, Optional.empty());
    }
  }

  ShownIdentities(InstantSource clock) {
    this.clock = clock;
    this.rows = new SharedAnswers<>(clock, Shown::goodUntil, MOST_ROWS, KEPT);
  }

  /**
   * Shows the user's identity, from memory or from a look into the table. Waits until the deadline
   * at most.
   */
  FinishedExchange show(
      Person user, Trail trail, Deadline deadline, Supplier<FinishedExchange> look) {
    while (true) {
      CompletableFuture<Shown> own = new CompletableFuture<>();
      Optional<Known<Shown>> same = rows.sameOrEnter(key(user), own);
      if (same.isEmpty()) {
        return looked(user, own, look);
      }
      Source source = same.get().remembered() ? Source.MEMORY : Source.SHARED;
      FinishedExchange shown =
          deadline
              .await(same.get().request())
              .map(found -> found.to(trail, source))
              .orElseGet(() -> late(trail));
      // Whoever looked may have had less time left than this request has
      if (!(shown.outcome() instanceof DeadlinePassed) || deadline.hasPassed()) {
        return shown;
      }
    }
  }

  /** The row is another one now, or may be: whoever asks from now on is shown no earlier one. */
  void forget(Person user) {
    rows.forget(key(user));
  }

  private FinishedExchange looked(
      Person user, CompletableFuture<Shown> own, Supplier<FinishedExchange> look) {
    try {
      FinishedExchange found = look.get();
      boolean isThere = found.outcome() instanceof Identified;
      Instant goodUntil = isThere ? clock.instant().plus(KEPT) : Instant.MIN;
      rows.end(key(user), own, new Shown(found.outcome(), found.stage(), goodUntil));
      return found;
    } catch (RuntimeException | Error bug) {
      rows.fail(key(user), own, bug);
      throw bug;
    }
  }

  private static FinishedExchange late(Trail trail) {
    return FinishedExchange.refused(DeadlinePassed.waitingFor("the identity"), Stage.TABLE, trail);
  }

  private static HashKey key(Person user) {
    return HashKey.of(List.of(user.partition(), user.row()));
  }
}
