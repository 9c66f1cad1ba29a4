package io.acsbroker.local.entra;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tokens of an answer of version 2.0 as version 1.0 answers: numbers are strings, scopes stand
 * without their resource, which is named beside them, and the id token is one of version 1.0.
 *
 * @param second the answer of version 2.0
 * @param asked the resource that the request names; empty where it names none
 * @see FirstVersion
 */
record FirstVersionAnswer(EntraEmulator entra, Map<String, Object> second, String asked) {
  private static final String ALL = "/.default";
  private static final String UNSIGNED = "{\"typ\":\"JWT\",\"alg\":\"none\"}";

  /** The answer to a device, which has another name for the page, too. */
  static Map<String, Object> ofDevices(Map<String, Object> second) {
    Map<String, Object> first = new LinkedHashMap<>(second);
    first.put("verification_url", Objects.toString(first.remove("verification_uri"), ""));
    asText(first, List.of("expires_in", "interval"));
    return first;
  }

  /** The resource that is asked for here, or was when the user signed in; empty for none. */
  String resource() {
    return asked.isEmpty()
        ? scopes()
            .filter(scope -> scope.endsWith(ALL))
            .map(scope -> scope.substring(0, scope.length() - ALL.length()))
            .findFirst()
            .orElse("")
        : asked;
  }

  /** All of it, for tokens that are given out now. */
  Map<String, Object> at(Instant now) throws ParseException {
    Map<String, Object> first = new LinkedHashMap<>(second);
    first.put("resource", resource());
    first.put("not_before", Long.toString(now.getEpochSecond()));
    if (first.get("expires_in") instanceof Number seconds) {
      first.put("expires_on", Long.toString(now.getEpochSecond() + seconds.longValue()));
    }
    asText(first, List.of("expires_in", "ext_expires_in"));
    if (first.containsKey("scope")) {
      first.put("scope", names());
    }
    if (first.get("id_token") instanceof String token) {
      first.put("id_token", idToken(SignedJWT.parse(token).getJWTClaimsSet()));
    }
    return first;
  }

  private static void asText(Map<String, Object> answer, List<String> names) {
    names.forEach(name -> answer.computeIfPresent(name, (known, value) -> value.toString()));
  }

  private String names() {
    String prefix = resource() + "/";
    return scopes()
        .filter(scope -> scope.startsWith(prefix) && !scope.endsWith(ALL))
        .map(scope -> scope.substring(prefix.length()))
        .collect(Collectors.joining(" "));
  }

  private Stream<String> scopes() {
    return Arrays.stream(Objects.toString(second.get("scope"), "").split(" ", -1));
  }

  /**
   * Unsigned, as Microsoft's page of the flow has it, unless the application has sent a nonce: it
   * speaks OpenID Connect, and the configuration promises it a signature.
   */
  private String idToken(JWTClaimsSet known) throws ParseException {
    SampleUser user =
        entra
            .directory()
            .byObjectId(known.getStringClaim("tid"), known.getStringClaim("oid"))
            .orElseThrow();
    TokenOrder order = TokenOrder.forUser(user).withClientId(known.getAudience().getFirst());
    Map<String, Object> claims = entra.idClaims(order);
    for (String name : List.of("auth_time", "login_hint", "nonce")) {
      Object value = known.toJSONObject().get(name);
      if (value != null) {
        claims.put(name, value);
      }
    }
    return claims.containsKey("nonce")
        ? entra.sign(entra.header(order), claims)
        : Base64URL.encode(UNSIGNED)
            + "."
            + Base64URL.encode(JSONObjectUtils.toJSONString(claims))
            + ".";
  }
}
