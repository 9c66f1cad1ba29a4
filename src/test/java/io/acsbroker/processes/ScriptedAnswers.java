package io.acsbroker.processes;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** What brokers, the Functions host, gateways and broken connections answer. */
final class ScriptedAnswers {
  /** The token of ACS in every answer that has one. */
  static final String ACS_TOKEN = "eyJhbGciOiJub25lIn0.e30.token-of-acs";

  /** The claims of {@link #claimsChallenge}. */
  static final String CLAIMS =
      "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}";

  private static final String USER = "8:orgid:00000000-0000-0000-0000-000000000001";

  private static final Duration REFRESH_BEFORE_END = Duration.ofSeconds(270);

  private ScriptedAnswers() {}

  /** A token that lives for so long; with less than four and a half minutes it is due at once. */
  static CannedAnswer token(Duration life) {
    return CannedAnswer.json(200, tokenBody(life, USER));
  }

  /** A token for an hour. */
  static CannedAnswer token() {
    return token(Duration.ofHours(1));
  }

  /** A token of another user than all the others. */
  static CannedAnswer tokenOfSomebodyElse() {
    return CannedAnswer.json(200, tokenBody(Duration.ofHours(1), USER.replace('1', '2')));
  }

  static CannedAnswer tokenWithout(String member) {
    Map<String, Object> body = tokenBody(Duration.ofHours(1), USER);
    body.remove(member);
    return CannedAnswer.json(200, body);
  }

  private static Map<String, Object> tokenBody(Duration life, String userId) {
    Instant end = Instant.now().plus(life).truncatedTo(ChronoUnit.SECONDS);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("token", ACS_TOKEN);
    body.put("expiresOn", end.toString());
    body.put("expiresIn", life.toSeconds());
    body.put("refreshOn", end.minus(REFRESH_BEFORE_END).toString());
    body.put("userId", userId);
    body.put("goodFor", "calls");
    return body;
  }

  /** A refusal of the broker's that names no time. */
  static CannedAnswer refusal(int status, String code) {
    return refusal(status, code, Map.of());
  }

  /** One that may pass. */
  static CannedAnswer refusal(int status, String code, int retryAfterSeconds) {
    return refusal(status, code, Map.of("retryAfterSeconds", retryAfterSeconds))
        .with("Retry-After", String.valueOf(retryAfterSeconds));
  }

  /** ACS wants the user to satisfy {@link #CLAIMS}. */
  static CannedAnswer claimsChallenge() {
    return refusal(401, "claims_challenge", Map.of("claims", CLAIMS, "claimsFor", "subject"));
  }

  private static CannedAnswer refusal(int status, String code, Map<String, ?> more) {
    Map<String, Object> body = new LinkedHashMap<>(more);
    body.put("type", "https://acsbroker.io/errors#" + code);
    body.put("title", "A refusal of the script");
    body.put("status", status);
    body.put("detail", "The script says " + code + ".");
    body.put("code", code);
    body.put("correlationId", "4dba62fc-b5f0-4823-aadd-10bf8dc9cffc");
    return CannedAnswer.json(status, body).with("Content-Type", "application/problem+json");
  }

  /** The platform's answer while an instance starts or is replaced (azure-functions-host 7451). */
  static CannedAnswer hostNotRunning() {
    return CannedAnswer.text(503, "Function host is not running.");
  }

  /** The page of a gateway. */
  static CannedAnswer html(int status) {
    String page = "<html><head><title>" + status + "</title></head><body>gateway</body></html>";
    return CannedAnswer.text(status, page).with("Content-Type", "text/html");
  }

  static CannedAnswer cut() {
    return CannedAnswer.empty(200).delivered(Delivery.NOTHING);
  }
}
