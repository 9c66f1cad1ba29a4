package io.acsbroker.local.acs;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.local.net.CannedAnswer;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The body of a request to ACS, which is a JSON object wherever one is looked at. */
final class JsonBody {
  private JsonBody() {}

  /** What is made of the body; a 400 where it is another JSON value, no JSON, or not there. */
  static CannedAnswer of(String text, Function<Map<String, Object>, CannedAnswer> answer) {
    return object(text)
        .map(answer)
        .orElseGet(AcsError.malformed("The body is not a JSON object.")::answer);
  }

  private static Optional<Map<String, Object>> object(String text) {
    // Nimbus reads an array as an object without members, and null as null
    if (!text.stripLeading().startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSONObjectUtils.parse(text));
    } catch (ParseException | IllegalArgumentException notAnObject) {
      return Optional.empty();
    }
  }
}
