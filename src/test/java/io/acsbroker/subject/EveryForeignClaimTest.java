package io.acsbroker.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.subject.Verification.Rejected;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every claim that counts of other issuers: missing, null, empty, and of every other type. */
class EveryForeignClaimTest {
  private static void assertRejected(RejectionReason reason, String claim, ForeignToken token) {
    Rejected rejected = assertInstanceOf(Rejected.class, token.verify(), claim);
    assertEquals(reason, rejected.reason());
    assertEquals(claim, rejected.claim());
  }

  @ParameterizedTest
  @CsvSource({
    "PLAIN, iss, ISSUER_WRONG",
    "PLAIN, aud, AUDIENCE_WRONG",
    "PLAIN, azp, CLIENT_MISSING",
    "PLAIN, sub, USER_MISSING",
    "PLAIN, exp, TIME_MALFORMED",
    "PLAIN, iat, TIME_MALFORMED",
    "CURVED, iss, ISSUER_WRONG",
    "CURVED, aud, AUDIENCE_WRONG",
    "CURVED, cid, CLIENT_MISSING",
    "CURVED, uid, USER_MISSING",
    "CURVED, https://app.example/tenant, CLAIM_WRONG",
    "CURVED, https://app.example/user, CLAIM_WRONG",
    "CURVED, exp, TIME_MALFORMED",
    "CURVED, iat, TIME_MALFORMED",
    "NESTED, iss, ISSUER_WRONG",
    "NESTED, aud, AUDIENCE_WRONG",
    "NESTED, /ext/person, USER_MISSING",
    "NESTED, /ext/use, CLAIM_WRONG",
    "NESTED, /ext/verified, CLAIM_WRONG",
    "NESTED, /ext/level, CLAIM_WRONG",
    "NESTED, /ext/tid, CLAIM_WRONG",
    "NESTED, /ext/a~1b/~0oid, CLAIM_WRONG",
    "NESTED, exp, TIME_MALFORMED",
    "NESTED, iat, TIME_MALFORMED"
  })
  void refusesItMissingNullEmptyOrOfAnotherType(
      SampleIssuer issuer, String claim, RejectionReason reason) {
    assertRejected(reason, claim, issuer.token().without(claim));
    assertRejected(reason, claim, issuer.token().with(claim, null));
    Object good = String.valueOf(issuer.token().claim(claim));
    for (Object value : List.of("", List.of(), Map.of(), Map.of("x", 1), 1.5, -1)) {
      assertRejected(reason, claim, issuer.token().with(claim, value));
    }
    Object other = issuer.token().claim(claim) instanceof String ? 1 : good;
    assertRejected(reason, claim, issuer.token().with(claim, other));
    assertRejected(reason, claim, issuer.token().with(claim, List.of(good, 1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ext/person", "/ext/a~1b/~0oid"})
  void missesWhatStandsBehindAnythingThatIsNoObject(String claim) {
    boolean outer = !claim.startsWith("/ext/a~1b");
    String way = outer ? "ext" : "/ext/a~1b";
    RejectionReason reason = outer ? RejectionReason.USER_MISSING : RejectionReason.CLAIM_WRONG;
    for (Object odd : List.of(List.of(), List.of(Map.of("person", "x")), "x", 1, true)) {
      assertRejected(reason, outer ? "/ext/person" : claim, token(way, odd));
    }
    assertRejected(reason, outer ? "/ext/person" : claim, token(way, null));
  }

  private static ForeignToken token(String way, @Nullable Object odd) {
    return SampleIssuer.NESTED.token().with(way, odd);
  }

  @ParameterizedTest
  @EnumSource(SampleIssuer.class)
  void checksABeginWhereThereIsOne(SampleIssuer issuer) {
    long now = SampleToken.NOW.getEpochSecond();
    assertInstanceOf(ForeignVerification.Proven.class, issuer.token().without("nbf").verify());
    assertInstanceOf(
        ForeignVerification.Proven.class, issuer.token().with("nbf", now + 60).verify());
    assertRejected(RejectionReason.NOT_YET_VALID, "nbf", issuer.token().with("nbf", now + 61));
    for (Object odd : List.of("", String.valueOf(now), 1.5, -1, List.of(now))) {
      assertRejected(RejectionReason.TIME_MALFORMED, "nbf", issuer.token().with("nbf", odd));
    }
    assertRejected(RejectionReason.TIME_MALFORMED, "nbf", issuer.token().with("nbf", null));
    assertRejected(RejectionReason.TIME_MALFORMED, "exp", issuer.token().with("nbf", now + 3600));
  }

  @ParameterizedTest
  @EnumSource(SampleIssuer.class)
  void knowsTheEdgesOfEachTime(SampleIssuer issuer) {
    long now = SampleToken.NOW.getEpochSecond();
    long day = 24 * 60 * 60;
    ForeignToken old = issuer.token().without("nbf").with("iat", now - day);
    assertInstanceOf(ForeignVerification.Proven.class, old.with("exp", now - 59).verify());
    assertRejected(RejectionReason.EXPIRED, "exp", old.with("exp", now - 60));
    assertRejected(RejectionReason.NOT_YET_VALID, "iat", issuer.token().with("iat", now + 61));
    ForeignToken longest = issuer.token().with("exp", now + day);
    assertInstanceOf(ForeignVerification.Proven.class, longest.verify());
    assertRejected(RejectionReason.LIFETIME_TOO_LONG, "exp", longest.with("exp", now + day + 1));
    Rejected rejected = assertInstanceOf(Rejected.class, longest.verify());
    assertEquals("at most 24 hours after iat", rejected.expected());
  }
}
