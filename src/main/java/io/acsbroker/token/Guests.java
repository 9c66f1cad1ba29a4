package io.acsbroker.token;

/** What becomes of users who are guests in the tenant of their token. */
public enum Guests {
  /** ACS decides, as it does for everybody. */
  ACS,
  /** They are welcome, as far as this broker is concerned; ACS still has the last word. */
  ALLOW,
  /** They are refused. */
  DENY
}
