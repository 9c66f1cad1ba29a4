package io.acsbroker.subject;

/** Every reason for which a token does not count, in the order of the checks. */
public enum RejectionReason {
  TOKEN_TOO_LARGE(Proof.UNPROVEN),
  SEGMENTS_MALFORMED(Proof.UNPROVEN),
  JSON_MALFORMED(Proof.UNPROVEN),
  ALGORITHM_NOT_RS256(Proof.UNPROVEN),
  TYPE_NOT_JWT(Proof.UNPROVEN),
  KEY_ID_MISSING(Proof.UNPROVEN),
  HEADER_PARAMETER_REFUSED(Proof.UNPROVEN),
  ISSUER_OF_CUSTOMERS(Proof.TENANT),
  VERSION_UNKNOWN(Proof.UNPROVEN),
  TENANT_MALFORMED(Proof.UNPROVEN),
  PERSONAL_ACCOUNT(Proof.TENANT),
  TENANT_NOT_ALLOWED(Proof.TENANT),
  KEY_OF_OTHERS(Proof.UNPROVEN),
  SIGNATURE_INVALID(Proof.UNPROVEN),
  ISSUER_WRONG(Proof.PROVEN),
  AUDIENCE_IS_GRAPH(Proof.PROVEN),
  AUDIENCE_IS_ACS_CLIENTS(Proof.PROVEN),
  AUDIENCE_IS_ACS(Proof.PROVEN),
  AUDIENCE_IS_ACS_MANAGEMENT(Proof.PROVEN),
  AUDIENCE_WRONG(Proof.PROVEN),
  ID_TOKEN(Proof.PROVEN),
  ID_TOKEN_OF_API(Proof.PROVEN),
  CLIENT_MISSING(Proof.PROVEN),
  USER_MISSING(Proof.PROVEN),
  APPLICATION_TOKEN(Proof.PROVEN),
  SCOPES_MISSING(Proof.PROVEN),
  BOUND_TO_KEY(Proof.PROVEN),
  TIME_MALFORMED(Proof.PROVEN),
  LIFETIME_TOO_LONG(Proof.PROVEN),
  NOT_YET_VALID(Proof.PROVEN),
  EXPIRED(Proof.PROVEN);

  /** How much had been proven when the token was refused, and so how much the answer may tell. */
  public enum Proof {
    /** The signature had not held: the answer says only that the token is invalid. */
    UNPROVEN,
    /** The tenant or issuer that the token claims is not served: nothing more was looked at. */
    TENANT,
    /** Entra signed it: the answer names what is wrong. */
    PROVEN
  }

  private final Proof proof;

  RejectionReason(Proof proof) {
    this.proof = proof;
  }

  public Proof proof() {
    return proof;
  }
}
