package io.acsbroker.local.entra;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LocalAccess;
import io.acsbroker.local.net.LoopbackRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a developer orders tokens with nothing but a URL, under {@code /local}. */
record TokenDesk(Directory directory) {
  private static final String TOKEN = "/local/token";
  private static final String USERS = "/local/users";
  private static final LocalAccess ACCESS = LocalAccess.forApps(CrossOrigin::isHere);
  private static final List<String> PARAMETERS =
      List.of("user", "audience", "version", "client", "scope", "lifetime", "claims", "change");

  /** Whether it answers at this path. */
  static boolean isOf(String path) {
    return path.equals(TOKEN) || path.equals(USERS);
  }

  /** What is at the path of this request, for programs and pages of this machine alone. */
  CannedAnswer answer(LoopbackRequest request, EntraEmulator entra) {
    return ACCESS
        .readRefusal(request)
        .orElseGet(
            () ->
                request.path().equals(TOKEN)
                    ? token(request.query(), entra)
                    : users(request.base()));
  }

  /** The token alone as text, or one sentence that says what could have been asked. */
  private CannedAnswer token(Map<String, String> query, EntraEmulator entra) {
    try {
      TokenOrder order = order(query);
      return CannedAnswer.text(
          200, query.containsKey("change") ? changed(entra, order, query) : entra.token(order));
    } catch (BadOrderException e) {
      return CannedAnswer.text(400, e.getMessage() + "\n");
    }
  }

  /**
   * All of the directory; everybody with the addresses of their tokens, for ACS and for the
   * broker's own API.
   */
  private CannedAnswer users(String authority) {
    List<Map<String, Object>> users =
        directory.users().stream().map(user -> describe(user, authority)).toList();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("users", users);
    all.put("organisations", directory.organisations().stream().map(TokenDesk::describe).toList());
    all.put("applications", directory.applications().stream().map(TokenDesk::describe).toList());
    BrokerApi api = directory.brokerApi();
    all.put(
        "brokerApi",
        Map.of("title", api.title(), "clientId", api.clientId(), "scope", api.scope()));
    return CannedAnswer.json(200, all);
  }

  /** A token that Entra would not issue. */
  private static String changed(EntraEmulator entra, TokenOrder order, Map<String, String> query)
      throws BadOrderException {
    ClaimsChange change =
        ClaimsChange.parse(query.getOrDefault("change", ""))
            .orElseThrow(
                () ->
                    new BadOrderException(
                        "change is a JSON object of claims that replace those of the token; null"
                            + " takes one away."));
    return entra.sign(entra.header(order), change.applied(entra.claims(order)));
  }

  private TokenOrder order(Map<String, String> query) throws BadOrderException {
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

  private TokenOrder forAudience(SampleUser user, String audience, String version) {
    Optional<EntraResource> resource = directory.resourceNamed(audience);
    TokenOrder order =
        directory.order(user, resource.orElse(EntraResource.ACS)).withVersion(version);
    return resource.isPresent() ? order : order.withAudience(audience);
  }

  private static String claims(Map<String, String> query) throws BadOrderException {
    String claims = query.getOrDefault("claims", "");
    if (!claims.isEmpty() && ClaimsRequest.parse(claims).isEmpty()) {
      throw new BadOrderException("claims is a JSON object, as a claims challenge has it.");
    }
    return claims;
  }

  private SampleUser user(Map<String, String> query) throws BadOrderException {
    String name = query.getOrDefault("user", "");
    return directory
        .byUserName(name)
        .orElseThrow(
            () ->
                BadOrderException.choice(
                    "user", name, directory.users().stream().map(SampleUser::userName).toList()));
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

  private static Map<String, Object> describe(Organisation organisation) {
    return Map.of(
        "name", organisation.name(),
        "tenantId", organisation.tenantId(),
        "domain", organisation.domain(),
        "served", organisation.served());
  }

  private static Map<String, Object> describe(Application application) {
    return Map.of(
        "title", application.title(),
        "clientId", application.clientId(),
        "kind", application.kind().platform(),
        "forAcs", application.forAcs());
  }

  private Map<String, Object> describe(SampleUser user, String authority) {
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
    description.put("tooManyGroups", user.membership().overage());
    description.put("consented", !directory.withoutConsent().contains(user));
    String encoded = URLEncoder.encode(user.userName(), StandardCharsets.UTF_8);
    String token = authority + "/local/token?user=" + encoded;
    description.put("token", token);
    description.put(
        "callerToken", token + "&audience=" + directory.brokerApi().resource().shortName());
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
