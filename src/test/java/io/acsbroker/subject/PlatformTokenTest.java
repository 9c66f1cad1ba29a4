package io.acsbroker.subject;

import static io.acsbroker.fixture.PlatformTokenText.HEADER;
import static io.acsbroker.fixture.PlatformTokenText.ISSUER;
import static io.acsbroker.fixture.PlatformTokenText.ISSUER_OF_LINK;
import static io.acsbroker.fixture.PlatformTokenText.issuedBy;
import static io.acsbroker.fixture.PlatformTokenText.ofLink;
import static io.acsbroker.subject.RejectionReason.ALGORITHM_NOT_RS256;
import static io.acsbroker.subject.RejectionReason.ISSUER_WRONG;
import static io.acsbroker.subject.RejectionReason.JSON_MALFORMED;
import static io.acsbroker.subject.RejectionReason.SEGMENTS_MALFORMED;
import static io.acsbroker.subject.RejectionReason.TOKEN_OF_PLATFORM;
import static io.acsbroker.subject.RejectionReason.TOKEN_TOO_LARGE;
import static io.acsbroker.subject.RejectionReason.VERSION_UNKNOWN;
import static io.acsbroker.subject.TokenText.assertRejected;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.fixture.PlatformTokenText;
import io.acsbroker.token.ReceivedToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The token that a Static Web App sends in place of the client's: signed with the Functions host's
 * own symmetric key, and issued by the deployment site of the app; or, to an app that is linked,
 * issued by the Static Web App, whose keys are not Entra's.
 *
 * @see <a href="https://github.com/Azure/static-web-apps/issues/34">Azure/static-web-apps 34</a>
 * @see <a href="https://github.com/Azure/static-web-apps/issues/275">and 275, with its claims</a>
 * @see <a href="https://github.com/Azure/static-web-apps/issues/562">and 562, of an app that is
 *     linked</a>
 * @see <a
 *     href="https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script/ScriptConstants.cs">
 *     the issuer in the Functions host</a>
 */
class PlatformTokenTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        ISSUER,
        "\"https://my-app.scm.azurewebsites.net\"",
        "\"https://MyApp.scm.azurewebsites.net\"",
        "\"https://a.scm.azurewebsites.net\""
      })
  void isKnownByAlgorithmAndIssuerWithoutAnyKey(String issuer) {
    int before = SampleToken.ENTRA.keyRequests();
    assertRejected(TOKEN_OF_PLATFORM, issuedBy(issuer));
    assertEquals(before, SampleToken.ENTRA.keyRequests());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"https://app.scm.azurewebsites.net.evil.example\"",
        "\"https://evil.example/app.scm.azurewebsites.net\"",
        "\"https://evil.example#.scm.azurewebsites.net\"",
        "\"https://evil.example\\\\.scm.azurewebsites.net\"",
        "\"https://user@app.scm.azurewebsites.net\"",
        "\"https://app.scm.azurewebsites.net/x\"",
        "\"https://app.scm.azurewebsites.net:444\"",
        "\"https://app.scm.azurewebsites.net\\n\"",
        "\"https://app-scm.azurewebsites.net\"",
        "\"https://app.azurewebsites.net\"",
        "\"https://.scm.azurewebsites.net\"",
        "\"https://scm.azurewebsites.net\"",
        "\"http://app.scm.azurewebsites.net\"",
        "\"app.scm.azurewebsites.net\"",
        "\"\"",
        "null",
        "1",
        "[" + ISSUER + "]",
        "{\"iss\":" + ISSUER + "}",
        ISSUER_OF_LINK
      })
  void isNoneOfAnyOtherIssuer(String issuer) {
    assertRejected(ALGORITHM_NOT_RS256, issuedBy(issuer));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ISSUER_OF_LINK,
        "\"https://random-name.azurestaticapps.net/.auth\"",
        "\"https://random-name-42.centralus.5.azurestaticapps.net/.auth\""
      })
  void isKnownInAnAppThatIsLinked(String issuer) {
    int before = SampleToken.ENTRA.keyRequests();
    assertRejected(TOKEN_OF_PLATFORM, ofLink(issuer));
    assertEquals(before, SampleToken.ENTRA.keyRequests());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"https://a.azurestaticapps.net/.auth/\"",
        "\"https://a.azurestaticapps.net/\"",
        "\"https://a.azurestaticapps.net.evil.example/.auth\"",
        "\"https://evil.example/a.azurestaticapps.net/.auth\"",
        "\"https://evil.example#.azurestaticapps.net/.auth\"",
        "\"https://aXazurestaticapps.net/.auth\"",
        "\"https://a.azurestaticapps.net/Xauth\"",
        "\"https://a..azurestaticapps.net/.auth\"",
        "\"https://a.b.c.d.e.azurestaticapps.net/.auth\"",
        "\"https://azurestaticapps.net/.auth\"",
        "\"http://a.azurestaticapps.net/.auth\"",
        ISSUER
      })
  void isNoneOfAnyOtherIssuerOfALink(String issuer) {
    assertRejected(VERSION_UNKNOWN, ofLink(issuer));
  }

  @Test
  void isNoneHoweverLongItsIssuer() {
    String labels = "a.".repeat(5_000);
    assertRejected(VERSION_UNKNOWN, ofLink("\"https://" + labels + "azurestaticapps.net/.auth\""));
    assertRejected(ALGORITHM_NOT_RS256, issuedBy("\"https://" + "a".repeat(9_000) + "\""));
  }

  @Test
  void isNoneWithoutAnIssuer() {
    assertRejected(ALGORITHM_NOT_RS256, PlatformTokenText.of(HEADER, "{}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"HS384\"", "\"hs256\"", "\"none\"", "[\"HS256\"]", "null"})
  void isNoneOfAnyOtherAlgorithm(String algorithm) {
    assertRejected(
        ALGORITHM_NOT_RS256,
        PlatformTokenText.of(
            "{\"alg\":" + algorithm + ",\"typ\":\"JWT\"}", "{\"iss\":" + ISSUER + "}"));
  }

  @Test
  void isNoneWhereEntraSignedIt() {
    String issuer = "https://app.scm.azurewebsites.net";
    assertRejected(ISSUER_WRONG, SampleToken.v1().with("iss", issuer).verify());
  }

  @Test
  void isOnlyLookedForAfterSizeAndStrictJson() {
    String claims = "{\"iss\":" + ISSUER + ",";
    assertRejected(
        TOKEN_TOO_LARGE,
        PlatformTokenText.of(
            HEADER, claims + "\"x\":\"" + "x".repeat(ReceivedToken.MAX_LENGTH) + "\"}"));
    assertRejected(
        JSON_MALFORMED, PlatformTokenText.of(HEADER, claims + "\"iss\":" + ISSUER + "}"));
    assertRejected(
        JSON_MALFORMED, PlatformTokenText.of(HEADER, claims + "\"ISS\":" + ISSUER + "}"));
    assertRejected(
        JSON_MALFORMED,
        PlatformTokenText.of("{\"alg\":\"HS256\",\"alg\":\"RS256\"}", "{\"iss\":" + ISSUER + "}"));
    assertRejected(JSON_MALFORMED, PlatformTokenText.of(HEADER, "{\"iss\":" + ISSUER + "} x"));
    String whole = issuedBy(ISSUER);
    assertRejected(SEGMENTS_MALFORMED, whole.substring(0, whole.lastIndexOf('.') + 1));
  }
}
