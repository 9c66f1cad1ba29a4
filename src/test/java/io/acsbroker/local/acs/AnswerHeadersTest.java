package io.acsbroker.local.acs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.CannedAnswer;
import java.net.http.HttpHeaders;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers that answers of ACS have in recordings, whatever was asked for. */
class AnswerHeadersTest {
  private static final String PATH = "/teamsUser/:exchangeAccessToken";
  private static final String VERSIONED = PATH + "?api-version=2023-10-01";

  private static AcsFixture fixture;

  @BeforeAll
  static void start() throws Exception {
    fixture = AcsFixture.start();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  private static HttpHeaders refused(String target, String id) throws Exception {
    Map<String, String> sent = Map.of("Authorization", "Bearer no", "x-ms-client-request-id", id);
    return fixture.post(target, sent, "{}").headers();
  }

  @ParameterizedTest
  @ValueSource(strings = {VERSIONED, PATH, PATH + "?api-version=2099-01-01", "/chat?api-version=1"})
  void nameEveryAnswerRefusalsToo(String target) throws Exception {
    Set<String> vectors = new HashSet<>();
    for (String id : List.of("a", "b")) {
      HttpHeaders headers = refused(target, id);
      assertEquals(Optional.of(id), headers.firstValue("x-ms-client-request-id"));
      assertEquals(Optional.empty(), headers.firstValue("api-supported-versions"));
      vectors.add(headers.firstValue("MS-CV").orElseThrow());
    }
    assertEquals(2, vectors.size());
    HttpHeaders unnamed = fixture.post(target, "Bearer no", "{}").headers();
    assertEquals(Optional.empty(), unnamed.firstValue("x-ms-client-request-id"));
  }

  @Test
  void sayWhichVersionsHaveAnOperation() throws Exception {
    TokenOrder adele = TokenOrder.forUser(SampleDirectory.ADELE);
    String body = AcsFixture.exchangeBody(fixture.entra().token(adele), adele);
    assertEquals(
        Optional.of(
            "2022-06-01, 2022-10-01, 2023-10-01, 2025-03-02-preview, 2025-06-30, 2026-07-22,"
                + " 2026-09-23"),
        fixture
            .post(VERSIONED, fixture.identityCredential(), body)
            .headers()
            .firstValue("api-supported-versions"));
  }

  @Test
  void leaveAnAnswerThatATestGivesItsOwn() throws Exception {
    fixture.acs().answerExchanges(CannedAnswer.empty(503).with("MS-CV", "told.0"));
    try {
      HttpHeaders headers = refused(VERSIONED, "c");
      assertEquals(Optional.of("told.0"), headers.firstValue("MS-CV"));
      assertEquals(Optional.of("c"), headers.firstValue("x-ms-client-request-id"));
    } finally {
      fixture.acs().answerExchanges(null);
    }
  }
}
