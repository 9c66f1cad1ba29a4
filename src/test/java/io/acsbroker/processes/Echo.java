package io.acsbroker.processes;

import io.acsbroker.local.net.CannedAnswer;
import java.time.Duration;
import java.util.Map;

/**
 * Answers that repeat what a service was sent, in the ways in which a reader of JSON may quote
 * them: Jackson's messages name a text where an object belongs, and a word that is no JSON up to
 * its first dot.
 */
enum Echo {
  TEXT("%s"),
  JSON_STRING("\"%s\""),
  LIST("[\"%s\"]"),
  ERROR("{\"error\":\"%s\"}"),
  CODE(
      "{\"error\":{\"code\":\"%1$s\",\"message\":\"%1$s\",\"target\":\"%1$s\",\"details\":\"%1$s\"}}"),
  TABLE_ERROR("{\"odata.error\":\"%s\"}"),
  TABLE_CODE(
      "{\"odata.error\":{\"code\":\"%1$s\",\"message\":{\"lang\":\"en\",\"value\":\"%1$s\"}}}"),
  TOKEN("{\"token\":{\"%1$s\":\"%1$s\"},\"expiresOn\":\"%1$s\"}"),
  GOOD_TOKEN("{\"token\":\"%s\",\"expiresOn\":\"2099-01-01T00:00:00+00:00\"}"),
  IDENTITY("{\"identity\":{\"id\":\"8:acs:%1$s\"},\"accessToken\":\"%1$s\"}"),
  ROW(
      "{\"odata.etag\":\"%1$s\",\"Timestamp\":\"%1$s\",\"PartitionKey\":\"%1$s\",\"acsIdentity\":\"%1$s\"}");

  private final String form;

  Echo(String form) {
    this.form = form;
  }

  /** An answer with this status that repeats a text, in its body and in headers. */
  CannedAnswer answer(int status, String repeated) {
    return new CannedAnswer(
        status,
        Map.of(
            "Content-Type", "application/json",
            "MS-CV", repeated,
            "x-ms-error-code", repeated,
            "x-ms-client-request-id", repeated),
        form.formatted(repeated),
        Duration.ZERO);
  }
}
