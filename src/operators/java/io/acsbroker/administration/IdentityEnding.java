package io.acsbroker.administration;

import io.acsbroker.administration.IdentityEnd.Halted;
import io.acsbroker.administration.IdentityEnd.Kept;
import io.acsbroker.administration.IdentityEnd.Made;
import io.acsbroker.administration.IdentityRows.Answer;
import io.acsbroker.administration.ServiceReply.Done;
import io.acsbroker.administration.ServiceReply.Missing;
import io.acsbroker.administration.ServiceReply.Refused;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.Person;
import java.util.Optional;

/**
 * Ends the tokens of one person, or the identity. At ACS first and then the row: the row alone says
 * which identity is the person's, so that whatever is cut in between can be done again.
 */
record IdentityEnding(IdentityRows rows, AcsIdentities identities) {
  private static final int ROUNDS = 4;
  private static final int CHANGED = 412;
  private static final String FORGOTTEN = "ACS had none any more";
  private static final String RENEWED =
      "the broker makes new ones all the time: block the sign-in first";

  /**
   * Does it.
   *
   * @param planned the row as it was; where it has changed since, the new one counts
   */
  IdentityEnd end(IdentityChange change, Person person, IdentityRow planned)
      throws InterruptedException {
    IdentityRow row = planned;
    for (int round = 0; round < ROUNDS; round++) {
      Optional<IdentityEnd> end = tried(change, person, row);
      if (end.isPresent()) {
        return end.get();
      }
      switch (rows.find(person)) {
        case Answer.Refused<IdentityRow>(String sentence) -> {
          return new Halted(sentence);
        }
        case Answer.Given<IdentityRow>(IdentityRow now) -> {
          if (change == IdentityChange.REVOKE && now.equals(row)) {
            return new Made(FORGOTTEN);
          }
          row = now;
        }
      }
    }
    return new Kept(RENEWED);
  }

  /** One look at a row; empty where it has changed meanwhile. */
  private Optional<IdentityEnd> tried(IdentityChange change, Person person, IdentityRow row)
      throws InterruptedException {
    return switch (row) {
      case IdentityRow.Known(AcsIdentity identity, String etag) ->
          switch (change) {
            case FIND -> Optional.of(new Made(""));
            case REVOKE -> revoked(identities.revoke(identity));
            case REMOVE -> removed(identities.delete(identity), person, etag);
          };
      case IdentityRow.Intended(String etag) -> removed(person, etag, "");
      case IdentityRow.OfAnother(String resource) -> Optional.of(new Kept(row.text()));
      case IdentityRow.Absent absent -> Optional.of(new Made("gone already"));
    };
  }

  private static Optional<IdentityEnd> revoked(ServiceReply reply) {
    return switch (reply) {
      case Done done -> Optional.of(new Made(""));
      // The broker may have made another one since
      case Missing missing -> Optional.empty();
      case Refused refused -> Optional.of(refused(refused));
    };
  }

  private Optional<IdentityEnd> removed(ServiceReply reply, Person person, String etag)
      throws InterruptedException {
    return switch (reply) {
      case Done done -> removed(person, etag, "");
      case Missing missing -> removed(person, etag, FORGOTTEN);
      case Refused refused -> Optional.of(refused(refused));
    };
  }

  private Optional<IdentityEnd> removed(Person person, String etag, String note)
      throws InterruptedException {
    return switch (rows.remove(person, etag)) {
      case Done done -> Optional.of(new Made(note));
      case Missing missing -> Optional.of(new Made(note));
      case Refused(int status, String code, String sentence) ->
          status == CHANGED ? Optional.empty() : Optional.of(new Halted(sentence));
    };
  }

  private static IdentityEnd refused(Refused refused) {
    return refused.code().equals("IdentityNotOwned")
        ? new Kept(refused.sentence())
        : new Halted(refused.sentence());
  }
}
