package io.acsbroker.users;

import io.acsbroker.identity.Finding;
import io.acsbroker.identity.StoreFailure;
import io.acsbroker.issuance.IdentityAnswer;
import io.acsbroker.issuance.Issuance.Issued;
import io.acsbroker.issuance.TokenWish;
import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.Done;
import io.acsbroker.outcome.ExchangeOutcome.GrantedToIdentity;
import io.acsbroker.outcome.ExchangeOutcome.Identified;
import io.acsbroker.outcome.ExchangeOutcome.NotFound;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.outcome.Stage;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.IssuedToken;
import io.acsbroker.users.Settled.Ended;
import io.acsbroker.users.Settled.Here;
import java.util.Optional;

/**
 * The operations on a user's ACS identity, one for each kind of request.
 *
 * @param turns in which identities are made
 */
record IdentityTask(IdentityWork work, UserTurns turns, IntentWatch watch) {
  Ended show() {
    return switch (work.find()) {
      case Finding.Known known -> new Ended(new Identified(known.identity(), false), Stage.TABLE);
      case Finding.Intended intended -> notFound();
      case Finding.Absent absent -> notFound();
      case Finding.Failed(StoreFailure failure) -> IdentityFailure.of(failure, work.deadline());
    };
  }

  private static Ended notFound() {
    return new Ended(
        new NotFound(
            new Refusal(
                RefusalCode.IDENTITY_NOT_FOUND,
                "The user has no identity yet. POST /api/user makes one, and so does a request for"
                    + " a token at /api/token.",
                "")),
        Stage.TABLE);
  }

  Ended create() {
    return switch (settled(Optional.empty(), Optional.empty())) {
      case Here(AcsIdentity identity, var token, boolean made) ->
          new Ended(new Identified(identity, made), made ? Stage.ACS : Stage.TABLE);
      case Ended ended -> ended;
    };
  }

  /** Issues a token. An identity that ACS no longer knows is made anew, once. */
  Ended token(TokenWish wish) {
    return switch (settled(Optional.of(wish), Optional.empty())) {
      case Here here -> {
        Optional<Ended> granted = granted(here, wish);
        yield granted.isPresent() ? granted.get() : anew(here.identity(), wish);
      }
      case Ended ended -> ended;
    };
  }

  private Ended anew(AcsIdentity lost, TokenWish wish) {
    return switch (settled(Optional.of(wish), Optional.of(lost))) {
      case Here here ->
          granted(here, wish)
              .orElseGet(
                  () ->
                      IdentityFailure.of(
                          new IdentityAnswer.Unknown("a new identity"), work.deadline()));
      case Ended ended -> ended;
    };
  }

  /** Empty where ACS does not know the identity. */
  private Optional<Ended> granted(Here here, TokenWish wish) {
    if (here.token().isPresent()) {
      return Optional.of(granted(here.token().get()));
    }
    return switch (work.issue(here.identity(), wish)) {
      case Issued(IssuedToken token) -> Optional.of(granted(token));
      case IdentityAnswer.Unknown unknown -> Optional.empty();
      case IdentityAnswer any -> Optional.of(IdentityFailure.of(any, work.deadline()));
    };
  }

  private static Ended granted(IssuedToken token) {
    return new Ended(new GrantedToIdentity(token), Stage.ACS);
  }

  /** Revokes all tokens; without an identity there is none to revoke. */
  Ended revoke() {
    Ended done = new Ended(new Done(), Stage.TABLE);
    return switch (work.find()) {
      case Finding.Known known ->
          switch (work.revoke(known.identity())) {
            case IdentityAnswer.Done revoked -> new Ended(new Done(), Stage.ACS);
            case IdentityAnswer.Unknown unknown -> new Ended(new Done(), Stage.ACS);
            case IdentityAnswer any -> IdentityFailure.of(any, work.deadline());
          };
      case Finding.Intended intended -> done;
      case Finding.Absent absent -> done;
      case Finding.Failed(StoreFailure failure) -> IdentityFailure.of(failure, work.deadline());
    };
  }

  Ended delete() {
    return new IdentityRemoval(work).end();
  }

  private Settled settled(Optional<TokenWish> wish, Optional<AcsIdentity> lost) {
    return switch (lost.isEmpty() ? work.find() : new Finding.Absent()) {
      case Finding.Known known -> new Here(known.identity(), Optional.empty(), false);
      case Finding.Failed(StoreFailure failure) -> IdentityFailure.of(failure, work.deadline());
      case Finding.Intended intended -> inTurn(wish, lost);
      case Finding.Absent absent -> inTurn(wish, lost);
    };
  }

  private Settled inTurn(Optional<TokenWish> wish, Optional<AcsIdentity> lost) {
    return turns
        .inTurn(
            work.user(),
            work.deadline(),
            () -> new IdentityMaking(work, watch, wish, lost).settle())
        .orElseGet(
            () ->
                new Ended(
                    ExchangeOutcome.DeadlinePassed.waitingFor("other requests of the user"),
                    Stage.TABLE));
  }
}
