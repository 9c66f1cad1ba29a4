package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.local.entra.SampleDirectory.ALEX;
import static io.acsbroker.overhttp.CallerFixture.assertGranted;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.inBody;
import static io.acsbroker.overhttp.CallerFixture.inHeader;
import static io.acsbroker.overhttp.CallerFixture.refused;
import static io.acsbroker.overhttp.CallerFixture.subjectToken;
import static io.acsbroker.overhttp.ElsewhereFixture.ELSEWHERE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Good tokens of Entra's and of another issuer's in each other's place: none reaches ACS there. */
class ForeignTokenTest {
  private static final String FOREIGN = ELSEWHERE.token(ADELE);
  private static final String DOCUMENT = ELSEWHERE.callerIssuers();

  private static void assertRefused(int status, String code, HttpRequest.Builder request) {
    int before = RunningBroker.CLOUD.acs().exchanges();
    refused(status, code, request);
    assertEquals(before, RunningBroker.CLOUD.acs().exchanges(), "asked ACS");
  }

  @Test
  void isNoCredentialWhereASubjectTokenIsOne() {
    try (RunningBroker broker = RunningBroker.start()) {
      assertRefused(401, "token_invalid", bodyless(broker, FOREIGN));
    }
  }

  @Test
  void isNoCallerTokenWhereItsIssuerIsNotListed() {
    try (RunningBroker broker = CallerFixture.start(Map.of())) {
      assertRefused(401, "token_invalid", inHeader(broker, FOREIGN, subjectToken(ADELE)));
    }
  }

  @Test
  void isNoSubjectTokenWhoeverSendsIt() {
    try (RunningBroker broker = ElsewhereFixture.withEntra(DOCUMENT, Map.of(), new LogLines())) {
      for (String caller : new String[] {FOREIGN, callerToken(ADELE)}) {
        assertRefused(400, "subject_token_invalid", inHeader(broker, caller, FOREIGN));
        assertRefused(400, "subject_token_invalid", inBody(broker, caller, FOREIGN));
      }
    }
  }

  @Test
  void isNoSubstituteForACallerTokenOfEntrasNorTheOtherWayRound() {
    try (RunningBroker broker = ElsewhereFixture.alone(DOCUMENT, Map.of(), new LogLines())) {
      for (String entras : new String[] {callerToken(ADELE), subjectToken(ADELE)}) {
        assertRefused(
            403, "caller_issuer_not_allowed", inHeader(broker, entras, subjectToken(ADELE)));
      }
    }
  }

  @Test
  void letsEachKindOfCallersComeForTheirOwnUserAloneWhereBothAreServed() {
    try (RunningBroker broker = ElsewhereFixture.withEntra(DOCUMENT, Map.of(), new LogLines())) {
      for (String caller : new String[] {FOREIGN, callerToken(ADELE)}) {
        assertGranted(ADELE, inHeader(broker, caller, subjectToken(ADELE)));
        assertRefused(403, "caller_mismatch", inHeader(broker, caller, subjectToken(ALEX)));
      }
      assertRefused(401, "token_audience_wrong", bodyless(broker, subjectToken(ADELE)));
    }
  }

  @Test
  void isHadOnBehalfOfNobodyWhereEntrasCallersNeedNoSubjectToken() {
    try (RunningBroker broker =
        ElsewhereFixture.withEntra(DOCUMENT, CallerFixture.onBehalfOf(), new LogLines())) {
      assertGranted(ADELE, bodyless(broker, callerToken(ADELE)));
      assertRefused(400, "subject_token_missing", bodyless(broker, FOREIGN));
    }
  }
}
