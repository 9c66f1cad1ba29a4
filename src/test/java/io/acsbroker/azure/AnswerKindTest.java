package io.acsbroker.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import org.junit.jupiter.api.Test;

/** What an operator is told of an answer, whatever the SDK is shown in its place. */
class AnswerKindTest {
  private static HttpHeaders ofType(String type) {
    return new HttpHeaders().set(HttpHeaderName.CONTENT_TYPE, type);
  }

  @Test
  void isStatusAndTypeWhereThatIsNotJson() {
    assertEquals("HTTP 502 text/html", AnswerKind.of(502, ofType("text/html; charset=utf-8")));
    assertEquals("HTTP 502", AnswerKind.of(502, ofType("application/json")));
    assertEquals("HTTP 502", AnswerKind.of(502, new HttpHeaders()));
  }

  @Test
  void isThatOfTheAnswerAndNotOfWhatIsShownInItsPlace() {
    HttpHeaders shown = ofType("application/json");
    AnswerKind.keep(ofType("text/html"), shown);
    assertEquals("HTTP 200 text/html", AnswerKind.of(200, shown));
  }

  @Test
  void isThatOfWhatIsShownWhereTheAnswerHadNone() {
    HttpHeaders shown = ofType("text/plain");
    AnswerKind.keep(new HttpHeaders(), shown);
    assertEquals("HTTP 200 text/plain", AnswerKind.of(200, shown));
  }
}
