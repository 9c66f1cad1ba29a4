package io.acsbroker.subject;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.token.ClaimPath;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A good token of a sample issuer, in which a test breaks one thing before it is signed. */
final class ForeignToken {
  final Map<String, @Nullable Object> header;
  final Map<String, @Nullable Object> claims = new HashMap<>();
  private final SampleIssuer issuer;

  ForeignToken(SampleIssuer issuer, Map<String, Object> header) {
    this.issuer = issuer;
    this.header = new HashMap<>(header);
  }

  ForeignToken withHeader(String name, @Nullable Object value) {
    header.put(name, value);
    return this;
  }

  ForeignToken withoutHeader(String name) {
    header.remove(name);
    return this;
  }

  /** Puts a claim where the settings would look for it. */
  ForeignToken with(String place, @Nullable Object value) {
    ClaimPath path = ClaimPath.parse(place).orElseThrow();
    object(path).put(path.steps().getLast(), value);
    return this;
  }

  ForeignToken without(String place) {
    ClaimPath path = ClaimPath.parse(place).orElseThrow();
    object(path).remove(path.steps().getLast());
    return this;
  }

  @Nullable Object claim(String place) {
    ClaimPath path = ClaimPath.parse(place).orElseThrow();
    return object(path).get(path.steps().getLast());
  }

  @SuppressWarnings("unchecked")
  private Map<String, @Nullable Object> object(ClaimPath path) {
    Map<String, @Nullable Object> object = claims;
    for (String step : path.steps().subList(0, path.steps().size() - 1)) {
      object = (Map<String, @Nullable Object>) object.computeIfAbsent(step, any -> new HashMap<>());
    }
    return object;
  }

  String signed() {
    return signed(issuer);
  }

  /** The same, signed by somebody else. */
  String signed(SampleIssuer signer) {
    String text = segment(header) + "." + segment(claims);
    return text + "." + signer.signature(text);
  }

  private static String segment(Map<String, ?> object) {
    return TokenText.base64Url(JSONObjectUtils.toJSONString(object).getBytes(UTF_8));
  }

  ForeignVerification verify() {
    return issuer.verify(signed());
  }
}
