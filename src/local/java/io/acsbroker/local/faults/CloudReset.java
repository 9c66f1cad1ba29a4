package io.acsbroker.local.faults;

import io.acsbroker.local.acs.AcsEmulator;
import java.io.IOException;

/**
 * Brings back what requests and people have changed. Faults have to be over.
 *
 * @param table of ACS identities
 * @param assignments makes those of ACS that there are at first, and those alone
 */
record CloudReset(String table, Runnable assignments) {
  void run(Services services) throws IOException, InterruptedException {
    services.entra().answerKeyRequests(null);
    services.entra().keyDocuments().reset();
    services.entra().onBehalfOf().reset();
    services.signIn().reset();
    services.elsewhere().reset();
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
    assignments.run();
  }
}
