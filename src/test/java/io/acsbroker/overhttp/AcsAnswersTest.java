package io.acsbroker.overhttp;

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
}
