package io.acsbroker.keys;

import io.acsbroker.json.JsonObject;
import io.acsbroker.token.SignatureAlgorithm;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The usable keys of one key source, by their ids. A malformed or unsuitable key costs that key and
 * no other; of an id that stands twice, neither key counts.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-5">RFC 7517, section 5</a>
 */
public record KeySet(Map<String, SigningKey> keys) {
  /** Far more than any issuer has at a time; one document has room for fewer. */
  private static final int MOST_KEPT = 500;

  private static final Set<SignatureAlgorithm> OF_ENTRA = EnumSet.of(SignatureAlgorithm.RS256);
  private static final Set<SignatureAlgorithm> OF_OTHERS = EnumSet.allOf(SignatureAlgorithm.class);

  /**
   * Reads a JWKS document of Entra's; empty where it is none, or holds no usable key. Never throws.
   */
  public static Optional<KeySet> parse(String json) {
    return parse(json, OF_ENTRA);
  }

  /** The same of another issuer's. */
  public static Optional<KeySet> ofIssuer(String json) {
    return parse(json, OF_OTHERS);
  }

  private static Optional<KeySet> parse(String json, Set<SignatureAlgorithm> algorithms) {
    List<JsonObject> entries = JsonObject.parse(json).orElse(JsonObject.EMPTY).objects("keys");
    Map<String, SigningKey> usable = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (JsonObject entry : entries) {
      String keyId = entry.string("kid").orElse("");
      if (seen.add(keyId)) {
        Optional<SigningKey> key = SigningKey.read(entry, algorithms);
        if (key.isPresent()) {
          usable.put(keyId, key.get());
        }
      } else {
        usable.remove(keyId);
      }
    }
    return usable.isEmpty() ? Optional.empty() : Optional.of(new KeySet(Map.copyOf(usable)));
  }

  /**
   * These keys and those of the other set that these lack; the other set alone where that would be
   * more than any issuer has, so that one that publishes ever new keys fills no memory.
   */
  KeySet with(KeySet other) {
    Map<String, SigningKey> all = new HashMap<>(other.keys);
    all.putAll(keys);
    return all.size() > MOST_KEPT ? other : new KeySet(Map.copyOf(all));
  }

  boolean hasAllOf(KeySet other) {
    return keys.keySet().containsAll(other.keys.keySet());
  }

  public Optional<SigningKey> key(String keyId) {
    return Optional.ofNullable(keys.get(keyId));
  }
}
