package io.acsbroker.subject;

import io.acsbroker.local.entra.SampleDirectory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Changes claims and header parameters of a good token: removed, added, or of another value. */
record TokenChanges(Choices choices) {
  private static final List<String> TIMES = List.of("exp", "nbf", "iat");
  private static final List<String> CLAIMS =
      List.of(
          "aud", "iss", "iat", "nbf", "exp", "appid", "azp", "oid", "tid", "ver", "scp", "roles",
          "idtyp", "uti", "sub", "cnf");
  private static final List<String> PARAMETERS =
      Stream.concat(
              Stream.of("alg", "typ", "kid", "x5t", "future"),
              HeaderCheck.REFUSED.stream().sorted())
          .toList();

  /** A good token of either version, with up to five changes. */
  SampleToken changedToken() {
    SampleToken token = choices.below(2) == 0 ? SampleToken.v1() : SampleToken.v2();
    for (int changes = choices.below(6); changes > 0; changes--) {
      switch (choices.below(12)) {
        case 0 -> change(token.header, PARAMETERS);
        case 1 -> moveInTime(token.claims);
        case 2 -> makeIdToken(token.claims);
        default -> change(token.claims, CLAIMS);
      }
    }
    return token;
  }

  /** As if it were an id token of the sample application, or of the resource itself. */
  private void makeIdToken(Map<String, Object> claims) {
    claims.keySet().removeAll(Set.of("appid", "azp", "scp"));
    if (choices.below(2) == 0) {
      claims.put("aud", SampleDirectory.CLIENT_ID);
    }
  }

  /** As if Entra had issued the token at another time. */
  private void moveInTime(Map<String, Object> claims) {
    long seconds = NearMisses.seconds(choices);
    claims.replaceAll(
        (name, value) -> TIMES.contains(name) && value instanceof Long t ? t + seconds : value);
  }

  private void change(Map<String, Object> members, List<String> names) {
    String name = name(names);
    if (choices.below(8) == 0) {
      members.remove(name);
    } else {
      members.put(name, value(members, name));
    }
  }

  private String name(List<String> names) {
    return switch (choices.below(16)) {
      case 0 -> choices.text();
      case 1 -> choices.oneOf(names).toUpperCase(Locale.ROOT);
      default -> choices.oneOf(names);
    };
  }

  private @Nullable Object value(Map<String, Object> members, String name) {
    Object present = members.get(name);
    return switch (choices.below(16)) {
      case 0 -> null;
      case 1 -> choices.below(2) == 0;
      case 2 -> choices.number();
      case 3 -> choices.below(1_000) + 0.5;
      case 4 -> choices.text();
      case 5 -> listOf(present);
      case 6 -> mapOf(name, present);
      case 7 -> altered(String.valueOf(present));
      case 8 -> members.get(choices.oneOf(CLAIMS));
      default -> nearMiss(members, name);
    };
  }

  private Object nearMiss(Map<String, Object> members, String name) {
    return TIMES.contains(name) ? time(members) : NearMisses.text(name, choices);
  }

  /** Just where a rule begins or ceases to hold: seen from now, from another time, or from 1970. */
  private long time(Map<String, Object> members) {
    Object origin =
        switch (choices.below(4)) {
          case 0 -> 0L;
          case 1 -> SampleToken.NOW.getEpochSecond();
          default -> members.get(choices.oneOf(TIMES));
        };
    return (origin instanceof Long time ? time : 0) + NearMisses.seconds(choices);
  }

  private static List<@Nullable Object> listOf(@Nullable Object element) {
    List<@Nullable Object> list = new ArrayList<>();
    list.add(element);
    return list;
  }

  private static Map<String, @Nullable Object> mapOf(String name, @Nullable Object value) {
    Map<String, @Nullable Object> map = new HashMap<>();
    map.put(name, value);
    return map;
  }

  /** The same text but for its letter case, its end, its beginning, or one place. */
  private String altered(String text) {
    int place = choices.below(text.length() + 1);
    return switch (choices.below(4)) {
      case 0 -> text.toUpperCase(Locale.ROOT);
      case 1 -> text + " ";
      case 2 -> text.substring(place);
      default -> text.substring(0, place) + choices.text() + text.substring(place);
    };
  }
}
