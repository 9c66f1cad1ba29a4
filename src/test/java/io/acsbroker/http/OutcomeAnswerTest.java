package io.acsbroker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.microsoft.azure.functions.HttpResponseMessage;
import io.acsbroker.json.JsonObject;
import io.acsbroker.outcome.ClaimsChallenge;
import io.acsbroker.outcome.ClaimsChallenge.Wanted;
import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.BadGateway;
import io.acsbroker.outcome.ExchangeOutcome.Challenged;
import io.acsbroker.outcome.ExchangeOutcome.ConsentMissing;
import io.acsbroker.outcome.ExchangeOutcome.DeadlinePassed;
import io.acsbroker.outcome.ExchangeOutcome.Done;
import io.acsbroker.outcome.ExchangeOutcome.Forbidden;
import io.acsbroker.outcome.ExchangeOutcome.Granted;
import io.acsbroker.outcome.ExchangeOutcome.GrantedToIdentity;
import io.acsbroker.outcome.ExchangeOutcome.Identified;
import io.acsbroker.outcome.ExchangeOutcome.InvalidRequest;
import io.acsbroker.outcome.ExchangeOutcome.KeyUnknown;
import io.acsbroker.outcome.ExchangeOutcome.NotFound;
import io.acsbroker.outcome.ExchangeOutcome.TooManyRequests;
import io.acsbroker.outcome.ExchangeOutcome.Unauthenticated;
import io.acsbroker.outcome.ExchangeOutcome.Unavailable;
import io.acsbroker.outcome.ExchangeOutcome.UserRefused;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.Finding;
import io.acsbroker.token.IssuedToken;
import io.acsbroker.token.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The status, the members and the headers with which each outcome is answered. */
class OutcomeAnswerTest {
  private static final Duration WAIT = Duration.ofSeconds(9);
  private static final String CHALLENGE = "WWW-Authenticate";
  private static final Refusal REFUSAL =
      new Refusal(RefusalCode.TOKEN_INVALID, "What helps.", "for the log");
  private static final ClaimsChallenge FURTHER =
      new ClaimsChallenge(
          Optional.of("{\"access_token\":{}}"),
          Wanted.SUBJECT,
          new TenantId("11111111-1111-4111-8111-111111111111"),
          "https://login.example/authorize");

  private static HttpResponseMessage write(ExchangeOutcome outcome) {
    return OutcomeAnswer.to(outcome).write(SampleRequest.of(Map.of()), "correlation");
  }

  private static JsonObject body(HttpResponseMessage response) {
    return JsonObject.parse(String.valueOf(response.getBody())).orElseThrow();
  }

  private static void assertAnswered(
      int status,
      @Nullable String challenge,
      @Nullable String retryAfter,
      ExchangeOutcome outcome) {
    HttpResponseMessage response = write(outcome);
    assertEquals(status, response.getStatusCode(), outcome::toString);
    assertEquals(challenge, response.getHeader(CHALLENGE), outcome::toString);
    assertEquals(retryAfter, response.getHeader("Retry-After"), outcome::toString);
    assertEquals(Optional.of("token_invalid"), body(response).string("code"));
    assertEquals(Optional.of("What helps."), body(response).string("detail"));
    assertFalse(String.valueOf(response.getBody()).contains("for the log"));
  }

  @Test
  void hasAStatusForEachRefusal() {
    assertAnswered(400, null, null, new InvalidRequest(REFUSAL));
    assertAnswered(403, null, null, new Forbidden(REFUSAL));
    assertAnswered(404, null, null, new NotFound(REFUSAL));
    assertAnswered(429, null, "9", new TooManyRequests(REFUSAL, WAIT));
    assertAnswered(502, null, null, new BadGateway(REFUSAL));
    assertAnswered(503, null, "9", new Unavailable(REFUSAL, WAIT));
    assertAnswered(504, null, null, new DeadlinePassed(REFUSAL));
  }

  @Test
  void challengesWhereTheCredentialItselfIsRefused() {
    String challenge = "Bearer error=\"invalid_token\", error_description=\"What helps.\"";
    assertAnswered(401, challenge, null, new Unauthenticated(REFUSAL));
    assertAnswered(401, challenge, "9", new KeyUnknown(REFUSAL, true, WAIT));
    assertAnswered(400, null, "9", new KeyUnknown(REFUSAL, false, WAIT));
  }

  /** RFC 6750 allows printable ASCII without quotation marks and backslashes. */
  @Test
  void writesIntoAChallengeWhatIsAllowedInOneAlone() {
    Refusal odd = new Refusal(RefusalCode.TOKEN_INVALID, "a\"b\\c\r\nü [d] ~", "");
    assertEquals(
        "Bearer error=\"invalid_token\", error_description=\"a'b'c''' [d] ~\"",
        write(new Unauthenticated(odd)).getHeader(CHALLENGE));
  }

