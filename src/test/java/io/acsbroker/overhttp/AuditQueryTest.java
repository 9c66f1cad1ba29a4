package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.local.entra.SampleDirectory.ALEX;
import static io.acsbroker.local.entra.SampleDirectory.CALLER_CLIENT_ID;
import static io.acsbroker.local.entra.SampleDirectory.CLIENT_ID;
import static io.acsbroker.local.entra.SampleDirectory.CONTOSO;
import static io.acsbroker.local.entra.SampleDirectory.CONTOSO_SALES;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.inBody;
import static io.acsbroker.overhttp.CallerFixture.refused;
import static io.acsbroker.overhttp.CallerFixture.subjectToken;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.alerts.KustoQuery;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.token.Fingerprint;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/audit.md's query finds in the lines of real requests. */
class AuditQueryTest {
  private static final Pattern QUERY = Pattern.compile("(?s)```kusto\\n(let .*?)\\n```");

  private final LogLines log = new LogLines();

  private List<Map<String, Object>> found() throws IOException {
    Matcher query = QUERY.matcher(Files.readString(Path.of("docs/audit.md")));
    assertEquals(true, query.find());
    AtomicInteger minute = new AtomicInteger(10);
    List<Map<String, Object>> traces =
        log.text()
            .lines()
            .filter(line -> line.contains("{\"event\":"))
            .map(line -> line.substring(line.indexOf('{')))
            .map(line -> Map.<String, Object>of("message", line, "timestamp", at(minute)))
            .toList();
    return KustoQuery.rows(query.group(1), Map.of("traces", traces));
  }

  private static String at(AtomicInteger minute) {
    return "2026-11-29T03:" + minute.incrementAndGet();
  }

  private static String policy(String condition) {
    return "{\"rules\":[{\"tenant\":\"%s\",\"clients\":[\"%s\"],\"callerClients\":[\"%s\"],%s}]}"
        .formatted(CONTOSO.tenantId(), CLIENT_ID, CALLER_CLIENT_ID, condition);
  }

  private RunningBroker underPolicy(String condition) {
    Map<String, String> settings = new HashMap<>();
    settings.put("ENTRA_TENANT_IDS", "");
    settings.put("ENTRA_CLIENT_IDS", "");
    settings.put("BROKER_CALLER_CLIENT_IDS", "");
    settings.put("BROKER_POLICY", policy(condition));
    return CallerFixture.start(settings, log);
  }

  private static void granted(RunningBroker broker, SampleUser user) {
    CallerFixture.assertGranted(user, inBody(broker, callerToken(user), subjectToken(user)));
  }

  @Test
  void saysWhoGotATokenForWhomByWhichApplicationAndRule() throws IOException {
    try (RunningBroker broker = underPolicy("\"roles\":[\"Calls.Place\",\"Calls.Watch\"]")) {
      granted(broker, ADELE);
      refused(403, "caller_role_missing", inBody(broker, callerToken(ALEX), subjectToken(ALEX)));
    }
    assertEquals(1, found().size());
    Map<String, Object> row = found().getFirst();
    assertEquals("2026-11-29T03:11", row.get("timestamp"));
    assertEquals("TeamsToken", row.get("function"));
    assertEquals(CONTOSO.tenantId(), row.get("tenant"));
    assertEquals(
        Fingerprint.of(CONTOSO.tenantId() + "/" + ADELE.objectId()), row.get("userSha256"));
    assertEquals(CLIENT_ID, row.get("client"));
    assertEquals(CALLER_CLIENT_ID, row.get("callerClient"));
    assertEquals("policy, role Calls.Place", row.get("rule"));
    assertEquals("acs", row.get("source"));
  }

  @Test
  void namesTheGroupThatTheRuleAsksForAndNoOther() throws IOException {
    String other = "\"11111111-1111-4111-8111-111111111111\"";
    try (RunningBroker broker =
        underPolicy("\"groups\":[%s,\"%s\"]".formatted(other, CONTOSO_SALES))) {
      granted(broker, ADELE);
    }
    assertEquals("policy, group " + CONTOSO_SALES, found().getFirst().get("rule"));
  }

  @Test
  void findsATokenWithoutACallerByTheRuleOfTheSettings() throws IOException {
    try (RunningBroker broker = RunningBroker.start(settings -> settings, log)) {
      assertEquals(200, RunningBroker.send(broker.request()).statusCode());
      assertEquals(401, RunningBroker.send(broker.anonymous()).statusCode());
    }
    assertEquals(1, found().size());
    assertEquals("settings", found().getFirst().get("rule"));
    assertEquals("", found().getFirst().get("callerClient"));
  }

  @Test
  void findsATokenOfAnAcsIdentityByItsCaller() throws IOException {
    try (RunningBroker broker = CallerFixture.start(Map.of(), log)) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(broker.uri("/api/token"))
              .header("Authorization", "Bearer " + callerToken(ADELE));
      assertEquals(201, RunningBroker.send(request).statusCode());
    }
    Map<String, Object> row = found().getFirst();
    assertEquals("UserToken", row.get("function"));
    assertEquals("settings", row.get("rule"));
    assertEquals(CALLER_CLIENT_ID, row.get("callerClient"));
  }

  @Test
  void findsNothingInALogWithoutEvents() throws IOException {
    assertEquals(List.of(), found());
  }
}
