package io.acsbroker.admission;

import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.AccessRule;
import io.acsbroker.token.Finding;
import io.acsbroker.token.Guests;
import java.util.Optional;

/** Makes the refusals that {@link CallerPolicy} and {@link ExchangePolicy} have in common. */
final class AccessRefusal {
  /** What may stand between a client and a scope that it asks for. */
  static final String CONSENT =
      "the user or an administrator of the user's tenant may have to consent.";

  private AccessRefusal() {}

  static Refusal of(RefusalCode code, String detail, String claim, String expected) {
    return new Refusal(code, detail, code.name(), claim, expected, Finding.NONE);
  }

  /** Names the application that the token was issued to. */
  static Refusal ofClient(RefusalCode code, String detail, VerifiedToken token, String expected) {
    String claim = token.version().clientClaim();
    return of(code, detail, claim, expected).with(Finding.claim(claim, token.client().value()));
  }

  /**
   * Refuses a caller token for the application that it was issued to.
   *
   * @param claim that names the application
   */
  static Refusal ofCallerClient(String claim, String client) {
    return of(
            RefusalCode.CALLER_CLIENT_NOT_ALLOWED,
            "The caller token was issued to an application that may not call this broker. Get one"
                + " by an application that may, or ask the operator of the broker, who decides"
                + " which may.",
            claim,
            "an application that may call this broker")
        .with(Finding.claim(claim, client));
  }

  static Refusal tenantMisconfigured() {
    return new Refusal(
        RefusalCode.TENANT_MISCONFIGURED,
        "The broker's rule for this tenant is broken, so nobody of it is served. Tell the operator"
            + " of the broker, who finds the place in the log of the start.",
        RefusalCode.TENANT_MISCONFIGURED.name());
  }

  /**
   * Refuses guests where the rule does.
   *
   * @param name what a sentence calls the token
   */
  static Optional<Refusal> ofGuest(VerifiedToken token, String name, AccessRule rule) {
    Optional<String> guest = token.standing().guest();
    return guest.isEmpty() || rule.guests() != Guests.DENY
        ? Optional.empty()
        : Optional.of(
            of(
                RefusalCode.GUEST_NOT_ALLOWED,
                "The "
                    + name
                    + " is of a guest of the tenant, and this broker does not serve guests. Sign"
                    + " in to a tenant of which the user is a member.",
                guest.get(),
                "a member of the tenant"));
  }
}
