package io.acsbroker.admission;

import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.AccessRule;
import io.acsbroker.token.Guests;
import java.util.Optional;

/** Makes the refusals that {@link CallerPolicy} and {@link ExchangePolicy} have in common. */
final class AccessRefusal {
  /** What may stand between a client and a scope that it asks for. */
  static final String CONSENT =
      "the user or an administrator of the user's tenant may have to consent.";

  private AccessRefusal() {}

  static Refusal of(RefusalCode code, String detail, String claim, String expected) {
    return new Refusal(code, detail, code.name(), claim, expected);
  }

  static Refusal tenantMisconfigured() {
    return new Refusal(
        RefusalCode.TENANT_MISCONFIGURED,
        "The broker's rule for this tenant is broken, so nobody of it is served. Tell the operator of"
            + " the broker, who finds the place in the log of the start.",
        RefusalCode.TENANT_MISCONFIGURED.name());
  }

  static Optional<Refusal> ofGuest(VerifiedToken token, AccessRule rule) {
    return token
        .standing()
        .guest()
        .filter(any -> rule.guests() == Guests.DENY)
        .map(
            claim ->
                of(
                    RefusalCode.GUEST_NOT_ALLOWED,
                    "This broker does not serve guests of the tenant. Sign in to a tenant of which"
                        + " the user is a member.",
                    claim,
                    "a member of the tenant"));
  }
}
