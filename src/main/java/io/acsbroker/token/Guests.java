package io.acsbroker.token;

/** Whether users who are guests in the tenant of their token are let in. */
public enum Guests {
  /** ACS decides, as it does for everybody. */
  ACS,
  /** They are welcome, as far as this broker is concerned; ACS still has the last word. */
  ALLOW,
  /** Guests are refused. */
  DENY
}
