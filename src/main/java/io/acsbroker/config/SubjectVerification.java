package io.acsbroker.config;

/** Who judges the subject token of a caller. */
public enum SubjectVerification {
  /** The broker does, completely, and ACS after it. */
  FULL,
  /** ACS alone does, every time; the broker passes the token on unread. */
  ACS
}
