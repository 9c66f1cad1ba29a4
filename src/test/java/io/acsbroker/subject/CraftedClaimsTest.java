package io.acsbroker.subject;

import static io.acsbroker.subject.RejectionReason.APPLICATION_TOKEN;
import static io.acsbroker.subject.RejectionReason.CLAIM_WRONG;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed claims that one reader takes otherwise than another, and machines in disguise. */
class CraftedClaimsTest {
  private static final Subject BOUND =
      new Subject(SampleToken.CONTOSO, new ObjectId(SampleIssuer.OBJECT_ID));

  private static ForeignCaller caller(ForeignToken token) {
    return assertInstanceOf(ForeignVerification.Proven.class, token.verify()).caller();
  }

  private static void assertRejected(RejectionReason reason, String claim, ForeignToken token) {
    Rejected rejected = assertInstanceOf(Rejected.class, token.verify());
    assertEquals(reason, rejected.reason());
    assertEquals(claim, rejected.claim());
  }

  /**
   * By RFC 9068, section 2.2, {@code client_id} is in every token, and {@code sub} where no user
   * takes part is the client: whether the settings look for a client or not.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9068#section-2.2">RFC 9068</a>
   */
  @ParameterizedTest
  @ValueSource(strings = {"client_id", "azp"})
  void refusesAMachineWhoseSubjectIsItsClientWhereTheSettingsNameNoClient(String client) {
    ForeignToken machine = SampleIssuer.NESTED.token().with(client, SampleIssuer.USER);
    assertRejected(APPLICATION_TOKEN, "/ext/person", machine);
    caller(SampleIssuer.NESTED.token().with(client, "spa"));
  }

  @Test
  void takesNobodyForAPersonWhoseKindCannotBeRead() {
    String claim = "/ext/gty";
    for (Object odd :
        List.of(true, 1, Map.of("client-credentials", 1), List.of("client-credentials", 1))) {
      assertRejected(APPLICATION_TOKEN, claim, SampleIssuer.NESTED.token().with(claim, odd));
    }
    assertRejected(APPLICATION_TOKEN, claim, SampleIssuer.NESTED.token().with(claim, null));
    caller(SampleIssuer.NESTED.token().with(claim, List.of()));
  }

  /** A member of a pointer's very text is another claim, and so is an element of an array. */
  @Test
  void findsAClaimByItsPointerAlone() {
    ForeignToken literal = SampleIssuer.NESTED.token().without("/ext/tid");
    literal.claims.put("/ext/tid", SampleToken.CONTOSO.value());
    assertRejected(CLAIM_WRONG, "/ext/tid", literal);
    ForeignToken inArray = SampleIssuer.NESTED.token().without("/ext/a~1b/~0oid");
    inArray.with("/ext/a~1b", List.of(Map.of("~oid", SampleIssuer.OBJECT_ID)));
    assertRejected(CLAIM_WRONG, "/ext/a~1b/~0oid", inArray);
    assertEquals(
        Optional.of(BOUND),
        caller(SampleIssuer.NESTED.token().with("__proto__", Map.of("ext", "x"))).boundTo());
  }

  /** Of two members of one name some readers take the first, and others the last. */
  @ParameterizedTest
  @ValueSource(strings = {"oid", "\\u006fid", "OID"})
  void refusesTwoClaimsOfOneNameHoweverDeep(String twin) {
    ForeignToken token = SampleIssuer.NESTED.token();
    String json = JSONObjectUtils.toJSONString(token.claims);
    String header = JSONObjectUtils.toJSONString(token.header);
    String nested = "{\"ext2\":{\"oid\":1,\"" + twin + "\":2}," + json.substring(1);
    String text =
        TokenText.base64Url(header.getBytes(UTF_8))
            + "."
            + TokenText.base64Url(nested.getBytes(UTF_8));
    Rejected rejected =
        assertInstanceOf(
            Rejected.class,
            SampleIssuer.NESTED.verify(text + "." + SampleIssuer.NESTED.signature(text)));
    assertEquals(RejectionReason.JSON_MALFORMED, rejected.reason());
  }

  /** A scope is of visible ASCII, and one space is between two (RFC 6749, section 3.3). */
  @ParameterizedTest
  @ValueSource(
      strings = {"call\tchat", "call  chat", " call", "call ", "call\nchat", "cäll call", "Call"})
  void findsNoScopesInATextOfAnotherForm(String scopes) {
    ForeignCaller caller = caller(SampleIssuer.PLAIN.token().with("scope", scopes));
    assertFalse(caller.scopes().contains("call"));
  }
}
