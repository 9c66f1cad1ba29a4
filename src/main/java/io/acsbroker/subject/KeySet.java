package io.acsbroker.subject;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import io.acsbroker.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The usable keys of one key endpoint, by their ids. A malformed or unsuitable key costs that key
 * and no other; of an id that stands twice, neither key counts.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-5">RFC 7517, section 5</a>
 */
record KeySet(Map<String, RSASSAVerifier> keys) {
  /**
   * Reads a JWKS document.
   *
   * @param issuer the v2 issuer of the tenant, which a key that names an issuer must name
   * @return empty where the document is none, or holds no usable key
   */
  static Optional<KeySet> parse(String json, String tenant, String issuer) {
    Map<String, RSASSAVerifier> usable = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (JsonObject entry :
        JsonObject.parse(json).map(set -> set.objects("keys")).orElse(List.of())) {
      String keyId = entry.string("kid").orElse("");
      if (!seen.add(keyId)) {
        usable.remove(keyId);
      } else {
        SigningKey.read(entry, tenant, issuer).ifPresent(key -> usable.put(keyId, key));
      }
    }
    return usable.isEmpty() ? Optional.empty() : Optional.of(new KeySet(Map.copyOf(usable)));
  }

  Optional<RSASSAVerifier> key(String keyId) {
    return Optional.ofNullable(keys.get(keyId));
  }
}
