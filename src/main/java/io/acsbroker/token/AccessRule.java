package io.acsbroker.token;

import java.util.Set;

/**
 * Who of a tenant may have a token. Every condition has to hold; an empty set of roles or groups is
 * no condition, an empty set of clients lets nobody in.
 *
 * @param clients whose users' subject tokens are accepted
 * @param callerClients whose users' caller tokens are accepted
 * @param roles of which the caller needs one
 * @param groups of which the caller has to be in one
 * @param callerIssuers the names of the issuers other than Entra whose callers may come; where it
 *     is empty all of them may, unless there are roles or groups, which none of them meets
 */
public record AccessRule(
    Set<ClientId> clients,
    Set<ClientId> callerClients,
    Set<AppRole> roles,
    Set<ObjectId> groups,
    Set<String> callerIssuers,
    Guests guests) {
  public AccessRule {
    clients = Set.copyOf(clients);
    callerClients = Set.copyOf(callerClients);
    roles = Set.copyOf(roles);
    groups = Set.copyOf(groups);
    callerIssuers = Set.copyOf(callerIssuers);
  }
}
