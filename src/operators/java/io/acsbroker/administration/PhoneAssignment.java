package io.acsbroker.administration;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Subject;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * That a user, through these applications, or a resource account may use the resource for Teams
 * Phone.
 *
 * @param clients one at least of a user; of a resource account none
 */
record PhoneAssignment(Subject principal, PhonePrincipal type, Set<ClientId> clients) {

  PhoneAssignment {
    SortedSet<ClientId> sorted = new TreeSet<>(Comparator.comparing(ClientId::value));
    sorted.addAll(clients);
    clients = Collections.unmodifiableSortedSet(sorted);
  }

  /** The same through other applications as well. */
  PhoneAssignment with(Set<ClientId> others) {
    Set<ClientId> all = new TreeSet<>(Comparator.comparing(ClientId::value));
    all.addAll(clients);
    all.addAll(others);
    return new PhoneAssignment(principal, type, all);
  }

  /** As the command takes it after {@code add}. */
  @Override
  public String toString() {
    return "phone " + type.word() + " " + named(principal) + forClients();
  }

  private String forClients() {
    return clients.isEmpty() ? "" : " for " + clientList();
  }

  String clientList() {
    return clients.stream().map(ClientId::value).collect(Collectors.joining(","));
  }

  /** A person or an account, as the command takes it. */
  static String named(Subject principal) {
    return principal.user().value() + " of " + principal.tenant().value();
  }

  /** The body of the request that creates it. */
  String body() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("principalType", type.text());
    if (!clients.isEmpty()) {
      members.put("clientIds", clients.stream().map(ClientId::value).toList());
    }
    return JSONObjectUtils.toJSONString(members);
  }
}
