package io.acsbroker.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that was read strictly. Members are asked for by type: a member of another type is
 * no such member, and only {@link #has} tells that it is there.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
public final class JsonObject {
  /** Without any member. */
  public static final JsonObject EMPTY = new JsonObject(Map.of());

  private final Map<String, @Nullable Object> members;

  JsonObject(Map<String, @Nullable Object> members) {
    this.members = members;
  }

  /** Reads text that is one JSON object and nothing else; empty for anything else. Never throws. */
  public static Optional<JsonObject> parse(String text) {
    return StrictJsonReader.read(text);
  }

  public Set<String> names() {
    return members.keySet();
  }

  /** Whether there is a member of this name, of whatever type, null included. */
  public boolean has(String name) {
    return members.containsKey(name);
  }

  public Optional<String> string(String name) {
    return member(name, String.class);
  }

  public Optional<JsonObject> object(String name) {
    return member(name, JsonObject.class);
  }

  /**
   * The member where it is a whole number, written without fraction or exponent, of 18 characters
   * at most.
   */
  public Optional<Long> integer(String name) {
    return member(name, Long.class);
  }

  /** Whether the member is there, and null. */
  public boolean isNull(String name) {
    return members.containsKey(name) && members.get(name) == null;
  }

  /**
   * The member where it is text, a whole number as {@link #integer} has it, or true or false: a
   * {@code String}, a {@code Long} or a {@code Boolean}.
   */
  public Optional<Object> scalar(String name) {
    return Stream.of(String.class, Long.class, Boolean.class)
        .flatMap(type -> member(name, type).stream())
        .findFirst()
        .map(value -> (Object) value);
  }

  /** The objects of an array member, other elements left out; empty where it is no array. */
  public List<JsonObject> objects(String name) {
    return elements(name, JsonObject.class);
  }

  /** The strings of an array member, other elements left out; empty where it is no array. */
  public List<String> strings(String name) {
    return elements(name, String.class);
  }

  /** The strings of an array member; empty where it is no array, or holds anything else too. */
  public Optional<List<String>> stringsAlone(String name) {
    return places(name, String.class)
        .filter(places -> places.stream().allMatch(Optional::isPresent))
        .map(places -> places.stream().flatMap(Optional::stream).toList());
  }

  /**
   * The elements of an array member, each in its place, and no object where there is another thing;
   * empty where it is no array.
   */
  public Optional<List<Optional<JsonObject>>> objectsInPlace(String name) {
    return places(name, JsonObject.class);
  }

  private <T> Optional<List<Optional<T>>> places(String name, Class<T> type) {
    return member(name, List.class)
        .map(list -> ((List<?>) list).stream().map(element -> ofType(element, type)).toList());
  }

  private <T> List<T> elements(String name, Class<T> type) {
    List<T> elements = new ArrayList<>();
    for (Object element : member(name, List.class).orElse(List.of())) {
      if (type.isInstance(element)) {
        elements.add(type.cast(element));
      }
    }
    return List.copyOf(elements);
  }

  private <T> Optional<T> member(String name, Class<T> type) {
    return ofType(members.get(name), type);
  }

  private static <T> Optional<T> ofType(@Nullable Object value, Class<T> type) {
    return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
  }

  /** Shows the names alone: values may be tokens or personal data. */
  @Override
  public String toString() {
    return "JsonObject" + members.keySet();
  }
}
