package io.acsbroker.issuance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.azure.communication.identity.CommunicationIdentityClient;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import io.acsbroker.azure.BufferedResponse;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.fixture.SampleSubjects;
import io.acsbroker.issuance.Issuance.Issued;
import io.acsbroker.issuance.Issuance.RefusalReason;
import io.acsbroker.issuance.Issuance.Refused;
import io.acsbroker.token.AcsApiVersion;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.IssuedToken;
import io.acsbroker.token.LastingFailure;
import io.acsbroker.token.ReadinessProblem.Kind;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.ResourceCredential.ConnectionString;
import io.acsbroker.token.Subject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** What ACS is sent for a token, and what becomes of its answer. */
class TokenCallTest {
  private static final URI RESOURCE = URI.create("https://contoso.communication.azure.com");
  private static final AcsApiVersion VERSION = AcsApiVersion.parse("2026-09-23").orElseThrow();
  private static final Subject USER = SampleSubjects.number(0);
  private static final ClientId CLIENT = new ClientId("cccccccc-0000-4000-8000-000000000003");
  private static final Instant END = Instant.parse("2026-05-04T11:00:00Z");

  private final ManualClock clock = new ManualClock();
  private final List<HttpRequest> sent = new ArrayList<>();
  private int status = 200;
  private String body = "";
  private final HttpClient http =
      request -> {
        sent.add(request);
        HttpHeaders headers = new HttpHeaders().set(HttpHeaderName.fromString("MS-CV"), "cv.0");
        return Mono.just(BufferedResponse.ofJson(request, status, headers, body));
      };

  private static IssuanceRequest request(ExchangeRoute route) {
    return new IssuanceRequest(route, new ReceivedToken("subject"), CLIENT, USER);
  }

  private AcsReport<Issuance> asked(ExchangeRoute route) {
    return new EntraTokenCall(http, route.atAcs().at(RESOURCE, VERSION), clock).ask(request(route));
  }

  private AcsReport<Issuance> askedForATeamsUser() {
    ConnectionString key =
        new ConnectionString(RESOURCE, "endpoint=" + RESOURCE + "/;accesskey=c2VjcmV0");
    CommunicationIdentityClient client =
        AcsConnection.client(key, VERSION, new LastingFailure(Kind.ACS, clock), http);
    return new TeamsUserCall(() -> client, clock).ask(request(ExchangeRoute.TEAMS));
  }

  private static String exchanged(String user) {
    return "{\"identity\":{\"id\":\""
        + user
        + "\"},\"accessToken\":{\"token\":\"t\",\"expiresOn\":\"2026-05-04T11:00:00+00:00\"}}";
  }

  @ParameterizedTest
  @CsvSource({
    "ENTRA, /access/entra/:exchangeAccessToken?api-version=2025-03-02-preview",
    "TEAMS_PHONE, /access/teamsExtension/:exchangeAccessToken?api-version=2026-09-23"
  })
  void showsTheUsersTokenAloneToItsExchangeAtTheResource(ExchangeRoute route, String target) {
    body = exchanged("8:acs:user");
    assertEquals(
        AcsReport.of(new Issued(new IssuedToken("t", END, "8:acs:user")), Optional.of("cv.0")),
        asked(route));
    HttpRequest request = sent.getFirst();
    assertEquals("POST " + RESOURCE + target, request.getHttpMethod() + " " + request.getUrl());
    assertEquals("Bearer subject", request.getHeaders().getValue(HttpHeaderName.AUTHORIZATION));
    assertEquals("application/json", request.getHeaders().getValue(HttpHeaderName.CONTENT_TYPE));
    assertEquals("{}", request.getBodyAsBinaryData().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "acs", "8:a b"})
  void takesNoTokenOfNobody(String user) {
    body = exchanged(user);
    assertEquals(
        AcsReport.of(
            new Refused(RefusalReason.ANSWER_NOT_UNDERSTOOD, "HTTP 200 without a user"),
            Optional.of("cv.0")),
        asked(ExchangeRoute.ENTRA));
  }

  @Test
  void saysOfARefusalWhatItMeansForTheRoute() {
    status = 403;
    assertEquals(
        AcsReport.of(
            new Refused(RefusalReason.ACCESS_NOT_ASSIGNED, "HTTP 403"), Optional.of("cv.0")),
        asked(ExchangeRoute.ENTRA));
    assertEquals(
        AcsReport.of(new Refused(RefusalReason.BROKER_DENIED, "HTTP 403"), Optional.of("cv.0")),
        askedForATeamsUser());
  }

  @Test
  void takesNoAnswerWithoutAToken() {
    body = "{}";
    UnreadableAnswerException unreadable =
        assertThrows(UnreadableAnswerException.class, () -> asked(ExchangeRoute.ENTRA));
    assertEquals("HTTP 200 without a token", unreadable.diagnosis());
  }

  @Test
  void hasTheTokenOfATeamsUserIssuedForExactlyThatUserAndClient() {
    body = "{\"token\":\"t\",\"expiresOn\":\"2026-05-04T11:00:00+00:00\"}";
    assertEquals(
        AcsReport.of(
            new Issued(new IssuedToken("t", END, "8:orgid:" + USER.user().value())),
            Optional.of("cv.0")),
        askedForATeamsUser());
    String asked = sent.getFirst().getBodyAsBinaryData().toString();
    assertEquals(
        "{\"token\":\"subject\",\"appId\":\"%s\",\"userId\":\"%s\"}"
            .formatted(CLIENT.value(), USER.user().value()),
        asked);
  }
}
