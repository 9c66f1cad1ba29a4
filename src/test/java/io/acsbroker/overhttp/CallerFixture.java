package io.acsbroker.overhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.entra.TokenOrder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.Logger;

/** Requests with a caller token, and what is expected of their answers. */
public final class CallerFixture {
  static final String SUBJECT_HEADER = "teams-user-aad-token";

  /** Settings with which ACS alone judges subject tokens, of the one client that there is then. */
  public static final Map<String, String> JUDGED_BY_ACS =
      Map.of("BROKER_SUBJECT_VERIFICATION", "acs", "ENTRA_CLIENT_IDS", SampleDirectory.CLIENT_ID);

  private CallerFixture() {}

  /** A broker that takes caller tokens, with further settings. */
  public static RunningBroker start(Map<String, String> further) {
    return RunningBroker.start(settings -> settings(settings, further));
  }

  /** The same, with a log. */
  static RunningBroker start(Map<String, String> further, Handler log) {
    return RunningBroker.start(settings -> settings(settings, further), log);
  }

  /** The same, by another clock than the machine's. */
  static RunningBroker start(Map<String, String> further, InstantSource clock) {
    return RunningBroker.start(settings -> settings(settings, further), clock);
  }

  /** The same, with both. */
  static RunningBroker start(Map<String, String> further, Handler log, InstantSource clock) {
    return RunningBroker.start(settings -> settings(settings, further), log, clock);
  }

  /** Settings with which the broker gets subject tokens on behalf of callers, by a secret. */
  static Map<String, String> onBehalfOf() {
    return Map.of(
        "BROKER_ON_BEHALF_OF",
        "true",
        "BROKER_API_CLIENT_SECRET",
        RunningBroker.CLOUD.entra().onBehalfOf().clientSecret(),
        "ENTRA_AUTHORITY_HOST",
        RunningBroker.CLOUD.entra().secureAuthority().toString());
  }

  /** What a broker that takes caller tokens logs of its start. */
  static String startLog(Map<String, String> further) {
    LogLines log = new LogLines();
    Logger logger = Logger.getLogger("io.acsbroker.Broker");
    logger.addHandler(log);
    try {
      start(further).close();
      return log.text();
    } finally {
      logger.removeHandler(log);
    }
  }

  private static Map<String, String> settings(
      Map<String, String> settings, Map<String, String> further) {
    LocalCloud cloud = RunningBroker.CLOUD;
    Map<String, String> all = new HashMap<>(cloud.settingsForCallers());
    all.remove("COMMUNICATION_SERVICES_ENDPOINT");
    all.remove("BROKER_IDENTITY_TABLE_ENDPOINT");
    all.put("BROKER_IDENTITY_TABLE_CONNECTION_STRING", cloud.table().connectionString());
    all.putAll(settings);
    all.putAll(further);
    all.values().removeIf(String::isEmpty);
    return all;
  }

  public static String callerToken(SampleUser user) {
    return callerToken(user, order -> order);
  }

  static String callerToken(SampleUser user, UnaryOperator<TokenOrder> change) {
    return RunningBroker.CLOUD.entra().token(change.apply(TokenOrder.forCaller(user)));
  }

  static String subjectToken(SampleUser user) {
    return subjectToken(user, order -> order);
  }

  static String subjectToken(SampleUser user, UnaryOperator<TokenOrder> change) {
    return RunningBroker.CLOUD.entra().token(change.apply(TokenOrder.forUser(user)));
  }

  static HttpRequest.Builder bodyless(RunningBroker broker, String callerToken) {
    return broker.anonymous().header("Authorization", "Bearer " + callerToken);
  }

  static HttpRequest.Builder inHeader(
      RunningBroker broker, String callerToken, String subjectToken) {
    return bodyless(broker, callerToken).header(SUBJECT_HEADER, subjectToken);
  }

  static HttpRequest.Builder inBody(RunningBroker broker, String callerToken, String subjectToken) {
    return withBody(bodyless(broker, callerToken), "{\"accessToken\":\"" + subjectToken + "\"}");
  }

  static HttpRequest.Builder withBody(HttpRequest.Builder request, String body) {
    return request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
  }

  static void assertGranted(SampleUser user, HttpRequest.Builder request) {
    HttpResponse<String> response = RunningBroker.send(request);
    assertEquals(200, response.statusCode(), response.body());
    String token = RunningBroker.json(response).string("token").orElseThrow();
    assertEquals(
        "8:orgid:" + user.objectId(), RunningBroker.json(response).string("userId").orElseThrow());
    assertEquals(Optional.of(user.objectId()), RunningBroker.CLOUD.acs().holder(token));
  }

  static JsonObject refused(int status, String code, HttpRequest.Builder request) {
    HttpResponse<String> response = RunningBroker.send(request);
    assertEquals(status, response.statusCode(), response.body());
    JsonObject body = RunningBroker.json(response);
    assertEquals(Optional.of(code), body.string("code"));
    boolean challenged = response.headers().firstValue("WWW-Authenticate").isPresent();
    assertEquals(status == 401 || code.equals("insufficient_scope"), challenged, code);
    return body;
  }

  static void assertClaim(String claim, JsonObject problem) {
    assertEquals(Optional.of(claim), problem.string("claim"));
  }
}
