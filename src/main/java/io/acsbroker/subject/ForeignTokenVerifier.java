package io.acsbroker.subject;

import io.acsbroker.keys.KeyFetchListener;
import io.acsbroker.keys.KeySetDownload;
import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ReceivedToken;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Tells whether a token is one that a listed issuer issued to a person, now. */
public interface ForeignTokenVerifier {
  /**
   * Makes a verifier for the tokens of these issuers. It fetches no key before the first token
   * needs one.
   *
   * @param issuers no two of the same {@code iss}
   * @param clockSkew by how much the clocks of the issuers and of this machine may differ
   * @param http by which keys are fetched
   * @param listener is told the name of the issuer
   */
  static ForeignTokenVerifier of(
      List<CallerIssuer> issuers,
      Duration clockSkew,
      HttpClient http,
      InstantSource clock,
      KeyFetchListener listener) {
    return new ListedIssuers(
        issuers,
        clockSkew,
        new KeySetDownload(http, KeySetDownload.TIMEOUT),
        clock,
        listener,
        task -> Thread.ofVirtual().name("signing-keys").start(task));
  }

  /**
   * The listed issuer that the token names in {@code iss}; empty where it names none of them. The
   * token has proven nothing.
   */
  Optional<CallerIssuer> issuerOf(ReceivedToken token);

  /**
   * Verifies one token completely, by what this issuer's tokens have to be. Bad tokens and missing
   * keys are results, never exceptions. Waits for keys where they have to be fetched, until the
   * deadline at most.
   */
  ForeignVerification verify(ReceivedToken token, CallerIssuer issuer, Deadline deadline);

  /**
   * Fetches the keys that the first token would wait for, and says why, where those of no issuer
   * can be had before the deadline. Empty where those of one are at hand: an issuer that is down
   * makes only its own callers wait. For the operator's log.
   */
  Optional<String> prepare(Deadline deadline);
}
