package io.acsbroker.config;

/** Whose keys may have signed a caller token. */
public enum CallerKeys {
  /** Entra's for the whole tenant, and no others. */
  TENANT,
  /** These, and those that the broker's API has of its own (claims mapping, a SAML certificate). */
  APPLICATION
}
