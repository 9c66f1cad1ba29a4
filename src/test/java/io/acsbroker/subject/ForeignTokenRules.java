package io.acsbroker.subject;

import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.CallerIssuer.Binding;
import io.acsbroker.token.ClaimPath;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules for tokens of other issuers written a second time, as simply as can be: on what was put
 * into a token, without an order, without reasons. A test holds the verifier to them.
 */
record ForeignTokenRules(SampleIssuer sample, ForeignToken token) {
  private static final String GUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final Set<String> OTHER_KINDS = Set.of("nonce", "at_hash", "c_hash", "events");
  private static final long NOW = SampleToken.NOW.getEpochSecond();

  /** The claims at fault, and {@code header} or {@code names} where something else is. */
  Set<String> broken() {
    CallerIssuer issuer = sample.settings();
    Set<String> broken = new HashSet<>();
    note(broken, "header", headerHolds());
    note(broken, "names", namesDiffer(token.header) && namesDiffer(token.claims));
    note(broken, "iss", issuer.issuer().equals(token.claims.get("iss")));
    note(broken, "aud", audienceHolds());
    Object subject = at(issuer.claims().subject());
    note(broken, issuer.claims().subject().text(), isName(subject) && !isOfClient(issuer, subject));
    note(broken, "sub", !isOfClient(issuer, token.claims.get("sub")));
    issuer.claims().client().ifPresent(claim -> note(broken, claim.text(), isName(at(claim))));
    issuer
        .machine()
        .ifPresent(
            machine ->
                note(
                    broken,
                    machine.claim().text(),
                    !isThere(machine.claim()) || isUsers(at(machine.claim()))));
    issuer
        .required()
        .forEach((claim, value) -> note(broken, claim.text(), value.equals(whole(at(claim)))));
    if (issuer.binding() instanceof Binding.ToUser(ClaimPath tenant, ClaimPath user)) {
      note(broken, tenant.text(), String.valueOf(at(tenant)).matches(GUID));
      note(broken, user.text(), String.valueOf(at(user)).matches(GUID));
    }
    OTHER_KINDS.forEach(claim -> note(broken, claim, !token.claims.containsKey(claim)));
    note(broken, "token_use", isAbsentOr("token_use", "access"));
    note(broken, "typ", isAbsentOr("typ", "Bearer"));
    note(broken, "cnf", !token.claims.containsKey("cnf"));
    note(broken, "iat", isTime("iat") && time("iat") <= NOW + 60);
    note(
        broken,
        "nbf",
        !token.claims.containsKey("nbf") || (isTime("nbf") && time("nbf") <= NOW + 60));
    note(broken, "exp", isTime("exp") && expiryHolds());
    return broken;
  }

  private static void note(Set<String> broken, String rule, boolean holds) {
    if (!holds) {
      broken.add(rule);
    }
  }

  private @Nullable Object at(ClaimPath claim) {
    Object found = token.claims;
    for (String step : claim.steps()) {
      found = found instanceof Map<?, ?> object ? object.get(step) : null;
    }
    return found;
  }

  private boolean headerHolds() {
    Object typ = token.header.get("typ");
    boolean type =
        switch (sample) {
          case PLAIN ->
              Set.of("at+jwt", "application/at+jwt")
                  .contains(String.valueOf(typ).toLowerCase(Locale.ROOT));
          case CURVED -> !token.header.containsKey("typ");
          case NESTED -> String.valueOf(typ).equalsIgnoreCase("JWT");
        };
    return sample.algorithm.name().equals(token.header.get("alg"))
        && type
        && token.header.get("kid") instanceof String
        && Collections.disjoint(token.header.keySet(), HeaderCheck.REFUSED);
  }

  private static boolean namesDiffer(Map<String, @Nullable Object> members) {
    Set<String> names = new HashSet<>();
    return members.entrySet().stream()
        .allMatch(
            member ->
                names.add(member.getKey().toLowerCase(Locale.ROOT))
                    && (!(member.getValue() instanceof Map<?, ?> inner)
                        || namesDiffer(cast(inner))));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> cast(Map<?, ?> object) {
    return (Map<String, @Nullable Object>) object;
  }

  private boolean audienceHolds() {
    Object audience = token.claims.get("aud");
    List<?> all = audience instanceof List<?> list ? list : Collections.singletonList(audience);
    return all.size() <= 8
        && all.contains("https://calls.example")
        && all.stream().allMatch(String.class::isInstance);
  }

  private boolean isOfClient(CallerIssuer issuer, @Nullable Object subject) {
    return isName(subject)
        && Stream.concat(
                Stream.of(token.claims.get("client_id"), token.claims.get("azp")),
                issuer.claims().client().stream().map(this::at))
            .anyMatch(client -> Objects.equals(client, subject));
  }

  private boolean isThere(ClaimPath claim) {
    Object holder = token.claims;
    for (String step : claim.steps().subList(0, claim.steps().size() - 1)) {
      holder = holder instanceof Map<?, ?> object ? object.get(step) : null;
    }
    return holder instanceof Map<?, ?> object && object.containsKey(claim.steps().getLast());
  }

  private static boolean isName(@Nullable Object value) {
    return value instanceof String name && !name.isEmpty() && name.length() <= 255;
  }

  private static boolean isUsers(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().allMatch(String.class::isInstance) && !list.contains("client-credentials")
        : value instanceof String && !value.equals("client-credentials");
  }

  private static @Nullable Object whole(@Nullable Object value) {
    return value instanceof Integer number ? Long.valueOf(number) : value;
  }

  private boolean isAbsentOr(String claim, String value) {
    return !token.claims.containsKey(claim) || Objects.equals(token.claims.get(claim), value);
  }

  private long time(String claim) {
    return token.claims.get(claim) instanceof Long time ? time : -1;
  }

  private boolean isTime(String claim) {
    return time(claim) >= 0 && time(claim) <= 253_402_300_799L;
  }

  private boolean expiryHolds() {
    long exp = time("exp");
    return exp > NOW - 60
        && exp > time("nbf")
        && exp > time("iat")
        && exp - time("iat") <= 24 * 60 * 60;
  }
}
