package io.acsbroker.administration;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.TenantId;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * That a principal may use the resource, through these applications and no others.
 *
 * @param objectId of the user or group; of a tenant its own id
 * @param clients one at least
 */
record Assignment(ObjectId objectId, PrincipalType type, TenantId tenant, Set<ClientId> clients) {

  Assignment {
    SortedSet<ClientId> sorted = new TreeSet<>(Comparator.comparing(ClientId::value));
    sorted.addAll(clients);
    clients = Collections.unmodifiableSortedSet(sorted);
  }

  /** Whether the other one is for the same principal of the same tenant. */
  boolean hasPrincipalOf(Assignment other) {
    return objectId.equals(other.objectId) && type == other.type && tenant.equals(other.tenant);
  }

  Assignment withClients(Set<ClientId> others) {
    return new Assignment(objectId, type, tenant, others);
  }

  /** As the command takes it after {@code add}. */
  @Override
  public String toString() {
    return switch (type) {
      case USER, GROUP ->
          type.text() + " " + objectId.value() + " of " + tenant.value() + " for " + clientList();
      case TENANT -> type.text() + " " + tenant.value() + " for " + clientList();
    };
  }

  String clientList() {
    return clients.stream().map(ClientId::value).collect(Collectors.joining(","));
  }

  /** The body of the request that creates it. */
  String body() {
    return JSONObjectUtils.toJSONString(members());
  }

  /** The members that ACS wants, in the order of its documentation. */
  Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("tenantId", tenant.value());
    members.put("principalType", type.text());
    members.put("clientIds", clients.stream().map(ClientId::value).toList());
    return members;
  }
}
