package io.acsbroker.local.net;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;

/** Reads the members of a JSON object that somebody sends. */
public final class JsonMembers {
  private JsonMembers() {}

  /** The members; empty where the text is another JSON value, {@code null} say, or no JSON. */
  public static Optional<Map<String, Object>> parse(String text) {
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
