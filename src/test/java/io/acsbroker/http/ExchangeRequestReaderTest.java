package io.acsbroker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;

import io.acsbroker.admission.ExchangeRequest;
import io.acsbroker.http.Answer.Problem;
import io.acsbroker.http.RequestReading.Read;
import io.acsbroker.http.RequestReading.Refused;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.ObjectId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request asks for, and what its body asserts. */
class ExchangeRequestReaderTest {
  private static final String USER = "bcb2ef49-75df-4f72-aa17-6d4782335a19";
  private static final String CLIENT = "7f5d1927-25eb-4dd2-af04-34d4735b6c38";
  private static final Map<String, String> HEADERS =
      Map.of("authorization", "Bearer a.b.c", "content-type", "application/json");

  private static RequestReading<ExchangeRequest> read(String body) {
    return new ExchangeRequestReader(false).read(SampleRequest.of(HEADERS, Optional.of(body)));
  }

  private static Problem refused(int status, String code, RequestReading<ExchangeRequest> reading) {
    Problem problem = assertInstanceOf(Refused.class, reading).problem();
    assertEquals(status, problem.status());
    assertEquals(code, problem.code());
    return problem;
  }

  private static void assertAsserted(
      Optional<String> user, Optional<String> client, RequestReading<ExchangeRequest> reading) {
    if (reading instanceof Read<ExchangeRequest>(ExchangeRequest request)) {
      assertEquals("a.b.c", request.bearer().value());
      assertEquals(user.map(ObjectId::new), request.assertedUser());
      assertEquals(client.map(ClientId::new), request.assertedClient());
    } else {
      fail(reading.toString());
    }
  }

  @Test
  void assertsNothingWithoutABody() {
    assertAsserted(
        Optional.empty(),
        Optional.empty(),
        new ExchangeRequestReader(false)
            .read(SampleRequest.of(Map.of("authorization", "Bearer a.b.c"))));
  }

  @Test
  void assertsWhatTheBodyHas() {
    Optional<String> user = Optional.of(USER);
    Optional<String> client = Optional.of(CLIENT);
    assertAsserted(Optional.empty(), Optional.empty(), read("{}"));
    assertAsserted(user, Optional.empty(), read("{\"userObjectId\":\"" + USER + "\"}"));
    assertAsserted(Optional.empty(), client, read("{\"clientId\":\"" + CLIENT + "\"}"));
    assertAsserted(
        user, client, read("{\"clientId\":\"" + CLIENT + "\",\"userObjectId\":\"" + USER + "\"}"));
  }

  @Test
  void takesIdsInUpperCase() {
    assertAsserted(
        Optional.of(USER),
        Optional.empty(),
        read("{\"userObjectId\":\"BCB2EF49-75DF-4F72-AA17-6D4782335A19\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\"adele\"", "1", "[]", "[\"" + CLIENT + "\"]"})
  void refusesIdsThatAreNoGuids(String value) {
    for (String member : new String[] {"userObjectId", "clientId"}) {
      refused(400, "body_member_invalid", read("{\"" + member + "\":" + value + "}"));
    }
    String besides = "{\"userObjectId\":\"" + USER + "\",\"clientId\":" + value + "}";
    refused(400, "body_member_invalid", read(besides));
  }

  @ParameterizedTest
  @ValueSource(strings = {"userobjectid", "UserObjectId", "user", "accesstoken", ""})
  void refusesMembersThatNobodyWouldCheck(String member) {
    refused(400, "body_member_unknown", read("{\"" + member + "\":\"x\"}"));
    String besides = "{\"clientId\":\"" + CLIENT + "\",\"" + member + "\":null}";
    refused(400, "body_member_unknown", read(besides));
  }

  @Test
  void takesNoSubjectTokenBesideTheCredentialWithoutCallers() {
    Problem member = refused(400, "caller_tokens_not_enabled", read("{\"accessToken\":null}"));
    assertEquals(
        "Caller tokens are not enabled at this broker, so it takes neither the member accessToken"
            + " nor the header teams-user-aad-token. Send the subject token in the header"
            + " Authorization: Bearer <token>, and nowhere else.",
        member.detail());
    Map<String, String> headers = new HashMap<>(HEADERS);
    headers.put("teams-user-aad-token", "");
    refused(
        400,
        "caller_tokens_not_enabled",
        new ExchangeRequestReader(false).read(SampleRequest.of(headers, Optional.of("{}"))));
  }

  @Test
  void saysWhatIsWrongWithTheHeadersBeforeTheBody() {
    var reading =
        new ExchangeRequestReader(false)
            .read(SampleRequest.of(Map.of("content-type", "text/plain"), Optional.of("x")));
    assertEquals(
        "Bearer", refused(401, "bearer_token_missing", reading).headers().get("WWW-Authenticate"));
  }

  @Test
  void refusesABodyThatWasAnnouncedAndDidNotArrive() {
    refused(400, "body_missing", read(""));
  }
}
