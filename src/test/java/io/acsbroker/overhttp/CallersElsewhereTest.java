package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.local.entra.SampleDirectory.ALEX;
import static io.acsbroker.overhttp.CallerFixture.assertClaim;
import static io.acsbroker.overhttp.CallerFixture.assertGranted;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.inBody;
import static io.acsbroker.overhttp.CallerFixture.inHeader;
import static io.acsbroker.overhttp.CallerFixture.refused;
import static io.acsbroker.overhttp.CallerFixture.subjectToken;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers of the company's own sign-in of the local cloud, bound to their user at Entra or not. */
class CallersElsewhereTest {
  private static final String SAM = "sam@elsewhere.example";
  private static RunningBroker bound;
  private static RunningBroker unbound;

  @BeforeAll
  static void start() {
    Map<String, String> settings = new HashMap<>(CallerFixture.elsewhere());
    bound = CallerFixture.start(settings);
    settings.put("BROKER_CALLER_ISSUERS", RunningBroker.CLOUD.elsewhere().callerIssuersUnbound());
    unbound = CallerFixture.start(settings);
  }

  @AfterAll
  static void close() {
    bound.close();
    unbound.close();
    LocalRequest.reset();
  }

  @Test
  void exchangeTheirOwnSubjectToken() {
    assertGranted(ADELE, inBody(bound, token(ADELE.userName()), subjectToken(ADELE)));
    assertGranted(ADELE, inHeader(bound, token(ADELE.userName()), subjectToken(ADELE)));
  }

  @Test
  void exchangeNobodyElsesWhereTheyAreBound() {
    HttpRequest.Builder request = inBody(bound, token(ALEX.userName()), subjectToken(ADELE));

    assertClaim("/ext/oid", refused(403, "caller_mismatch", request));
  }

  @Test
  void exchangeAnybodysWhereTheyAreNot() {
    assertGranted(ADELE, inBody(unbound, token(ALEX.userName()), subjectToken(ADELE)));
    assertGranted(ADELE, inBody(unbound, token(SAM), subjectToken(ADELE)));
  }

  @Test
  void haveToBeSomebodyAtEntraWhereTheyAreBound() {
    refused(401, "token_invalid", inBody(bound, token(SAM), subjectToken(ADELE)));
  }

  @Test
  void areNoMachinesBoundOrNot() {
    String machine = token("sample-machine");

    refused(403, "caller_not_a_user", inBody(bound, machine, subjectToken(ADELE)));
    refused(403, "caller_not_a_user", inBody(unbound, machine, subjectToken(ADELE)));
  }

  @Test
  void bringASubjectToken() {
    refused(400, "subject_token_missing", bodyless(bound, token(ADELE.userName())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind=id | 401 | token_invalid",
        "scope=openid | 403 | insufficient_scope",
        "client=another | 403 | caller_client_not_allowed",
        "lifetime=-90 | 401 | token_expired",
        "change={\"aud\":\"https://another.example\"} | 401 | token_audience_wrong",
        "change={\"sub\":null} | 401 | token_user_missing",
        "change={\"nonce\":\"n\"} | 401 | token_invalid",
        "change={\"ext\":{\"tid\":null}} | 401 | token_invalid",
        "change={\"ext\":\"72aa62aa-dd7a-4ca7-8940-f9482b30e300\"} | 401 | token_invalid"
      })
  void bringGoodTokens(String change, int status, String code) {
    String[] parameter = change.split("=", 2);
    String token =
        token(
            ADELE.userName()
                + "&"
                + parameter[0]
                + "="
                + URLEncoder.encode(parameter[1], StandardCharsets.UTF_8));

    refused(status, code, inBody(bound, token, subjectToken(ADELE)));
  }

  @Test
  void haveIdentitiesOfTheirOwn() {
    String adele = identity(bound, token(ADELE.userName()));
    String sam = identity(unbound, token(SAM));

    assertEquals(adele, identity(bound, token(ADELE.userName())));
    assertNotEquals(adele, sam);
    try (RunningBroker ofEntra = CallerFixture.start(Map.of())) {
      assertNotEquals(adele, identity(ofEntra, callerToken(ADELE)));
    }
  }

  private static String identity(RunningBroker broker, String callerToken) {
    HttpRequest.Builder request = bodyless(broker, callerToken).uri(broker.uri("/api/user"));
    HttpResponse<String> response = RunningBroker.send(request);
    return RunningBroker.json(response).string("acsUserIdentity").orElse(response.body());
  }

  private static String token(String user) {
    URI order =
        RunningBroker.CLOUD
            .entra()
            .authority()
            .resolve("/local/token?audience=elsewhere&user=" + user);
    return RunningBroker.send(HttpRequest.newBuilder(order)).body();
  }
}
