package io.acsbroker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;

import io.acsbroker.admission.ExchangeRequest;
import io.acsbroker.http.RequestReading.Read;
import io.acsbroker.http.RequestReading.Refused;
import io.acsbroker.token.ReceivedToken;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the subject token is that comes beside a caller token. */
class SentSubjectTokenTest {
  private static RequestReading<ExchangeRequest> read(
      @Nullable String header, @Nullable String body) {
    Map<String, String> headers = new HashMap<>();
    headers.put("authorization", "Bearer caller");
    if (header != null) {
      headers.put("teams-user-aad-token", header);
    }
    if (body != null) {
      headers.put("content-type", "application/json");
    }
    return new ExchangeRequestReader(true)
        .read(SampleRequest.of(headers, Optional.ofNullable(body)));
  }

  private static void assertRead(
      @Nullable String token, @Nullable String header, @Nullable String body) {
    if (read(header, body) instanceof Read<ExchangeRequest>(ExchangeRequest request)) {
      assertEquals("caller", request.bearer().value());
      assertEquals(Optional.ofNullable(token), request.subjectToken().map(ReceivedToken::value));
    } else {
      fail("refused");
    }
  }

  private static void assertRefused(String code, @Nullable String header, @Nullable String body) {
    var problem = assertInstanceOf(Refused.class, read(header, body)).problem();
    assertEquals(400, problem.status());
    assertEquals(code, problem.code());
  }

  @Test
  void isInTheHeaderOrInTheBodyOrNowhere() {
    assertRead("a.b.c", "a.b.c", null);
    assertRead("a.b.c", " a.b.c ", "{}");
    assertRead("a.b.c", null, "{\"accessToken\":\"a.b.c\"}");
    assertRead("a.b.c", "a.b.c", "{\"accessToken\":\" a.b.c\"}");
    assertRead(null, null, null);
    assertRead(null, null, "{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "1", "[]", "\"\"", "\"  \""})
  void isRefusedWhereItIsNone(String value) {
    String body = "{\"accessToken\":" + value + "}";
    assertRefused("subject_token_malformed", null, body);
    assertRefused("subject_token_malformed", "a.b.c", body);
  }

  @ParameterizedTest
  @CsvSource(
      value = {"|", "|{}", "|{\"accessToken\":\"a.b.c\"}"},
      delimiter = '|')
  void isRefusedWhereTheHeaderIsBlank(@Nullable String nothing, @Nullable String body) {
    assertRefused("subject_token_malformed", "", body);
    assertRefused("subject_token_malformed", " ", body);
  }

  @Test
  void isOneToken() {
    assertRefused("subject_tokens_differ", "a.b.d", "{\"accessToken\":\"a.b.c\"}");
  }

  @Test
  void isTheOnlyMemberMoreThanWithoutCallers() {
    String body = "{\"accesstoken\":\"a.b.c\"}";
    assertRefused("body_member_unknown", null, body);
    var problem = assertInstanceOf(Refused.class, read(null, body)).problem();
    assertEquals(
        "The body may have the members accessToken, userObjectId and clientId, spelled so, and no"
            + " others. Send those alone.",
        problem.detail());
  }
}
