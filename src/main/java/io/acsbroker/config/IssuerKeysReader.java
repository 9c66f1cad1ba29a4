package io.acsbroker.config;

import io.acsbroker.json.JsonObject;
import io.acsbroker.token.CallerIssuer.Keys;
import io.acsbroker.token.SignatureAlgorithm;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads where the keys of an issuer are. */
final class IssuerKeysReader {
  private static final String KEYS = "keys";
  private static final String ADDRESS = "address";
  private static final String INLINE = "inline";
  private static final int MAX_INLINE = 20;

  private final DocumentObject keys;
  private final Set<SignatureAlgorithm> algorithms;

  private IssuerKeysReader(DocumentObject keys, Set<SignatureAlgorithm> algorithms) {
    this.keys = keys;
    this.algorithms = algorithms.isEmpty() ? EnumSet.allOf(SignatureAlgorithm.class) : algorithms;
  }

  /** Where they are; empty after a problem. */
  static Optional<Keys> read(
      DocumentObject issuer, Set<SignatureAlgorithm> algorithms, URI authorityHost) {
    if (!issuer.has(KEYS) || issuer.object().string(KEYS).equals(Optional.of("discovery"))) {
      return Optional.of(new Keys.Discovered());
    }
    Optional<DocumentObject> keys = issuer.within(KEYS);
    Set<String> names = keys.map(it -> it.object().names()).orElse(Set.of());
    if (keys.isPresent() && names.equals(Set.of(ADDRESS))) {
      return IssuerAddress.ofKeys(keys.get(), ADDRESS, authorityHost).map(Keys.At::new);
    }
    if (keys.isPresent() && names.equals(Set.of(INLINE))) {
      return new IssuerKeysReader(keys.get(), algorithms).inline();
    }
    issuer.problem(KEYS, "must be discovery, or an object with either address or inline");
    return Optional.empty();
  }

  private Optional<Keys> inline() {
    List<Optional<JsonObject>> written = keys.object().objectsInPlace(INLINE).orElse(List.of());
    if (written.isEmpty() || written.size() > MAX_INLINE) {
      keys.problem(INLINE, "must be an array of 1 to " + MAX_INLINE + " keys (JWKs)");
      return Optional.empty();
    }
    List<PublicJwk> read = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < written.size(); i++) {
      Optional<PublicJwk> key = key(i, written.get(i).orElse(JsonObject.EMPTY));
      if (key.isPresent()) {
        refuseSecond(i, key.get(), places);
        read.add(key.get());
      }
    }
    String texts = read.stream().map(PublicJwk::text).collect(Collectors.joining(","));
    return Optional.of(new Keys.Inline("{\"keys\":[" + texts + "]}"));
  }

  private Optional<PublicJwk> key(int index, JsonObject written) {
    String place = INLINE + "[" + index + "]";
    if (PublicJwk.isPrivate(written)) {
      keys.problem(place, "must be a public key, and has a part that its owner alone may have");
      return Optional.empty();
    }
    Optional<PublicJwk> key = PublicJwk.read(written, algorithms);
    if (key.isEmpty()) {
      keys.problem(
          place,
          "must be a key (JWK) with a kid that verifies by one of the algorithms: RSA of "
              + "2048 to 8192 bits, or EC of the curve P-256, and no use, key_ops or alg but for that");
    }
    return key;
  }

  private void refuseSecond(int index, PublicJwk key, Map<String, Integer> places) {
    Integer first = places.putIfAbsent(key.id(), index);
    if (first != null) {
      keys.problem(INLINE + "[" + index + "].kid", "stands in inline[" + first + "] too");
    }
  }
}
