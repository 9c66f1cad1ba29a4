package io.acsbroker.subject;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.acsbroker.json.JsonObject;
import io.acsbroker.json.JsonText;
import io.acsbroker.keys.SigningKey;
import io.acsbroker.subject.CompactToken.Parsing;
import io.acsbroker.token.AcsResource;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.SignatureAlgorithm;
import io.acsbroker.token.TenantId;
import io.acsbroker.token.TokenVersion;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;

/**
 * Takes a token that nobody signed, and that expired in 1970, through every check, so that the
 * first real one finds their classes loaded. Nothing comes of it.
 */
final class RehearsedVerification {
  private static final String ZEROS = "00000000-0000-0000-0000-000000000000";
  private static final TokenOrigin ORIGIN = new TokenOrigin(new TenantId(ZEROS), TokenVersion.V1);
  private static final int SIGNATURE_BYTES = 256;

  /** An odd number of 2048 bits, all of them set: a key as far as reading it goes. */
  private static final String MODULUS = "_".repeat(341) + "w";

  private RehearsedVerification() {}

  /** Returns what the checks say, which is that the token has expired. */
  static Verification run() {
    EntraCloud cloud = EntraCloud.PUBLIC;
    String text = text(cloud);
    CompactToken token = ((Parsing.Parsed) CompactToken.parse(text)).token();
    HeaderCheck.refusal(token.header());
    JsonObject jwk =
        JsonObject.parse(
                new JsonText()
                    .with("kty", "RSA")
                    .with("kid", "rehearsal")
                    .with("n", MODULUS)
                    .with("e", "AQAB")
                    .end())
            .orElseThrow();
    token.refusal(
        SigningKey.read(jwk, Set.of(SignatureAlgorithm.RS256)).orElseThrow(),
        SignatureAlgorithm.RS256);
    return new ClaimsCheck(cloud, ValidityCheck.ofEntra(InstantSource.system(), Duration.ZERO))
        .check(
            new ReceivedToken(text),
            token,
            ORIGIN,
            AcsResource.COMMUNICATION_SERVICES.profile(cloud));
  }

  private static String text(EntraCloud cloud) {
    String header =
        new JsonText().with("alg", "RS256").with("typ", "JWT").with("kid", "rehearsal").end();
    String claims =
        new JsonText()
            .with("iss", cloud.issuer(ORIGIN.tenant(), ORIGIN.version()))
            .with("aud", AcsResource.COMMUNICATION_SERVICES.uri(cloud))
            .with("appid", ZEROS)
            .with("oid", ZEROS)
            .with("scp", "rehearsal")
            .with("iat", Long.valueOf(0))
            .with("nbf", Long.valueOf(0))
            .with("exp", Long.valueOf(1))
            .end();
    return base64Url(header.getBytes(UTF_8))
        + "."
        + base64Url(claims.getBytes(UTF_8))
        + "."
        + base64Url(new byte[SIGNATURE_BYTES]);
  }

  private static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
