package io.acsbroker.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.acsbroker.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a token says. Nobody has verified it: enough to decide whether it should be sent at all. */
public final class UnverifiedClaims {
  private static final Pattern COMPACT = Pattern.compile("[\\w-]+\\.([\\w-]+)\\.[\\w-]+");

  private UnverifiedClaims() {}

  /** The claims; empty where the text is no token with an audience. */
  public static Optional<JsonObject> of(String token) {
    return Optional.of(COMPACT.matcher(token))
        .filter(matcher -> matcher.matches())
        .flatMap(matcher -> decoded(matcher.group(1)))
        .flatMap(JsonObject::parse)
        .filter(claims -> !audiences(claims).isEmpty());
  }

  /** What they name as audience: one text, or an array of texts alone; empty for anything else. */
  public static List<String> audiences(JsonObject claims) {
    return claims
        .string("aud")
        .map(List::of)
        .or(() -> claims.stringsAlone("aud"))
        .orElse(List.of());
  }

  private static Optional<String> decoded(String segment) {
    try {
      return Optional.of(new String(Base64.getUrlDecoder().decode(segment), UTF_8));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
