package io.acsbroker.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of an answer that is described, one thing is changed, and that is what is found. */
class DescribedAnswerTest {
  private static final String BODY =
      """
      {"type":"https://acsbroker.io/errors#bearer_token_missing","title":"A title","status":401,
      "detail":"A sentence.","code":"bearer_token_missing",
      "correlationId":"4dba62fc-b5f0-4823-aadd-10bf8dc9cffc"}\
      """;

  private static final Answered GOOD =
      new Answered(
          "POST",
          "/api/token/teams",
          0,
          401,
          Map.of(
              "cache-control", "no-store",
              "x-content-type-options", "nosniff",
              "access-control-expose-headers", "WWW-Authenticate, Retry-After, Date",
              "content-type", "application/problem+json; charset=utf-8",
              "www-authenticate", "Bearer",
              "date", "Mon, 30 Nov 2026 10:00:00 GMT"),
          BODY);

  /** What a host that runs no function answers. */
  private static final Answered BARE =
      new Answered("POST", "/api/token/teams", 0, 404, Map.of("content-length", "0"), "");

  private static Answered asked(Answered answer, String method, String path) {
    return new Answered(
        method, path, answer.sent(), answer.status(), answer.headers(), answer.body());
  }

  private static Answered status(Answered answer, int status) {
    return new Answered(
        answer.method(), answer.path(), answer.sent(), status, answer.headers(), answer.body());
  }

  private static Answered body(String body) {
    return new Answered(
        GOOD.method(), GOOD.path(), GOOD.sent(), GOOD.status(), GOOD.headers(), body);
  }

  /** With another value of a header, or without it where that is empty. */
  private static Answered header(String name, String value) {
    Map<String, String> headers = new TreeMap<>(GOOD.headers());
    headers.put(name, value);
    headers.values().removeIf(String::isEmpty);
    return new Answered(
        GOOD.method(), GOOD.path(), GOOD.sent(), GOOD.status(), headers, GOOD.body());
  }

  private static void assertFault(String fault, Answered answer) {
    assertAmongFaults(fault, answer);
    assertEquals(1, DescribedAnswer.faults(answer).size());
  }

  private static void assertAmongFaults(String fault, Answered answer) {
    List<String> faults = DescribedAnswer.faults(answer);
    assertTrue(faults.toString().contains(fault), faults::toString);
  }

  private static void assertDescribed(Answered answer) {
    assertEquals(List.of(), DescribedAnswer.faults(answer));
  }

  @Test
  void findsNothingWhereNothingIsChanged() {
    assertDescribed(GOOD);
    assertDescribed(asked(GOOD, "POST", "/API/Token/Teams/"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "title":"A title"             | "title":"A title","hint":"" | hint
          "title":"A title",            |                             | title
          "title":"A title"             | "title":1                   | title
          "title":"A title"             | "title":"A","title":"B"     | no JSON
          "status":401                  | "status":403                | status
          bearer_token_missing"         | not_there"                  | code
          "detail":"A sentence."        | "detail":"A","claim":"aud","found":"any" | expected
          4dba62fc-                     | not-a-guid-                 | correlationId
          https://acsbroker.io          | http://acsbroker.io         | type
          dc9cffc"}                     | dc9cffc"}}                  | no JSON
          """)
  void findsAChangedBody(String part, String other, String fault) {
    assertTrue(BODY.contains(part));
    assertFault(fault, body(BODY.replace(part, other == null ? "" : other)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cache-control          |                         | Cache-Control is missing
          cache-control          | private                 | header Cache-Control
          x-content-type-options |                         | X-Content-Type-Options is missing
          www-authenticate       |                         | WWW-Authenticate is missing
          www-authenticate       | Basic                   | header WWW-Authenticate
          www-authenticate       | Bearer error            | header WWW-Authenticate
          retry-after            | soon                    | header Retry-After
          allow                  | POST                    | allow is not described
          x-powered-by           | us                      | x-powered-by is not described
          content-type           |                         | the type '' is not described
          content-type           | application/json        | the type 'application/json'
          content-type           | application/problem+json; charset=latin1 | charset=latin1
          """)
  void findsAChangedHeader(String name, String value, String fault) {
    assertFault(fault, header(name, value == null ? "" : value));
  }

