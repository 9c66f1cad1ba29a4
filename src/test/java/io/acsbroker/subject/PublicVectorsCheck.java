package io.acsbroker.subject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.json.JsonObject;
import io.acsbroker.keys.DecodedSignature;
import io.acsbroker.keys.KeySet;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.Base64UrlSegment;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.SignatureAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Other people's vectors through our code, where they are: {@code -Dvectors=DIR} names a folder
 * with C2SP's Wycheproof ({@code wycheproof/}) and Entra's own key sets ({@code entra-jwks/}).
 */
class PublicVectorsCheck {
  private static final Path VECTORS = Path.of(System.getProperty("vectors", "vectors"));

  /** Why we refuse what the vectors call valid, or accept what they call invalid. */
  private enum Explanation {
    OTHER_ALGORITHM_THAN_RS256,
    EMPTY_PAYLOAD_IS_NO_CLAIMS,
    KEY_FROM_ENTRA_IS_NOT_SEARCHED_FOR_ROCA,
    NONE
  }

  @ParameterizedTest
  @ValueSource(strings = {"json_web_signature_test", "json_web_key_test", "json_web_crypto_test"})
  void agreesWithWycheproofOrSaysWhyNot(String file) throws Exception {
    Map<String, Explanation> unexplained = new TreeMap<>();
    Map<Explanation, Integer> explained = new TreeMap<>();
    int vectors = 0;
    for (Map<?, ?> group : maps(read("wycheproof/" + file + ".json").get("testGroups"))) {
      for (Map<?, ?> vector : maps(group.get("tests"))) {
        vectors++;
        boolean valid = "valid".equals(vector.get("result"));
        boolean accepted = accepts(keySet(group), String.valueOf(vector.get("jws")));
        if (valid != accepted) {
          Explanation why = explain(vector);
          explained.merge(why, 1, Integer::sum);
          if (why == Explanation.NONE) {
            unexplained.put(vector.get("tcId") + " " + vector.get("comment"), why);
          }
        }
      }
    }
    System.out.println(file + ": " + vectors + " vectors, other verdicts: " + explained);
    assertTrue(vectors > 20);
    assertEquals(Map.of(), unexplained);
  }

  private static Explanation explain(Map<?, ?> vector) {
    String jws = String.valueOf(vector.get("jws"));
    if ("rejectsKeyWithRocaVulnerability".equals(vector.get("comment"))) {
      return Explanation.KEY_FROM_ENTRA_IS_NOT_SEARCHED_FOR_ROCA;
    }
    String[] segments = jws.split("\\.", -1);
    String header = new Base64URL(segments[0]).decodeToString();
    if ("valid".equals(vector.get("result")) && !header.contains("\"RS256\"")) {
      return Explanation.OTHER_ALGORITHM_THAN_RS256;
    }
    return "valid".equals(vector.get("result")) && segments.length == 3 && segments[1].isEmpty()
        ? Explanation.EMPTY_PAYLOAD_IS_NO_CLAIMS
        : Explanation.NONE;
  }

  /** What the verifier does up to the signature, but for the payload, which is no JSON here. */
  private static boolean accepts(String keySet, String jws) {
    String[] segments = jws.split("\\.", -1);
    if (segments.length != 3) {
      return false;
    }
    for (String segment : segments) {
      if (Base64UrlSegment.decode(segment).isEmpty()) {
        return false;
      }
    }
    Optional<JsonObject> header =
        Base64UrlSegment.decode(segments[0]).flatMap(Utf8Text::decode).flatMap(JsonObject::parse);
    if (header.isEmpty() || !isGoodButForItsType(header.get())) {
      return false;
    }
    CompactToken token =
        new CompactToken(
            header.get(),
            header.get(),
            segments[0] + "." + segments[1],
            new DecodedSignature(segments[2], new Base64URL(segments[2]).decode()));
    return KeySet.parse(keySet)
        .flatMap(set -> set.key(header.get().string("kid").orElse("")))
        .filter(key -> token.refusal(key, SignatureAlgorithm.RS256).isEmpty())
        .isPresent();
  }

  /** Wycheproof's tokens have no {@code typ}, which ours must have. */
  private static boolean isGoodButForItsType(JsonObject header) {
    return HeaderCheck.refusal(header)
            .map(rejected -> rejected.reason() == RejectionReason.TYPE_NOT_JWT)
            .orElse(true)
        && Collections.disjoint(header.names(), HeaderCheck.REFUSED);
  }

  private static String keySet(Map<?, ?> group) {
    Object key = group.get("public") == null ? group.get("private") : group.get("public");
    Map<?, ?> map = (Map<?, ?>) Objects.requireNonNull(key);
    return json(map.containsKey("keys") ? map : Map.of("keys", List.of(map)));
  }

  @SuppressWarnings("unchecked")
  private static String json(Map<?, ?> map) {
    return JSONObjectUtils.toJSONString((Map<String, ?>) map);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<?, ?>> maps(@Nullable Object list) {
    return (List<Map<?, ?>>) Objects.requireNonNull(list);
  }

  private static Map<String, Object> read(String file) throws Exception {
    return JSONObjectUtils.parse(Files.readString(VECTORS.resolve(file), UTF_8), -1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"organizations", "common"})
  void readsEntrasOwnKeySets(String file) throws IOException {
    String json = Files.readString(VECTORS.resolve("entra-jwks/" + file + ".jwks.json"));
    KeySet set = KeySet.parse(json).orElseThrow();
    int entries = JsonObject.parse(json).orElseThrow().objects("keys").size();
    assertEquals(entries, set.keys().size());
    long ours =
        set.keys().values().stream()
            .filter(key -> key.signsFor(SampleToken.CONTOSO, EntraCloud.PUBLIC, false))
            .count();
    assertEquals(file.equals("common") ? entries - 2 : entries, ours);
  }

  @Test
  void letsTheKeysOfPersonalAccountsSignForNobodyElse() throws IOException {
    String json = Files.readString(VECTORS.resolve("entra-jwks/common.jwks.json"));
    assertEquals(
        7,
        KeySet.parse(json).orElseThrow().keys().values().stream()
            .filter(key -> key.signsFor(AllowedTenants.CONSUMERS, EntraCloud.PUBLIC, false))
            .count());
  }
}
