package io.acsbroker.users;

import io.acsbroker.identity.RowLookup;
import io.acsbroker.identity.StoreFailure;
import io.acsbroker.issuance.IdentityAnswer;
import io.acsbroker.issuance.Issuance.Issued;
import io.acsbroker.issuance.TokenOptions;
import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.Done;
import io.acsbroker.outcome.ExchangeOutcome.GrantedToIdentity;
import io.acsbroker.outcome.ExchangeOutcome.Identified;
import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.outcome.Stage;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.IssuedToken;
import io.acsbroker.users.EnsuredIdentity.Ended;
import io.acsbroker.users.EnsuredIdentity.Present;
import java.util.Optional;

/**
 * The operations on a user's ACS identity, one for each kind of request.
 *
 * @param locks one for each user, held while an identity is made
 */
record IdentityOperations(IdentityCalls calls, UserLocks locks, IntentWatch watch) {
  Ended show() {
    return switch (calls.find()) {
      case RowLookup.Known known -> new Ended(new Identified(known.identity(), false), Stage.TABLE);
      case RowLookup.Intended intended -> notFound();
      case RowLookup.OfAnotherResource other -> notFound();
      case RowLookup.Absent absent -> notFound();
      case RowLookup.Failed(StoreFailure failure) -> IdentityFailure.of(failure, calls.deadline());
    };
  }

  private static Ended notFound() {
    return new Ended(
        new Refused(
            new Refusal(
                RefusalCode.IDENTITY_NOT_FOUND,
                "The user has no identity yet. POST /api/user makes one, and so does a request for"
                    + " a token at /api/token.",
                "")),
        Stage.TABLE);
  }

  Ended create() {
    return switch (ensured(Optional.empty(), Optional.empty())) {
      case Present(AcsIdentity identity, var token, boolean made) ->
          new Ended(new Identified(identity, made), made ? Stage.ACS : Stage.TABLE);
      case Ended ended -> ended;
    };
  }

  /** Issues a token. An identity that ACS no longer knows is made anew, once. */
  Ended token(TokenOptions options) {
    return switch (ensured(Optional.of(options), Optional.empty())) {
      case Present present -> {
        Optional<Ended> granted = granted(present, options);
        yield granted.isPresent() ? granted.get() : anew(present.identity(), options);
      }
      case Ended ended -> ended;
    };
  }

  private Ended anew(AcsIdentity lost, TokenOptions options) {
    return switch (ensured(Optional.of(options), Optional.of(lost))) {
      case Present present ->
          granted(present, options)
              .orElseGet(
                  () ->
                      IdentityFailure.of(
                          new IdentityAnswer.Unknown("a new identity"), calls.deadline()));
      case Ended ended -> ended;
    };
  }

  /** Empty where ACS does not know the identity. */
  private Optional<Ended> granted(Present present, TokenOptions options) {
    if (present.token().isPresent()) {
      return Optional.of(granted(present.token().get()));
    }
    return switch (calls.issue(present.identity(), options)) {
      case Issued(IssuedToken token) -> Optional.of(granted(token));
      case IdentityAnswer.Unknown unknown -> Optional.empty();
      case IdentityAnswer any -> Optional.of(IdentityFailure.of(any, calls.deadline()));
    };
  }

  private static Ended granted(IssuedToken token) {
    return new Ended(new GrantedToIdentity(token), Stage.ACS);
  }

  /** Revokes all tokens; without an identity there is none to revoke. */
  Ended revoke() {
    Ended done = new Ended(new Done(), Stage.TABLE);
    return switch (calls.find()) {
      case RowLookup.Known known ->
          switch (calls.revoke(known.identity())) {
            case IdentityAnswer.Done revoked -> new Ended(new Done(), Stage.ACS);
            case IdentityAnswer.Unknown unknown -> new Ended(new Done(), Stage.ACS);
            case IdentityAnswer any -> IdentityFailure.of(any, calls.deadline());
          };
      case RowLookup.Intended intended -> done;
      case RowLookup.OfAnotherResource other ->
          IdentityFailure.ofAnotherResource("a row of another resource");
      case RowLookup.Absent absent -> done;
      case RowLookup.Failed(StoreFailure failure) -> IdentityFailure.of(failure, calls.deadline());
    };
  }

  Ended delete() {
    return new IdentityRemoval(calls).end();
  }

  private EnsuredIdentity ensured(Optional<TokenOptions> options, Optional<AcsIdentity> lost) {
    return switch (lost.isEmpty() ? calls.find() : new RowLookup.Absent()) {
      case RowLookup.Known known -> new Present(known.identity(), Optional.empty(), false);
      case RowLookup.Failed(StoreFailure failure) -> IdentityFailure.of(failure, calls.deadline());
      case RowLookup.Intended intended -> locked(options, lost);
      case RowLookup.OfAnotherResource other -> locked(options, lost);
      case RowLookup.Absent absent -> locked(options, lost);
    };
  }

  private EnsuredIdentity locked(Optional<TokenOptions> options, Optional<AcsIdentity> lost) {
    return locks
        .locked(
            calls.user(),
            calls.deadline(),
            () -> new IdentityCreation(calls, watch, options, lost).ensure())
        .orElseGet(
            () ->
                new Ended(
                    ExchangeOutcome.DeadlinePassed.waitingFor("other requests of the user"),
                    Stage.TABLE));
  }
}
