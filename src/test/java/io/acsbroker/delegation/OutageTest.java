package io.acsbroker.delegation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.microsoft.aad.msal4j.MsalClientException;
import com.microsoft.aad.msal4j.MsalThrottlingException;
import io.acsbroker.delegation.Delegation.Cause;
import io.acsbroker.delegation.Delegation.RefusalReason;
import io.acsbroker.delegation.Delegation.Refused;
import io.acsbroker.delegation.Delegation.Unavailable;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.Delivery;
import io.acsbroker.token.ClientCredential.FederatedIdentity;
import io.acsbroker.token.Deadline;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutageTest {
  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);

  private final EntraFixture fixture;

  OutageTest() throws Exception {
    fixture = new EntraFixture();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Delegation answered(CannedAnswer answer) {
    fixture.entra.answerAll(answer);
    return EntraFixture.ask(fixture.source(), "caller");
  }

  @ParameterizedTest
  @CsvSource({"17, 17", "0, 1", "999999, 600", "soon, 5", "'Wed, 21 Oct 2015 07:28:00 GMT', 1"})
  void tellsThrottlingAndWhenToAskAgain(String header, long seconds) {
    CannedAnswer busy = new CannedAnswer(429, Map.of("Retry-After", header), "busy", Duration.ZERO);

    assertEquals(
        new Unavailable(Cause.ENTRA_THROTTLED, Duration.ofSeconds(seconds), "HTTP 429"),
        answered(busy));
    assertEquals(1, fixture.entra.requests());
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 502, 503, 504})
  void takesErrorsOfTheServerForAnOutageWhateverTheirBody(int status) {
    String said = "HTTP " + status;
    assertEquals(
        new Unavailable(Cause.ENTRA_UNAVAILABLE, DEFAULT_WAIT, said + " text/plain"),
        answered(CannedAnswer.text(status, "<html>sorry</html>")));
    assertEquals(
        new Unavailable(Cause.ENTRA_UNAVAILABLE, DEFAULT_WAIT, said),
        answered(CannedAnswer.empty(status)));
    assertEquals(2, fixture.entra.requests());
  }

  @ParameterizedTest
  @CsvSource({
    "503, temporarily_unavailable, 90033, ENTRA_UNAVAILABLE",
    "400, temporarily_unavailable, 1234, ENTRA_UNAVAILABLE",
    "400, invalid_grant, 90033, ENTRA_UNAVAILABLE",
    "400, invalid_grant, 50196, ENTRA_FOUND_LOOP",
    "400, invalid_request, 90055, ENTRA_THROTTLED"
  })
  void readsErrorsThatPass(int status, String error, int number, Cause cause) {
    assertEquals(
        new Unavailable(
            cause,
            DEFAULT_WAIT,
            "HTTP "
                + status
                + ", "
                + error
                + ", AADSTS"
                + number
                + ", trace 0000aaaa-11bb-cccc-dd22-eeeeee333333"),
        answered(EntraFixture.error(status, error, "AADSTS" + number + ": text.")));
  }

  @Test
  void takesAnAnswerThatBreaksOffForAnOutage() {
    for (Delivery broken : new Delivery[] {Delivery.HALF, Delivery.NOTHING}) {
      Unavailable unavailable =
          assertInstanceOf(
              Unavailable.class, answered(CannedAnswer.text(200, "some text").delivered(broken)));
      assertEquals(Cause.ENTRA_UNAVAILABLE, unavailable.cause());
      assertEquals(DEFAULT_WAIT, unavailable.retryAfter());
    }
  }

  @Test
  void readsNoEndlessAnswer() {
    assertEquals(
        new Unavailable(
            Cause.ENTRA_UNAVAILABLE, DEFAULT_WAIT, "more than 65536 bytes in the answer"),
        answered(CannedAnswer.text(200, " ".repeat(70_000))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html></html>", "[]", "null", "{\"expires_in\":\"later\"}", "{\"a"})
  void understandsNothingThatIsNoTokenAnswer(String body) {
    Refused refused = assertInstanceOf(Refused.class, answered(CannedAnswer.text(200, body)));
    assertEquals(RefusalReason.ANSWER_NOT_UNDERSTOOD, refused.reason());
  }

  @Test
  void understandsNoAnswerWithoutAnAccessToken() {
    Refused refused =
        assertInstanceOf(
            Refused.class, answered(CannedAnswer.json(200, Map.of("token_type", "Bearer"))));
    assertEquals(RefusalReason.ANSWER_NOT_UNDERSTOOD, refused.reason());
    assertEquals("no access token in the answer", refused.diagnosis());
  }

  @Test
  void followsNoRedirect() {
    Refused refused =
        assertInstanceOf(
            Refused.class,
            answered(
                new CannedAnswer(
                    302, Map.of("Location", fixture.host() + "/"), "", Duration.ZERO)));
    assertEquals(RefusalReason.ANSWER_NOT_UNDERSTOOD, refused.reason());
    assertEquals("HTTP 302", refused.diagnosis());
    assertEquals(1, fixture.entra.requests());
  }

  @Test
  void waitsForAHangingEndpointToTheDeadlineAndNoLonger() {
    fixture.gate = new CountDownLatch(1);

    assertEquals(
        new Unavailable(Cause.ENTRA_UNAVAILABLE, DEFAULT_WAIT, "no answer in time"),
        EntraFixture.ask(
            fixture.source(), "caller", EntraFixture.USER, Deadline.in(Duration.ofMillis(100))));
  }

  @Test
  void letsNoRequestHangForLongerThanItsTimeout() {
    fixture.gate = new CountDownLatch(1);
    fixture.timeout = Duration.ofMillis(100);

    assertEquals(
        new Unavailable(
            Cause.ENTRA_UNAVAILABLE,
            DEFAULT_WAIT,
            "timed out after 100 ms, asking localhost:" + fixture.host().getPort()),
        EntraFixture.ask(fixture.source(), "caller"));
  }

  @Test
  void isToldApartWhenNobodyListens() {
    fixture.listens = false;

    assertEquals(
        new Unavailable(Cause.ENTRA_UNAVAILABLE, DEFAULT_WAIT, "connection refused by localhost:1"),
        EntraFixture.ask(fixture.source(), "caller"));
  }

  @Test
  void tellsAPageFromAnAnswerOfEntras() {
    Refused refused =
        assertInstanceOf(
            Refused.class,
            answered(
                new CannedAnswer(
                    200, Map.of("Content-Type", "text/html"), "<html></html>", Duration.ZERO)));
    assertEquals(RefusalReason.ANSWER_NOT_UNDERSTOOD, refused.reason());
    assertEquals("HTTP 200 text/html", refused.diagnosis());
  }

  @Test
  void blamesTheManagedIdentityWhereItGivesNoAssertion() {
    SubjectTokenSource source =
        fixture.source(
            new FederatedIdentity(EntraFixture.IDENTITY),
            () -> {
              throw new IllegalStateException(new SocketTimeoutException("with a secret"));
            });

    assertEquals(
        new Unavailable(
            Cause.MANAGED_IDENTITY_UNAVAILABLE,
            DEFAULT_WAIT,
            "managed identity: no token, and no more is known"),
        EntraFixture.ask(source, "caller"));
    assertEquals(0, fixture.entra.requests());
  }

  @Test
  void takesMsalHoldingBackForThrottling() {
    assertEquals(
        new Unavailable(Cause.ENTRA_THROTTLED, Duration.ofSeconds(30), "held back by msal4j"),
        FailedRequest.meaning(
            new MsalThrottlingException(30_000),
            new RecordingHttp(new RehearsedAnswer()),
            fixture.clock().instant()));
  }

  @Test
  void doesNotHoldOneUsersOutageAgainstAnother() {
    SubjectTokenSource source = fixture.source();
    fixture.entra.answerAll(CannedAnswer.empty(503));
    assertInstanceOf(Unavailable.class, EntraFixture.ask(source, "caller"));
    fixture.entra.answerAll(null);

    assertInstanceOf(Delegation.Delegated.class, EntraFixture.ask(source, "another"));
  }

  private Delegation meaning(Throwable failure) {
    return FailedRequest.meaning(
        failure, new RecordingHttp(new RehearsedAnswer()), fixture.clock().instant());
  }

  @Test
  void takesAnInterruptionForTheEndOfTheRequest() {
    assertEquals(
        new Unavailable(
            Cause.ENTRA_UNAVAILABLE, DEFAULT_WAIT, "given up at the request's deadline"),
        meaning(new MsalClientException(new InterruptedException())));
  }

  @Test
  void blamesTheCredentialWhereMsalSentNothing() {
    assertEquals(
        new Refused(
            RefusalReason.BROKER_DENIED, Optional.empty(), UnusableCredentialException.DIAGNOSIS),
        meaning(new MsalClientException("with a secret", "code")));
  }

  @Test
  void throwsWhatNobodyExpected() {
    Throwable bug = new ArithmeticException();
    var thrown = assertThrows(IllegalStateException.class, () -> meaning(bug));
    assertSame(bug, thrown.getCause());
  }
}
