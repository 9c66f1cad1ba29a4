package io.acsbroker.local.acs;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which users and resource accounts of Teams Phone may use the resource. Nobody may at first. */
public final class TeamsPhoneAssignments {
  private record Principal(String tenantId, String objectId) {}

  private final Map<Principal, TeamsPhoneAssignment> assignments = new ConcurrentHashMap<>();
  private final IssuedTokens tokens;

  TeamsPhoneAssignments(IssuedTokens tokens) {
    this.tokens = tokens;
  }

  /** Creates or replaces one; whether there was none before. */
  public boolean put(String tenantId, String objectId, TeamsPhoneAssignment assignment) {
    return assignments.put(new Principal(tenantId, objectId), assignment) == null;
  }

  /** Takes one away, where it is there, and with it the tokens that were issued by it. */
  public void remove(String tenantId, String objectId) {
    assignments.remove(new Principal(tenantId, objectId));
    tokens.revokeForTeamsPhone(tenantId, objectId);
  }

  /** Takes all away; tokens that were issued by them live on. */
  public void clear() {
    assignments.clear();
  }

  /** The one of this principal. */
  public Optional<TeamsPhoneAssignment> of(String tenantId, String objectId) {
    return Optional.ofNullable(assignments.get(new Principal(tenantId, objectId)));
  }

  /** Whether the user may use the resource through the application of the token. */
  boolean admits(EntraUser user) {
    return of(user.tenantId(), user.objectId())
        .filter(assignment -> assignment.admits(user.clientId()))
        .isPresent();
  }
}
