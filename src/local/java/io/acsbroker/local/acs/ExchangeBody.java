package io.acsbroker.local.acs;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;

/** The body of an exchange request; a field that is missing or no string is empty. */
record ExchangeBody(String token, String appId, String userId) {

  /** The body as read, or empty if it is no JSON object. */
  static Optional<ExchangeBody> parse(String json) {
    if (!json.stripLeading().startsWith("{")) {
      // Nimbus reads an array as an object without fields
      return Optional.empty();
    }
    try {
      Map<String, Object> fields = JSONObjectUtils.parse(json);
      return Optional.of(
          new ExchangeBody(text(fields, "token"), text(fields, "appId"), text(fields, "userId")));
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  private static String text(Map<String, Object> fields, String name) {
    return fields.get(name) instanceof String text ? text : "";
  }
}
