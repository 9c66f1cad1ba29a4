package io.acsbroker.delegation;

import java.time.Instant;

/** A token of the managed identity that speaks for the broker's application. A credential. */
record ClientAssertion(String value, Instant expiresOn) {
  @Override
  public String toString() {
    return "ClientAssertion[redacted]";
  }
}
