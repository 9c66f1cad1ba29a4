package io.acsbroker.local.entra;

import io.acsbroker.local.net.CannedAnswer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where a developer orders tokens with nothing but a URL, under {@code /local}. */
final class TokenDesk {
  private static final List<String> PARAMETERS =
      List.of("user", "audience", "version", "client", "scope", "lifetime", "claims");

  private TokenDesk() {}

  /** The token alone as text, or one sentence that says what could have been asked. */
  static CannedAnswer token(Map<String, String> query, Function<TokenOrder, String> sign) {
    try {
      return CannedAnswer.text(200, sign.apply(order(query)));
    } catch (BadOrderException e) {
      return CannedAnswer.text(400, e.getMessage() + "\n");
    }
  }

  /** Everybody, with the addresses of their tokens: for ACS, and for the broker's own API. */
  static CannedAnswer users(String authority) {
    List<Map<String, Object>> users =
        SampleDirectory.users().stream().map(user -> describe(user, authority)).toList();
    return CannedAnswer.json(200, Map.of("users", users));
  }

  private static TokenOrder order(Map<String, String> query) throws BadOrderException {
    for (String name : query.keySet()) {
      choose("parameter", name, PARAMETERS);
    }
    String version = query.getOrDefault("version", "1.0");
    choose("version", version, TokenOrder.VERSIONS);
    TokenOrder order =
        forAudience(
                user(query), query.getOrDefault("audience", EntraResource.ACS.shortName()), version)
            .withClaims(claims(query));
    String scope = query.getOrDefault("scope", String.join(" ", order.scopes()));
    return order
        .withScopes(Arrays.stream(scope.split("[ ,]+", -1)).filter(it -> !it.isEmpty()).toList())
        .withClientId(query.getOrDefault("client", order.clientId()))
        .withLifetime(lifetime(query, order.lifetime()));
  }

  private static TokenOrder forAudience(SampleUser user, String audience, String version) {
    TokenOrder order = forAudience(user, audience).withVersion(version);
    return EntraResource.named(audience)
        .map(it -> order.withAudience(it.audience(version)).withScopes(it.scopes()))
        .orElseGet(() -> order.withAudience(audience));
  }

  private static TokenOrder forAudience(SampleUser user, String audience) {
    if (audience.equals(EntraResource.ONE_REGISTRATION.shortName())) {
      return TokenOrder.forItself(user);
    }
    return audience.equals(EntraResource.BROKER_API.shortName())
        ? TokenOrder.forCaller(user)
        : TokenOrder.forUser(user);
  }

  private static String claims(Map<String, String> query) throws BadOrderException {
    String claims = query.getOrDefault("claims", "");
    if (!claims.isEmpty() && ClaimsRequest.parse(claims).isEmpty()) {
      throw new BadOrderException("claims is a JSON object, as a claims challenge has it.");
    }
    return claims;
  }

  private static SampleUser user(Map<String, String> query) throws BadOrderException {
    String name = query.getOrDefault("user", "");
    return SampleDirectory.byUserName(name)
        .orElseThrow(
            () ->
                BadOrderException.choice(
                    "user",
                    name,
                    SampleDirectory.users().stream().map(SampleUser::userName).toList()));
  }

  private static Duration lifetime(Map<String, String> query, Duration usual)
      throws BadOrderException {
    String seconds = query.getOrDefault("lifetime", Long.toString(usual.toSeconds()));
    try {
      return Duration.ofSeconds(Integer.parseInt(seconds));
    } catch (NumberFormatException e) {
      throw new BadOrderException(
          "lifetime is a whole number of seconds, negative for a token that has expired, not '%s'."
              .formatted(seconds));
    }
  }

  private static void choose(String what, String value, List<String> choices)
      throws BadOrderException {
    if (!choices.contains(value)) {
      throw BadOrderException.choice(what, value, choices);
    }
  }

  private static Map<String, Object> describe(SampleUser user, String authority) {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("name", user.name());
    description.put("userName", user.userName());
    description.put("organisation", user.organisation().name());
    description.put("tenantId", user.organisation().tenantId());
    description.put("objectId", user.objectId());
    description.put("teamsLicence", user.teamsLicence());
    description.put("guest", user.guest());
    description.put("roles", user.membership().roles());
    description.put("groups", user.membership().groups());
    String encoded = URLEncoder.encode(user.userName(), StandardCharsets.UTF_8);
    String token = authority + "/local/token?user=" + encoded;
    description.put("token", token);
    description.put("callerToken", token + "&audience=" + EntraResource.BROKER_API.shortName());
    return description;
  }

  private static final class BadOrderException extends Exception {
    private static final long serialVersionUID = 1L;

    BadOrderException(String sentence) {
      super(sentence);
    }

    static BadOrderException choice(String what, String value, List<String> choices) {
      return new BadOrderException(
          choices.stream().collect(Collectors.joining(", ", what + " is one of ", ""))
              + (value.isEmpty() ? "." : ", not '" + value + "'."));
    }
  }
}
