package io.acsbroker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;

import io.acsbroker.http.Answer.Problem;
import io.acsbroker.http.RequestReading.Read;
import io.acsbroker.http.RequestReading.Refused;
import io.acsbroker.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies, announced by each combination of headers, and as they arrive. */
class JsonBodyTest {
  private static final Map<String, String> JSON = Map.of("content-type", "application/json");

  private static RequestReading<Optional<JsonObject>> read(
      Map<String, String> headers, String body) {
    return JsonBody.read(SampleRequest.of(headers, Optional.of(body)));
  }

  private static void assertRefused(
      int status, String code, RequestReading<Optional<JsonObject>> reading) {
    Problem problem = assertInstanceOf(Refused.class, reading).problem();
    assertEquals(status, problem.status());
    assertEquals(code, problem.code());
  }

  private static void assertTaken(Set<String> names, RequestReading<Optional<JsonObject>> reading) {
    if (reading instanceof Read<Optional<JsonObject>>(Optional<JsonObject> object)) {
      assertEquals(names, object.orElseThrow().names());
    } else {
      fail(reading.toString());
    }
  }

  private static Map<String, String> headers(
      @Nullable String transferEncoding, @Nullable String length, @Nullable String type) {
    Map<String, String> headers = new HashMap<>();
    Optional.ofNullable(transferEncoding).ifPresent(it -> headers.put("transfer-encoding", it));
    Optional.ofNullable(length).ifPresent(it -> headers.put("content-length", it));
    Optional.ofNullable(type).ifPresent(it -> headers.put("content-type", it));
    return headers;
  }

  @ParameterizedTest
  @CsvSource({
    ",        ,  ,                 true",
    ",        ,  application/json, false",
    ",        2, ,                 false",
    ",        2, application/json, false",
    "chunked, ,  ,                 false",
    "chunked, ,  application/json, false",
    "chunked, 2, ,                 false",
    "chunked, 2, application/json, false",
    ",        0, ,                 true",
    ",        0, application/json, true",
    "chunked, 0, ,                 false",
    "chunked, 0, application/json, false"
  })
  void takesNoBodyForNothingAssertedOnlyWhereNoneIsAnnounced(
      @Nullable String transferEncoding,
      @Nullable String length,
      @Nullable String type,
      boolean nothingAsserted) {
    Map<String, String> headers = headers(transferEncoding, length, type);
    for (Optional<String> none : List.of(Optional.<String>empty(), Optional.of(""))) {
      var reading = JsonBody.read(SampleRequest.of(headers, none));
      if (nothingAsserted) {
        assertEquals(new Read<>(Optional.empty()), reading);
      } else {
        assertRefused(400, "body_missing", reading);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    ,        ,  true",
    "GET,    ,        0, true",
    "GET,    ,        2, false",
    "GET,    chunked, ,  false",
    "POST,   ,        ,  false",
    "DELETE, ,        ,  false"
  })
  void takesATypeAloneForNoBodyOfAGetAndOfNoOtherMethod(
      String method,
      @Nullable String transferEncoding,
      @Nullable String length,
      boolean nothingAsserted) {
    Map<String, String> typed = headers(transferEncoding, length, "application/json");
    var reading = JsonBody.read(SampleRequest.of(method, typed, Optional.empty()));
    if (nothingAsserted) {
      assertEquals(new Read<>(Optional.empty()), reading);
    } else {
      assertRefused(400, "body_missing", reading);
    }
  }

  @ParameterizedTest
  @CsvSource({
    ",        ,  ,                 false",
    ",        ,  application/json, true",
    ",        2, ,                 false",
    ",        2, application/json, true",
    "chunked, ,  ,                 false",
    "chunked, ,  application/json, true",
    "chunked, 2, ,                 false",
    "chunked, 2, application/json, true"
  })
  void takesABodyThatArrivesWhereItsTypeIsJson(
      @Nullable String transferEncoding,
      @Nullable String length,
      @Nullable String type,
      boolean taken) {
    var reading = read(headers(transferEncoding, length, type), "{}");
    if (taken) {
      assertTaken(Set.of(), reading);
    } else {
      assertRefused(415, "content_type_not_supported", reading);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "-0", "0,0", "", "0x0", "zero"})
  void takesOnlyALengthOfZeroForNoBody(String length) {
    assertRefused(400, "body_missing", read(headers(null, length, null), ""));
  }

  @Test
  void takesWhiteSpaceAroundTheLengthForNothing() {
    assertEquals(new Read<>(Optional.empty()), read(headers(null, " 0 ", null), ""));
  }

  @Test
  void handsOverTheMembersOfTheBody() {
    assertTaken(Set.of("a", "b"), read(JSON, "{\"a\":1,\"b\":null}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON",
        " application/json ",
        "application/json;charset=utf-8",
        "application/json ; charset=utf-8; x=y"
      })
  void takesJsonWhateverItsParametersAndLetterCase(String type) {
    assertTaken(Set.of(), read(Map.of("content-type", type), "{}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";application/json",
        "text/plain;application/json",
        "application/json, text/plain",
        "application/problem+json",
        "application/jsonp"
      })
  void takesNoOtherType(String type) {
    assertRefused(415, "content_type_not_supported", read(Map.of("content-type", type), "{}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "x", "[]", "null", "{", "{}{}", "{\"a\":1,\"A\":1}"})
  void takesNothingButOneStrictJsonObject(String body) {
    assertRefused(400, "body_not_json", read(JSON, body));
  }

  @Test
  void takes32KiBAndNoMore() {
    assertTaken(Set.of(), read(JSON, "{}" + " ".repeat(32 * 1024 - 2)));
    assertRefused(413, "body_too_large", read(JSON, "{}" + " ".repeat(32 * 1024 - 1)));
  }

  @Test
  void countsTheSizeInBytesOfUtf8() {
    String filler = "é".repeat(16 * 1024 - 4);
    assertTaken(Set.of("a"), read(JSON, "{\"a\":\"" + filler + "\"}"));
    assertRefused(413, "body_too_large", read(JSON, "{\"a\":\"" + filler + " \"}"));
  }

  @Test
  void looksAtTheSizeBeforeAnythingElse() {
    assertRefused(413, "body_too_large", read(Map.of(), "x".repeat(32 * 1024 + 1)));
  }
}
