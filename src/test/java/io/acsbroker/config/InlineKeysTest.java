package io.acsbroker.config;

import static io.acsbroker.config.SampleIssuers.document;
import static io.acsbroker.config.SampleIssuers.least;
import static io.acsbroker.config.SampleIssuers.with;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.token.CallerIssuer.Keys;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.EllipticCurve;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that an operator writes down are public, usable and told apart. */
class InlineKeysTest {
  private static final String PLACE = "BROKER_CALLER_ISSUERS: issuers[0].keys.inline";
  private static final String NO_KEY =
      " must be a key (JWK) with a kid that verifies by one of the algorithms: RSA of 2048 to 8192"
          + " bits, or EC of the curve P-256, and no use, key_ops or alg but for that";

  private static final String RSA = "'kty':'RSA','n':'%s','e':'AQAB'".formatted(odd(2048));

  /** The public key of RFC 7517's example, appendix A.1. */
  private static final String EC =
      "'kty':'EC','crv':'P-256','x':'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',"
          + "'y':'4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM'";

  private static String odd(int bits) {
    return text(BigInteger.TWO.pow(bits).subtract(BigInteger.ONE));
  }

  private static String text(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
  }

  private static SampleSettings inline(String algorithms, String keys) {
    return SampleSettings.flat()
        .with(
            "BROKER_CALLER_ISSUERS",
            document(
                with(with(least(), "algorithms", algorithms), "keys", "{'inline':" + keys + "}")));
  }

  private static String key(String members) {
    return "{'kid':'k'," + members + "}";
  }

  private static void isRefused(String algorithms, String key) {
    inline(algorithms, "[" + key + "]").areRefusedFor(PLACE + "[0]" + NO_KEY);
  }

  private static void isRead(String algorithms, String key) {
    assertEquals(1, inline(algorithms, "[" + key + "]").callers().issuers().size());
  }

  @Test
  void areKeptWithTheMembersThatMatter() {
    String two =
        "[{'kid':'one','x5t':'x',"
            + RSA
            + ",'use':'sig','key_ops':['verify']},{'kid':'two',"
            + EC
            + ",'alg':'ES256'}]";
    assertEquals(
        new Keys.Inline(
            ("{'keys':[{'kty':'RSA','kid':'one','use':'sig','n':'"
                    + odd(2048)
                    + "','e':'AQAB'},{'kty':'EC','kid':'two','alg':'ES256',"
                    + EC.substring(EC.indexOf("'crv'"))
                    + "}]}")
                .replace('\'', '"')),
        inline("['RS256','ES256']", two).callers().issuers().getFirst().keys());
  }

  @Test
  void verifyByOneOfTheAlgorithms() {
    isRead("['RS256']", key(RSA));
    isRead("['PS256']", key(RSA));
    isRead("['PS256','RS256']", key(RSA + ",'alg':'PS256'"));
    isRead("['ES256']", key(EC));
    isRefused("['ES256']", key(RSA));
    isRefused("['RS256']", key(EC));
    isRefused("['RS256']", key(RSA + ",'alg':'PS256'"));
    isRefused("['RS256']", key(RSA + ",'alg':'HS256'"));
    isRefused("['ES256','RS256']", key(EC + ",'alg':'RS256'"));
    isRefused("['RS256']", key(RSA + ",'alg':7"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'use':'enc'",
        "'use':7",
        "'key_ops':['sign']",
        "'key_ops':'verify'",
        "'key_ops':[]",
        "'alg':null"
      })
  void areForSignatures(String more) {
    isRefused("['RS256']", key(RSA + "," + more));
  }

  @Test
  void areAsStrongAsTheyHaveToBe() {
    for (int bits : List.of(2047, 8193, 512)) {
      isRefused("['RS256']", key("'kty':'RSA','e':'AQAB','n':'" + odd(bits) + "'"));
    }
    isRead("['RS256']", key("'kty':'RSA','e':'AQAB','n':'" + odd(8192) + "'"));
    for (String exponent : List.of("Aw", "AQAA", "AQAC", "", "AQAB=", "A B", odd(65))) {
      isRefused("['RS256']", key("'kty':'RSA','n':'" + odd(2048) + "','e':'" + exponent + "'"));
    }
  }

  @Test
  void haveAnOddModulus() {
    String even = text(BigInteger.TWO.pow(2048).subtract(BigInteger.TWO));
    isRefused("['RS256']", key("'kty':'RSA','e':'AQAB','n':'" + even + "'"));
  }

  /** Both are on the curve; with the prime added they are the same, and written otherwise. */
  @ParameterizedTest
  @CsvSource({"0, A", "5, U"})
  void haveNoCoordinateThatIsWrittenOtherwise(BigInteger x, String lastCharacter)
      throws GeneralSecurityException {
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    EllipticCurve p256 = curve.getParameterSpec(ECParameterSpec.class).getCurve();
    BigInteger prime = ((ECFieldFp) p256.getField()).getP();
    BigInteger square = x.pow(3).add(p256.getA().multiply(x)).add(p256.getB()).mod(prime);
    BigInteger y = square.modPow(prime.add(BigInteger.ONE).shiftRight(2), prime);
    String members = "'kty':'EC','crv':'P-256','x':'%s','y':'" + text(y) + "'";
    isRead("['ES256']", key(members.formatted("A".repeat(42) + lastCharacter)));
    isRefused("['ES256']", key(members.formatted(text(x.add(prime)))));
  }

  @Test
  void areOnTheCurve() {
    isRefused("['ES256']", key(EC.replace("Aqv7D4", "Aqv7D5")));
    isRefused("['ES256']", key(EC.replace("P-256", "P-384")));
    isRefused("['ES256']", key(EC.replace("P-256", "secp256k1")));
    isRefused("['ES256']", key(EC.replace("MKBC", "MKBD")));
    isRefused("['ES256']", key("'kty':'EC','crv':'P-256','x':'" + odd(256) + "','y':'AQAB'"));
    isRefused("['ES256']", key(EC.replace("'kty':'EC'", "'kty':'OKP'")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "'k'", "null", "{}", "[]"})
  void areObjects(String element) {
    isRefused("['RS256']", element);
  }

  @Test
  void haveAnIdEachOfItsOwn() {
    isRefused("['RS256']", "{" + RSA + "}");
    isRefused("['RS256']", "{'kid':''," + RSA + "}");
    isRefused("['RS256']", "{'kid':7," + RSA + "}");
    inline("['RS256']", "[" + key(RSA) + "," + key(RSA) + "]")
        .areRefusedFor(PLACE + "[1].kid stands in inline[0] too");
  }

  @ParameterizedTest
  @ValueSource(strings = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
  void haveNoPartThatIsTheirOwnersAlone(String member) {
    inline("['RS256']", "[" + key(RSA + ",'" + member + "':'AQAB'") + "]")
        .areRefusedFor(
            PLACE + "[0] must be a public key, and has a part that its owner alone may have");
  }

  @Test
  void areSomeAndNotTooMany() {
    String few = " must be an array of 1 to 20 keys (JWKs)";
    for (String none : List.of("[]", "{}", "'k'", "null")) {
      inline("['RS256']", none).areRefusedFor(PLACE + few);
    }
    String twenty =
        IntStream.range(0, 20)
            .mapToObj(id -> "{'kid':'" + id + "'," + RSA + "}")
            .collect(Collectors.joining(","));
    assertEquals(1, inline("['RS256']", "[" + twenty + "]").callers().issuers().size());
    inline("['RS256']", "[" + twenty + "," + key(RSA) + "]").areRefusedFor(PLACE + few);
  }
}
