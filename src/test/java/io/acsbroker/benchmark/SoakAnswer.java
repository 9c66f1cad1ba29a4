package io.acsbroker.benchmark;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer of the broker, read as a client reads it. */
record SoakAnswer(
    int status, @Nullable String code, @Nullable String userId, @Nullable String token) {

  /** Reads the body; throws where it is not the JSON that every answer has. */
  static SoakAnswer of(PlainConnection.Answer answer) throws ParseException {
    Map<String, Object> body = JSONObjectUtils.parse(answer.body());
    return new SoakAnswer(
        answer.status(),
        JSONObjectUtils.getString(body, "code"),
        JSONObjectUtils.getString(body, "userId"),
        JSONObjectUtils.getString(body, "token"));
  }

  /** Status and code, as a table lists them. */
  String outcome() {
    return status + " | " + (status == 200 ? "granted" : code);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "SoakAnswer[" + outcome() + "]";
  }
}
