package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.local.entra.SampleDirectory.MEGAN;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.subjectToken;
import static io.acsbroker.overhttp.CallerFixture.withBody;
import static io.acsbroker.overhttp.RunningBroker.send;

import io.acsbroker.openapi.ApiExamples;
import io.acsbroker.token.ExchangeRoute;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The examples of docs/openapi.yaml are what is answered here. */
class ApiExamplesTest {
  private final Map<String, HttpResponse<String>> answered = new HashMap<>();

  @AfterEach
  void reset() {
    LocalRequest.reset();
  }

  @Test
  void showsWhatIsAnswered() throws IOException {
    try (RunningBroker broker = RunningBroker.start()) {
      tokens(broker);
      refusals(broker);
      faults(broker);
    }
    try (RunningBroker broker = CallerFixture.start(Map.of())) {
      identities(broker);
    }
    try (RunningBroker broker = CallerFixture.start(CallerFixture.onBehalfOf())) {
      faultOfAdele("consent-withdrawn");
      answered("ConsentRequired", bodyless(broker, callerToken(ADELE)));
    }
    try (RunningBroker broker = CallerFixture.start(Map.of("BROKER_USER_EXCHANGE_LIMIT", "1"))) {
      HttpRequest.Builder token = get(broker, "/api/token");
      send(token);
      answered("TooManyExchanges", token);
    }
    metadata();
    try (RunningBroker broker = CallerFixture.start(Map.of("ENTRA_TENANT_IDS", "mine"))) {
      answered("NotReady", get(broker, "/api/health/ready"));
    }
    ApiExamples.requireShown(answered);
  }

  private void answered(String name, HttpRequest.Builder request) {
    answered.put(name, send(request));
  }

  private static void faultOfAdele(String fault) {
    LocalRequest.fault("{\"fault\":\"%s\",\"user\":\"%s\"}".formatted(fault, ADELE.userName()));
  }

  private static HttpRequest.Builder get(RunningBroker broker, String path) {
    return bodyless(broker, callerToken(ADELE)).uri(broker.uri(path)).GET();
  }

  private void tokens(RunningBroker broker) {
    answered("TeamsToken", broker.request());
    answered("EntraToken", broker.request(ExchangeRoute.ENTRA, order -> order));
    answered("TeamsPhoneToken", broker.request(ExchangeRoute.TEAMS_PHONE, order -> order));
    answered("Alive", get(broker, "/api/health"));
    answered("Ready", get(broker, "/api/health/ready"));
  }

  private void metadata() {
    String ofTeams = ResourceMetadataTest.WELL_KNOWN + ExchangeRoute.TEAMS.path();
    try (RunningBroker broker = ResourceMetadataTest.direct(Map.of())) {
      answered("MetadataForSubjectTokens", get(broker, ofTeams));
    }
    try (RunningBroker broker = CallerFixture.start(ResourceMetadataTest.PUBLIC)) {
      answered("MetadataForCallers", get(broker, ofTeams));
    }
  }

  private void refusals(RunningBroker broker) {
    answered("BodyMemberUnknown", withBody(broker.request(), "{\"user\":\"adele\"}"));
    answered("BearerTokenMissing", broker.anonymous());
    answered(
        "TokenAudienceWrong",
        broker
            .request(ExchangeRoute.ENTRA, order -> order)
            .uri(broker.uri(ExchangeRoute.TEAMS.path())));
    answered(
        "InsufficientScope",
        broker.request(ExchangeRoute.TEAMS, order -> order.withScopes("Teams.ManageCalls")));
    answered("TeamsLicenseMissing", bodyless(broker, subjectToken(MEGAN)));
    answered("MethodNotAllowed", broker.request().GET());
    answered("NotFound", get(broker, "/api/nowhere"));
    answered("IdentitiesNotEnabled", get(broker, "/api/token"));
  }

  /** The last one is remembered by the broker. */
  private void faults(RunningBroker broker) {
    faultOfAdele("acs-challenges");
    answered("ClaimsChallenge", broker.request());
    LocalRequest.reset();
    LocalRequest.fault("{\"fault\":\"acs-denied\"}");
    answered("AcsDenied", broker.request());
    LocalRequest.fault("{\"fault\":\"acs-throttled\"}");
    answered("AcsThrottled", broker.request());
    LocalRequest.reset();
  }

  private void identities(RunningBroker broker) {
    HttpRequest.Builder user = get(broker, "/api/user");
    HttpRequest.Builder token = get(broker, "/api/token");
    answered("SubjectTokenMissing", bodyless(broker, callerToken(ADELE)));
    send(user.DELETE());
    answered("IdentityNotFound", user.GET());
    answered("IdentityMade", user.POST(HttpRequest.BodyPublishers.noBody()));
    answered("Identity", user.GET());
    answered("IdentityToken", token);
    answered("ScopesNotAllowed", withBody(token, "{\"scopes\":[\"chat\"]}"));
    answered("ScopesInvalid", withBody(get(broker, "/api/token"), "{\"scopes\":[\"VoIP\"]}"));
  }
}
