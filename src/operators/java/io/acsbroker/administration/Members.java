package io.acsbroker.administration;

import io.acsbroker.json.JsonObject;
import io.acsbroker.token.ClientId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The members of one assignment, and what is wrong with them.
 *
 * @param place what to call the assignment in a problem
 * @param problems where every problem is put, in a sentence without any value
 */
record Members(String place, JsonObject json, List<String> problems) {

  /** Whatever has another name is a problem, and so is a note that is no text. */
  void only(Set<String> names) {
    Set<String> unknown = new TreeSet<>(json.names());
    unknown.removeAll(names);
    unknown.forEach(name -> problem(name, "is no member of an assignment"));
    if (json.has("note") && json.string("note").isEmpty()) {
      problem("note", "must be text");
    }
  }

  /** An id, in letters of either case; empty where it is none, which is a problem. */
  <T> Optional<T> guid(String name, Function<String, Optional<T>> parse) {
    Optional<T> id = json.string(name).map(Members::lowerCase).flatMap(parse);
    if (id.isEmpty()) {
      problem(name, "must be a GUID");
    }
    return id;
  }

  /** The applications; empty where there is none or one that is no id, which is a problem. */
  Set<ClientId> clients() {
    List<String> texts = json.stringsAlone("clientIds").orElse(List.of());
    Set<ClientId> clients = new HashSet<>();
    texts.forEach(text -> ClientId.parse(lowerCase(text)).ifPresent(clients::add));
    if (clients.isEmpty() || clients.size() < texts.size()) {
      problem("clientIds", "must be GUIDs of applications, one at least and none twice");
      return Set.of();
    }
    return clients;
  }

  private static String lowerCase(String id) {
    return id.toLowerCase(Locale.ROOT);
  }

  void problem(String name, String what) {
    problems.add(place + "." + name + " " + what);
  }
}
