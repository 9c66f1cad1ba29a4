package io.acsbroker.local.entra;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a claims parameter wants of an access token. Its part for id tokens counts for nothing, nor
 * does {@code xms_cc}, by which a client says what it can do.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/claims-challenge">Claims
 *     challenges</a>
 */
public record ClaimsRequest(Map<String, Object> wanted) {
  static final ClaimsRequest NONE = new ClaimsRequest(Map.of());

  /** Keeps a copy. */
  public ClaimsRequest {
    wanted = Map.copyOf(wanted);
  }

  /** The wishes of this JSON; empty where it is none. */
  static Optional<ClaimsRequest> parse(String json) {
    try {
      Map<String, Object> accessToken =
          JSONObjectUtils.getJSONObject(JSONObjectUtils.parse(json), "access_token");
      Map<String, Object> wanted = new HashMap<>(accessToken == null ? Map.of() : accessToken);
      wanted.remove("xms_cc");
      wanted.values().removeIf(value -> value == null);
      return Optional.of(new ClaimsRequest(wanted));
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  /** The parameter, where it is a claims challenge: where it wants anything. */
  public static Optional<String> challenge(String parameter) {
    return parse(parameter).filter(request -> !request.wanted.isEmpty()).map(any -> parameter);
  }

  /** Whether a token that was issued for these wishes is good enough for those. */
  boolean covers(ClaimsRequest others) {
    return wanted.entrySet().containsAll(others.wanted.entrySet());
  }
}