  @Test
  void challengesForAMissingScopeAndForNothingElseThatIsForbidden() {
    Refusal scope =
        new Refusal(RefusalCode.INSUFFICIENT_SCOPE, "What helps.", "", "scp", "VoIP", Finding.NONE);
    HttpResponseMessage response = write(new Forbidden(scope));
    assertEquals(403, response.getStatusCode());
    assertEquals(
        "Bearer error=\"insufficient_scope\", error_description=\"What helps.\", scope=\"VoIP\"",
        response.getHeader(CHALLENGE));
    Refusal untold = new Refusal(RefusalCode.INSUFFICIENT_SCOPE, "What helps.", "");
    assertEquals(
        "Bearer error=\"insufficient_scope\", error_description=\"What helps.\"",
        write(new Forbidden(untold)).getHeader(CHALLENGE));
  }

  @Test
  void tellsTheClaimAtFaultWhatWasExpectedAndWhatWasFound() {
    Refusal refusal =
        new Refusal(
            RefusalCode.TOKEN_AUDIENCE_WRONG,
            "What helps.",
            "",
            "aud",
            "https://acs.example",
            new Finding(Optional.of("https://graph.example"), "for the log"));
    JsonObject body = body(write(new Unauthenticated(refusal)));
    assertEquals(Optional.of("aud"), body.string("claim"));
    assertEquals(Optional.of("https://acs.example"), body.string("expected"));
    assertEquals(Optional.of("https://graph.example"), body.string("found"));
  }

  @Test
  void handsOverTheClaimsThatAreWantedAsMicrosoftsLibrariesReadThem() {
    HttpResponseMessage response = write(new Challenged(REFUSAL, FURTHER));
    assertEquals(401, response.getStatusCode());
    assertEquals(
        "Bearer realm=\"11111111-1111-4111-8111-111111111111\","
            + " authorization_uri=\"https://login.example/authorize\","
            + " error=\"insufficient_claims\", claims=\"eyJhY2Nlc3NfdG9rZW4iOnt9fQ==\"",
        response.getHeader(CHALLENGE));
    assertEquals(Optional.of("{\"access_token\":{}}"), body(response).string("claims"));
    assertEquals(Optional.of("subject"), body(response).string("claimsFor"));
  }

  @Test
  void challengesWithoutClaimsWhereASignInIsWantedAndNothingMore() {
    ClaimsChallenge signIn =
        new ClaimsChallenge(Optional.empty(), Wanted.CALLER, FURTHER.tenant(), "");
    HttpResponseMessage response = write(new Challenged(REFUSAL, signIn));
    assertEquals(
        "Bearer error=\"invalid_token\", error_description=\"What helps.\"",
        response.getHeader(CHALLENGE));
    assertFalse(body(response).has("claims"));
    assertEquals(Optional.of("caller"), body(response).string("claimsFor"));
  }

  @Test
  void saysWhereToConsentAndWhatAcsCallsIt() {
    HttpResponseMessage consent =
        write(new ConsentMissing(REFUSAL, URI.create("https://login.example/consent")));
    assertEquals(403, consent.getStatusCode());
    assertEquals(Optional.of("https://login.example/consent"), body(consent).string("consentUrl"));
    HttpResponseMessage refused = write(new UserRefused(REFUSAL, Optional.of("Forbidden")));
    assertEquals(403, refused.getStatusCode());
    assertEquals(Optional.of("Forbidden"), body(refused).string("acsCode"));
    assertFalse(body(write(new UserRefused(REFUSAL, Optional.empty()))).has("acsCode"));
  }

  @Test
  void answersWithWhatWasAskedFor() {
    IssuedToken token =
        new IssuedToken("a.b.c", Instant.parse("2100-01-01T00:00:00Z"), "8:orgid:x");
    HttpResponseMessage granted = write(new Granted(token));
    assertEquals(200, granted.getStatusCode());
    assertEquals(Optional.of("calls"), body(granted).string("goodFor"));
    HttpResponseMessage ofIdentity = write(new GrantedToIdentity(token));
    assertEquals(201, ofIdentity.getStatusCode());
    assertEquals(Optional.of("a.b.c"), body(ofIdentity).string("token"));
    assertFalse(body(ofIdentity).has("goodFor"));
  }

  @Test
  void tellsAnIdentityThatWasMadeFromOneThatWasThere() {
    for (boolean made : List.of(true, false)) {
      HttpResponseMessage response = write(new Identified(new AcsIdentity("8:acs:x"), made));
      assertEquals(made ? 201 : 200, response.getStatusCode());
      assertEquals("{\"acsUserIdentity\":\"8:acs:x\"}", response.getBody());
    }
  }

  @Test
  void hasNeitherBodyNorTypeWhereThereIsNothingToTell() {
    HttpResponseMessage response = write(new Done());
    assertEquals(204, response.getStatusCode());
    assertNull(response.getBody());
    assertNull(response.getHeader("Content-Type"));
    assertEquals("no-store", response.getHeader("Cache-Control"));
  }

  @Test
  void showsNoTokenWhereAnAnswerIsPrinted() {
    String printed =
        OutcomeAnswer.to(new Granted(new IssuedToken("a.b.c", Instant.MAX, "8:orgid:x")))
            .toString();
    assertEquals("Success[200, granted, redacted]", printed);
  }
}
