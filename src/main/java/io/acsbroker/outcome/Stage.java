package io.acsbroker.outcome;

import io.acsbroker.issuance.AcsReport;
import io.acsbroker.issuance.Issuance;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.subject.RejectionReason;

/** How far an exchange came. */
public enum Stage {
  /** The token's form, or its signature. */
  TOKEN,
  /** The token's tenant. */
  TENANT,
  /** Entra's signing keys. */
  KEYS,
  /** What the token says, its signature being good. */
  CLAIMS,
  /** Whether user and client may. */
  POLICY,
  /** A token on behalf of the caller. */
  ON_BEHALF_OF,
  /** How much of ACS the user has spent. */
  USER_LIMIT,
  /** The broker's own managed identity. */
  MANAGED_IDENTITY,
  /** The table of ACS identities. */
  TABLE,
  /** Azure Communication Services. */
  ACS;

  /** How far it came with ACS: to the managed identity, or to ACS itself. */
  public static Stage of(AcsReport<Issuance> report) {
    return report.unavailable().map(Stage::of).orElse(ACS);
  }

  /** Who was not available. */
  public static Stage of(Unavailable unavailable) {
    return unavailable.cause() == Cause.MANAGED_IDENTITY_UNAVAILABLE ? MANAGED_IDENTITY : ACS;
  }

  /** Where a token was rejected. */
  public static Stage of(RejectionReason reason) {
    return switch (reason.proof()) {
      case UNPROVEN -> TOKEN;
      case TENANT -> Stage.TENANT;
      case PROVEN -> CLAIMS;
    };
  }
}
