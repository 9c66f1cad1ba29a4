package io.acsbroker.local.entra;

import io.acsbroker.local.net.JsonMembers;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
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
    return JsonMembers.parse(json)
        .map(members -> Objects.requireNonNullElse(members.get("access_token"), Map.of()))
        .filter(Map.class::isInstance)
        .map(accessToken -> new ClaimsRequest(wishes((Map<?, ?>) accessToken)));
  }

  private static Map<String, Object> wishes(Map<?, ?> accessToken) {
    Map<String, Object> wishes = new HashMap<>();
    accessToken.forEach(
        (name, value) -> {
          if (value != null && !name.equals("xms_cc")) {
            wishes.put(name.toString(), value);
          }
        });
    return wishes;
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
