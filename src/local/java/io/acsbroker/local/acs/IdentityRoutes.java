package io.acsbroker.local.acs;

import io.acsbroker.local.acs.ApiVersions.Operations;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code /identities}: what the resource makes itself.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/communication/identity/communication-identity">Communication
 *     identity</a>
 */
final class IdentityRoutes {
  private static final String PATH = "/identities";
  private static final Pattern ONE = Pattern.compile(PATH + "/([^/]+)(?:/(:\\w+))?");
  private static final String ISSUE = ":issueAccessToken";
  private static final String MINUTES = "expiresInMinutes";
  private static final int SHORTEST = 60;
  private static final int LONGEST = 1440;

  private final Identities identities;

  IdentityRoutes(Identities identities) {
    this.identities = identities;
  }

  static boolean serves(LoopbackRequest request) {
    return request.path().equals(PATH) || request.path().startsWith(PATH + "/");
  }

  /** Answers a request whose sender may use the resource. */
  CannedAnswer answer(LoopbackRequest request) {
    Matcher one = ONE.matcher(request.path());
    boolean posted = request.method().equals("POST");
    boolean issues = posted && one.matches() && ISSUE.equals(one.group(2));
    boolean creates = posted && request.path().equals(PATH);
    // Nobody needs a body who wants an identity without a token, and revoking has none
    return issues || (creates && !request.text().isEmpty())
        ? JsonBody.of(request, body -> wish(request, one, body, issues))
        : ApiVersions.reporting(Operations.IDENTITIES, answer(request, one, Map.of()));
  }

  private CannedAnswer wish(
      LoopbackRequest request, Matcher one, Map<String, Object> body, boolean issues) {
    if (issues && body.get("scopes") == null) {
      return AcsError.required("Scopes").answer();
    }
    return hasForm(body)
        ? ApiVersions.reporting(Operations.IDENTITIES, answer(request, one, body))
        : AcsError.malformed("A member of the body is of another type.").answer();
  }

  /** Whether what is there of the members is of the types that the specification says. */
  private static boolean hasForm(Map<String, Object> body) {
    return Stream.of("scopes", "createTokenWithScopes")
            .map(body::get)
            .allMatch(list -> list == null || list instanceof List<?>)
        && (body.get(MINUTES) == null || body.get(MINUTES) instanceof Long);
  }

  private CannedAnswer answer(LoopbackRequest request, Matcher one, Map<String, Object> body) {
    Set<String> known = ApiVersions.scopes(request);
    if (request.method().equals("POST") && request.path().equals(PATH)) {
      return create(body, known);
    }
    if (!one.matches()) {
      return AcsError.NOT_FOUND.answer();
    }
    String id = URLDecoder.decode(one.group(1), StandardCharsets.UTF_8);
    if (!identities.owns(id)) {
      return AcsError.IDENTITY_NOT_OWNED.answer();
    }
    if (!identities.has(id)) {
      return AcsError.NO_IDENTITY.answer();
    }
    return switch (request.method() + " " + Optional.ofNullable(one.group(2)).orElse("")) {
      case "POST " + ISSUE ->
          fault(body, "scopes", known)
              .map(AcsError::answer)
              .orElseGet(() -> CannedAnswer.json(200, token(id, body, "scopes")));
      case "POST :revokeAccessTokens" -> {
        identities.revoke(id);
        yield CannedAnswer.empty(204);
      }
      case "DELETE " -> {
        identities.forget(id);
        yield CannedAnswer.empty(204);
      }
      default -> AcsError.NOT_FOUND.answer();
    };
  }

  private CannedAnswer create(Map<String, Object> body, Set<String> known) {
    boolean withToken = !scopes(body, "createTokenWithScopes").isEmpty();
    Optional<AcsError> fault =
        withToken ? fault(body, "createTokenWithScopes", known) : Optional.empty();
    if (fault.isPresent()) {
      return fault.get().answer();
    }
    String id = identities.create();
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("identity", Map.of("id", id));
    if (withToken) {
      made.put("accessToken", token(id, body, "createTokenWithScopes"));
    }
    return CannedAnswer.json(201, made);
  }

  private Map<String, Object> token(String id, Map<String, Object> body, String scopesName) {
    return identities.issue(id, scopes(body, scopesName), Duration.ofMinutes(minutes(body)));
  }

  /** What is wrong with a wish for a token. Of a scope that is none the words are not recorded. */
  private static Optional<AcsError> fault(
      Map<String, Object> body, String scopesName, Set<String> known) {
    List<String> scopes = scopes(body, scopesName);
    if (scopes.isEmpty()) {
      return Optional.of(
          AcsError.validation("scopes", "Invalid scopes - Scopes field is required."));
    }
    if (!known.containsAll(scopes)) {
      return Optional.of(AcsError.validation("scopes", "Invalid scopes - a scope is unknown."));
    }
    long minutes = minutes(body);
    return minutes < SHORTEST || minutes > LONGEST
        ? Optional.of(
            AcsError.validation(
                "ExpiresInMinutes",
                "ExpiresInMinutes value %d is invalid. Value must be within the [%d, %d] interval."
                    .formatted(minutes, SHORTEST, LONGEST)))
        : Optional.empty();
  }

  private static long minutes(Map<String, Object> body) {
    return body.get(MINUTES) instanceof Long minutes ? minutes : LONGEST;
  }

  private static List<String> scopes(Map<String, Object> body, String name) {
    return body.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }
}
