package io.acsbroker.subject;

import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of docs/architecture.md written a second time, as simply as can be: on what was put
 * into a token instead of what is read from its text, without an order, without reasons. A test
 * holds the verifier to them.
 */
record TokenRules(Map<String, @Nullable Object> header, Map<String, @Nullable Object> claims) {
  private static final String GUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
  private static final String SCOPE = "[!#-\\[\\]-~]+";
  private static final String ACS = "1fd5118e-2576-4263-8130-9503064c837a";
  private static final Set<String> V1_AUDIENCES =
      Set.of(
          ACS,
          "https://auth.msft.communication.azure.com",
          "https://auth.msft.communication.azure.com/");
  private static final Set<String> REFUSED_PARAMETERS =
      Set.of("crit", "b64", "zip", "enc", "p2c", "epk", "jku", "jwk", "x5u", "x5c", "cty", "nonce");
  private static final Set<String> TENANTS =
      Set.of(SampleToken.CONTOSO.value(), SampleToken.FABRIKAM.value());
  private static final long NOW = SampleToken.NOW.getEpochSecond();
  private static final long SKEW = 60;
  private static final long LONGEST = 30 * 60 * 60;

  /** The claims at fault, and {@code header} or {@code names} where something else is. */
  Set<String> broken() {
    Set<String> broken = new HashSet<>();
    note(broken, "header", headerHolds());
    note(broken, "names", namesDiffer(header) && namesDiffer(claims));
    note(broken, "ver", isV1() || "2.0".equals(claims.get("ver")));
    note(broken, "tid", TENANTS.contains(text("tid")));
    note(broken, "iss", issuer().equals(claims.get("iss")));
    note(broken, "aud", isV1() ? V1_AUDIENCES.contains(text("aud")) : text("aud").equals(ACS));
    note(broken, client(), text(client()).matches(GUID) && !claims.containsKey(otherClient()));
    note(broken, "oid", text("oid").matches(GUID));
    note(broken, "scp", isOfAUser() && text("scp").matches(SCOPE + "( " + SCOPE + ")*"));
    note(broken, "cnf", !claims.containsKey("cnf"));
    note(broken, "nbf", isTime("nbf") && time("nbf") <= NOW + SKEW);
    note(broken, "iat", isTime("iat") && time("iat") <= NOW + SKEW);
    note(broken, "exp", isTime("exp") && expiryHolds());
    return broken;
  }

  private static void note(Set<String> broken, String rule, boolean holds) {
    if (!holds) {
      broken.add(rule);
    }
  }

  String client() {
    return isV1() ? "appid" : "azp";
  }

  boolean isV1() {
    return "1.0".equals(claims.get("ver"));
  }

  /** The text of a claim; of one that is no text, an empty one, which no rule takes. */
  String text(String claim) {
    return claims.get(claim) instanceof String text ? text : "";
  }

  long time(String claim) {
    return claims.get(claim) instanceof Long time ? time : -1;
  }

  /** What may stand in a log for the token. */
  Optional<String> tokenId() {
    return Optional.of(text("uti")).filter(id -> id.matches("[A-Za-z0-9_-]{1,64}"));
  }

  long unknownParameters() {
    Set<String> known = Set.of("alg", "typ", "kid", "x5t");
    return header.keySet().stream().filter(name -> !known.contains(name)).count();
  }

  private boolean headerHolds() {
    return "RS256".equals(header.get("alg"))
        && "JWT".equals(header.get("typ"))
        && header.get("kid") instanceof String
        && Collections.disjoint(header.keySet(), REFUSED_PARAMETERS);
  }

  private static boolean namesDiffer(Map<String, @Nullable Object> members) {
    Set<String> names = new HashSet<>();
    return members.keySet().stream().allMatch(name -> names.add(name.toLowerCase(Locale.ROOT)));
  }

  private String issuer() {
    return isV1()
        ? "https://sts.windows.net/" + claims.get("tid") + "/"
        : "https://login.microsoftonline.com/" + claims.get("tid") + "/v2.0";
  }

  private String otherClient() {
    return isV1() ? "azp" : "appid";
  }

  private boolean isOfAUser() {
    return !claims.containsKey("idtyp") || Objects.equals(claims.get("idtyp"), "user");
  }

  private boolean isTime(String claim) {
    return time(claim) >= 0 && time(claim) <= 253_402_300_799L;
  }

  private boolean expiryHolds() {
    long exp = time("exp");
    return exp > NOW - SKEW
        && exp > time("nbf")
        && exp > time("iat")
        && exp - time("iat") <= LONGEST;
  }
}
