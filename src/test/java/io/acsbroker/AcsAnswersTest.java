package io.acsbroker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 502, 503, and what else ACS may say, as the client hears it. */
class AcsAnswersTest extends ErrorTable {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401|{\"error\":{\"code\":\"Denied\"}}|acs_denied",
        "401||acs_denied",
        "400|{\"error\":{\"code\":\"ValidationError\",\"target\":\"appId\"}}|acs_request_rejected",
        "400|not json|acs_answer_not_understood",
        "418|{}|acs_answer_not_understood",
        "200|not json|acs_answer_not_understood",
        "200|{}|acs_answer_not_understood",
        "200|{\"token\":\"\",\"expiresOn\":\"2099-01-01T00:00:00Z\"}|acs_answer_not_understood",
        "200|{\"token\":\"t\"}|acs_answer_not_understood",
        "200|{\"token\":\"t\",\"expiresOn\":\"soon\"}|acs_answer_not_understood",
        "200|{\"token\":\"t\",\"expiresOn\":\"2020-01-01T00:00:00Z\"}|acs_answer_not_understood"
      })
  void isABadGatewayWhereAcsRefusesTheBrokerOrIsNotUnderstood(
      int status, String body, String code) {
    acsAnswers(status, body == null ? "" : body, Map.of("Content-Type", "application/json"));
    HttpResponse<String> response = problem(502, code, broker.request());
    assertEquals(Optional.empty(), response.headers().firstValue("Retry-After"));
  }

  @ParameterizedTest
  @CsvSource({
    "429, 7, acs_throttled, 7",
    "429, , acs_throttled, 5",
    "429, 86400, acs_throttled, 3600",
    "500, , acs_unavailable, 5",
    "503, 9, acs_unavailable, 9"
  })
  void saysWhenToAskAgain(int status, String retryAfter, String code, long seconds) {
    Map<String, String> headers = retryAfter == null ? Map.of() : Map.of("Retry-After", retryAfter);
    acsAnswers(status, "", headers);
    int before = RunningBroker.CLOUD.acs().exchanges();
    HttpResponse<String> response = problem(503, code, broker.request());
    assertEquals(Optional.of(Long.toString(seconds)), response.headers().firstValue("Retry-After"));
    assertEquals(Optional.of(seconds), RunningBroker.json(response).integer("retryAfterSeconds"));
    assertEquals(before + 1, RunningBroker.CLOUD.acs().exchanges(), "the SDK tried again");
  }
}
