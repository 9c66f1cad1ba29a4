package io.acsbroker.subject;

import io.acsbroker.json.JsonObject;
import io.acsbroker.token.ClaimPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The claims of a token, each read at the place that the settings name for it. What lies on the way
 * to one and is no object has nothing in it.
 */
record MappedClaims(JsonObject claims) {
  /** Longer than any name that an issuer has a reason to give; OpenID Connect's own limit. */
  private static final int LONGEST_NAME = 255;

  /** Whether there is such a claim, of whatever type, null included. */
  boolean has(ClaimPath claim) {
    return at(claim, (object, name) -> Optional.of(name).filter(object::has)).isPresent();
  }

  /** The name of somebody or something: text of 1 to 255 characters. */
  Optional<String> name(ClaimPath claim) {
    return text(claim).filter(name -> !name.isEmpty() && name.length() <= LONGEST_NAME);
  }

  Optional<String> text(ClaimPath claim) {
    return at(claim, JsonObject::string);
  }

  /** Text, a {@link Long} or a {@link Boolean}. */
  Optional<Object> scalar(ClaimPath claim) {
    return at(claim, JsonObject::scalar);
  }

  /** The texts of an array of nothing else; none where there is no such thing. */
  Set<String> array(ClaimPath claim) {
    return Set.copyOf(at(claim, JsonObject::stringsAlone).orElse(List.of()));
  }

  /** The texts of such an array, or the one text that stands there in its place. */
  Set<String> list(ClaimPath claim) {
    return texts(claim).orElse(Set.of());
  }

  /** The same; empty where anything else stands there, or nothing. */
  Optional<Set<String>> texts(ClaimPath claim) {
    return text(claim).map(Set::of).or(() -> at(claim, JsonObject::stringsAlone).map(Set::copyOf));
  }

  private <T> Optional<T> at(ClaimPath claim, BiFunction<JsonObject, String, Optional<T>> reader) {
    Optional<JsonObject> object = Optional.of(claims);
    for (String step : claim.steps().subList(0, claim.steps().size() - 1)) {
      object = object.flatMap(outer -> outer.object(step));
    }
    return object.flatMap(found -> reader.apply(found, claim.steps().getLast()));
  }

  @Override
  public String toString() {
    return "MappedClaims[redacted]";
  }
}
