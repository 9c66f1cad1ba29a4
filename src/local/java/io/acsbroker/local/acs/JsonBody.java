package io.acsbroker.local.acs;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.JsonMembers;
import java.util.Map;
import java.util.function.Function;

/** The body of a request to ACS, which is a JSON object wherever one is looked at. */
final class JsonBody {
  private JsonBody() {}

  /** What is made of the body; a 400 where it is another JSON value, no JSON, or not there. */
  static CannedAnswer of(String text, Function<Map<String, Object>, CannedAnswer> answer) {
    return JsonMembers.parse(text)
        .map(answer)
        .orElseGet(AcsError.malformed("The body is not a JSON object.")::answer);
  }
}
