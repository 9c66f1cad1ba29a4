package io.acsbroker.local.directory;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Values of which each may stand in the file once, in whatever letters, by where they stand. */
final class Taken {
  private final Map<String, String> places = new HashMap<>();

  /** Takes it, and says where it was taken before. What is empty is a problem already. */
  void take(JsonPlace place, String name, String value, String... within) {
    if (value.isEmpty()) {
      return;
    }
    String key = (value + " " + String.join(" ", within)).toLowerCase(Locale.ROOT);
    String before = places.putIfAbsent(key, place.at(name));
    if (before != null) {
      place.problem(name, "is the same as " + before);
    }
  }
}
