package io.acsbroker.config;

import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.TenantId;
import java.util.Locale;
import java.util.Optional;

/** What people write into rules, in settings and in the policy document. Ids in any letter case. */
final class RuleValues {
  static final String CLIENTS = "must be application (client) ids (GUIDs)";
  static final String ROLES = "must be the values of application roles";
  static final String GROUPS = "must be the object ids (GUIDs) of groups";
  static final String GUESTS = "must be acs, allow or deny";
  static final String NOT_THE_API =
      "must not name the application of BROKER_API_CLIENT_ID with BROKER_ON_BEHALF_OF: its tokens for"
          + " ACS are the broker's own, and nobody may send one";

  /** A GUID, and the id of nobody: what templates and samples have in place of an id. */
  private static final String ZEROS = "00000000-0000-0000-0000-000000000000";

  private RuleValues() {}

  /** The text as an id is written; nothing that could be one where it is nobody's. */
  private static String id(String text) {
    return text.equals(ZEROS) ? "" : text.toLowerCase(Locale.ROOT);
  }

  static Optional<ClientId> client(String text) {
    return ClientId.parse(id(text));
  }

  /** A tenant that is not the one of personal accounts. */
  static Optional<TenantId> organisation(String text) {
    Optional<TenantId> tenant = TenantId.parse(id(text));
    return tenant.equals(Optional.of(AllowedTenants.CONSUMERS)) ? Optional.empty() : tenant;
  }

  static Optional<ObjectId> group(String text) {
    return ObjectId.parse(id(text));
  }
}
