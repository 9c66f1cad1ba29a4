package io.acsbroker.token;

/** What the callers of an issuer may ask the broker for. */
public enum CallerRoute {
  /** The exchange of a subject token that they send. */
  EXCHANGE,
  /** ACS identities of their own. */
  IDENTITY
}
