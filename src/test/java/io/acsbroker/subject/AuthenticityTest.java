package io.acsbroker.subject;

import static io.acsbroker.subject.RejectionReason.ALGORITHM_NOT_RS256;
import static io.acsbroker.subject.RejectionReason.HEADER_PARAMETER_REFUSED;
import static io.acsbroker.subject.RejectionReason.JSON_MALFORMED;
import static io.acsbroker.subject.RejectionReason.KEY_ID_MISSING;
import static io.acsbroker.subject.RejectionReason.KEY_UNKNOWN;
import static io.acsbroker.subject.RejectionReason.SEGMENTS_MALFORMED;
import static io.acsbroker.subject.RejectionReason.SIGNATURE_INVALID;
import static io.acsbroker.subject.RejectionReason.TENANT_MALFORMED;
import static io.acsbroker.subject.RejectionReason.TENANT_NOT_ALLOWED;
import static io.acsbroker.subject.RejectionReason.TOKEN_TOO_LARGE;
import static io.acsbroker.subject.RejectionReason.TYPE_NOT_JWT;
import static io.acsbroker.subject.RejectionReason.VERSION_UNKNOWN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.subject.Verification.Verified;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that is decided before a signature holds, each case one change to a good token. */
class AuthenticityTest {
  private static void assertRejected(RejectionReason reason, Verification verification) {
    assertEquals(reason, assertInstanceOf(Rejected.class, verification).reason());
  }

  private static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The good token with one of its three segments replaced. */
  private static String withSegment(int index, String segment) {
    String[] segments = SampleToken.v1().signed().split("\\.", -1);
    segments[index] = segment;
    return String.join(".", segments);
  }

  private static String segment(int index) {
    return SampleToken.v1().signed().split("\\.", -1)[index];
  }

  @Test
  void acceptsTokensOfBothVersions() {
    assertInstanceOf(Verified.class, SampleToken.v1().verify());
    assertInstanceOf(Verified.class, SampleToken.v2().verify());
  }

  @Test
  void ignoresHeaderParametersThatNobodyKnows() {
    assertInstanceOf(Verified.class, SampleToken.v1().withHeader("future", "x").verify());
  }

