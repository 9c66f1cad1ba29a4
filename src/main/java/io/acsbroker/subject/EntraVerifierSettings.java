package io.acsbroker.subject;

import io.acsbroker.keys.KeyFetchListener;
import io.acsbroker.keys.KeySetDownload;
import io.acsbroker.keys.PublishedSigningKeys;
import io.acsbroker.keys.SigningKeys;
import io.acsbroker.net.ServerClock;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.EntraCloud;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The settings of a verifier of Entra's tokens.
 *
 * @param cloud whose issuers count
 * @param authorityHost where keys are fetched, without a trailing slash
 * @param tenants whose users' tokens count; no request is ever made for another tenant
 * @param clockSkew by how much the clocks of Entra and of this machine may differ
 */
public record EntraVerifierSettings(
    EntraCloud cloud, URI authorityHost, AllowedTenants tenants, Duration clockSkew) {

  /**
   * Makes the verifier. It fetches no key before the first token needs one.
   *
   * @param http by which keys are fetched
   * @param servers hears of the dates of Entra's answers
   */
  public EntraTokenVerifier verifier(
      HttpClient http, InstantSource clock, ServerClock servers, KeyFetchListener listener) {
    return verifier(
        new PublishedSigningKeys(
            cloud,
            tenants,
            authorityHost,
            new KeySetDownload(http, KeySetDownload.TIMEOUT, servers),
            listener,
            clock,
            task -> Thread.ofVirtual().name("signing-keys").start(task)),
        clock,
        servers);
  }

  /**
   * Verifies a token for show, without a request to anybody, so that the first real one finds all
   * classes loaded. Nothing comes of it.
   */
  public void rehearse() {
    RehearsedVerification.run();
  }

  /** Makes a verifier with these keys. */
  EntraTokenVerifier verifier(SigningKeys keys, InstantSource clock, ServerClock servers) {
    return new SignedTokenVerifier(
        tenants, keys, new ClaimsCheck(cloud, ValidityCheck.ofEntra(clock, clockSkew)), servers);
  }
}
