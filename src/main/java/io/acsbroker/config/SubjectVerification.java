package io.acsbroker.config;

/** Who verifies a subject token that is sent beside a caller token. */
public enum SubjectVerification {
  /** The broker does, completely, and ACS after it. */
  FULL,
  /** ACS alone does, every time; the broker passes the token on unread. */
  ACS
}