  @Test
  void refusesTokensOver16KiB() {
    String filler = "x".repeat(CompactToken.MAX_LENGTH);
    assertRejected(TOKEN_TOO_LARGE, SampleToken.v1().with("filler", filler).verify());
    assertRejected(TOKEN_TOO_LARGE, SampleToken.verify(".".repeat(CompactToken.MAX_LENGTH + 1)));
    assertRejected(SEGMENTS_MALFORMED, SampleToken.verify(".".repeat(CompactToken.MAX_LENGTH)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b", "a.b.c.d", ".b.c", "a..c", "a.b.", "x", "a.b.c"})
  void refusesWhatHasNotThreeSegmentsOfBase64Url(String token) {
    assertRejected(SEGMENTS_MALFORMED, SampleToken.verify(token));
  }

  @Test
  void refusesFifteenThousandDots() {
    assertRejected(SEGMENTS_MALFORMED, SampleToken.verify(".".repeat(15_000)));
  }

  @Test
  void refusesEncryptedTokensOfFiveSegments() {
    assertRejected(SEGMENTS_MALFORMED, SampleToken.verify(SampleToken.v1().signed() + ".YQ.YQ"));
  }

  @Test
  void refusesSegmentsThatAreNotCanonical() {
    for (int index = 0; index < 3; index++) {
      String good = segment(index);
      for (String bad :
          List.of(good + "=", good + "==", " " + good, good + "\n", "+" + good, "/" + good)) {
        assertRejected(SEGMENTS_MALFORMED, SampleToken.verify(withSegment(index, bad)));
      }
    }
  }

  @Test
  void refusesBitsThatDecodingThrowsAway() {
    // 256 bytes end in two unused bits... of the last character's six, four count
    String signature = segment(2);
    char last = signature.charAt(signature.length() - 1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    String twin =
        signature.substring(0, signature.length() - 1)
            + alphabet.charAt(alphabet.indexOf(last) + 1);
    assertEquals(
        base64Url(Base64.getUrlDecoder().decode(signature)),
        base64Url(Base64.getUrlDecoder().decode(twin)));
    assertRejected(SEGMENTS_MALFORMED, SampleToken.verify(withSegment(2, twin)));
    assertRejected(SEGMENTS_MALFORMED, SampleToken.verify("e30.e31.YQ"));
    assertRejected(SEGMENTS_MALFORMED, SampleToken.verify("e30.e30.YR"));
    assertRejected(SEGMENTS_MALFORMED, SampleToken.verify("e30.e30.YWJjZ"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "1",
        "\"x\"",
        "{}}",
        "",
        "[[\"alg\",\"RS256\"]]",
        "{\"a\":1,\"A\":1}"
      })
  void refusesHeadersAndClaimsThatAreNoStrictJsonObject(String json) {
    String segment = json.isEmpty() ? "IA" : base64Url(json.getBytes(UTF_8));
    assertRejected(JSON_MALFORMED, SampleToken.verify(withSegment(0, segment)));
    assertRejected(JSON_MALFORMED, SampleToken.verify(withSegment(1, segment)));
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    byte[] latin = "{\"a\":\"é\"}".getBytes(ISO_8859_1);
    byte[] overlong = {'{', '"', (byte) 0xC0, (byte) 0xA2, '"', ':', '1', '}'};
    byte[] byteOrderMark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '{', '}'};
    for (byte[] bytes : List.of(latin, overlong, byteOrderMark)) {
      assertRejected(JSON_MALFORMED, SampleToken.verify(withSegment(1, base64Url(bytes))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "HS256", "RS384", "PS256", "ES256", "rs256", "RS256 "})
  void refusesEveryAlgorithmButRs256(String algorithm) {
    String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\",\"kid\":\"x\"}";
    assertRejected(
        ALGORITHM_NOT_RS256, SampleToken.verify(withSegment(0, base64Url(header.getBytes(UTF_8)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"typ\":\"JWT\",\"kid\":\"x\"}",
        "{\"alg\":null,\"typ\":\"JWT\",\"kid\":\"x\"}",
        "{\"alg\":[\"RS256\"],\"typ\":\"JWT\",\"kid\":\"x\"}"
      })
  void refusesHeadersWithoutAnAlgorithm(String header) {
    assertRejected(
        ALGORITHM_NOT_RS256, SampleToken.verify(withSegment(0, base64Url(header.getBytes(UTF_8)))));
  }

  @Test
  void refusesOtherTypesAndHeadersWithoutAKeyId() {
    assertRejected(TYPE_NOT_JWT, SampleToken.v1().withHeader("typ", "at+jwt").verify());
    assertRejected(TYPE_NOT_JWT, SampleToken.v1().withoutHeader("typ").verify());
    assertRejected(KEY_ID_MISSING, SampleToken.v1().withoutHeader("kid").verify());
    assertRejected(KEY_ID_MISSING, SampleToken.v1().withHeader("kid", 1).verify());
  }

  @Test
  void refusesHeaderParametersThatChangeWhatIsVerified() {
    Map<String, Object> refused =
        Map.ofEntries(
            Map.entry("crit", List.of("exp")),
            Map.entry("b64", true),
            Map.entry("zip", "DEF"),
            Map.entry("enc", "A256GCM"),
            Map.entry("p2c", 1),
            Map.entry("epk", Map.of()),
            Map.entry("jku", "https://attacker.example/keys"),
            Map.entry("jwk", Map.of("kty", "RSA")),
            Map.entry("x5u", "https://attacker.example/cert"),
            Map.entry("x5c", List.of("MIIB")),
            Map.entry("cty", "JWT"),
            Map.entry("nonce", "x"));
    refused.forEach(
        (name, value) -> {
          String header =
              new String(Base64.getUrlDecoder().decode(segment(0)), UTF_8)
                  .replaceFirst("}$", ",\"" + name + "\":" + json(value) + "}");
          assertRejected(
              HEADER_PARAMETER_REFUSED,
              SampleToken.verify(withSegment(0, base64Url(header.getBytes(UTF_8)))));
        });
  }

  private static String json(Object value) {
    return switch (value) {
      case String text -> "\"" + text + "\"";
      case List<?> list -> "[\"" + list.getFirst() + "\"]";
      case Map<?, ?> map -> "{}";
      default -> value.toString();
    };
  }

  @Test
  void refusesOtherVersions() {
    assertRejected(VERSION_UNKNOWN, SampleToken.v1().with("ver", "3.0").verify());
    assertRejected(VERSION_UNKNOWN, SampleToken.v1().with("ver", 1).verify());
    assertRejected(VERSION_UNKNOWN, SampleToken.v1().without("ver").verify());
  }

  @Test
  void refusesTenantsThatAreNoGuidInLowerCase() {
    assertRejected(TENANT_MALFORMED, SampleToken.v1().without("tid").verify());
    assertRejected(TENANT_MALFORMED, SampleToken.v1().with("tid", "contoso.example").verify());
    assertRejected(TENANT_MALFORMED, SampleToken.v1().with("tid", "../common").verify());
    assertRejected(
        TENANT_MALFORMED,
        SampleToken.v1().with("tid", "72AA62AA-DD7A-4CA7-8940-F9482B30E300").verify());
  }

  @Test
  void asksForNoKeyOfATenantThatIsNotAllowed() {
    int before = SampleToken.ENTRA.keyRequests();
    TokenOrder order = TokenOrder.forUser(SampleDirectory.LIDIA);
    assertRejected(TENANT_NOT_ALLOWED, SampleToken.of(order).verify());
    assertEquals(before, SampleToken.ENTRA.keyRequests());
  }

  @Test
  void refusesAKeyIdThatTheTenantDoesNotHave() {
    assertRejected(KEY_UNKNOWN, SampleToken.v1().withHeader("kid", "unheard").verify());
    assertRejected(KEY_UNKNOWN, SampleToken.v1().withHeader("kid", "").verify());
  }

  @Test
  void refusesWhatEntraDidNotSign() {
    String token = SampleToken.v1().signed();
    String claims = SampleToken.v1().with("oid", SampleDirectory.ALEX.objectId()).signed();
    assertRejected(
        SIGNATURE_INVALID, SampleToken.verify(withSegment(1, claims.split("\\.", -1)[1])));
    assertRejected(SIGNATURE_INVALID, SampleToken.verify(withSegment(2, "YQ")));
    byte[] signature = Base64.getUrlDecoder().decode(segment(2));
    for (int index : new int[] {0, 100, signature.length - 1}) {
      byte[] changed = Arrays.copyOf(signature, signature.length);
      changed[index] ^= 1;
      assertRejected(SIGNATURE_INVALID, SampleToken.verify(withSegment(2, base64Url(changed))));
    }
    assertInstanceOf(Verified.class, SampleToken.verify(token));
  }

  @Test
  void keepsTheVersionOfTheTokenUnderItsSignature() {
    String v2Claims = SampleToken.v2().signed().split("\\.", -1)[1];
    assertRejected(SIGNATURE_INVALID, SampleToken.verify(withSegment(1, v2Claims)));
  }
}
