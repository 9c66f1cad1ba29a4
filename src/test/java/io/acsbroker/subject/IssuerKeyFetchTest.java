package io.acsbroker.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.nimbusds.jose.jwk.JWK;
import io.acsbroker.subject.ForeignVerification.Proven;
import io.acsbroker.subject.Verification.KeyUnknown;
import io.acsbroker.token.SignatureAlgorithm;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When the keys of other issuers are fetched again, and how often at most. */
class IssuerKeyFetchTest {
  private final PublishingIssuer issuer = new PublishingIssuer();

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  void asksForTheConfigurationAgainWithEachFetchSinceTheAddressMayMove() {
    assertInstanceOf(Proven.class, issuer.verify());
    issuer.configure(Map.of("issuer", issuer.one(), "jwks_uri", issuer.origin() + "/moved"));
    JWK next = SampleIssuer.key(SignatureAlgorithm.RS256, "next");
    issuer.publish("/moved", next);
    assertInstanceOf(Proven.class, issuer.verify(signed(next)));
  }

  private String signed(JWK key) {
    String token = issuer.token().withHeader("kid", key.getKeyID()).signed();
    String text = token.substring(0, token.lastIndexOf('.'));
    return text + "." + SampleIssuer.signature(key, SignatureAlgorithm.RS256, text);
  }

  @Test
  void keepsTheKeysThatItHasThroughAnOutage() {
    assertInstanceOf(Proven.class, issuer.verify());
    issuer.answer(PublishingIssuer.CONFIGURATION, 500, Map.of(), "");
    issuer.clock.pass(Duration.ofDays(2));
    ForeignToken token = issuer.token();
    long now = issuer.clock.instant().getEpochSecond();
    token.with("iat", now).with("nbf", now).with("exp", now + 3600);
    assertInstanceOf(Proven.class, issuer.verify(token));
  }

  @Test
  void findsAKeyThatTheIssuerHasJustBegunToSignWith() {
    assertInstanceOf(Proven.class, issuer.verify());
    JWK next = SampleIssuer.key(SignatureAlgorithm.RS256, "next");
    issuer.publish("/one/keys", SampleIssuer.PLAIN.publicKey(), next);
    assertInstanceOf(Proven.class, issuer.verify(signed(next)));
    assertInstanceOf(Proven.class, issuer.verify());
  }

  private ForeignVerification forge(int number) {
    return issuer.verify(issuer.token().withHeader("kid", "forged-" + number));
  }

  @Test
  void letsAFloodOfForgedKeyIdsStarveNoOtherIssuer() {
    assertInstanceOf(Proven.class, issuer.verify());
    assertInstanceOf(Proven.class, issuer.verifyTwo());
    for (int i = 0; i < 100; i++) {
      assertInstanceOf(KeyUnknown.class, forge(i));
    }
    JWK next = SampleIssuer.key(SignatureAlgorithm.ES256, "next");
    issuer.publish("/two/keys", next);
    ForeignToken token =
        SampleIssuer.CURVED.token().with("iss", issuer.two()).withHeader("kid", "next");
    String unsigned = token.signed().replaceFirst("\\.[^.]*$", "");
    String signature = SampleIssuer.signature(next, SignatureAlgorithm.ES256, unsigned);
    assertInstanceOf(Proven.class, issuer.verify(unsigned + "." + signature));
  }

  @Test
  void saysOfAnUnknownKeyWhichThereAreAndWhenToTryAgain() {
    assertInstanceOf(Proven.class, issuer.verify());
    assertEquals(
        new KeyUnknown(
            Duration.ofSeconds(10),
            "not among the 1 key fetched at 2026-05-04T10:00:00Z at "
                + issuer.origin()
                + PublishingIssuer.CONFIGURATION),
        forge(1));
    int before = issuer.requests.size();
    assertInstanceOf(KeyUnknown.class, forge(2));
    assertEquals(before, issuer.requests.size());
  }

  @Test
  void sendsAnIssuerWhoseKeysAreOthersEachTimeNoMoreThanTwentyRequestsAMinute() {
    assertInstanceOf(Proven.class, issuer.verify());
    issuer.requests.clear();
    for (int i = 0; i < 30; i++) {
      issuer.publish("/one/keys", SampleIssuer.key(SignatureAlgorithm.ES256, "key-" + i));
      forge(i);
    }
    // Each fetch asks for configuration and keys, and may ask for each once more
    assertEquals(5, Collections.frequency(issuer.requests, "/one/keys"));
    issuer.publish("/two/keys", SampleIssuer.CURVED.publicKey());
    assertInstanceOf(Proven.class, issuer.verifyTwo());
    issuer.clock.pass(Duration.ofMinutes(1));
    forge(30);
    assertEquals(6, Collections.frequency(issuer.requests, "/one/keys"));
  }
}
