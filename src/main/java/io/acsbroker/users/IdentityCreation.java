package io.acsbroker.users;

import io.acsbroker.identity.RowChange;
import io.acsbroker.identity.RowLookup;
import io.acsbroker.identity.RowVersion;
import io.acsbroker.identity.StoreFailure;
import io.acsbroker.issuance.IdentityAnswer;
import io.acsbroker.issuance.IdentityAnswer.Made;
import io.acsbroker.issuance.TokenOptions;
import io.acsbroker.outcome.IdentityMark;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.IssuedToken;
import io.acsbroker.users.EnsuredIdentity.Ended;
import io.acsbroker.users.EnsuredIdentity.Present;
import java.util.Optional;

/**
 * Finds a user's identity, or makes it, so that the user ends with one, however many ask at the
 * same time, here and in other instances. An intent is inserted first; the identity is made at ACS;
 * and it counts from when it replaces the intent that was seen, which happens to one only. Whoever
 * comes second removes at ACS what it made. Whoever comes to grief in between leaves an intent, and
 * at most one identity without a token, and the next request goes on from there.
 */
final class IdentityCreation {
  private static final int ROUNDS = 4;

  private final IdentityCalls calls;
  private final IntentWatch watch;
  private final Optional<TokenOptions> options;
  private final Optional<AcsIdentity> lost;

  /**
   * @param options for a token, which an identity that is made may come with
   * @param lost the identity that ACS no longer knows
   */
  IdentityCreation(
      IdentityCalls calls,
      IntentWatch watch,
      Optional<TokenOptions> options,
      Optional<AcsIdentity> lost) {
    this.calls = calls;
    this.watch = watch;
    this.options = options;
    this.lost = lost;
  }

  /** Returns the identity, and makes it first where there is none. */
  EnsuredIdentity ensure() {
    for (int round = 0; round < ROUNDS; round++) {
      Optional<EnsuredIdentity> ensured = ensure(calls.find());
      if (ensured.isPresent()) {
        return ensured.get();
      }
    }
    return IdentityFailure.contended();
  }

  /** Empty where somebody else has changed the row meanwhile. */
  private Optional<EnsuredIdentity> ensure(RowLookup row) {
    return switch (row) {
      case RowLookup.Known(AcsIdentity identity, RowVersion version) ->
          lost.equals(Optional.of(identity))
              ? made(version, IdentityMark.MADE_ANEW)
              : Optional.of(new Present(identity, Optional.empty(), false));
      case RowLookup.OfAnotherResource(RowVersion version) -> {
        calls.mark(IdentityMark.LEFT_BEHIND);
        yield made(version, IdentityMark.MADE_ANEW);
      }
      case RowLookup.Absent absent -> intended(calls.intend());
      case RowLookup.Intended(RowVersion version) ->
          watch.seesNoChange(calls, version)
              ? made(version, IdentityMark.TAKEN_OVER)
              : Optional.empty();
      case RowLookup.Failed(StoreFailure failure) -> Optional.of(failed(failure));
    };
  }

  private Optional<EnsuredIdentity> intended(RowChange intent) {
    return switch (intent) {
      case RowChange.Made(RowVersion version) -> made(version, IdentityMark.MADE);
      case RowChange.Conflict conflict -> Optional.empty();
      case RowChange.Failed(StoreFailure failure) -> Optional.of(failed(failure));
    };
  }

  private Optional<EnsuredIdentity> made(RowVersion seen, IdentityMark mark) {
    IdentityAnswer answer = calls.create(options);
    if (!(answer instanceof Made(AcsIdentity identity, Optional<IssuedToken> token))) {
      if (mark != IdentityMark.MADE_ANEW) {
        // Whoever comes next need not wait for somebody who has given up
        withdraw(seen);
      }
      return Optional.of(IdentityFailure.of(answer, calls.deadline()));
    }
    Present present = new Present(identity, token, true);
    return switch (calls.keep(identity, seen)) {
      case RowChange.Made kept -> {
        calls.mark(mark);
        yield Optional.of(present);
      }
      case RowChange.Conflict conflict -> {
        giveUp(identity);
        yield Optional.empty();
      }
      case RowChange.Failed(StoreFailure failure) ->
          Optional.of(perhapsKept(present, mark, failure));
    };
  }

  /** Asks the table for the row, since only the answer to its change may have been lost. */
  private EnsuredIdentity perhapsKept(Present present, IdentityMark mark, StoreFailure failure) {
    return switch (calls.find()) {
      case RowLookup.Known(AcsIdentity identity, RowVersion version)
          when identity.equals(present.identity()) -> {
        calls.mark(mark);
        yield present;
      }
      case RowLookup.Failed unreadable -> {
        calls.mark(IdentityMark.LEFT_BEHIND);
        yield failed(failure);
      }
      case RowLookup.Known other -> {
        giveUp(present.identity());
        yield new Present(other.identity(), Optional.empty(), false);
      }
      case RowLookup.Intended intended -> {
        giveUp(present.identity());
        yield failed(failure);
      }
      case RowLookup.OfAnotherResource other -> {
        giveUp(present.identity());
        yield failed(failure);
      }
      case RowLookup.Absent absent -> {
        giveUp(present.identity());
        yield failed(failure);
      }
    };
  }

  private void withdraw(RowVersion intent) {
    switch (calls.remove(intent)) {
      case RowChange.Made removed -> {}
      case RowChange.Conflict changed -> {}
      case RowChange.Failed stays -> {}
    }
  }

  private void giveUp(AcsIdentity identity) {
    calls.mark(
        switch (calls.delete(identity)) {
          case IdentityAnswer.Done done -> IdentityMark.GIVEN_UP;
          case IdentityAnswer.Unknown unknown -> IdentityMark.GIVEN_UP;
          case IdentityAnswer any -> IdentityMark.LEFT_BEHIND;
        });
  }

  private Ended failed(StoreFailure failure) {
    return IdentityFailure.of(failure, calls.deadline());
  }
}
