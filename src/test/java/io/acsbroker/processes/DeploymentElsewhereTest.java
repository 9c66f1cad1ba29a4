package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.entra.SigningKey;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.overhttp.RunningBroker;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of a broker whose callers sign in elsewhere than at Entra. */
class DeploymentElsewhereTest {
  private static final SigningKey KEY = SigningKey.generate();
  private static final SampleUser USER = SampleDirectory.ADELE;
  private static final String SUBJECT =
      "\ngood=" + RunningBroker.CLOUD.entra().token(TokenOrder.forUser(USER));

  private static RunningBroker start() {
    return RunningBroker.start(
        settings -> {
          settings.put("BROKER_CALLER_ISSUERS", JSONObjectUtils.toJSONString(issuers()));
          return settings;
        });
  }

  private static Map<String, Object> issuers() {
    Map<String, Object> acme = new HashMap<>();
    acme.put("name", "acme");
    acme.put("issuer", "https://login.acme.example");
    acme.put("audience", "https://calls.acme.example");
    acme.put("algorithms", List.of("RS256"));
    acme.put("typ", List.of("at+jwt"));
    acme.put("keys", Map.of("inline", KEY.keys().toJSONObject().get("keys")));
    acme.put("clientClaim", "azp");
    acme.put("clients", List.of("their-spa"));
    acme.put("requiredScopes", List.of());
    acme.put("binding", Map.of("tenant", "/ext/tid", "user", "/ext/user"));
    acme.put("routes", List.of("exchange"));
    return Map.of("issuers", List.of(acme));
  }

  /** Its {@code oid} is not that of the user, and its {@code tid} no tenant of Entra's. */
  private static String caller(Object audience, long lifetime) {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", "https://login.acme.example");
    claims.put("aud", audience);
    claims.put("sub", "adele");
    claims.put("azp", "their-spa");
    claims.put("oid", "of-acme");
    claims.put("tid", "of-acme");
    claims.put("iat", now - 7200);
    claims.put("exp", now + lifetime);
    claims.put("ext", Map.of("tid", USER.organisation().tenantId(), "user", USER.objectId()));
    return KEY.sign(Map.of("alg", "RS256", "typ", "at+jwt", "kid", KEY.keyId()), claims);
  }

  private static DeploymentRun run(String tokens) throws InterruptedException {
    try (RunningBroker broker = start()) {
      return DeploymentRun.of(tokens, "--url=" + broker.uri("/"), "--tokens=-");
    }
  }

  @Test
  void isProvedWithTokensOfTheirIssuerAndOneOfEntra() throws Exception {
    String audience = "https://calls.acme.example";
    DeploymentRun run =
        run(
            "caller="
                + caller(List.of("https://userinfo.acme.example", audience), 3600)
                + "\nwrongAudience="
                + caller(List.of("https://userinfo.acme.example"), 3600)
                + "\nexpired="
                + caller(audience, -3600)
                + SUBJECT);
    run.assertSound("verify-deployment: 11 ok, 0 FAILED, 4 not checked");
    run.says("ok           a good token is exchanged");
    run.says("ok           a caller token with another signature is refused");
    run.says("ok           a token for another resource is refused");
    run.says("ok           an expired token is refused");
    run.says(
        "ok           a tenant that is not allowed is refused: 403, for its issuer: callers of this"
            + " broker sign in elsewhere (BROKER_CALLER_ISSUERS)");
    run.says(
        "not checked  a forged signature is refused: the token caller, by -Dtokens: callers of"
            + " this broker sign in elsewhere (BROKER_CALLER_ISSUERS)");
  }

  @Test
  void isNotSentATokenThatCouldChangeThingsAmongOtherAudiences() throws Exception {
    String token = caller(List.of("https://calls.acme.example", "https://vault.azure.net"), 3600);
    DeploymentRun run =
        DeploymentRun.of("caller=" + token, "--url=http://localhost:1", "--tokens=-");
    assertEquals(1, run.exitCode());
    run.says(
        "The token caller is for https://calls.acme.example and https://vault.azure.net, where it"
            + " could change things. Such a token is never sent: nothing was sent.");
  }
}
