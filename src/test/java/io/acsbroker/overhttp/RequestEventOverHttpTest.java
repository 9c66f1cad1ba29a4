package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.inHeader;
import static io.acsbroker.overhttp.CallerFixture.subjectToken;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.acsbroker.json.JsonObject;
import io.acsbroker.token.Fingerprint;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The line of the log in which a request ends: each member says what it is for. */
class RequestEventOverHttpTest {
  private static final String CALLER_CLIENT = "22222222-2222-4222-8222-222222222222";

  private static String event(LogLines log) {
    return log.text()
        .lines()
        .filter(line -> line.contains("{\"event\":"))
        .findFirst()
        .orElseThrow();
  }

  private static String claim(String token, String name) {
    byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return JsonObject.parse(new String(claims, UTF_8)).flatMap(it -> it.string(name)).orElseThrow();
  }

  @Test
  void tellsCallerAndSubjectApart() {
    LogLines log = new LogLines();
    String caller = callerToken(ADELE, order -> order.withClientId(CALLER_CLIENT));
    String subject = subjectToken(ADELE);
    String client = claim(subject, "appid");
    assertNotEquals(CALLER_CLIENT, client);
    Map<String, String> settings = Map.of("BROKER_CALLER_CLIENT_IDS", CALLER_CLIENT);
    HttpResponse<String> answer;
    try (RunningBroker broker = CallerFixture.start(settings, log)) {
      answer = RunningBroker.send(inHeader(broker, caller, subject));
    }
    String tenant = ADELE.organisation().tenantId();
    assertEquals(
        "{\"event\":\"request\",\"function\":\"TeamsToken\",\"status\":200,\"code\":\"granted\","
            + "\"correlationId\":\"ID\",\"ms\":N,\"stage\":\"acs\",\"source\":\"acs\","
            + ("\"tokenSha256\":\"" + Fingerprint.of(subject) + "\",")
            + ("\"tenant\":\"" + tenant + "\",")
            + ("\"client\":\"" + client + "\",\"callerClient\":\"" + CALLER_CLIENT + "\",")
            + ("\"userSha256\":\"" + Fingerprint.of(tenant + "/" + ADELE.objectId()) + "\",")
            + "\"rule\":\"settings\","
            + ("\"uti\":\"" + claim(subject, "uti") + "\",")
            + ("\"callerUti\":\"" + claim(caller, "uti") + "\",")
            + "\"verifyMs\":N,\"onBehalfOfMs\":N,\"managedIdentityMs\":N,\"acsMs\":N,"
            + "\"acsTries\":1,\"acsCorrelationId\":\"CV\",\"ignoredHeaderParameters\":0}",
        event(log)
            .replaceFirst("^[^{]*", "")
            .replaceAll("(Ms|\"ms)\":\\d+", "$1\":N")
            .replaceAll("\"correlationId\":\"[0-9a-f-]{36}\"", "\"correlationId\":\"ID\"")
            .replaceAll(
                "\"acsCorrelationId\":\"[A-Za-z0-9+/]{22}\\.0\"", "\"acsCorrelationId\":\"CV\""));
    assertEquals(200, answer.statusCode(), answer.body());
  }
}
