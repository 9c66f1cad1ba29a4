package io.acsbroker.token;

import java.util.Set;

/** Rules for tests. */
public final class SampleRules {
  private SampleRules() {}

  /** A rule for users of these clients, without callers. */
  public static AccessRule ofClients(Set<ClientId> clients) {
    return new AccessRule(clients, Set.of(), Set.of(), Set.of(), Set.of(), Guests.ACS);
  }
}
