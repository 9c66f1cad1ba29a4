package io.acsbroker.outcome;

/** Where the answer to a request came from. */
public enum Source {
  /** From ACS, which was asked for this request. */
  ACS,
  /** From ACS, which was asked for another request for the same token at the same time. */
  SHARED,
  /** From memory. */
  MEMORY,
  /** From the broker's own rules: ACS had no say in it. */
  BROKER
}
