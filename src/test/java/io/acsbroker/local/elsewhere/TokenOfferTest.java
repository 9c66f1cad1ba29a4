package io.acsbroker.local.elsewhere;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.overhttp.RunningBroker;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens of the company's own sign-in for whoever asks, where Entra's are too. */
class TokenOfferTest {
  private static final LocalCloud CLOUD = RunningBroker.CLOUD;
  private static final String ADELE = "user=adele@contoso.example";

  @AutoClose private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void namesThePersonAtEntraBelowExt() throws Exception {
    JWTClaimsSet claims = claims(ADELE);

    assertEquals(CLOUD.elsewhere().issuer(), claims.getIssuer());
    assertEquals(
        Map.of("tid", SampleDirectory.CONTOSO.tenantId(), "oid", SampleDirectory.ADELE.objectId()),
        claims.getClaim("ext"));
    assertFalse(claims.getSubject().contains(SampleDirectory.ADELE.objectId()));
  }

  @Test
  void namesNobodyAtEntraOfSomebodyWhomEntraDoesNotKnow() throws Exception {
    assertEquals(null, claims("user=sam@elsewhere.example").getClaim("ext"));
  }

  @Test
  void namesAMachineAsItsOwnSubject() throws Exception {
    JWTClaimsSet claims = claims("user=sample-machine");

    assertEquals("sample-machine", claims.getSubject());
    assertEquals("sample-machine", claims.getClaim("client_id"));
  }

  @Test
  void givesAnIdTokenToWhomAsksForOne() throws Exception {
    SignedJWT token = SignedJWT.parse(get(ADELE + "&kind=id").body());

    assertEquals("JWT", token.getHeader().getType().toString());
    assertEquals("sample-page", token.getJWTClaimsSet().getAudience().getFirst());
    assertEquals("a-nonce", token.getJWTClaimsSet().getClaim("nonce"));
  }

  @Test
  void putsWhatIsAskedForIntoTheToken() throws Exception {
    String change = URLEncoder.encode("{\"ext\":null,\"aud\":\"x\"}", StandardCharsets.UTF_8);
    JWTClaimsSet claims = claims(ADELE + "&client=c&scope=s&lifetime=60&change=" + change);

    assertEquals("c", claims.getClaim("client_id"));
    assertEquals("s", claims.getClaim("scope"));
    assertEquals("x", claims.getAudience().getFirst());
    assertEquals(null, claims.getClaim("ext"));
    assertEquals(Duration.ofMinutes(1), lifetime(claims));
  }

  @Test
  void givesOneThatWasOnceValidWhereItHasExpired() throws Exception {
    JWTClaimsSet claims = claims(ADELE + "&lifetime=-90");

    assertEquals(Duration.ofMinutes(10), lifetime(claims));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user=adele@contoso.example&kind=refresh | kind is access or id.",
        "user=adele@contoso.example&lifetime=long | lifetime is a whole number of seconds,"
            + " negative for one that has expired.",
        "user=adele@contoso.example&change=[] | change is a JSON object of claims; null takes one"
            + " away.",
        "user=adele@contoso.example&version=2.0 | With audience=elsewhere parameters are audience,"
            + " change, client, kind, lifetime, scope, user.",
        "user=nobody | user is one of adele@contoso.example, alex@contoso.example,"
            + " diego@contoso.example, henrietta@contoso.example, megan@contoso.example,"
            + " lidia_fabrikam.example#EXT#@contoso.example, lidia@fabrikam.example,"
            + " nestor@fabrikam.example, joni@fabrikam.example, isaiah@litware.example,"
            + " sam@elsewhere.example, sample-machine."
      })
  void saysWhatThereIsOtherwise(String query, String sentence) throws Exception {
    HttpResponse<String> answer = get(query);

    assertEquals("400 " + sentence + "\n", answer.statusCode() + " " + answer.body());
  }

  @Test
  void isForNoPageOfAnotherMachine() throws Exception {
    assertEquals(403, get(ADELE, "Origin", "https://attacker.example").statusCode());
    assertEquals(200, get(ADELE, "Origin", "http://localhost:5173").statusCode());
  }

  private JWTClaimsSet claims(String query) throws Exception {
    return SignedJWT.parse(get(query).body()).getJWTClaimsSet();
  }

  private HttpResponse<String> get(String query, String... headers) throws Exception {
    URI address = CLOUD.entra().authority().resolve("/local/token?audience=elsewhere&" + query);
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    return client.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        BodyHandlers.ofString());
  }

  private static Duration lifetime(JWTClaimsSet claims) {
    return Duration.between(
        claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant());
  }
}
