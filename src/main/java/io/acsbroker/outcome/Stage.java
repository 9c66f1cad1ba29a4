package io.acsbroker.outcome;

import io.acsbroker.issuance.AcsReport;
import io.acsbroker.issuance.Issuance;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.subject.RejectionReason;

/** The step at which a request ended. */
public enum Stage {
  /** The form or the signature of a token was checked. */
  TOKEN,
  /** The tenant of a token was checked. */
  TENANT,
  /** Entra's signing keys were fetched. */
  KEYS,
  /** The claims of a token whose signature is good were checked. */
  CLAIMS,
  /** The rules for users and clients were applied. */
  POLICY,
  /** Entra was asked for a token on behalf of the caller. */
  ON_BEHALF_OF,
  /** The user's limit was checked. */
  USER_LIMIT,
  /** The broker's managed identity signed in. */
  MANAGED_IDENTITY,
  /** The table of ACS identities was asked. */
  TABLE,
  /** Azure Communication Services was asked. */
  ACS;

  /** The step at which asking ACS ended. */
  public static Stage of(AcsReport<Issuance> report) {
    return report.answer() instanceof Unavailable unavailable ? of(unavailable) : ACS;
  }

  /** The step at which something was not available. */
  public static Stage of(Unavailable unavailable) {
    return unavailable.cause() == Cause.MANAGED_IDENTITY_UNAVAILABLE ? MANAGED_IDENTITY : ACS;
  }

  /** The step at which a token was rejected. */
  public static Stage of(RejectionReason reason) {
    return switch (reason.proof()) {
      case UNPROVEN -> TOKEN;
      case TENANT -> Stage.TENANT;
      case PROVEN -> CLAIMS;
    };
  }
}
