package io.acsbroker.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.subject.ForeignVerification.Proven;
import io.acsbroker.subject.Verification.KeyUnknown;
import io.acsbroker.subject.Verification.KeysUnavailable;
import io.acsbroker.token.CallerIssuer.Keys;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where the keys of other issuers come from, and what may be answered there.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig">OpenID
 *     Connect Discovery 1.0, section 4</a>
 */
class IssuerKeysTest {
  private final PublishingIssuer issuer = new PublishingIssuer();

  @AfterEach
  void stop() {
    issuer.close();
  }

  private static String unavailable(PublishingIssuer issuer, String why) {
    return "Signing keys of plain cannot be had from "
        + issuer.origin()
        + PublishingIssuer.CONFIGURATION
        + ": "
        + why;
  }

  private void assertUnavailable(String why) {
    assertUnavailable(issuer, why);
  }

  private static void assertUnavailable(PublishingIssuer issuer, String why) {
    String sentence = unavailable(issuer, why);
    assertEquals(new KeysUnavailable(Duration.ofSeconds(5), sentence), issuer.verify());
    assertEquals(List.of("plain " + sentence), List.copyOf(issuer.fetches));
  }

  @Test
  void findsThemByTheConfigurationBelowTheIssuerWithoutItsLastSlash() {
    assertInstanceOf(Proven.class, issuer.verify());
    assertInstanceOf(Proven.class, issuer.verify());
    assertInstanceOf(Proven.class, issuer.verifyTwo());
    assertEquals(
        List.of(
            PublishingIssuer.CONFIGURATION,
            "/one/keys",
            "/two/.well-known/openid-configuration",
            "/two/keys"),
        issuer.requests);
    assertEquals(List.of("plain succeeded", "curved succeeded"), List.copyOf(issuer.fetches));
  }

  @Test
  void refusesAConfigurationOfAnotherIssuer() {
    String one = issuer.one();
    for (Object other :
        List.of(one.substring(0, one.length() - 1), one + "/", one.replace("one", "ONE"), "", 7)) {
      issuer.fetches.clear();
      issuer.configure(Map.of("issuer", other, "jwks_uri", issuer.origin() + "/one/keys"));
      assertUnavailable("the OpenID configuration there is of another issuer");
      issuer.clock.pass(Duration.ofSeconds(5));
    }
    assertFalse(issuer.requests.contains("/one/keys"));
  }

  @Test
  void takesKeysOfTheIssuersOwnOriginAlone() {
    String port = issuer.origin().replaceFirst(".*:", "");
    for (String elsewhere :
        List.of(
            "https://localhost:" + port + "/one/keys",
            "http://127.0.0.1:" + port + "/one/keys",
            "http://localhost/one/keys",
            "http://localhost:1/one/keys",
            "http://somebody@localhost:" + port + "/one/keys",
            "http://localhost:" + port + "@attacker.example/one/keys",
            "http://localhost.attacker.example:" + port + "/one/keys",
            "//localhost:" + port + "/one/keys",
            "/one/keys",
            "file:///one/keys",
            issuer.origin() + "/one/keys#x",
            issuer.origin() + "/" + "x".repeat(400),
            "no address",
            "")) {
      issuer.fetches.clear();
      issuer.configure(Map.of("issuer", issuer.one(), "jwks_uri", elsewhere));
      assertUnavailable(
          "the jwks_uri there is no address at the scheme, host and port of the issuer;"
              + " keys.address of the issuer's entry may name another");
      issuer.clock.pass(Duration.ofSeconds(5));
    }
    assertFalse(issuer.requests.contains("/one/keys"));
  }

  @Test
  void refusesAConfigurationWithoutAnAddress() {
    issuer.configure(Map.of("issuer", issuer.one()));
    assertUnavailable(
        "the jwks_uri there is no address at the scheme, host and port of the issuer;"
            + " keys.address of the issuer's entry may name another");
  }

  @Test
  void followsNoRedirectToAConfiguration() {
    String good = issuer.origin() + "/two/.well-known/openid-configuration";
    issuer.answer(PublishingIssuer.CONFIGURATION, 302, Map.of("Location", good), "");
    assertUnavailable("HTTP 302");
    assertEquals(List.of(PublishingIssuer.CONFIGURATION), issuer.requests);
  }

