package io.acsbroker.administration;

import io.acsbroker.json.JsonObject;

/** How the resource took a request. */
sealed interface AcsReply {

  /**
   * It did as it was asked.
   *
   * @param body without members where there was none
   */
  record Done(JsonObject body) implements AcsReply {}

  /** It did not, and what that means and what helps. */
  record Refused(String sentence) implements AcsReply {}
}
