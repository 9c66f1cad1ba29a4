package io.acsbroker.subject;

/** Every reason for which a token does not count, in the order of the checks. */
public enum RejectionReason {
  TOKEN_TOO_LARGE(Stage.UNPROVEN),
  SEGMENTS_MALFORMED(Stage.UNPROVEN),
  JSON_MALFORMED(Stage.UNPROVEN),
  ALGORITHM_NOT_RS256(Stage.UNPROVEN),
  TYPE_NOT_JWT(Stage.UNPROVEN),
  KEY_ID_MISSING(Stage.UNPROVEN),
  HEADER_PARAMETER_REFUSED(Stage.UNPROVEN),
  VERSION_UNKNOWN(Stage.UNPROVEN),
  TENANT_MALFORMED(Stage.UNPROVEN),
  TENANT_NOT_ALLOWED(Stage.TENANT),
  KEY_UNKNOWN(Stage.UNPROVEN),
  SIGNATURE_INVALID(Stage.UNPROVEN),
  ISSUER_WRONG(Stage.PROVEN),
  AUDIENCE_IS_GRAPH(Stage.PROVEN),
  AUDIENCE_IS_ACS_CLIENTS(Stage.PROVEN),
  AUDIENCE_IS_ACS(Stage.PROVEN),
  AUDIENCE_IS_ACS_MANAGEMENT(Stage.PROVEN),
  AUDIENCE_WRONG(Stage.PROVEN),
  CLIENT_MISSING(Stage.PROVEN),
  USER_MISSING(Stage.PROVEN),
  APPLICATION_TOKEN(Stage.PROVEN),
  SCOPES_MISSING(Stage.PROVEN),
  TIME_MALFORMED(Stage.PROVEN),
  LIFETIME_TOO_LONG(Stage.PROVEN),
  NOT_YET_VALID(Stage.PROVEN),
  EXPIRED(Stage.PROVEN);

  /** How much had been proven when the token was refused, and so how much the answer may tell. */
  public enum Stage {
    /** The signature had not held: the answer says only that the token is invalid. */
    UNPROVEN,
    /** The tenant that the token claims is not served, so nothing more was looked at. */
    TENANT,
    /** Entra signed it: the answer names what is wrong. */
    PROVEN
  }

  private final Stage stage;

  RejectionReason(Stage stage) {
    this.stage = stage;
  }

  public Stage stage() {
    return stage;
  }
}
