package io.acsbroker.local.acs;

import io.acsbroker.local.entra.Directory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Which Entra users, groups and tenants may use the resource, by the object id of each; of a tenant
 * that is the tenant's id. Nobody may at first.
 */
public final class EntraAssignments {
  private final ConcurrentSkipListMap<String, EntraAssignment> assignments =
      new ConcurrentSkipListMap<>();

  private final Directory directory;

  EntraAssignments(Directory directory) {
    this.directory = directory;
  }

  /** Creates or replaces one; whether there was none before. */
  public boolean put(String objectId, EntraAssignment assignment) {
    return assignments.put(objectId, assignment) == null;
  }

  /** Takes one away, where it is there. */
  public void remove(String objectId) {
    assignments.remove(objectId);
  }

  /** Takes all away. */
  public void clear() {
    assignments.clear();
  }

  /** All of them, by object id. */
  public Map<String, EntraAssignment> all() {
    return Map.copyOf(assignments);
  }

  Optional<EntraAssignment> of(String objectId) {
    return Optional.ofNullable(assignments.get(objectId));
  }

  /** A page of them in the order of their object ids, from the one after this id. */
  Map<String, EntraAssignment> after(String objectId) {
    return assignments.tailMap(objectId, false);
  }

  /** Whether the user may use the resource through the application of the token. */
  boolean admits(EntraUser user) {
    return admits(user, user.objectId(), "user")
        || admits(user, user.tenantId(), "tenant")
        || groups(user).stream().anyMatch(group -> admits(user, group, "group"));
  }

  private boolean admits(EntraUser user, String objectId, String principalType) {
    return of(objectId)
        .filter(assignment -> assignment.principalType().equals(principalType))
        .filter(assignment -> assignment.tenantId().equals(user.tenantId()))
        .filter(assignment -> assignment.clientIds().contains(user.clientId()))
        .isPresent();
  }

  private List<String> groups(EntraUser user) {
    return directory
        .byObjectId(user.tenantId(), user.objectId())
        .map(known -> known.membership().groups())
        .orElse(List.of());
  }
}
