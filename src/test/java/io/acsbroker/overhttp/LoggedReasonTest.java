package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.LocalRequest.fault;
import static io.acsbroker.overhttp.LocalRequest.noFault;
import static io.acsbroker.overhttp.LocalRequest.reset;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.fixture.ReasonPage;
import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.CannedAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the log says of an outage, each brought about: one sentence, which names the host where one
 * did not answer, and no class of Java.
 */
class LoggedReasonTest {
  private static final Pattern EVENT = Pattern.compile("\\{\"event\":\"request\".*}");
  private static final String TENANT = ADELE.organisation().tenantId();

  private final LogLines log = new LogLines();

  @AfterEach
  void mend() {
    RunningBroker.CLOUD.entra().answerKeyRequests(null);
    RunningBroker.CLOUD.acs().answerExchanges(null);
    RunningBroker.CLOUD.acs().identityRequests().answerAll(null);
    noFault();
    reset();
  }

  private RunningBroker start(Map<String, String> more) {
    return RunningBroker.start(
        settings -> {
          Map<String, String> all = new HashMap<>(settings);
          all.put("BROKER_DEADLINE_SECONDS", "8");
          all.putAll(more);
          return all;
        },
        log);
  }

  private RunningBroker startWithCallers(Map<String, String> more) {
    return CallerFixture.start(more, log);
  }

  private void assertReason(int status, String reason, HttpRequest.Builder request)
      throws IOException {
    HttpResponse<String> response = RunningBroker.send(request);
    assertEquals(status, response.statusCode(), response.body());
    JsonObject event =
        EVENT
            .matcher(log.text())
            .results()
            .map(MatchResult::group)
            .reduce((earlier, later) -> later)
            .flatMap(JsonObject::parse)
            .orElseThrow();
    String logged = event.string("reason").orElse("");
    // What has another address in each tenant stands beside the reason, by which refusals are
    // counted
    assertEquals(reason, event.string("details").orElse(logged));
    assertTrue(ReasonPage.explains(event.string("code").orElseThrow(), logged), logged);
  }

  private static String keys(URI authority, String tenant, String why) {
    return "Signing keys of "
        + tenant
        + " cannot be had from "
        + authority
        + "/"
        + tenant
        + "/discovery/v2.0/keys: "
        + why;
  }

  private static String keys(String why) {
    return keys(RunningBroker.CLOUD.entra().authority(), TENANT, why);
  }

  private static String entra() {
    return RunningBroker.CLOUD.entra().authority().getAuthority();
  }

  private static String acs() {
    return RunningBroker.CLOUD.acs().endpoint().getAuthority();
  }

  private static URI nobody(String scheme) {
    return URI.create(scheme + "://localhost:1");
  }

  private static CannedAnswer page(int status) {
    Map<String, String> headers = Map.of("Content-Type", "text/html; charset=utf-8");
    return new CannedAnswer(status, headers, "<title>a secret</title>", Duration.ZERO);
  }

  // Keys

  @ParameterizedTest
  @CsvSource({
    "keys-down, HTTP 500 text/plain",
    "keys-unreachable, connection closed before an answer by ENTRA"
  })
  void keysThatCannotBeHadAreOneSentenceInEventsAndAtTheStart(String fault, String why)
      throws IOException {
    fault("{\"fault\":\"" + fault + "\"}");
    String sentence = keys(why.replace("ENTRA", entra()));
    StartLog started = StartLog.of(() -> start(Map.of("ENTRA_TENANT_IDS", TENANT)));
    try (RunningBroker broker = started.broker()) {
      assertReason(503, sentence, broker.request());
      assertEquals(List.of("WARNING: " + sentence), started.distinctWarnings());
    } finally {
      started.close();
    }
  }

  @Test
  void aPageInThePlaceOfKeysIsNotTakenForEntras() throws IOException {
    RunningBroker.CLOUD.entra().answerKeyRequests(page(200));
    try (RunningBroker broker = start(Map.of())) {
      String why = "HTTP 200 text/html: something else than Entra answers there, a proxy say";
      assertReason(503, keys(why), broker.request());
    }
  }

  @Test
  void aWrongAuthorityIsNamed() throws IOException {
    URI nobody = nobody("http");
    try (RunningBroker broker = start(Map.of("ENTRA_AUTHORITY_HOST", nobody.toString()))) {
      String why = "connection refused by " + nobody.getAuthority();
      assertReason(503, keys(nobody, TENANT, why), broker.request());
    }
    URI unknown = URI.create("https://entra.invalid");
    try (RunningBroker broker = start(Map.of("ENTRA_AUTHORITY_HOST", unknown.toString()))) {
      assertReason(503, keys(unknown, TENANT, "no such host: entra.invalid"), broker.request());
    }
  }

