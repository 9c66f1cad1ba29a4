package io.acsbroker.local.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An object of the file, which knows where it stands. Whoever asks for a member always gets a
 * value: one that is of no use in place of one that is missing or wrong, beside a problem.
 */
final class JsonPlace {
  private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final String place;
  private final Map<?, ?> members;
  private final List<String> problems;

  private JsonPlace(String place, Map<?, ?> members, List<String> problems) {
    this.place = place;
    this.members = members;
    this.problems = problems;
  }

  /** The file as a whole. */
  static JsonPlace root(Map<String, Object> members, List<String> problems) {
    return new JsonPlace("", members, problems);
  }

  /** Every other member than these is a problem. */
  JsonPlace knowing(String... names) {
    Set<String> unknown = new TreeSet<>();
    members.keySet().forEach(name -> unknown.add(String.valueOf(name)));
    unknown.removeAll(Set.of(names));
    unknown.forEach(
        name -> problem(name, "is unknown here; there are " + String.join(", ", names)));
    return this;
  }

  void problem(String name, String what) {
    problems.add(at(name) + " " + what);
  }

  /** What to call a member in a problem. */
  String at(String name) {
    return place.isEmpty() ? name : place + "." + name;
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  /** Text that has to be there; empty where it is not. */
  String text(String name) {
    if (members.get(name) instanceof String text && !text.isBlank()) {
      return text;
    }
    problem(name, has(name) ? "must be text" : "is missing");
    return "";
  }

  String text(String name, String otherwise) {
    return has(name) ? text(name) : otherwise;
  }

  /** Text of this form, which has to be there; empty where it is not. */
  String text(String name, Pattern form, String sentence) {
    String text = text(name);
    if (text.isEmpty() || form.matcher(text).matches()) {
      return text;
    }
    problem(name, sentence);
    return "";
  }

  /** A GUID in lower case, in which it need not be written. */
  String guid(String name) {
    String text = text(name).toLowerCase(Locale.ROOT);
    if (!text.isEmpty() && !GUID.matcher(text).matches()) {
      problem(name, "must be a GUID");
    }
    return text;
  }

  boolean flag(String name, boolean otherwise) {
    if (has(name) && !(members.get(name) instanceof Boolean)) {
      problem(name, "must be true or false");
    }
    return members.get(name) instanceof Boolean flag ? flag : otherwise;
  }

  /** Texts, none twice, none at all where there is no such member. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    List<?> elements = elements(name);
    for (int i = 0; i < elements.size(); i++) {
      String text = elements.get(i) instanceof String it ? it : "";
      if (text.isBlank()) {
        problem(name + "[" + i + "]", "must be text");
      } else if (texts.contains(text)) {
        problem(name + "[" + i + "]", "stands there twice");
      }
      texts.add(text);
    }
    return texts;
  }

  /** GUIDs in lower case, none twice. */
  List<String> guids(String name) {
    List<String> texts = texts(name).stream().map(it -> it.toLowerCase(Locale.ROOT)).toList();
    for (int i = 0; i < texts.size(); i++) {
      if (!texts.get(i).isBlank() && !GUID.matcher(texts.get(i)).matches()) {
        problem(name + "[" + i + "]", "must be a GUID");
      }
    }
    return texts;
  }

  /** The objects of an array, none at all where there is no such member. */
  List<JsonPlace> objects(String name) {
    List<JsonPlace> objects = new ArrayList<>();
    List<?> elements = elements(name);
    for (int i = 0; i < elements.size(); i++) {
      object(name + "[" + i + "]", elements.get(i)).ifPresent(objects::add);
    }
    return objects;
  }

  /** The object of this name, where there is one. */
  Optional<JsonPlace> object(String name) {
    return has(name) ? object(name, members.get(name)) : Optional.empty();
  }

  private Optional<JsonPlace> object(String name, @Nullable Object value) {
    if (value instanceof Map<?, ?> object) {
      return Optional.of(new JsonPlace(at(name), object, problems));
    }
    problem(name, "must be an object");
    return Optional.empty();
  }

  private List<?> elements(String name) {
    if (has(name) && !(members.get(name) instanceof List<?>)) {
      problem(name, "must be an array");
    }
    return members.get(name) instanceof List<?> list ? list : List.of();
  }
}
