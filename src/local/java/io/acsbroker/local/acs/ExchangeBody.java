package io.acsbroker.local.acs;

import java.util.Map;
import java.util.Optional;

/** The body of an exchange request; a field that is missing or no string is empty. */
record ExchangeBody(String token, String appId, String userId) {
  /** The application is another one than the token's. */
  static final AcsError WRONG_APPLICATION =
      AcsError.validation("appId", "AAD application is not the expected one.");

  static ExchangeBody of(Map<String, Object> fields) {
    return new ExchangeBody(text(fields, "token"), text(fields, "appId"), text(fields, "userId"));
  }

  /** The member without which no request reaches the exchange itself. */
  Optional<AcsError> missing() {
    if (appId.isEmpty()) {
      return Optional.of(AcsError.required("AppId"));
    }
    return userId.isEmpty() ? Optional.of(AcsError.required("UserId")) : Optional.empty();
  }

  /** What is wrong with a member, in the words that are recorded of each. */
  Optional<AcsError> fault(EntraUser user) {
    if (!EntraAssignment.isId(appId)) {
      return Optional.of(AcsError.validation("appId", "Provided AppId has invalid format."));
    }
    if (!appId.equals(user.clientId())) {
      return Optional.of(WRONG_APPLICATION);
    }
    if (!EntraAssignment.isId(userId)) {
      return Optional.of(AcsError.validation("userId", "Provided UserId has invalid format."));
    }
    return userId.equals(user.objectId())
        ? Optional.empty()
        : Optional.of(
            AcsError.validation("userId", "Provided AAD token issued for unexpected user."));
  }

  private static String text(Map<String, Object> fields, String name) {
    return fields.get(name) instanceof String text ? text : "";
  }
}
