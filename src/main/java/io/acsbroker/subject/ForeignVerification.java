package io.acsbroker.subject;

/** The result of verifying a caller token of another issuer than Entra. */
public sealed interface ForeignVerification
    permits ForeignVerification.Proven, Verification.Unverified {
  /** The token is genuine. */
  record Proven(ForeignCaller caller) implements ForeignVerification {}
}
