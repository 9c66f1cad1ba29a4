package io.acsbroker.administration;

import io.acsbroker.json.JsonObject;
import java.net.http.HttpHeaders;

/** How a service took a request. */
sealed interface ServiceReply {

  /**
   * It did as it was asked.
   *
   * @param body without members where there was none
   */
  record Done(JsonObject body, HttpHeaders headers) implements ServiceReply {}

  /** What was asked for is not there, and what that means where it should be. */
  record Missing(String sentence) implements ServiceReply {}

  /**
   * It did not, and what that means and what helps.
   *
   * @param status of the answer; 0 where there was none
   * @param code the error code of the answer; empty where it has none
   */
  record Refused(int status, String code, String sentence) implements ServiceReply {
    static Refused unanswered(String sentence) {
      return new Refused(0, "", sentence);
    }
  }
}
