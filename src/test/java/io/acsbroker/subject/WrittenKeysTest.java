package io.acsbroker.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.config.BrokerConfig;
import io.acsbroker.config.ConfigReading;
import io.acsbroker.config.ConfigReading.Configured;
import io.acsbroker.keys.KeySet;
import io.acsbroker.token.CallerIssuer.Keys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keys that the settings take are those that verify, and no others. */
class WrittenKeysTest {
  private static final String TENANT = "11111111-1111-4111-8111-111111111111";
  private static final String CLIENT = "33333333-3333-4333-8333-333333333333";

  private static ConfigReading read(Map<String, Object> key) {
    Map<String, Object> entry =
        Map.ofEntries(
            Map.entry("name", "acme"),
            Map.entry("issuer", "https://login.acme.example/"),
            Map.entry("audience", "https://calls.acme.example"),
            Map.entry("algorithms", List.of("RS256", "PS256", "ES256")),
            Map.entry("typ", List.of("at+jwt")),
            Map.entry("keys", Map.of("inline", List.of(key))),
            Map.entry("clientClaim", "azp"),
            Map.entry("clients", List.of("their-spa")),
            Map.entry("requiredScopes", List.of()),
            Map.entry("binding", Map.of("tenant", "tid", "user", "oid")),
            Map.entry("routes", List.of("exchange")));
    return BrokerConfig.read(
        Map.of(
            "COMMUNICATION_SERVICES_ENDPOINT",
            "https://contoso.communication.azure.com",
            "ENTRA_TENANT_IDS",
            TENANT,
            "ENTRA_CLIENT_IDS",
            CLIENT,
            "BROKER_CALLER_ISSUERS",
            JSONObjectUtils.toJSONString(Map.of("issuers", List.of(entry)))));
  }

  /** Whether the settings take the key, and hand on what verifies exactly where the key does. */
  private static boolean isTaken(Map<String, Object> key) {
    String jwks = JSONObjectUtils.toJSONString(Map.of("keys", List.of(key)));
    boolean taken = false;
    if (read(key) instanceof Configured(BrokerConfig config, List<?> warnings)) {
      taken = true;
      Keys keys = config.callers().orElseThrow().issuers().getFirst().keys();
      Optional<KeySet> handedOn = KeySet.ofIssuer(((Keys.Inline) keys).jwks());
      assertEquals(Set.of("k"), handedOn.orElseThrow().keys().keySet());
    }
    assertEquals(KeySet.ofIssuer(jwks).isPresent(), taken, key::toString);
    return taken;
  }

  private static Map<String, Object> with(Map<String, Object> key, String member, Object value) {
    Map<String, Object> changed = new HashMap<>(key);
    changed.put(member, value);
    return changed;
  }

  @Test
  void areThoseOfTheCurve() throws JOSEException {
    for (int i = 0; i < 30; i++) {
      Map<String, Object> key =
          new ECKeyGenerator(Curve.P_256).keyID("k").generate().toPublicJWK().toJSONObject();
      assertTrue(isTaken(key));
      assertEquals(false, isTaken(with(key, "x", Objects.requireNonNull(key.get("y")))));
      assertEquals(false, isTaken(with(key, "crv", "P-384")));
    }
  }

  @Test
  void areThoseThatAreStrongEnough() throws JOSEException {
    Map<String, Object> key =
        new RSAKeyGenerator(2048).keyID("k").generate().toPublicJWK().toJSONObject();
    assertTrue(isTaken(key));
    assertTrue(isTaken(with(key, "alg", "PS256")));
    for (String exponent : List.of("Aw", "AQAA", "AQAB=", "", "!")) {
      assertEquals(false, isTaken(with(key, "e", exponent)));
    }
    assertEquals(false, isTaken(with(key, "n", String.valueOf(key.get("n")).substring(4))));
    assertEquals(false, isTaken(with(key, "use", "enc")));
    assertEquals(false, isTaken(with(key, "kty", "oct")));
  }
}
