package io.acsbroker.delegation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.delegation.Delegation.RefusalReason;
import io.acsbroker.delegation.Delegation.Refused;
import io.acsbroker.local.net.CannedAnswer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalTest {
  private static final String CLAIMS = "{\"access_token\":{\"capolids\":{\"essential\":true}}}";

  private EntraFixture fixture;
  private SubjectTokenSource source;

  @BeforeAll
  void open() throws Exception {
    fixture = new EntraFixture();
    source = fixture.source();
  }

  @AfterAll
  void close() {
    fixture.close();
  }

  /** A refusal is repeated for a while: each caller is another. */
  private final AtomicInteger callers = new AtomicInteger();

  private Refused refused(Map<String, ?> body) {
    fixture.entra.answerAll(CannedAnswer.json(400, body));
    return assertInstanceOf(
        Refused.class, EntraFixture.ask(source, "caller " + callers.incrementAndGet()));
  }

  private static Map<String, Object> error(String error, String description) {
    return new HashMap<>(
        Map.of("error", error, "error_description", description + EntraFixture.TRACE));
  }

  @ParameterizedTest
  @CsvSource({
    "invalid_grant, 65001, CONSENT_MISSING",
    "invalid_grant, 65004, CONSENT_MISSING",
    "invalid_grant, 90094, CONSENT_MISSING",
    "unauthorized_client, 700016, CONSENT_MISSING",
    "invalid_resource, 500011, CONSENT_MISSING",
    "invalid_client, 650052, CONSENT_MISSING",
    "consent_required, 1234, CONSENT_MISSING",
    "invalid_grant, 50076, INTERACTION_REQUIRED",
    "invalid_grant, 50079, INTERACTION_REQUIRED",
    "invalid_grant, 50074, INTERACTION_REQUIRED",
    "invalid_grant, 50158, INTERACTION_REQUIRED",
    "invalid_grant, 50055, INTERACTION_REQUIRED",
    "invalid_grant, 50173, INTERACTION_REQUIRED",
    "invalid_grant, 53000, INTERACTION_REQUIRED",
    "invalid_grant, 53004, INTERACTION_REQUIRED",
    "interaction_required, 1234, INTERACTION_REQUIRED",
    "login_required, 1234, INTERACTION_REQUIRED",
    "invalid_grant, 1234, INTERACTION_REQUIRED",
    "invalid_grant, 50057, USER_BLOCKED",
    "invalid_grant, 50053, USER_BLOCKED",
    "invalid_grant, 50034, USER_BLOCKED",
    "interaction_required, 50105, USER_BLOCKED",
    "invalid_grant, 53003, USER_BLOCKED",
    "invalid_request, 90002, TENANT_BLOCKED",
    "invalid_request, 5000224, TENANT_BLOCKED",
    "interaction_required, 5000225, TENANT_BLOCKED",
    "invalid_grant, 500212, TENANT_BLOCKED",
    "invalid_grant, 500133, CALLER_TOKEN_REJECTED",
    "invalid_grant, 50013, CALLER_TOKEN_REJECTED",
    "invalid_grant, 500131, CALLER_TOKEN_REJECTED",
    "invalid_request, 50027, CALLER_TOKEN_REJECTED",
    "invalid_grant, 500137, CALLER_TOKEN_REJECTED",
    "invalid_client, 7000215, BROKER_DENIED",
    "invalid_client, 7000222, BROKER_DENIED",
    "invalid_request, 70021, FEDERATION_DENIED",
    "invalid_request, 700211, FEDERATION_DENIED",
    "invalid_request, 700212, FEDERATION_DENIED",
    "invalid_request, 700213, FEDERATION_DENIED",
    "invalid_client, 7002138, FEDERATION_DENIED",
    "invalid_client, 700222, FEDERATION_DENIED",
    "invalid_request, 700236, FEDERATION_DENIED",
    "unauthorized_client, 7000112, APPLICATION_DISABLED",
    "invalid_client, 500014, APPLICATION_DISABLED",
    "invalid_grant, 500014, APPLICATION_DISABLED",
    "invalid_resource, 650057, PERMISSION_MISSING",
    "invalid_grant, 65002, PERMISSION_MISSING",
    "invalid_client, 1234, BROKER_DENIED",
    "unauthorized_client, 1234, BROKER_DENIED",
    "invalid_scope, 70011, BROKER_DENIED",
    "invalid_grant, 7000114, BROKER_DENIED",
    "something_new, 1234, ANSWER_NOT_UNDERSTOOD"
  })
  void tellsWhoseTurnItIs(String error, int number, RefusalReason reason) {
    Refused refused = refused(error(error, "AADSTS" + number + ": Text that names mary@corp."));

    assertEquals(reason, refused.reason());
    assertEquals(Optional.empty(), refused.claims());
    assertEquals(
        "HTTP 400, " + error + ", AADSTS" + number + ", trace 0000aaaa-11bb-cccc-dd22-eeeeee333333",
        refused.diagnosis());
  }

  @Test
  void readsConsentFromTheSuberrorToo() {
    Map<String, Object> body = error("invalid_grant", "AADSTS1234: text.");
    body.put("suberror", "consent_required");
    Refused refused = refused(body);

    assertEquals(RefusalReason.CONSENT_MISSING, refused.reason());
    assertEquals(
        "HTTP 400, invalid_grant, consent_required, AADSTS1234,"
            + " trace 0000aaaa-11bb-cccc-dd22-eeeeee333333",
        refused.diagnosis());
  }

  @ParameterizedTest
  @CsvSource({
    "invalid_grant, 50076, INTERACTION_REQUIRED",
    "invalid_grant, 53003, INTERACTION_REQUIRED",
    "invalid_grant, 53000, INTERACTION_REQUIRED",
    "interaction_required, 1234, INTERACTION_REQUIRED",
    "something_new, 1234, INTERACTION_REQUIRED",
    "invalid_grant, 65001, CONSENT_MISSING"
  })
  void handsClaimsOnAsTheyCame(String error, int number, RefusalReason reason) {
    Map<String, Object> body = error(error, "AADSTS" + number + ": text.");
    body.put("claims", CLAIMS);
    Refused refused = refused(body);

    assertEquals(reason, refused.reason());
    assertEquals(Optional.of(CLAIMS), refused.claims());
  }

  @ParameterizedTest
  @ValueSource(strings = {"no json", "[]", "{\"a\":1,\"a\":2}", "{}\u0000"})
  void handsNothingOnThatIsNoClaimsRequest(String claims) {
    Map<String, Object> body = error("interaction_required", "AADSTS50076: text.");
    body.put("claims", claims);
    Refused refused = refused(body);

    assertEquals(RefusalReason.INTERACTION_REQUIRED, refused.reason());
    assertEquals(Optional.empty(), refused.claims());
  }

  @Test
  void handsNothingOnThatFitsInNoHeader() {
    Map<String, Object> body = error("interaction_required", "AADSTS50076: text.");
    body.put("claims", "{\"a\":\"" + "x".repeat(4_096) + "\"}");

    assertEquals(Optional.empty(), refused(body).claims());
  }

  @Test
  void readsEveryNumberBeforeTheTraceAndNoneThatIsPartOfTheText() {
    Refused refused =
        refused(
            error(
                "invalid_client",
                "AADSTS70002: Error validating credentials. AADSTS50012: text of AADSTS65001"));

    assertEquals(RefusalReason.BROKER_DENIED, refused.reason());
    assertEquals(
        "HTTP 400, invalid_client, AADSTS70002, AADSTS50012,"
            + " trace 0000aaaa-11bb-cccc-dd22-eeeeee333333",
        refused.diagnosis());
  }

  @Test
  void logsNoCodeThatIsNone() {
    Refused refused = refused(error("mary@corp.example", "AADSTS1234: text."));

    assertEquals(RefusalReason.ANSWER_NOT_UNDERSTOOD, refused.reason());
    assertEquals(
        "HTTP 400, AADSTS1234, trace 0000aaaa-11bb-cccc-dd22-eeeeee333333", refused.diagnosis());
  }

  @Test
  void asksAgainAfterEveryRefusal() {
    int before = fixture.entra.requests();
    refused(error("invalid_grant", "AADSTS65001: text."));
    refused(error("invalid_grant", "AADSTS65001: text."));
    assertEquals(before + 2, fixture.entra.requests());

    fixture.entra.answerAll(null);
    assertInstanceOf(Delegation.Delegated.class, EntraFixture.ask(source, "consented"));
  }

  @Test
  void handsOnWhatJustFitsInAHeader() {
    String claims = "{\"a\":\"" + "x".repeat(4_088) + "\"}";
    Map<String, Object> body = error("interaction_required", "AADSTS50076: text.");
    body.put("claims", claims);

    assertEquals(4_096, claims.length());
    assertEquals(Optional.of(claims), refused(body).claims());
  }
}