  @Test
  void followsNoRedirectToKeys() {
    issuer.answer("/one/keys", 307, Map.of("Location", issuer.origin() + "/two/keys"), "");
    assertUnavailable("HTTP 307, of its jwks_uri " + issuer.origin() + "/one/keys");
    assertFalse(issuer.requests.contains("/two/keys"));
  }

  @Test
  void tellsAPageFromAConfiguration() {
    issuer.answer(
        PublishingIssuer.CONFIGURATION,
        200,
        Map.of("Content-Type", "text/html"),
        "<title>Sign in to the network</title>");
    assertUnavailable(
        "HTTP 200 text/html: something else than the issuer answers there, a proxy say");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{} {}", "{\"issuer\":1,\"issuer\":2}"})
  void refusesWhatIsNotOneStrictJsonObject(String body) {
    issuer.answer(PublishingIssuer.CONFIGURATION, 200, Map.of(), body);
    assertUnavailable("no OpenID configuration in the answer");
  }

  @Test
  void refusesMoreThan50KibOfEither() {
    String large = " ".repeat(50 * 1024) + "{}";
    issuer.answer(PublishingIssuer.CONFIGURATION, 200, Map.of(), large);
    assertUnavailable("more than 51200 bytes in the answer");
    issuer.clock.pass(Duration.ofSeconds(5));
    issuer.fetches.clear();
    issuer.configure(Map.of("issuer", issuer.one(), "jwks_uri", issuer.origin() + "/one/keys"));
    issuer.answer("/one/keys", 200, Map.of(), large);
    assertUnavailable(
        "more than 51200 bytes in the answer, of its jwks_uri " + issuer.origin() + "/one/keys");
  }

  @Test
  void waitsForNoLateConfiguration() {
    try (PublishingIssuer late =
        new PublishingIssuer(new Keys.Discovered(), Duration.ofMillis(500))) {
      late.answers.put(
          PublishingIssuer.CONFIGURATION,
          new CannedAnswer(200, Map.of(), "{}", Duration.ofSeconds(30)));
      String port = late.origin().replaceFirst(".*:", "");
      assertUnavailable(late, "timed out after 500 ms, asking localhost:" + port);
    }
  }

  @Test
  void saysThatNobodyListens() {
    URI nobody = URI.create("http://localhost:1/keys");
    try (PublishingIssuer other = new PublishingIssuer(new Keys.At(nobody))) {
      assertEquals(
          new KeysUnavailable(
              Duration.ofSeconds(5),
              "Signing keys of plain cannot be had from "
                  + nobody
                  + ": connection refused by localhost:1"),
          other.verify());
    }
  }

  @Test
  void takesKeysFromAnAddressThatIsWrittenDownWhereverItIs() {
    try (PublishingIssuer other =
        new PublishingIssuer(new Keys.At(URI.create(issuer.origin() + "/one/keys")))) {
      assertInstanceOf(Proven.class, other.verify());
      assertEquals(List.of(), other.requests);
      assertEquals(List.of("/one/keys"), issuer.requests);
    }
  }

  @Test
  void neverFetchesKeysThatAreWrittenDown() {
    Keys.Inline inline =
        new Keys.Inline("{\"keys\":[" + SampleIssuer.PLAIN.publicKey().toJSONString() + "]}");
    try (PublishingIssuer other = new PublishingIssuer(inline)) {
      assertInstanceOf(Proven.class, other.verify());
      assertInstanceOf(KeyUnknown.class, other.verify(other.token().withHeader("kid", "x")));
      assertEquals(List.of(), other.requests);
      assertEquals(List.of(), List.copyOf(other.fetches));
    }
  }

  @Test
  void preparesTheKeysOfAllAndSaysWhyWhereNoneCanBeHad() {
    assertEquals(Optional.empty(), issuer.prepare(SampleToken.soon()));
    assertEquals(4, issuer.requests.size());
    try (PublishingIssuer other = new PublishingIssuer(new Keys.Inline("{\"keys\":[]}"))) {
      String first =
          "Signing keys of plain cannot be had from BROKER_CALLER_ISSUERS: no usable key is there";
      String second =
          "Signing keys of curved cannot be had from "
              + other.two()
              + "/.well-known/openid-configuration: HTTP 404 text/plain";
      assertEquals(Optional.empty(), other.prepare(SampleToken.soon()));
      other.answers.clear();
      other.clock.pass(Duration.ofDays(4));
      assertEquals(Optional.of(first + "; " + second), other.prepare(SampleToken.soon()));
    }
  }
}
