package io.acsbroker.administration;

import io.acsbroker.json.JsonObject;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.TenantId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads one assignment, and says of every member what is wrong with it. */
final class AssignmentReader {
  private static final Set<String> NAMES =
      Set.of("objectId", "tenantId", "principalType", "clientIds", "note");

  private final String place;
  private final JsonObject json;
  private final List<String> problems;

  private AssignmentReader(String place, JsonObject json, List<String> problems) {
    this.place = place;
    this.json = json;
    this.problems = problems;
  }

  /**
   * Reads it; empty where there is a problem.
   *
   * @param place what to call it in a problem
   * @param problems where every problem is put, in a sentence without any value
   */
  static Optional<Assignment> read(String place, JsonObject json, List<String> problems) {
    return new AssignmentReader(place, json, problems).assignment();
  }

  private Optional<Assignment> assignment() {
    Set<String> unknown = new TreeSet<>(json.names());
    unknown.removeAll(NAMES);
    unknown.forEach(name -> problem(name, "is no member of an assignment"));
    if (json.has("note") && json.string("note").isEmpty()) {
      problem("note", "must be text");
    }
    Optional<PrincipalType> type = json.string("principalType").flatMap(PrincipalType::named);
    if (type.isEmpty()) {
      problem("principalType", "must be user, group or tenant");
    }
    Optional<TenantId> tenant = guid("tenantId", TenantId::parse);
    Optional<ObjectId> objectId = objectId(type, tenant);
    Set<ClientId> clients = clients();
    return type.isPresent() && tenant.isPresent() && objectId.isPresent() && !clients.isEmpty()
        ? Optional.of(new Assignment(objectId.get(), type.get(), tenant.get(), clients))
        : Optional.empty();
  }

  private Optional<ObjectId> objectId(Optional<PrincipalType> type, Optional<TenantId> tenant) {
    Optional<ObjectId> ofTenant =
        type.filter(PrincipalType.TENANT::equals)
            .flatMap(it -> tenant)
            .map(id -> new ObjectId(id.value()));
    if (ofTenant.isPresent() && !json.has("objectId")) {
      return ofTenant;
    }
    Optional<ObjectId> given = guid("objectId", ObjectId::parse);
    if (ofTenant.isPresent() && given.isPresent() && !given.equals(ofTenant)) {
      problem("objectId", "of a tenant is its tenantId; leave it out");
      return Optional.empty();
    }
    return given;
  }

  private <T> Optional<T> guid(String name, Function<String, Optional<T>> parse) {
    Optional<T> id = json.string(name).map(AssignmentReader::lowerCase).flatMap(parse);
    if (id.isEmpty()) {
      problem(name, "must be a GUID");
    }
    return id;
  }

  private Set<ClientId> clients() {
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

  private void problem(String name, String what) {
    problems.add(place + "." + name + " " + what);
  }
}
