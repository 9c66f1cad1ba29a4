package io.acsbroker.users;

import io.acsbroker.identity.Change;
import io.acsbroker.identity.Finding;
import io.acsbroker.identity.RowVersion;
import io.acsbroker.identity.StoreFailure;
import io.acsbroker.issuance.IdentityAnswer;
import io.acsbroker.issuance.IdentityAnswer.Made;
import io.acsbroker.issuance.TokenWish;
import io.acsbroker.outcome.IdentityMark;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.IssuedToken;
import io.acsbroker.users.Settled.Ended;
import io.acsbroker.users.Settled.Here;
import java.util.Optional;

/**
 * Finds a user's identity, or makes it, so that the user ends with one, however many ask at the
 * same time, here and in other instances. An intent is inserted first; the identity is made at ACS;
 * and it counts from when it replaces the intent that was seen, which happens to one only. Whoever
 * comes second removes at ACS what it made. Whoever comes to grief in between leaves an intent, and
 * at most one identity without a token, and the next request goes on from there.
 */
final class IdentityMaking {
  private static final int ROUNDS = 4;

  private final IdentityWork work;
  private final IntentWatch watch;
  private final Optional<TokenWish> wish;
  private final Optional<AcsIdentity> lost;

  /**
   * @param wish for a token, which an identity that is made may come with
   * @param lost the identity that ACS no longer knows
   */
  IdentityMaking(
      IdentityWork work, IntentWatch watch, Optional<TokenWish> wish, Optional<AcsIdentity> lost) {
    this.work = work;
    this.watch = watch;
    this.wish = wish;
    this.lost = lost;
  }

  /** Returns the identity, and makes it first where there is none. */
  Settled settle() {
    for (int round = 0; round < ROUNDS; round++) {
      Optional<Settled> settled = settle(work.find());
      if (settled.isPresent()) {
        return settled.get();
      }
    }
    return IdentityFailure.contended();
  }

  /** Empty where somebody else has changed the row meanwhile. */
  private Optional<Settled> settle(Finding finding) {
    return switch (finding) {
      case Finding.Known(AcsIdentity identity, RowVersion version) ->
          lost.equals(Optional.of(identity))
              ? made(version, IdentityMark.MADE_ANEW)
              : Optional.of(new Here(identity, Optional.empty(), false));
      case Finding.Absent absent -> intended(work.intend());
      case Finding.Intended(RowVersion version) ->
          watch.seesNoChange(work, version)
              ? made(version, IdentityMark.TAKEN_OVER)
              : Optional.empty();
      case Finding.Failed(StoreFailure failure) -> Optional.of(failed(failure));
    };
  }

  private Optional<Settled> intended(Change intent) {
    return switch (intent) {
      case Change.Made(RowVersion version) -> made(version, IdentityMark.MADE);
      case Change.Conflict conflict -> Optional.empty();
      case Change.Failed(StoreFailure failure) -> Optional.of(failed(failure));
    };
  }

  private Optional<Settled> made(RowVersion seen, IdentityMark mark) {
    IdentityAnswer answer = work.create(wish);
    if (!(answer instanceof Made(AcsIdentity identity, Optional<IssuedToken> token))) {
      if (mark != IdentityMark.MADE_ANEW) {
        // Whoever comes next need not wait for somebody who has given up
        withdraw(seen);
      }
      return Optional.of(IdentityFailure.of(answer, work.deadline()));
    }
    Here here = new Here(identity, token, true);
    return switch (work.keep(identity, seen)) {
      case Change.Made kept -> {
        work.mark(mark);
        yield Optional.of(here);
      }
      case Change.Conflict conflict -> {
        giveUp(identity);
        yield Optional.empty();
      }
      case Change.Failed(StoreFailure failure) -> Optional.of(perhapsKept(here, mark, failure));
    };
  }

  /** Asks the table for the row, since only the answer to its change may have been lost. */
  private Settled perhapsKept(Here here, IdentityMark mark, StoreFailure failure) {
    return switch (work.find()) {
      case Finding.Known(AcsIdentity identity, RowVersion version)
          when identity.equals(here.identity()) -> {
        work.mark(mark);
        yield here;
      }
      case Finding.Failed unreadable -> {
        work.mark(IdentityMark.LEFT_BEHIND);
        yield failed(failure);
      }
      case Finding.Known other -> {
        giveUp(here.identity());
        yield new Here(other.identity(), Optional.empty(), false);
      }
      case Finding.Intended intended -> {
        giveUp(here.identity());
        yield failed(failure);
      }
      case Finding.Absent absent -> {
        giveUp(here.identity());
        yield failed(failure);
      }
    };
  }

  private void withdraw(RowVersion intent) {
    switch (work.remove(intent)) {
      case Change.Made removed -> {}
      case Change.Conflict changed -> {}
      case Change.Failed stays -> {}
    }
  }

  private void giveUp(AcsIdentity identity) {
    work.mark(
        switch (work.delete(identity)) {
          case IdentityAnswer.Done done -> IdentityMark.GIVEN_UP;
          case IdentityAnswer.Unknown unknown -> IdentityMark.GIVEN_UP;
          case IdentityAnswer any -> IdentityMark.LEFT_BEHIND;
        });
  }

  private Ended failed(StoreFailure failure) {
    return IdentityFailure.of(failure, work.deadline());
  }
}
