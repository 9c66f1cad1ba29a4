package io.acsbroker.exchange;

import java.util.Locale;

/** The stable codes of refused exchanges. Clients compare them; none is ever renamed. */
public enum RefusalCode {
  TOKEN_INVALID,
  TOKEN_ISSUER_WRONG,
  TOKEN_AUDIENCE_WRONG,
  TOKEN_CLIENT_MISSING,
  TOKEN_USER_MISSING,
  TOKEN_NOT_OF_A_USER,
  TOKEN_SCOPES_MISSING,
  TOKEN_TIMES_INVALID,
  TOKEN_NOT_YET_VALID,
  TOKEN_EXPIRED,
  TOKEN_REJECTED_BY_ACS,
  TENANT_NOT_ALLOWED,
  CLIENT_NOT_ALLOWED,
  INSUFFICIENT_SCOPE,
  USER_MISMATCH,
  CLIENT_MISMATCH,
  TEAMS_LICENSE_MISSING,
  ACS_DENIED,
  ACS_REQUEST_REJECTED,
  ACS_ANSWER_NOT_UNDERSTOOD,
  ACS_THROTTLED,
  ACS_UNAVAILABLE,
  MANAGED_IDENTITY_UNAVAILABLE,
  SIGNING_KEYS_UNAVAILABLE,
  MISCONFIGURED;

  /** The code as it stands in an answer. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
