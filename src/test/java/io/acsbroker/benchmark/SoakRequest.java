package io.acsbroker.benchmark;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A token that is sent, and which answers to it are right.
 *
 * @param objectId of its user
 * @param isTampered whether its signature does not hold
 * @param generation of the key that has signed it
 */
record SoakRequest(String token, String objectId, boolean isTampered, int generation) {

  /** For what a service behind the broker has done, which the faults excuse. */
  private static final Set<Integer> NOT_NOW = Set.of(502, 503, 504);

  private static final int KEYS_UNAVAILABLE = 503;

  /** The same token with one letter of its signature changed. */
  SoakRequest tampered() {
    int middle = (token.lastIndexOf('.') + token.length()) / 2;
    char other = token.charAt(middle) == 'A' ? 'B' : 'A';
    String changed = token.substring(0, middle) + other + token.substring(middle + 1);
    return new SoakRequest(changed, objectId, true, generation);
  }

  byte[] toBroker() {
    return PlainConnection.post("/api/token/teams", "", "Authorization: Bearer " + token);
  }

  /**
   * What is wrong with an answer, if anything.
   *
   * @param current whether the key of the token was published all the while
   * @param holder tells the user for whom ACS has issued a token
   */
  Optional<String> fault(
      SoakAnswer answer, boolean current, Function<String, Optional<String>> holder) {
    int status = answer.status();
    if (isTampered) {
      return wrongUnless(status == 401 || status == KEYS_UNAVAILABLE, answer);
    }
    if (status == 200) {
      boolean own =
          Objects.equals(answer.userId(), "8:orgid:" + objectId)
              && holder.apply(String.valueOf(answer.token())).equals(Optional.of(objectId));
      return own ? Optional.empty() : Optional.of("the token of another user for " + objectId);
    }
    return wrongUnless(NOT_NOW.contains(status) || (status == 401 && !current), answer);
  }

  private Optional<String> wrongUnless(boolean right, SoakAnswer answer) {
    return right
        ? Optional.empty()
        : Optional.of((isTampered ? "a tampered" : "a good") + " token: " + answer.outcome());
  }
}
