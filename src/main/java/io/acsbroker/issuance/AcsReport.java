package io.acsbroker.issuance;

import io.acsbroker.issuance.Issuance.Unavailable;
import java.util.Optional;

/** What came of asking ACS, as far as asking again is concerned. */
interface AcsReport<R extends AcsReport<R>> {
  /** Why nobody decided anything; empty where somebody did. */
  Optional<Unavailable> unavailable();

  /** How often ACS was asked. */
  int tries();

  /** This result, with what earlier tries took added to it. */
  R after(R earlier);
}
