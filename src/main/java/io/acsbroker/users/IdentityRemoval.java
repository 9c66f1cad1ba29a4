package io.acsbroker.users;

import io.acsbroker.identity.RowChange;
import io.acsbroker.identity.RowLookup;
import io.acsbroker.identity.RowVersion;
import io.acsbroker.identity.StoreFailure;
import io.acsbroker.issuance.IdentityAnswer;
import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.IdentityMark;
import io.acsbroker.outcome.Stage;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.users.EnsuredIdentity.Ended;
import java.util.Optional;

/**
 * Removes a user's identity: at ACS first, then its row, so that where it fails in between, it can
 * be asked for again. An identity that somebody makes meanwhile is another one, and stays.
 */
record IdentityRemoval(IdentityCalls calls) {
  private static final int ROUNDS = 4;
  private static final Ended DONE = new Ended(new ExchangeOutcome.Done(), Stage.TABLE);

  /** Done, also where there is nothing to remove; or why not. */
  Ended end() {
    for (int round = 0; round < ROUNDS; round++) {
      Optional<Ended> ended = end(calls.find());
      if (ended.isPresent()) {
        return ended.get();
      }
    }
    return IdentityFailure.contended();
  }

  private Optional<Ended> end(RowLookup row) {
    return switch (row) {
      case RowLookup.Absent absent -> Optional.of(DONE);
      case RowLookup.Known(AcsIdentity identity, RowVersion version) ->
          Optional.of(removed(calls.delete(identity), version));
      case RowLookup.Intended(RowVersion version) -> removed(version);
      case RowLookup.OfAnotherResource(RowVersion version) -> {
        calls.mark(IdentityMark.LEFT_BEHIND);
        yield removed(version);
      }
      case RowLookup.Failed(StoreFailure failure) -> Optional.of(failed(failure));
    };
  }

  /** Removes a row; empty where it has changed. */
  private Optional<Ended> removed(RowVersion version) {
    return switch (calls.remove(version)) {
      case RowChange.Made removed -> Optional.of(DONE);
      case RowChange.Conflict changed -> Optional.empty();
      case RowChange.Failed(StoreFailure failure) -> Optional.of(failed(failure));
    };
  }

  private Ended removed(IdentityAnswer answer, RowVersion version) {
    boolean gone =
        answer instanceof IdentityAnswer.Done || answer instanceof IdentityAnswer.Unknown;
    // A row that has changed meanwhile is of another identity
    return gone ? removed(version).orElse(DONE) : IdentityFailure.of(answer, calls.deadline());
  }

  private Ended failed(StoreFailure failure) {
    return IdentityFailure.of(failure, calls.deadline());
  }
}
