package io.acsbroker.users;

import io.acsbroker.identity.Change;
import io.acsbroker.identity.Finding;
import io.acsbroker.identity.RowVersion;
import io.acsbroker.identity.StoreFailure;
import io.acsbroker.issuance.IdentityAnswer;
import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.Stage;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.users.Settled.Ended;
import java.util.Optional;

/**
 * Removes a user's identity: at ACS first, then its row, so that where it fails in between, it can
 * be asked for again. An identity that somebody makes meanwhile is another one, and stays.
 */
record IdentityRemoval(IdentityWork work) {
  private static final int ROUNDS = 4;
  private static final Ended DONE = new Ended(new ExchangeOutcome.Done(), Stage.TABLE);

  /** Done, also where there is nothing to remove; or why not. */
  Ended end() {
    for (int round = 0; round < ROUNDS; round++) {
      Optional<Ended> ended = end(work.find());
      if (ended.isPresent()) {
        return ended.get();
      }
    }
    return IdentityFailure.contended();
  }

  private Optional<Ended> end(Finding finding) {
    return switch (finding) {
      case Finding.Absent absent -> Optional.of(DONE);
      case Finding.Known(AcsIdentity identity, RowVersion version) ->
          Optional.of(removed(work.delete(identity), version));
      case Finding.Intended(RowVersion version) ->
          switch (work.remove(version)) {
            case Change.Made removed -> Optional.of(DONE);
            case Change.Conflict changed -> Optional.empty();
            case Change.Failed(StoreFailure failure) -> Optional.of(failed(failure));
          };
      case Finding.Failed(StoreFailure failure) -> Optional.of(failed(failure));
    };
  }

  private Ended removed(IdentityAnswer answer, RowVersion version) {
    boolean gone =
        answer instanceof IdentityAnswer.Done || answer instanceof IdentityAnswer.Unknown;
    if (!gone) {
      return IdentityFailure.of(answer, work.deadline());
    }
    return switch (work.remove(version)) {
      case Change.Made removed -> DONE;
      case Change.Conflict another -> DONE;
      case Change.Failed(StoreFailure failure) -> failed(failure);
    };
  }

  private Ended failed(StoreFailure failure) {
    return IdentityFailure.of(failure, work.deadline());
  }
}
