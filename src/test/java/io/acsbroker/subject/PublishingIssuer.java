package io.acsbroker.subject;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.keys.KeySetDownload;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackServer;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.CallerIssuer.Keys;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ReceivedToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Two issuers on a server of their own, of which the first publishes an OpenID configuration, and a
 * verifier that takes the tokens of both. Fetches take place at once, on the thread that asks.
 */
final class PublishingIssuer implements AutoCloseable {
  static final String CONFIGURATION = "/one/.well-known/openid-configuration";

  final ManualClock clock = new ManualClock();
  final Map<String, CannedAnswer> answers = new ConcurrentHashMap<>();
  final List<String> requests = new ArrayList<>();
  final Queue<String> fetches = new ConcurrentLinkedQueue<>();
  private final LoopbackServer server;
  private final ForeignTokenVerifier verifier;

  PublishingIssuer() {
    this(new Keys.Discovered());
  }

  /** With keys of the first issuer from elsewhere than its configuration says. */
  PublishingIssuer(Keys keys) {
    this(keys, KeyFixture.PATIENCE);
  }

  /**
   * The same.
   *
   * @param patience how long an answer of an issuer may take
   */
  PublishingIssuer(Keys keys, Duration patience) {
    try {
      server =
          LoopbackServer.http(
              0,
              request -> {
                requests.add(request.path());
                return answers.getOrDefault(request.path(), CannedAnswer.text(404, ""));
              });
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    configure(Map.of("issuer", one(), "jwks_uri", origin() + "/one/keys"));
    publish("/one/keys", SampleIssuer.PLAIN.publicKey());
    publish("/two/keys", SampleIssuer.CURVED.publicKey());
    configure("/two", Map.of("issuer", two(), "jwks_uri", origin() + "/two/keys"));
    verifier =
        new ListedIssuers(
            List.of(
                SampleIssuer.PLAIN.settings(one(), keys),
                SampleIssuer.CURVED.settings(two(), new Keys.Discovered())),
            Duration.ofSeconds(60),
            new KeySetDownload(BoundedHttp.client().build(), patience),
            clock,
            (name, failure) -> fetches.add(name + " " + failure.orElse("succeeded")),
            Runnable::run);
  }

  String origin() {
    return "http://localhost:" + server.port();
  }

  /** The issuer of the tokens, with a slash at its end. */
  String one() {
    return origin() + "/one/";
  }

  String two() {
    return origin() + "/two";
  }

  void configure(Map<String, ?> configuration) {
    configure("/one", configuration);
  }

  private void configure(String issuer, Map<String, ?> configuration) {
    answers.put(
        issuer + "/.well-known/openid-configuration", CannedAnswer.json(200, configuration));
  }

  void publish(String path, JWK... keys) {
    answers.put(path, CannedAnswer.json(200, new JWKSet(Arrays.asList(keys)).toJSONObject()));
  }

  /** A good token of the first issuer. */
  ForeignToken token() {
    return SampleIssuer.PLAIN.token().with("iss", one());
  }

  ForeignVerification verify() {
    return verify(token());
  }

  /** From then on the answer at this path. */
  void answer(String path, int status, Map<String, String> headers, String body) {
    answers.put(path, new CannedAnswer(status, headers, body, Duration.ZERO));
  }

  ForeignVerification verify(ForeignToken token) {
    return verify(token.signed());
  }

  ForeignVerification verify(String token) {
    ReceivedToken sent = new ReceivedToken(token);
    CallerIssuer issuer = verifier.issuerOf(sent).orElseThrow();
    return verifier.verify(sent, issuer, SampleToken.soon());
  }

  /** A good token of the second issuer. */
  ForeignVerification verifyTwo() {
    return verify(SampleIssuer.CURVED.token().with("iss", two()));
  }

  Optional<String> prepare(Deadline deadline) {
    return verifier.prepare(deadline);
  }

  @Override
  public void close() {
    server.close();
  }
}
