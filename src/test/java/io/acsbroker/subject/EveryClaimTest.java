package io.acsbroker.subject;

import static io.acsbroker.subject.RejectionReason.BOUND_TO_KEY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every claim that counts: missing, null, empty, and of every other type of JSON. */
class EveryClaimTest {
  @ParameterizedTest
  @CsvSource({
    "1.0, ver, VERSION_UNKNOWN",
    "1.0, tid, TENANT_MALFORMED",
    "1.0, iss, ISSUER_WRONG",
    "1.0, aud, AUDIENCE_WRONG",
    "1.0, appid, CLIENT_MISSING",
    "1.0, oid, USER_MISSING",
    "1.0, scp, SCOPES_MISSING",
    "1.0, exp, TIME_MALFORMED",
    "1.0, nbf, TIME_MALFORMED",
    "1.0, iat, TIME_MALFORMED",
    "2.0, ver, VERSION_UNKNOWN",
    "2.0, tid, TENANT_MALFORMED",
    "2.0, iss, ISSUER_WRONG",
    "2.0, aud, AUDIENCE_WRONG",
    "2.0, azp, CLIENT_MISSING",
    "2.0, oid, USER_MISSING",
    "2.0, scp, SCOPES_MISSING",
    "2.0, exp, TIME_MALFORMED",
    "2.0, nbf, TIME_MALFORMED",
    "2.0, iat, TIME_MALFORMED"
  })
  void refusesItMissingNullEmptyOrOfAnotherType(
      String version, String claim, RejectionReason reason) {
    TokenText.assertRejected(reason, token(version).without(claim).verify());
    TokenText.assertRejected(reason, token(version).withNull(claim).verify());
    Object good = token(version).claims.get(claim);
    for (Object value :
        List.of("", " ", true, List.of(), List.of("x"), Map.of(), Map.of("x", 1), 1.5, -1)) {
      TokenText.assertRejected(reason, token(version).with(claim, value).verify());
    }
    Object otherType = good instanceof String ? 1 : String.valueOf(good);
    TokenText.assertRejected(reason, token(version).with(claim, otherType).verify());
    TokenText.assertRejected(
        reason, token(version).with(claim, List.of(String.valueOf(good))).verify());
  }

  /** RFC 7800 gives the claim an object; whatever else it is, somebody meant to bind the token. */
  @ParameterizedTest
  @ValueSource(strings = {"1.0", "2.0"})
  void refusesABindingToAKeyWhateverItsValue(String version) {
    TokenText.assertRejected(BOUND_TO_KEY, token(version).withNull("cnf").verify());
    for (Object value :
        List.of(Map.of("kid", "x"), Map.of(), List.of(), List.of("x"), "", "x", false, 0)) {
      TokenText.assertRejected(BOUND_TO_KEY, token(version).with("cnf", value).verify());
    }
  }

  private static SampleToken token(String version) {
    SampleToken token = version.equals("1.0") ? SampleToken.v1() : SampleToken.v2();
    assertEquals(version, token.claims.get("ver"));
    return token;
  }
}
