package io.acsbroker.subject;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.CallerIssuer.Binding;
import io.acsbroker.token.CallerIssuer.Claims;
import io.acsbroker.token.CallerIssuer.Keys;
import io.acsbroker.token.CallerIssuer.ListClaim;
import io.acsbroker.token.CallerIssuer.MachineClaim;
import io.acsbroker.token.CallerIssuer.ScopeClaim;
import io.acsbroker.token.CallerIssuer.TokenType;
import io.acsbroker.token.CallerRoute;
import io.acsbroker.token.ClaimPath;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.SignatureAlgorithm;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Issuers of caller tokens as different as the settings allow, each with a key of its own and good
 * tokens of the same user.
 */
enum SampleIssuer {
  /** RSA, claims at the top, a client, scopes in one text, bound to nobody. */
  PLAIN(SignatureAlgorithm.RS256, TokenType.AT_JWT, "at+jwt"),
  /** EC, no {@code typ}, names that are addresses, scopes in an array, bound to a user. */
  CURVED(SignatureAlgorithm.ES256, TokenType.NONE, ""),
  /** RSA with PSS, pointers for everything, no client, a claim for machines. */
  NESTED(SignatureAlgorithm.PS256, TokenType.JWT, "JWT");

  static final String USER = "user-7";
  static final String OBJECT_ID = "14c09aa5-2042-4050-a572-72508653509d";
  private static final ForeignTokenVerifier VERIFIER =
      ForeignTokenVerifier.of(
          Stream.of(values()).map(SampleIssuer::settings).toList(),
          Duration.ofSeconds(60),
          BoundedHttp.client().build(),
          SampleToken.CLOCK,
          (name, failure) -> {});

  final SignatureAlgorithm algorithm;
  private final TokenType type;
  private final String typ;

  // Nothing of Nimbus says so, but a JWK does not change
  @SuppressWarnings("ImmutableEnumChecker")
  private final JWK key;

  SampleIssuer(SignatureAlgorithm algorithm, TokenType type, String typ) {
    this.algorithm = algorithm;
    this.type = type;
    this.typ = typ;
    this.key = key(algorithm, "one-id-for-all");
  }

  static JWK key(SignatureAlgorithm algorithm, String id) {
    try {
      return algorithm == SignatureAlgorithm.ES256
          ? new ECKeyGenerator(Curve.P_256).keyID(id).generate()
          : new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException failed) {
      throw new IllegalStateException(failed);
    }
  }

  String issuer() {
    return "https://" + name().toLowerCase(Locale.ROOT) + ".example/";
  }

  JWK publicKey() {
    return key.toPublicJWK();
  }

  /** The settings, with the public key written down. */
  CallerIssuer settings() {
    return settings(issuer(), new Keys.Inline(new JWKSet(publicKey()).toString()));
  }

  CallerIssuer settings(String issuer, Keys keys) {
    return new CallerIssuer(
        name().toLowerCase(Locale.ROOT),
        issuer,
        "https://calls.example",
        Set.of(algorithm),
        Set.of(type),
        keys,
        Duration.ofHours(24),
        claims(),
        required(),
        this == NESTED
            ? Optional.of(new MachineClaim(at("/ext/gty"), Set.of("client-credentials")))
            : Optional.empty(),
        binding(),
        Set.of(CallerRoute.values()));
  }

  private Claims claims() {
    return switch (this) {
      case PLAIN ->
          new Claims(
              at("sub"),
              Optional.of(at("azp")),
              Set.of("spa"),
              Optional.of(new ScopeClaim(at("scope"), false, Set.of("call"))),
              Optional.empty(),
              Optional.of(new ListClaim(at("groups"), Set.of("callers"))));
      case CURVED ->
          new Claims(
              at("uid"),
              Optional.of(at("cid")),
              Set.of("spa"),
              Optional.of(new ScopeClaim(at("scp"), true, Set.of("call"))),
              Optional.empty(),
              Optional.empty());
      case NESTED ->
          new Claims(
              at("/ext/person"),
              Optional.empty(),
              Set.of(),
              Optional.empty(),
              Optional.of(new ListClaim(at("/realm_access/roles"), Set.of("caller"))),
              Optional.empty());
    };
  }

  private Map<ClaimPath, Object> required() {
    return this == NESTED
        ? Map.of(at("/ext/use"), "access", at("/ext/verified"), true, at("/ext/level"), 2L)
        : Map.of();
  }

  private Binding binding() {
    return switch (this) {
      case PLAIN -> new Binding.None(new AllowedTenants.AnyOrganisation());
      case CURVED ->
          new Binding.ToUser(at("https://app.example/tenant"), at("https://app.example/user"));
      case NESTED -> new Binding.ToUser(at("/ext/tid"), at("/ext/a~1b/~0oid"));
    };
  }

  private static ClaimPath at(String place) {
    return ClaimPath.parse(place).orElseThrow();
  }

  /** A good token, issued now for an hour. */
  ForeignToken token() {
    Map<String, Object> header = new HashMap<>(Map.of("alg", algorithm.name()));
    header.put("kid", key.getKeyID());
    if (type != TokenType.NONE) {
      header.put("typ", typ);
    }
    long now = SampleToken.NOW.getEpochSecond();
    ForeignToken token =
        new ForeignToken(this, header)
            .with("iss", issuer())
            .with("aud", "https://calls.example")
            .with("iat", now)
            .with("exp", now + 3600);
    return switch (this) {
      case PLAIN ->
          token.with("sub", USER).with("azp", "spa").with("scope", "call chat").with("nbf", now);
      case CURVED ->
          token
              .with("uid", USER)
              .with("cid", "spa")
              .with("scp", List.of("call"))
              .with("https://app.example/tenant", SampleToken.CONTOSO.value())
              .with("https://app.example/user", OBJECT_ID);
      case NESTED ->
          token
              .with("/ext/person", USER)
              .with("/ext/use", "access")
              .with("/ext/verified", true)
              .with("/ext/level", 2L)
              .with("/realm_access/roles", List.of("caller", "other"))
              .with("/ext/tid", SampleToken.CONTOSO.value())
              .with("/ext/a~1b/~0oid", OBJECT_ID);
    };
  }

  String signature(String text) {
    return signature(key, algorithm, text);
  }

  static String signature(JWK key, SignatureAlgorithm algorithm, String text) {
    try {
      JWSSigner signer =
          key instanceof ECKey curved ? new ECDSASigner(curved) : new RSASSASigner(key.toRSAKey());
      JWSHeader header = new JWSHeader(JWSAlgorithm.parse(algorithm.name()));
      return signer.sign(header, text.getBytes(UTF_8)).toString();
    } catch (JOSEException failed) {
      throw new IllegalStateException(failed);
    }
  }

  ForeignVerification verify(String token) {
    return VERIFIER.verify(new ReceivedToken(token), settings(), SampleToken.soon());
  }

  static Optional<CallerIssuer> issuerOf(String token) {
    return VERIFIER.issuerOf(new ReceivedToken(token));
  }
}
