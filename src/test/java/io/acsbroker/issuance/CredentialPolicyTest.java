package io.acsbroker.issuance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.communication.identity.CommunicationIdentityClient;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaders;
import com.azure.core.util.Context;
import io.acsbroker.azure.BufferedResponse;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.json.JsonText;
import io.acsbroker.token.AcsApiVersion;
import io.acsbroker.token.LastingFailure;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.ReadinessProblem.Kind;
import io.acsbroker.token.ResourceCredential.ConnectionString;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

/**
 * Which answers of ACS are a denial of the broker's own credential, which show that ACS takes it,
 * and which say nothing of it.
 */
class CredentialPolicyTest {
  private static final Optional<String> DENIED =
      Optional.of("acs: ACS denies the broker (HTTP 401 Denied), since 2026-05-04T10:00:00Z");

  private final ManualClock clock = new ManualClock();
  private final LastingFailure denial = new LastingFailure(Kind.ACS, clock);
  private int status;
  private String body = "";
  private final HttpClient http =
      request -> Mono.just(BufferedResponse.ofJson(request, status, new HttpHeaders(), body));
  private final CommunicationIdentityClient client =
      AcsConnection.client(
          new ConnectionString(
              URI.create("https://contoso.communication.azure.com"),
              "endpoint=https://contoso.communication.azure.com/;accesskey=c2VjcmV0"),
          AcsApiVersion.FIRST_WHOLE,
          denial,
          http);

  private void answers(int newStatus, String code) {
    status = newStatus;
    body = code.isEmpty() ? "" : new JsonText().with("error", Map.of("code", code)).end();
    assertThrows(HttpResponseException.class, () -> client.createUserWithResponse(Context.NONE));
  }

  private Optional<String> problem() {
    return denial.problem().map(ReadinessProblem::toString);
  }

  private void pass(int seconds) {
    clock.pass(Duration.ofSeconds(seconds));
  }

  private void deniedForAMinute() {
    answers(401, "Denied");
    pass(60);
    answers(401, "Denied");
    assertEquals(DENIED, problem());
  }

  @Test
  void isDeniedOnceDeniedForAMinute() {
    answers(401, "Denied");
    assertEquals(Optional.empty(), problem());
    pass(60);
    answers(401, "Denied");
    assertEquals(DENIED, problem());
  }

  @Test
  void isDeniedByAnswersWithoutACode() {
    answers(401, "");
    pass(60);
    answers(401, "");
    assertEquals(
        Optional.of("acs: ACS denies the broker (HTTP 401), since 2026-05-04T10:00:00Z"),
        problem());
  }

  @Test
  void isTakenByTheFirstAnswerThatIsOne() {
    deniedForAMinute();
    status = 201;
    body = "{\"identity\":{\"id\":\"8:acs:any\"}}";
    assertEquals(201, client.createUserWithResponse(Context.NONE).getStatusCode());
    assertEquals(Optional.empty(), problem());
  }

  @ParameterizedTest
  @CsvSource({
    "401, InvalidAccessToken",
    "401, IdentityNotOwned",
    "403, UserLicenseNotPresentForbidden",
    "403, GuestUserNotRedeemed"
  })
  void isTakenWhereAcsRefusesTheUserOrTheIdentity(int refused, String code) {
    deniedForAMinute();
    answers(refused, code);
    assertEquals(Optional.empty(), problem());
  }

  /** A gateway throttles, fails and finds fault before anybody has looked at a credential. */
  @ParameterizedTest
  @CsvSource({
    "400, UnsupportedApiVersion",
    "400, ValidationError",
    "401, Unheard",
    "403, Forbidden",
    "403, ''",
    "404, ''",
    "429, ''",
    "500, ''",
    "503, Denied"
  })
  void saysNothingOfTheCredentialOtherwise(int other, String code) {
    answers(other, code);
    pass(60);
    answers(other, code);
    assertEquals(Optional.empty(), problem());
    answers(401, "Denied");
    pass(60);
    answers(401, "Denied");
    Optional<String> denied = problem();
    assertTrue(denied.isPresent());
    answers(other, code);
    assertEquals(denied, problem());
  }
}
