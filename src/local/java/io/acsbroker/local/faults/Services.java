package io.acsbroker.local.faults;

import io.acsbroker.local.acs.AcsEmulator;
import io.acsbroker.local.elsewhere.OpenIdProvider;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.identity.ManagedIdentityEmulator;
import io.acsbroker.local.signin.SignIn;
import io.acsbroker.local.table.TableService;

/** What faults happen to: everything that a broker of the local cloud relies on. */
public record Services(
    EntraEmulator entra,
    SignIn signIn,
    OpenIdProvider elsewhere,
    AcsEmulator acs,
    ManagedIdentityEmulator identity,
    TableService table,
    MovableClock clock) {

  /** The same, where ACS identities are kept elsewhere. */
  Services withTable(TableService newTable) {
    return new Services(entra, signIn, elsewhere, acs, identity, newTable, clock);
  }
}
