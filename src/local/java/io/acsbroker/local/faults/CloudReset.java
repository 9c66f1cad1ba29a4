package io.acsbroker.local.faults;

import io.acsbroker.local.acs.AcsEmulator;
import io.acsbroker.local.acs.EntraAssignment;
import java.io.IOException;
import java.util.Map;

/**
 * Brings back what requests and people have changed. Faults have to be over.
 *
 * @param table of ACS identities
 * @param assignments who may use the ACS resource as an Entra ID user at first
 */
record CloudReset(String table, Map<String, EntraAssignment> assignments) {
  CloudReset {
    assignments = Map.copyOf(assignments);
  }

  void run(Services services) throws IOException, InterruptedException {
    services.entra().answerKeyRequests(null);
    services.entra().keyDocuments().reset();
    services.entra().onBehalfOf().reset();
    services.signIn().reset();
    services.identity().reset();
    reset(services.acs());
    services.table().empty(table);
  }

  private void reset(AcsEmulator acs) {
    acs.answerExchanges(null);
    acs.identityRequests().answerAll(null);
    acs.disturbAssignments(handler -> handler);
    acs.encryptAllTokens(false);
    acs.grantRole(true);
    acs.withdrawChallenges();
    acs.teamsRefusals().withdraw();
    acs.identities().clear();
    acs.assignments().all().keySet().forEach(acs.assignments()::remove);
    assignments.forEach(acs.assignments()::put);
  }
}
