package io.acsbroker.issuance;

/** Has ACS issue a token. */
public interface TokenIssuer {
  /** Asks ACS once. Whatever ACS answers, or does not, is a result, never an exception. */
  Issuance issue(TeamsTokenRequest request);
}
