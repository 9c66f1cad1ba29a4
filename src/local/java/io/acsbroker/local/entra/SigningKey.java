package io.acsbroker.local.entra;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.acsbroker.local.net.JsonMembers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An RSA-2048 key that signs compact tokens by RS256, whatever their header says. Of a {@code
 * nonce} in the header it signs the hash, as Entra does for Microsoft Graph: who checks such a
 * token as it stands finds a signature that does not hold.
 *
 * @see <a
 *     href="https://github.com/AzureAD/azure-activedirectory-identitymodel-extensions-for-dotnet/issues/609">Tokens
 *     for Graph whose signature does not hold</a>
 * @see <a href="https://github.com/justinlettau/azure-ad-verify-token/issues/5">How to hash the
 *     nonce so that it does</a>
 */
public final class SigningKey {
  private final RSAKey publicKey;
  private final PrivateKey privateKey;
  private final byte[] certificate;

  private SigningKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    privateKey = pair.getPrivate();
    certificate = SelfSignedCertificate.of(pair, Instant.now());
    byte[] thumbprint = MessageDigest.getInstance("SHA-1").digest(certificate);
    publicKey =
        new RSAKey.Builder((RSAPublicKey) pair.getPublic())
            .keyUse(KeyUse.SIGNATURE)
            .keyID(Base64URL.encode(thumbprint).toString())
            .build();
  }

  /** A new key, unlike any other. */
  public static SigningKey generate() {
    try {
      return new SigningKey();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK makes no RSA keys", e);
    }
  }

  /**
   * The {@code kid}, which is also the {@code x5t}: the SHA-1 of the certificate, in 27 characters.
   */
  public String keyId() {
    return publicKey.getKeyID();
  }

  /** The public half, as the only key of a set. */
  public JWKSet keys() {
    return new JWKSet(publicKey);
  }

  /** The public half as Entra publishes it: kty, use, kid, x5t, n, e, x5c and no alg. */
  Map<String, Object> published() {
    Map<String, Object> key = new LinkedHashMap<>();
    key.put("kty", "RSA");
    key.put("use", "sig");
    key.put("kid", keyId());
    key.put("x5t", keyId());
    key.put("n", publicKey.getModulus().toString());
    key.put("e", publicKey.getPublicExponent().toString());
    key.put("x5c", List.of(Base64.getEncoder().encodeToString(certificate)));
    return key;
  }

  /** The header of a token that it signs: typ, alg and kid. */
  public Map<String, Object> header() {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("typ", "JWT");
    header.put("alg", "RS256");
    header.put("kid", keyId());
    return header;
  }

  /** A compact token of this header and these claims, of which nothing but a nonce is looked at. */
  public String sign(Map<String, ?> header, Map<String, ?> claims) {
    String payload = "." + encode(claims);
    String signed = encode(withHashedNonce(header)) + payload;
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(privateKey);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return encode(header) + payload + "." + Base64URL.encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK does not sign by RS256", e);
    }
  }

  /** The claims of a token that this key has signed, whatever they say; empty for any other. */
  public Optional<JWTClaimsSet> verified(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      return jwt.verify(new RSASSAVerifier(publicKey))
          ? Optional.of(jwt.getJWTClaimsSet())
          : Optional.empty();
    } catch (ParseException | JOSEException | RuntimeException e) {
      // Nimbus throws NullPointerException for a header that is JSON null
      return Optional.empty();
    }
  }

  /**
   * A token as it was signed: what Graph makes of one that it is sent. Any other stays as it is.
   */
  static String asSigned(String token) {
    int end = token.indexOf('.');
    if (end < 0) {
      return token;
    }
    String header = new Base64URL(token.substring(0, end)).decodeToString();
    return JsonMembers.parse(header)
        .map(members -> encode(withHashedNonce(members)) + token.substring(end))
        .orElse(token);
  }

  private static Map<String, ?> withHashedNonce(Map<String, ?> header) {
    if (!(header.get("nonce") instanceof String nonce)) {
      return header;
    }
    Map<String, Object> hashed = new LinkedHashMap<>(header);
    hashed.put("nonce", Sha256.of(nonce));
    return hashed;
  }

  private static String encode(Map<String, ?> object) {
    return Base64URL.encode(JSONObjectUtils.toJSONString(object)).toString();
  }

  /** The header of a token that Entra would issue. */
  Map<String, Object> header(TokenOrder order) {
    String keyId = keyId();
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("typ", "JWT");
    if (EntraResource.GRAPH.isMeantBy(order.audience())) {
      header.put("nonce", UUID.randomUUID().toString());
    }
    header.put("alg", "RS256");
    if (order.version().equals("1.0")) {
      header.put("x5t", keyId);
    }
    header.put("kid", keyId);
    return header;
  }
}
