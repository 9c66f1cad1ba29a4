package io.acsbroker.admission;

import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.ExchangeSubject;
import io.acsbroker.outcome.ExchangeSubject.Unread;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.outcome.Stage;
import io.acsbroker.outcome.Step;
import io.acsbroker.outcome.Trail;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ReceivedToken;
import java.util.regex.Pattern;

/** Turns a subject token that was sent beside a caller token of Entra's into a subject. */
@FunctionalInterface
public interface SentSubject {
  /** Returns the subject of the token, or the refusal of the token. */
  Step<ExchangeSubject> subject(
      ReceivedToken token, VerifiedToken caller, Trail trail, Deadline deadline);

  /**
   * The outcome where none was sent, and the broker gets none itself.
   *
   * @param why continues the sentence that there is none; empty where there is nothing to add
   */
  static Refused missing(String why) {
    return new Refused(
        new Refusal(
            RefusalCode.SUBJECT_TOKEN_MISSING,
            "The request has no subject token"
                + why
                + ". Send the user's Entra access token for Azure Communication Services in the"
                + " member accessToken of the body, or in the header teams-user-aad-token.",
            ""));
  }

  /**
   * It goes to ACS unread but for its size and its characters: for the day on which Microsoft
   * changes the form of a token that is Microsoft's own.
   *
   * @param client the only one whose subject tokens may come
   */
  static SentSubject unread(ClientId client) {
    // The characters that RFC 6750 allows in a bearer token
    Pattern form = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
    return (token, caller, trail, deadline) ->
        token.value().length() <= ReceivedToken.MAX_LENGTH && form.matcher(token.value()).matches()
            ? new Step.Passed<>(new Unread(token, caller, client), trail)
            : new Step.Stopped<>(
                new Refused(
                    new Refusal(
                        RefusalCode.SUBJECT_TOKEN_INVALID,
                        "The subject token is too long, or has characters that no token has. Send the"
                            + " access token alone, as Entra gave it.",
                        "UNREAD_TOKEN_MALFORMED")),
                Stage.TOKEN,
                trail);
  }
}
