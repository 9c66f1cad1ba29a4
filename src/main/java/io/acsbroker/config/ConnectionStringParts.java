package io.acsbroker.config;

import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The parts of a connection string, {@code name=value;name=value}: a secret.
 *
 * @param values by their names in lower case
 */
record ConnectionStringParts(Map<String, String> values) {
  static ConnectionStringParts of(String text) {
    Map<String, String> values = new HashMap<>();
    for (String part : text.split(";", -1)) {
      String[] nameAndValue = part.split("=", 2);
      if (nameAndValue.length == 2) {
        values.put(nameAndValue[0].strip().toLowerCase(Locale.ROOT), nameAndValue[1].strip());
      }
    }
    return new ConnectionStringParts(values);
  }

  /** The part; empty where there is none. */
  String text(String name) {
    return values.getOrDefault(name, "");
  }

  boolean isBase64(String name) {
    try {
      return Base64.getDecoder().decode(text(name)).length > 0;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "ConnectionStringParts[redacted]";
  }
}
