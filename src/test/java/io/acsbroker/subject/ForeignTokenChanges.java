package io.acsbroker.subject;

import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.CallerIssuer.Binding;
import io.acsbroker.token.ClaimPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes claims and header parameters of another issuer's good token. */
record ForeignTokenChanges(Choices choices) {
  private static final List<String> TIMES = List.of("exp", "nbf", "iat");
  private static final List<String> TOP =
      List.of(
          "iss",
          "aud",
          "exp",
          "nbf",
          "iat",
          "nonce",
          "at_hash",
          "c_hash",
          "events",
          "token_use",
          "typ",
          "cnf",
          "jti",
          "tid",
          "oid",
          "ver",
          "ext",
          "realm_access");
  private static final List<String> TEXTS =
      List.of(
          "",
          "access",
          "id",
          "Bearer",
          "ID",
          "spa",
          "user-7",
          "client-credentials",
          "true",
          "2",
          "https://calls.example",
          "https://plain.example/",
          "https://curved.example/",
          "https://nested.example/",
          "14c09aa5-2042-4050-a572-72508653509d",
          "14C09AA5-2042-4050-A572-72508653509D",
          "x".repeat(255),
          "x".repeat(256));
  private static final List<String> HEADER_TEXTS =
      List.of(
          "RS256",
          "PS256",
          "ES256",
          "HS256",
          "none",
          "JWT",
          "jwt",
          "at+jwt",
          "AT+JWT",
          "application/at+jwt",
          "one-id-for-all");
  private static final List<Long> EDGES = List.of(-86_400L, -60L, 0L, 60L, 3_600L, 86_400L);

  /** A good token of any sample issuer, with up to three changes. */
  ForeignToken changedToken(SampleIssuer issuer) {
    ForeignToken token = issuer.token();
    for (int changes = choices.below(4); changes > 0; changes--) {
      if (choices.below(10) == 0) {
        moveInTime(token.claims);
      } else if (choices.below(8) == 0) {
        change(token.header, choices.oneOf(List.of("alg", "typ", "crit", "x")), HEADER_TEXTS);
      } else {
        changeClaim(token, choices.oneOf(places(issuer.settings())));
      }
    }
    return token;
  }

  /** As if the token had been issued at another time. */
  private void moveInTime(Map<String, @Nullable Object> claims) {
    long seconds = choices.oneOf(EDGES) + choices.below(3) - 1;
    claims.replaceAll(
        (name, value) -> TIMES.contains(name) && value instanceof Long t ? t + seconds : value);
  }

  /** Where something stands that counts at this issuer, and what counts at all. */
  private static List<String> places(CallerIssuer issuer) {
    List<ClaimPath> paths = new ArrayList<>(issuer.required().keySet());
    paths.add(issuer.claims().subject());
    issuer.claims().client().ifPresent(paths::add);
    issuer.machine().ifPresent(machine -> paths.add(machine.claim()));
    if (issuer.binding() instanceof Binding.ToUser(ClaimPath tenant, ClaimPath user)) {
      paths.addAll(List.of(tenant, user));
    }
    List<String> places = new ArrayList<>(TOP);
    paths.stream().map(ClaimPath::text).sorted().forEach(places::add);
    return places;
  }

  private void changeClaim(ForeignToken token, String place) {
    List<String> steps = ClaimPath.parse(place).orElseThrow().steps();
    Map<String, @Nullable Object> object = token.claims;
    for (String step : steps.subList(0, steps.size() - 1)) {
      if (!(object.get(step) instanceof Map<?, ?> inner)) {
        return;
      }
      object = cast(inner);
    }
    change(object, steps.getLast(), TEXTS);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> cast(Map<?, ?> object) {
    return (Map<String, @Nullable Object>) object;
  }

  private void change(Map<String, @Nullable Object> members, String exact, List<String> texts) {
    String name = choices.below(24) == 0 ? exact.toUpperCase(Locale.ROOT) : exact;
    if (choices.below(6) == 0) {
      members.remove(name);
    } else {
      members.put(name, TIMES.contains(name) ? time() : value(members.get(name), texts));
    }
  }

  private @Nullable Object time() {
    long edge = SampleToken.NOW.getEpochSecond() + choices.oneOf(EDGES) + choices.below(3) - 1;
    return choices.below(8) == 0 ? String.valueOf(edge) : edge;
  }

  private @Nullable Object value(@Nullable Object present, List<String> texts) {
    return switch (choices.below(12)) {
      case 0 -> null;
      case 1 -> choices.below(2) == 0;
      case 2 -> (long) choices.below(4);
      case 3 -> choices.below(4) + 0.5;
      case 4 -> choices.text();
      case 5 -> Collections.singletonList(present);
      case 6 -> Collections.nCopies(choices.below(10), choices.oneOf(texts));
      case 7 -> new LinkedHashMap<String, Object>();
      default -> choices.oneOf(texts);
    };
  }
}
