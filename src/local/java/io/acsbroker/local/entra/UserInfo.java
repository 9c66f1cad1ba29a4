package io.acsbroker.local.entra;

import com.nimbusds.jwt.JWTClaimsSet;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells an application who its user is, for a token for Microsoft Graph with the scope {@code
 * openid}. Graph itself has it at {@code https://graph.microsoft.com/oidc/userinfo}, and for the
 * applications of version 1.0 Entra at an address of its own.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/userinfo">The UserInfo
 *     endpoint</a>
 */
record UserInfo(EntraEmulator entra, InstantSource clock) {
  /** Where the second version of the configuration says that it is. */
  static final String PATH = "/oidc/userinfo";

  private static final Pattern PATHS = Pattern.compile(PATH + "|/[^/]+/openid/userinfo");

  static boolean isAskedBy(String path) {
    return PATHS.matcher(path).matches();
  }

  CannedAnswer answer(LoopbackRequest request) {
    if (!List.of("GET", "POST").contains(request.method())) {
      return CannedAnswer.text(405, "Only GET and POST are answered here.\n");
    }
    Optional<String> sent = request.bearerToken();
    if (sent.isEmpty()) {
      return refused(401, "InvalidAuthenticationToken", "Access token is empty.");
    }
    Optional<JWTClaimsSet> claims = accepted(sent.get().strip());
    if (claims.isEmpty()) {
      return refused(
          401,
          "InvalidAuthenticationToken",
          "The token is not one for Microsoft Graph that is signed and current.");
    }
    List<String> scopes = scopes(claims.get());
    return scopes.contains("openid")
        ? told(claims.get(), scopes)
        : refused(403, "Authorization_RequestDenied", "The token has no scope 'openid'.");
  }

  private Optional<JWTClaimsSet> accepted(String token) {
    Instant now = clock.instant();
    return entra
        .verified(SigningKey.asSigned(token))
        .filter(claims -> claims.getAudience().stream().anyMatch(EntraResource.GRAPH::isMeantBy))
        .filter(claims -> Times.hold(claims, now));
  }

  private static List<String> scopes(JWTClaimsSet claims) {
    return Arrays.asList(text(claims, "scp").split(" ", -1));
  }

  private static String text(JWTClaimsSet claims, String name) {
    return claims.getClaim(name) instanceof String text ? text : "";
  }

  private CannedAnswer told(JWTClaimsSet claims, List<String> scopes) {
    Optional<SampleUser> user =
        entra.directory().byObjectId(text(claims, "tid"), text(claims, "oid"));
    if (user.isEmpty()) {
      return refused(401, "InvalidAuthenticationToken", "The user of the token is not known.");
    }
    Map<String, Object> idClaims =
        entra.idClaims(TokenOrder.forUser(user.get()).withClientId(text(claims, "appid")));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("sub", Objects.toString(idClaims.get("sub"), ""));
    if (scopes.contains("profile")) {
      body.put("name", user.get().name());
      body.put("picture", "https://graph.microsoft.com/v1.0/me/photo/$value");
    }
    if (scopes.contains("email")) {
      body.put("email", user.get().homeName());
    }
    return CannedAnswer.json(200, body);
  }

  /** As Graph refuses. */
  private static CannedAnswer refused(int status, String code, String message) {
    return CannedAnswer.json(status, Map.of("error", Map.of("code", code, "message", message)));
  }
}
