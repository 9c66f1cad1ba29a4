package io.acsbroker.config;

import java.net.URI;
import java.util.Optional;

/** Reads the addresses of an issuer. None of them may be Entra's. */
final class IssuerAddress {
  private static final String AN_ADDRESS = "an https address (http only for localhost) without ";

  private IssuerAddress() {}

  /** The name of an issuer, exactly as it stands; empty after a problem. */
  static Optional<String> ofIssuer(DocumentObject issuer, String member, URI authorityHost) {
    Optional<URI> address =
        issuer.text(
            member,
            text -> WebAddress.parse(text).filter(uri -> uri.getRawQuery() == null),
            "must be what iss is in its tokens: " + AN_ADDRESS + "user, query or fragment");
    return notOfEntra(issuer, member, address, authorityHost).map(URI::toString);
  }

  /** Where keys are fetched; empty after a problem. */
  static Optional<URI> ofKeys(DocumentObject keys, String member, URI authorityHost) {
    Optional<URI> address =
        keys.text(member, WebAddress::parse, "must be " + AN_ADDRESS + "user or fragment");
    return notOfEntra(keys, member, address, authorityHost);
  }

  private static Optional<URI> notOfEntra(
      DocumentObject object, String member, Optional<URI> address, URI authorityHost) {
    if (address.isPresent() && EntraHosts.have(address.get(), authorityHost)) {
      object.problem(
          member, "must not be at a host of Entra's, whose callers BROKER_API_CLIENT_ID lets in");
      return Optional.empty();
    }
    return address;
  }
}
