package io.acsbroker.token;

/**
 * A person whom another issuer than Entra knows. Nothing of what the token says is kept, only
 * hashes, which are longer than any id of Entra's.
 *
 * @param partition the hash of the issuer
 * @param row the hash of issuer and subject
 */
public record ForeignPerson(String partition, String row) implements Person {
  /** The person of this subject at this issuer, both exactly as tokens have them. */
  public static ForeignPerson of(String issuer, String subject) {
    return new ForeignPerson(
        Fingerprint.of(issuer), Fingerprint.of(issuer.length() + ":" + issuer + subject));
  }
}