  @Test
  void knowsARefusalByItsBodyAlone() {
    assertTrue(DescribedAnswer.isRefusal(BODY));
    assertFalse(DescribedAnswer.isRefusal(BODY.replace("401", "403")));
    assertFalse(DescribedAnswer.isRefusal(BODY.replace("\"title\"", "\"name\"")));
    assertFalse(DescribedAnswer.isRefusal("no JSON"));
  }

  @Test
  void findsAStatusThatIsNotDescribed() {
    assertFault("the status is not described", status(GOOD, 402));
    assertFault("the status is not described", status(GOOD, 405));
    assertFault("the status is not described", asked(GOOD, "POST", "/api/token/nobody"));
    assertFault("the status is not described", asked(GOOD, "PUT", "/api/token/teams"));
  }

  @Test
  void findsACodeOfAnotherRoute() {
    assertFault("code", body(BODY.replace("bearer_token_missing", "identity_not_found")));
    assertFault(
        "code",
        asked(body(BODY.replace("bearer_token_missing", "claims_challenge")), "GET", "/api/user"));
  }

  @Test
  void wantsA405ForAnyOtherMethodThatSaysWhichThereAre() {
    Answered other = asked(status(GOOD, 405), "DELETE", "/api/token/teams");
    assertAmongFaults("Allow is missing", other);
    assertAmongFaults("code", other);
  }

  @Test
  void takesFromAnyOtherMethodWhatComesBeforeTheMethodAlone() {
    String off =
        BODY.replace("401", "404").replace("bearer_token_missing", "identities_not_enabled");
    Map<String, String> headers = header("www-authenticate", "").headers();
    assertDescribed(new Answered("PUT", "/api/user", 0, 404, headers, off));
    String gone = off.replace("identities_not_enabled", "identity_not_found");
    assertFault(
        "the status is not described", new Answered("PUT", "/api/user", 0, 404, headers, gone));
    assertDescribed(new Answered("GET", "/api/user", 0, 404, headers, gone));
  }

  @Test
  void takesFromMetadataThatIsNotThereTheSameToEveryMethod() {
    String path = "/.well-known/oauth-protected-resource/api/user";
    Map<String, String> headers = header("www-authenticate", "").headers();
    String none = BODY.replace("401", "404").replace("bearer_token_missing", "not_found");
    for (String method : List.of("GET", "PUT")) {
      assertDescribed(new Answered(method, path, 0, 404, headers, none));
      assertDescribed(new Answered(method, path + "s", 0, 404, headers, none));
    }
    Answered elsewhere = new Answered("PUT", "/api/token/teams", 0, 404, headers, none);
    assertFault("the status is not described", elsewhere);
    assertAmongFaults("code", asked(elsewhere, "PUT", "/api/user"));
  }

  @Test
  void findsABodyWhereNoneBelongs() {
    Answered head = asked(GOOD, "HEAD", "/api/health/ready");
    assertAmongFaults("there is a body", status(head, 503));
    assertAmongFaults("there is a body", status(asked(GOOD, "DELETE", "/api/user"), 204));
  }

  @Test
  void leavesToTheHostWhatItAnswersByItself() {
    assertDescribed(BARE);
    assertDescribed(status(BARE, 431));
    assertDescribed(status(asked(BARE, "OPTIONS", "/api/user"), 204));
    assertDescribed(new Answered("POST", "/api/user", 70_000, 500, Map.of(), ""));
  }

  @Test
  void takesNoEmptyAnswerForTheHostsThatIsNot() {
    assertAmongFaults("Cache-Control is missing", status(BARE, 500));
    assertAmongFaults("Cache-Control is missing", status(BARE, 401));
    assertAmongFaults("Cache-Control is missing", status(asked(BARE, "DELETE", "/api/user"), 204));
    assertFault("the status is not described", status(BARE, 204));
  }
}
