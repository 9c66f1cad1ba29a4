package io.acsbroker.config;

import static io.acsbroker.config.SampleSettings.CLIENT;
import static io.acsbroker.config.SampleSettings.OTHER_TENANT;

/** Policy documents, written with {@code '} for {@code "}. */
final class SamplePolicy {
  /** A rule of the other tenant that lacks nothing. */
  static final String WHOLE = rule(OTHER_TENANT, clients(CLIENT));

  private SamplePolicy() {}

  static String rule(String tenant, String members) {
    return rule("'tenant':'" + tenant + "'," + members);
  }

  static String rule(String members) {
    return "{" + members + "}";
  }

  static String clients(String... clients) {
    return "'clients':['" + String.join("','", clients) + "']";
  }

  static String document(String... rules) {
    return ("{'rules':[" + String.join(",", rules) + "]}").replace('\'', '"');
  }
}
