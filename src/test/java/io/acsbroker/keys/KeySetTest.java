package io.acsbroker.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.subject.TokenText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which entries of a JWKS count as keys. */
class KeySetTest {
  private static final Map<String, Object> GOOD = key(2048);

  private static Map<String, Object> key(int bits) {
    try {
      Map<String, Object> key =
          new HashMap<>(new RSAKeyGenerator(bits, true).generate().toPublicJWK().toJSONObject());
      key.put("kid", "good");
      key.put("use", "sig");
      return key;
    } catch (JOSEException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static Set<String> keyIds(Map<?, ?>... keys) {
    String json = JSONObjectUtils.toJSONString(Map.of("keys", List.of(keys)));
    return KeySet.parse(json).map(set -> set.keys().keySet()).orElse(Set.of());
  }

  private static Map<String, Object> changed(Consumer<Map<String, Object>> change) {
    Map<String, Object> key = new HashMap<>(GOOD);
    change.accept(key);
    return key;
  }

  private static Map<String, Object> with(String name, Object value) {
    return changed(key -> key.put(name, value));
  }

  private static Map<String, Object> otherKeyOf(Object cloud) {
    return changed(
        key -> {
          key.put("kid", "other");
          key.put("cloud_instance_name", cloud);
        });
  }

  @Test
  void takesKeysForRs256Signatures() {
    assertEquals(Set.of("good"), keyIds(GOOD));
    assertEquals(Set.of("good"), keyIds(with("alg", "RS256")));
    assertEquals(Set.of("good"), keyIds(with("key_ops", List.of("verify"))));
    assertEquals(Set.of("good"), keyIds(changed(key -> key.remove("use"))));
  }

  @Test
  void leavesOutKeysWhoseIssuerIsNoText() {
    assertEquals(Set.of(), keyIds(with("issuer", 1)));
    assertEquals(Set.of(), keyIds(with("issuer", List.of("https://login.microsoftonline.com"))));
  }

  @Test
  void leavesOutKeysWhoseCloudIsNoText() {
    assertEquals(Set.of("good"), keyIds(with("cloud_instance_name", "microsoftonline.us")));
    for (Object cloud : List.of(1, true, List.of("microsoftonline.com"), Map.of())) {
      assertEquals(Set.of("good"), keyIds(GOOD, otherKeyOf(cloud)));
    }
    assertEquals(Set.of(), keyIds(changed(key -> key.put("cloud_instance_name", null))));
  }

  @Test
  void leavesOutKeysThatAreNotForRs256Signatures() {
    assertEquals(Set.of(), keyIds(with("use", "enc")));
    assertEquals(Set.of(), keyIds(with("use", 1)));
    assertEquals(Set.of(), keyIds(with("kty", "EC")));
    assertEquals(Set.of(), keyIds(with("alg", "RS512")));
    assertEquals(Set.of(), keyIds(with("key_ops", List.of("encrypt"))));
    assertEquals(Set.of(), keyIds(changed(key -> key.remove("kid"))));
  }

  @Test
  void leavesOutWeakKeys() {
    assertEquals(Set.of(), keyIds(key(1024)));
    assertEquals(Set.of(), keyIds(with("e", "Aw")));
    assertEquals(Set.of(), keyIds(with("e", "AQAA")));
  }

  @Test
  void leavesOutKeysWithWhichVerifyingWouldBeAnAttack() {
    assertEquals(Set.of(), keyIds(with("e", "AQAAAAAAAAAB")));
    assertEquals(Set.of(), keyIds(with("n", "B" + "x".repeat(1500) + "A")));
    assertEquals(Set.of(), keyIds(with("n", String.valueOf(GOOD.get("n")).replaceAll(".$", "A"))));
  }

  @Test
  void leavesOutKeysInAnotherTextThanTheOneOfTheirBytes() {
    assertEquals(Set.of("good"), keyIds(with("e", "AQAB")));
    assertEquals(Set.of(), keyIds(with("e", "AQAB=")));
    assertEquals(Set.of(), keyIds(with("e", "AQAB\n")));
    assertEquals(Set.of(), keyIds(with("n", GOOD.get("n") + "==")));
    assertEquals(Set.of(), keyIds(with("n", " " + GOOD.get("n"))));
  }

  @Test
  void leavesOutMalformedKeysAndKeepsTheOthers() {
    Map<String, Object> other = with("kid", "other");
    assertEquals(Set.of("other"), keyIds(with("n", "!"), other));
    assertEquals(Set.of("other"), keyIds(with("e", ""), other));
    assertEquals(Set.of("other"), keyIds(with("n", 5), other));
    assertEquals(Set.of("other"), keyIds(changed(key -> key.remove("e")), other));
  }

  @Test
  void countsNoKeyWhoseIdStandsTwice() {
    Map<String, Object> other = with("kid", "other");
    assertEquals(Set.of("other"), keyIds(GOOD, GOOD, other));
    assertEquals(Set.of("other"), keyIds(GOOD, with("kty", "EC"), other));
    assertEquals(Set.of("other"), keyIds(with("kty", "EC"), GOOD, other));
    assertEquals(Set.of("other"), keyIds(GOOD, GOOD, GOOD, other));
  }

  private static Set<String> ofIssuer(Map<?, ?>... keys) {
    String json = JSONObjectUtils.toJSONString(Map.of("keys", List.of(keys)));
    return KeySet.ofIssuer(json).map(set -> set.keys().keySet()).orElse(Set.of());
  }

  private static Map<String, Object> curved(Curve curve) throws JOSEException {
    return new HashMap<>(
        new ECKeyGenerator(curve).keyID("curved").generate().toPublicJWK().toJSONObject());
  }

  @Test
  void takesOfOtherIssuersRsaKeysOfTheSameStrengthAndP256() throws JOSEException {
    assertEquals(Set.of("good", "curved"), ofIssuer(GOOD, curved(Curve.P_256)));
    assertEquals(Set.of("good"), ofIssuer(with("alg", "PS256")));
    assertEquals(Set.of("good"), ofIssuer(with("alg", "RS256")));
    assertEquals(Set.of(), keyIds(with("alg", "PS256")));
    assertEquals(Set.of(), keyIds(curved(Curve.P_256)));
    assertEquals(Set.of(), ofIssuer(key(1024)));
    assertEquals(Set.of(), ofIssuer(GOOD, GOOD));
  }

  @Test
  void leavesOutOtherCurvesAndKindsOfKeys() throws JOSEException {
    assertEquals(Set.of(), ofIssuer(curved(Curve.P_384)));
    assertEquals(Set.of(), ofIssuer(curved(Curve.P_521)));
    Map<String, Object> mislabelled = curved(Curve.P_384);
    mislabelled.put("crv", "P-256");
    assertEquals(Set.of(), ofIssuer(mislabelled));
    Map<String, Object> okp = Map.of("kty", "OKP", "crv", "Ed25519", "kid", "x", "x", "AA");
    assertEquals(Set.of(), ofIssuer(okp));
    assertEquals(Set.of(), ofIssuer(Map.of("kty", "oct", "kid", "x", "k", "AAAA", "alg", "HS256")));
    assertEquals(Set.of(), ofIssuer(with("alg", "RS512")));
    assertEquals(Set.of(), ofIssuer(with("alg", "ES256")));
    assertEquals(Set.of(), ofIssuer(with("use", "enc")));
  }

  @Test
  void leavesOutPointsThatAreNotOnTheCurveOrInAnotherText() throws JOSEException {
    Map<String, Object> good = curved(Curve.P_256);
    for (Object odd : List.of(String.valueOf(good.get("y")), "", "AQAB", good.get("x") + "=", 1)) {
      Map<String, Object> key = new HashMap<>(good);
      key.put("x", odd);
      assertEquals(Set.of(), ofIssuer(key));
    }
    good.remove("y");
    assertEquals(Set.of(), ofIssuer(good));
  }

  @Test
  void leavesOutKeysWhosePrivateHalfStandsBesideThem() throws JOSEException {
    assertEquals(Set.of(), keyIds(with("d", "AQAB")));
    assertEquals(Set.of(), ofIssuer(with("d", "AQAB")));
    Map<String, Object> both = curved(Curve.P_256);
    both.put("d", "AQAB");
    assertEquals(Set.of(), ofIssuer(both));
  }

  @Test
  void takesNothingThatIsNoKeySet() {
    assertEquals(Optional.empty(), KeySet.parse("<html>"));
    assertEquals(Optional.empty(), KeySet.parse("{\"keys\":[1]}"));
  }

  @Test
  void takesKeysAtTheLimits() {
    byte[] modulus = new byte[1024];
    modulus[0] = (byte) 0x80;
    modulus[1023] = 1;
    assertEquals(Set.of("good"), keyIds(with("n", TokenText.base64Url(modulus))));
    assertEquals(Set.of("good"), keyIds(with("e", "gAAAAAAAAAE")));
    byte[] larger = new byte[1025];
    larger[0] = 1;
    larger[1024] = 1;
    assertEquals(Set.of(), keyIds(with("n", TokenText.base64Url(larger))));
    assertEquals(Set.of(), keyIds(with("e", "AQAAAAAAAAAB")));
    assertEquals(Set.of(), keyIds(with("kid", "")));
  }

  private static KeySet numbered(int first, int end) {
    SigningKey key =
        KeySet.parse(JSONObjectUtils.toJSONString(Map.of("keys", List.of(GOOD))))
            .flatMap(set -> set.key("good"))
            .orElseThrow();
    return new KeySet(
        IntStream.range(first, end).boxed().collect(Collectors.toMap(String::valueOf, id -> key)));
  }

  @Test
  void keepsWhatItHasBesideNewKeysUntilThatIsMoreThanAnyIssuerHas() {
    KeySet kept = numbered(0, 250);
    assertEquals(numbered(0, 500).keys().keySet(), kept.with(numbered(250, 500)).keys().keySet());
    KeySet newer = numbered(250, 501);
    assertEquals(newer.keys().keySet(), kept.with(newer).keys().keySet());
  }
}
