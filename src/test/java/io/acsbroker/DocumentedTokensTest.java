package io.acsbroker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONArrayUtils;
import io.acsbroker.config.BrokerConfig;
import io.acsbroker.config.ConfigReading.Configured;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.subject.ForeignCaller;
import io.acsbroker.subject.ForeignTokenVerifier;
import io.acsbroker.subject.ForeignVerification;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.CallerIssuer.Claims;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ReceivedToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * By the documents of {@code docs/callers.md} the broker takes the access tokens of people, as each
 * product's documentation or source has them, and neither its id tokens nor a machine's. None was
 * recorded.
 */
class DocumentedTokensTest {
  private static final Path TOKENS =
      Path.of("src/test/resources/io/acsbroker/documented-tokens.json");
  private static final Pattern DOCUMENT =
      Pattern.compile("```json\n\\{\"issuers\": \\[([\\s\\S]+?)\\]\\}\n```");
  private static final RSAKey KEY = key();

  private static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyID("k").generate();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** All of the page's, in one document, with the test's key in place of theirs. */
  private static Map<String, CallerIssuer> issuers() throws Exception {
    String all =
        DOCUMENT
            .matcher(Files.readString(Path.of("docs/callers.md")))
            .results()
            .map(document -> document.group(1))
            .collect(Collectors.joining(",", "{\"issuers\":[", "]}"));
    Map<String, String> settings =
        Map.of(
            "COMMUNICATION_SERVICES_ENDPOINT", "https://contoso.communication.azure.com",
            "ENTRA_TENANT_IDS", "11111111-1111-4111-8111-111111111111",
            "ENTRA_CLIENT_IDS", "33333333-3333-4333-8333-333333333333",
            "BROKER_CALLER_ISSUERS", all);
    return assertInstanceOf(Configured.class, BrokerConfig.read(settings))
        .config()
        .callers()
        .orElseThrow()
        .issuers()
        .stream()
        .collect(Collectors.toMap(CallerIssuer::name, DocumentedTokensTest::withOwnKey));
  }

  private static CallerIssuer withOwnKey(CallerIssuer it) {
    return new CallerIssuer(
        it.name(),
        it.issuer(),
        it.audience(),
        it.algorithms(),
        it.types(),
        new CallerIssuer.Keys.Inline(new JWKSet(KEY.toPublicJWK()).toString()),
        it.longestLifetime(),
        it.claims(),
        it.required(),
        it.machine(),
        it.binding(),
        it.routes());
  }

  private static List<Map<?, ?>> tokens() throws Exception {
    return JSONArrayUtils.parse(Files.readString(TOKENS)).stream()
        .<Map<?, ?>>map(token -> (Map<?, ?>) token)
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> areTakenWhereTheyAreAPersonsAccessToken() throws Exception {
    Map<String, CallerIssuer> issuers = issuers();
    return tokens().stream()
        .map(
            token ->
                dynamicTest(
                    token.get("product") + ": " + token.get("kind"),
                    () ->
                        assertEquals(
                            token.get("answer"),
                            answer(issuer(issuers, token), token),
                            "by " + token.get("source"))));
  }

  private static CallerIssuer issuer(Map<String, CallerIssuer> issuers, Map<?, ?> token) {
    return Objects.requireNonNull(issuers.get(String.valueOf(token.get("product"))));
  }

  /** Each product has its three kinds. */
  @Test
  void areThereOfEachProduct() throws Exception {
    Map<String, Long> perProduct =
        tokens().stream()
            .filter(it -> List.of("user's access token", "id token").contains(it.get("kind")))
            .collect(
                Collectors.groupingBy(
                    it -> String.valueOf(it.get("product")), TreeMap::new, Collectors.counting()));
    assertEquals(new TreeMap<>(issuers()).keySet(), perProduct.keySet());
    assertEquals(Collections.nCopies(6, 2L), List.copyOf(perProduct.values()));
  }

  private static String answer(CallerIssuer issuer, Map<?, ?> token) throws Exception {
    ReceivedToken signed = new ReceivedToken(signed(issuer, token));
    ForeignTokenVerifier verifier =
        ForeignTokenVerifier.of(
            List.of(issuer),
            Duration.ofMinutes(1),
            BoundedHttp.client().build(),
            InstantSource.system(),
            (name, failure) -> {});
    assertEquals(Optional.of(issuer), verifier.issuerOf(signed));
    return switch (verifier.verify(signed, issuer, Deadline.in(Duration.ofSeconds(10)))) {
      case ForeignVerification.Proven(ForeignCaller caller) ->
          caller.clientName().orElse("")
              + (caller.boundTo().isPresent() ? " bound" : " unbound")
              + (may(caller) ? ", may" : ", lacks a scope or a role");
      case Rejected rejected -> rejected.reason().name();
      default -> "no key";
    };
  }

  private static boolean may(ForeignCaller caller) {
    Claims claims = caller.issuer().claims();
    return claims.scopes().map(it -> caller.scopes().containsAll(it.required())).orElse(true)
        && claims.roles().map(it -> !Collections.disjoint(it.anyOf(), caller.roles())).orElse(true);
  }

  private static String signed(CallerIssuer issuer, Map<?, ?> token) throws Exception {
    JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY.getKeyID());
    String typ = String.valueOf(token.get("typ"));
    if (!typ.isEmpty()) {
      header.type(new JOSEObjectType(typ));
    }
    long now = InstantSource.system().instant().getEpochSecond();
    Map<String, Object> claims = new TreeMap<>(Map.of("iss", issuer.issuer()));
    ((Map<?, ?>) Objects.requireNonNull(token.get("claims")))
        .forEach((name, value) -> claims.put((String) name, value));
    claims.put("iat", now);
    claims.put("exp", now + 3600);
    JWSObject object = new JWSObject(header.build(), new Payload(claims));
    object.sign(new RSASSASigner(KEY));
    return object.serialize();
  }
}
