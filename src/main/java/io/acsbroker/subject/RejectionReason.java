package io.acsbroker.subject;

/** Every reason for which a token does not count, in the order of the checks. */
public enum RejectionReason {
  /** The token is larger than 16 KiB. The client sends something else than a token of Entra's. */
  TOKEN_TOO_LARGE(Proof.UNPROVEN),
  /** It is not three segments of base64url. The client cut it off, or added to it. */
  SEGMENTS_MALFORMED(Proof.UNPROVEN),
  /** Its header or its claims are no strict JSON object. Somebody made it up. */
  JSON_MALFORMED(Proof.UNPROVEN),
  /**
   * It is a token of Azure's own, which a Static Web App puts in place of the client's. The client
   * calls the app's own address.
   */
  TOKEN_OF_PLATFORM(Proof.UNPROVEN),
  /** Its algorithm is not RS256. Somebody made it up: Entra signs with no other. */
  ALGORITHM_NOT_RS256(Proof.UNPROVEN),
  /**
   * Its issuer signs with other algorithms, as BROKER_CALLER_ISSUERS has it. Somebody made it up,
   * or the operator adds the algorithm.
   */
  ALGORITHM_NOT_LISTED(Proof.UNPROVEN),
  /** Its header says that it is no JWT. Somebody made it up, or Entra has changed something. */
  TYPE_NOT_JWT(Proof.UNPROVEN),
  /**
   * Its issuer's access tokens say another type, as BROKER_CALLER_ISSUERS has it. The client sends
   * the access token, or the operator sets typ right.
   */
  TYPE_NOT_LISTED(Proof.UNPROVEN),
  /** Its header names no key. Somebody made it up. */
  KEY_ID_MISSING(Proof.UNPROVEN),
  /**
   * Its header has a parameter that no access token needs. Where it is a nonce of Entra's, the
   * token is for Microsoft Graph, and the client asks for the right scopes.
   */
  HEADER_PARAMETER_REFUSED(Proof.UNPROVEN),
  /**
   * It is of External ID or B2C. The client signs users in to an organisation; for caller tokens
   * the operator may list its issuer in BROKER_CALLER_ISSUERS.
   */
  ISSUER_OF_CUSTOMERS(Proof.TENANT),
  /**
   * Its issuer is none of BROKER_CALLER_ISSUERS, and the broker takes no caller tokens of Entra's.
   * The client signs in where it should, or the operator adds the issuer.
   */
  ISSUER_NOT_LISTED(Proof.TENANT),
  /** It has no version that Entra issues. Somebody made it up. */
  VERSION_UNKNOWN(Proof.UNPROVEN),
  /** Its tenant is no GUID in lower case. Somebody made it up. */
  TENANT_MALFORMED(Proof.UNPROVEN),
  /**
   * It is of a personal account, which nobody can allow. The user takes the account of an
   * organisation.
   */
  PERSONAL_ACCOUNT(Proof.TENANT),
  /**
   * Its tenant is not listed. The operator adds it to ENTRA_TENANT_IDS, or a rule to BROKER_POLICY,
   * where it should be.
   */
  TENANT_NOT_ALLOWED(Proof.TENANT),
  /**
   * The key is there, and signs for another tenant or in another cloud. Somebody made it up, or
   * ENTRA_CLOUD is wrong.
   */
  KEY_OF_OTHERS(Proof.UNPROVEN),
  /**
   * The key is there, and for another algorithm than the token names. Somebody made it up, or its
   * issuer names a wrong one in its key set.
   */
  KEY_OF_ANOTHER_ALGORITHM(Proof.UNPROVEN),
  /**
   * The signature is not of the key that the token names. Somebody changed the token, or the client
   * cut it off.
   */
  SIGNATURE_INVALID(Proof.UNPROVEN),
  /**
   * The issuer is not that of its tenant and version, or not that of its keys. Entra has changed
   * something, or ENTRA_CLOUD is wrong: the operator looks.
   */
  ISSUER_WRONG(Proof.PROVEN),
  /**
   * The token says of itself that it is something else than an access token: an id token, a logout
   * token. The client sends the access token.
   */
  NOT_AN_ACCESS_TOKEN(Proof.PROVEN),
  /** The token is for Microsoft Graph. The client asks for the scopes of the route. */
  AUDIENCE_IS_GRAPH(Proof.PROVEN),
  /** The token is for Entra ID users of ACS. The client takes the other route, or other scopes. */
  AUDIENCE_IS_ACS_CLIENTS(Proof.PROVEN),
  /** The token is for Teams users of ACS. The client takes the other route, or other scopes. */
  AUDIENCE_IS_ACS(Proof.PROVEN),
  /**
   * The token is for managing ACS resources, as the Azure CLI gets one. The client asks for the
   * scopes of the route.
   */
  AUDIENCE_IS_ACS_MANAGEMENT(Proof.PROVEN),
  /**
   * The token is for something else. The client sends one for the route, or the operator sets the
   * audiences of the route right.
   */
  AUDIENCE_WRONG(Proof.PROVEN),
  /** The token is an id token, for its own client. The client sends the access token. */
  ID_TOKEN(Proof.PROVEN),
  /**
   * The token is an id token for the broker's API, whose one registration is the client too. The
   * client sends the access token.
   */
  ID_TOKEN_OF_API(Proof.PROVEN),
  /**
   * No claim, or a wrong one, names the application. The client sends an access token; of another
   * issuer than Entra, the operator sets clientClaim of its entry right.
   */
  CLIENT_MISSING(Proof.PROVEN),
  /**
   * No object id names the user, or no subject that of another issuer. Entra has changed something,
   * or subjectClaim of the issuer's entry is wrong: the operator looks.
   */
  USER_MISSING(Proof.PROVEN),
  /** The token is of an application and not of a user. The client signs a user in. */
  APPLICATION_TOKEN(Proof.PROVEN),
  /**
   * No scope is in the token, or of one on behalf of the user not all that are required. The client
   * sends the access token; on behalf of users the administrator consents.
   */
  SCOPES_MISSING(Proof.PROVEN),
  /**
   * A claim that BROKER_CALLER_ISSUERS wants is missing or is another. The client asks its sign-in
   * for it, or the operator sets the entry right.
   */
  CLAIM_WRONG(Proof.PROVEN),
  /** The token is bound to a key of its client. The client asks for a bearer token. */
  BOUND_TO_KEY(Proof.PROVEN),
  /**
   * A time of the token is missing, or none. Its issuer has changed something: the operator looks.
   */
  TIME_MALFORMED(Proof.PROVEN),
  /**
   * The token lives longer than Entra has any live, or than maxLifetimeMinutes of the issuer's
   * entry. The issuer has changed something: the operator looks.
   */
  LIFETIME_TOO_LONG(Proof.PROVEN),
  /**
   * The token begins later than now. Where it is so for everybody, the clock of the broker is
   * behind: the operator mends it.
   */
  NOT_YET_VALID(Proof.PROVEN),
  /**
   * The token has ended. The client gets a new one; where it is so for everybody, the clock of the
   * broker is ahead: the operator mends it.
   */
  EXPIRED(Proof.PROVEN);

  /** How much had been proven when the token was refused, and so how much the answer may tell. */
  public enum Proof {
    /** The signature had not held: the answer says only that the token is invalid. */
    UNPROVEN,
    /** The tenant or issuer that the token claims is not served: nothing more was looked at. */
    TENANT,
    /** Its issuer signed it: the answer names what is wrong. */
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
