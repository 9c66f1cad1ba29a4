package io.acsbroker.administration;

import io.acsbroker.json.JsonObject;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one assignment, and says of every member what is wrong with it. */
record AssignmentReader(Members members) {
  private static final Set<String> NAMES =
      Set.of("objectId", "tenantId", "principalType", "clientIds", "note");

  /**
   * Reads it; empty where there is a problem.
   *
   * @param place what to call it in a problem
   * @param problems where every problem is put, in a sentence without any value
   */
  static Optional<Assignment> read(String place, JsonObject json, List<String> problems) {
    return new AssignmentReader(new Members(place, json, problems)).assignment();
  }

  private Optional<Assignment> assignment() {
    members.only(NAMES);
    Optional<PrincipalType> type =
        members.json().string("principalType").flatMap(PrincipalType::named);
    if (type.isEmpty()) {
      members.problem("principalType", "must be user, group or tenant");
    }
    Optional<TenantId> tenant = members.guid("tenantId", TenantId::parse);
    Optional<ObjectId> objectId = objectId(type, tenant);
    Set<ClientId> clients = members.clients();
    return type.isPresent() && tenant.isPresent() && objectId.isPresent() && !clients.isEmpty()
        ? Optional.of(new Assignment(objectId.get(), type.get(), tenant.get(), clients))
        : Optional.empty();
  }

  private Optional<ObjectId> objectId(Optional<PrincipalType> type, Optional<TenantId> tenant) {
    Optional<ObjectId> ofTenant =
        type.filter(PrincipalType.TENANT::equals)
            .flatMap(it -> tenant)
            .map(id -> new ObjectId(id.value()));
    if (ofTenant.isPresent() && !members.json().has("objectId")) {
      return ofTenant;
    }
    Optional<ObjectId> given = members.guid("objectId", ObjectId::parse);
    if (ofTenant.isPresent() && given.isPresent() && !given.equals(ofTenant)) {
      members.problem("objectId", "of a tenant is its tenantId; leave it out");
      return Optional.empty();
    }
    return given;
  }
}
