package io.acsbroker.local.signin;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a claims challenge from what MSAL always sends. The part for id tokens counts for nothing,
 * nor does {@code xms_cc}, by which a client says what it can do.
 */
final class ClaimsWanted {
  private ClaimsWanted() {}

  /** The parameter, where it wants something of an access token. */
  static Optional<String> of(String parameter) {
    try {
      Map<String, Object> accessToken =
          JSONObjectUtils.getJSONObject(JSONObjectUtils.parse(parameter), "access_token");
      boolean more =
          accessToken != null && accessToken.keySet().stream().anyMatch(it -> !it.equals("xms_cc"));
      return more ? Optional.of(parameter) : Optional.empty();
    } catch (ParseException e) {
      return Optional.empty();
    }
  }
}