  @Test
  void aTenantThatEntraDoesNotKnowIsNamedWithTheSettingThatHasIt() throws IOException {
    String nobodys = "11111111-2222-4333-8444-555555555555";
    Map<String, Object> claims =
        RunningBroker.CLOUD.entra().claims(TokenOrder.forUser(SampleDirectory.ADELE));
    claims.put("tid", nobodys);
    String token = RunningBroker.CLOUD.entra().sign(claims);
    try (RunningBroker broker = start(Map.of("ENTRA_TENANT_IDS", nobodys))) {
      String why =
          "HTTP 400: Entra knows no such tenant (AADSTS90002). Its id in ENTRA_TENANT_IDS, or in"
              + " BROKER_POLICY, is wrong, or it is of another cloud than ENTRA_CLOUD";
      assertReason(
          503,
          keys(RunningBroker.CLOUD.entra().authority(), nobodys, why),
          broker.anonymous().header("Authorization", "Bearer " + token));
    }
  }

  @Test
  void aKeyThatIsNotThereIsExplained() throws IOException {
    try (RunningBroker broker = start(Map.of())) {
      assertEquals(200, RunningBroker.send(broker.request()).statusCode());
      fault("{\"fault\":\"keys-replaced\"}");
      HttpResponse<String> response = RunningBroker.send(broker.request());
      assertEquals(401, response.statusCode(), response.body());
      String explained =
          "\"reason\":\"KEY_UNKNOWN\",\"details\":\"not among the \\d keys? fetched at [0-9TZ:-]{20} at "
              + Pattern.quote(RunningBroker.CLOUD.entra().authority() + "/" + TENANT)
              + "/discovery/v2\\.0/keys\"";
      assertTrue(Pattern.compile(explained).matcher(log.text()).find(), log.text());
    }
  }

  // ACS

  @Test
  void aPageInThePlaceOfAcsIsToldByItsKind() throws IOException {
    try (RunningBroker broker = start(Map.of())) {
      fault("{\"fault\":\"acs-html\"}");
      assertReason(502, "ANSWER_NOT_UNDERSTOOD (HTTP 200 text/html)", broker.request());
      noFault();
      RunningBroker.CLOUD.acs().answerExchanges(page(403));
      assertReason(
          502,
          "BROKER_DENIED (HTTP 403 text/html): the managed identity needs the role 'Communication"
              + " and Email Service Owner' on the resource, or the access key is wrong",
          broker.request());
    }
  }

  /** The first makes an identity, and the others ask for something of it. */
  @ParameterizedTest
  @CsvSource({"POST, /api/user", "GET, /api/token", "POST, /api/user/revoke", "DELETE, /api/user"})
  void aPageInThePlaceOfAcsIsToldByItsKindWhateverIsAskedOfAnIdentity(String method, String path)
      throws IOException {
    try (RunningBroker broker = startWithCallers(Map.of())) {
      HttpRequest.Builder request =
          bodyless(broker, callerToken(ADELE))
              .uri(broker.uri(path))
              .method(method, BodyPublishers.noBody());
      if (!method.equals("POST") || path.endsWith("revoke")) {
        RunningBroker.send(
            bodyless(broker, callerToken(ADELE)).uri(broker.uri("/api/token")).GET());
      }
      fault("{\"fault\":\"acs-html\"}");
      assertReason(502, "ANSWER_NOT_UNDERSTOOD (HTTP 200 text/html)", request);
    }
  }

  @Test
  void acsThatDoesNotAnswerIsNamed() throws IOException {
    try (RunningBroker broker = start(Map.of())) {
      fault("{\"fault\":\"acs-unreachable\"}");
      assertReason(503, "connection closed before an answer by " + acs(), broker.request());
    }
    URI nobody = nobody("https");
    for (Map.Entry<String, String> wrong :
        Map.of(
                nobody.toString(),
                "connection refused by " + nobody.getAuthority(),
                "https://acs.invalid",
                "no such host: acs.invalid")
            .entrySet()) {
      String key = "endpoint=" + wrong.getKey() + "/;accesskey=c2VjcmV0";
      try (RunningBroker broker = start(Map.of("COMMUNICATION_SERVICES_CONNECTION_STRING", key))) {
        assertReason(503, wrong.getValue(), broker.request());
      }
    }
  }

  // On behalf of users

  @Test
  void entraThatDoesNotAnswerIsNamedAndAPageIsToldByItsKind() throws IOException {
    String host = RunningBroker.CLOUD.entra().secureAuthority().getAuthority();
    try (RunningBroker broker = startWithCallers(CallerFixture.onBehalfOf())) {
      fault("{\"fault\":\"entra-unreachable\"}");
      assertReason(
          503,
          "connection closed before an answer by " + host,
          bodyless(broker, callerToken(ADELE)));
      noFault();
      fault("{\"fault\":\"entra-html\"}");
      assertReason(
          502, "ANSWER_NOT_UNDERSTOOD (HTTP 200 text/html)", bodyless(broker, callerToken(ADELE)));
    }
  }

  // The table

  @Test
  void storageThatIsDownIsNamed() throws IOException {
    URI nobody = nobody("https");
    String storage =
        "DefaultEndpointsProtocol=https;AccountName=devstoreaccount1;AccountKey=c2VjcmV0;"
            + "TableEndpoint="
            + nobody
            + "/devstoreaccount1;";
    try (RunningBroker broker =
        startWithCallers(Map.of("BROKER_IDENTITY_TABLE_CONNECTION_STRING", storage))) {
      assertReason(
          503,
          "connection refused by " + nobody.getAuthority(),
          bodyless(broker, callerToken(ADELE)).uri(broker.uri("/api/token")).GET());
    }
  }
}
