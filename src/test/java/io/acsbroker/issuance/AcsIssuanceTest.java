package io.acsbroker.issuance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.fixture.CannedServer;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.fixture.SampleSubjects;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Issued;
import io.acsbroker.issuance.Issuance.RefusalReason;
import io.acsbroker.issuance.Issuance.Refused;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.net.ServerClock;
import io.acsbroker.token.AcsApiVersion;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.EntraToken;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.LastingFailure;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.ReadinessProblem.Kind;
import io.acsbroker.token.ResourceCredential;
import io.acsbroker.token.ResourceCredential.ConnectionString;
import io.acsbroker.token.ResourceCredential.ManagedIdentity;
import io.acsbroker.token.Subject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The issuers of all routes, over one connection and each with calls of its own. */
class AcsIssuanceTest {
  private static final Subject USER = SampleSubjects.number(0);
  private static final String TOKEN =
      "{\"identity\":{\"id\":\"8:acs:user\"},"
          + "\"accessToken\":{\"token\":\"t\",\"expiresOn\":\"2099-01-01T00:00:00+00:00\"}}";

  private final CannedServer acs = new CannedServer();
  private final URI endpoint = URI.create("http://localhost:" + acs.port());
  private final ManualClock clock = new ManualClock();
  private final AcsIssuance issuance =
      issuance(new ConnectionString(endpoint, "endpoint=" + endpoint + "/;accesskey=c2VjcmV0"));

  @AfterEach
  void stop() {
    acs.close();
  }

  private AcsIssuance issuance(ResourceCredential credential) {
    return new AcsIssuance(
        () -> BoundedHttp.client().build(),
        credential,
        AcsApiVersion.FIRST_WHOLE,
        8,
        new LastingFailure(Kind.ACS, clock),
        clock,
        new ServerClock(clock));
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  private static Issuance issue(TokenIssuer issuer, ExchangeRoute route) {
    ClientId client = new ClientId("cccccccc-0000-4000-8000-000000000003");
    return issuer
        .issue(new IssuanceRequest(route, new EntraToken("subject"), client, USER), soon())
        .answer();
  }

  @ParameterizedTest
  @CsvSource({
    "ENTRA, /access/entra/:exchangeAccessToken?api-version=2025-03-02-preview",
    "TEAMS_PHONE, /access/teamsExtension/:exchangeAccessToken?api-version=2025-06-30"
  })
  void asksForEachRouteAtItsOwnPlace(ExchangeRoute route, String target) {
    acs.answer(CannedAnswer.text(200, TOKEN));
    Issued issued = assertInstanceOf(Issued.class, issue(issuance.issuer(), route));
    assertEquals("8:acs:user", issued.token().userId());
    assertEquals(target, acs.requests().getFirst().target());
  }

  /** The signature of a key is for nobody who listens. */
  @Test
  void signsNothingThatGoesOverPlainHttp() {
    Refused refused =
        assertInstanceOf(Refused.class, issue(issuance.issuer(), ExchangeRoute.TEAMS));
    assertEquals(RefusalReason.ANSWER_NOT_UNDERSTOOD, refused.reason());
    assertEquals(0, acs.requests().size());
  }

  @Test
  void leavesAcsAloneByOneRouteAndNotByAnother() {
    TokenIssuer issuer = issuance.issuer();
    acs.answer(new CannedAnswer(429, Map.of("Retry-After", "600"), "", Duration.ZERO));
    assertInstanceOf(Unavailable.class, issue(issuer, ExchangeRoute.ENTRA));
    Unavailable left =
        issuer.leftAlone(ExchangeRoute.ENTRA, USER).orElseThrow().unavailable().orElseThrow();
    assertEquals(Cause.ACS_THROTTLES, left.cause());
    Duration wait = left.retryAfter().orElseThrow();
    assertTrue(wait.compareTo(Duration.ofMinutes(10)) > 0, "a little longer than ACS says");
    assertTrue(wait.compareTo(Duration.ofMinutes(11)) <= 0, "by a tenth at most");
    assertEquals(Optional.empty(), issuer.leftAlone(ExchangeRoute.TEAMS_PHONE, USER));
    acs.answer(CannedAnswer.text(200, TOKEN));
    assertInstanceOf(Issued.class, issue(issuer, ExchangeRoute.TEAMS_PHONE));
  }

  @Test
  void connectsBeforeTheFirstRequestAndKeepsNobodyWaiting() {
    TokenIssuer issuer = issuance.issuer();
    assertEquals(Optional.empty(), issuer.prepare(soon()));
    while (acs.requests().isEmpty()) {
      Thread.onSpinWait();
    }
    assertEquals("HEAD", acs.requests().getFirst().method());
  }

  @Test
  void rehearsesWithoutAskingAnybody() {
    URI resource = URI.create("https://localhost:" + acs.port());
    issuance(new ConnectionString(resource, "endpoint=" + resource + "/;accesskey=c2VjcmV0"))
        .rehearse();
    issuance(new ManagedIdentity(resource, Optional.empty())).rehearse();
    assertEquals(0, acs.requests().size());
  }

  /** A machine on which tests run names no endpoint of a managed identity. */
  @Test
  void saysThatThereIsNoIdentityBeforeTheFirstRequest() {
    ManagedIdentity own = new ManagedIdentity(endpoint, Optional.empty());
    assertEquals(
        Optional.of(
            "managed identity: no IDENTITY_ENDPOINT in the environment, so the app has no managed"
                + " identity: assign one to it"),
        issuance(own).issuer().prepare(soon()).map(ReadinessProblem::toString));
  }

  @Test
  void readsNoAnswerThatIsTooLong() {
    acs.answer(CannedAnswer.text(200, " ".repeat(70_000)));
    assertEquals(
        new Refused(RefusalReason.ANSWER_NOT_UNDERSTOOD, "more than 65536 bytes in the answer"),
        issue(issuance.issuer(), ExchangeRoute.ENTRA));
  }
}
