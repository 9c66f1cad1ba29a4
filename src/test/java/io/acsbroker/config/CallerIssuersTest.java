package io.acsbroker.config;

import static io.acsbroker.config.SampleIssuers.document;
import static io.acsbroker.config.SampleIssuers.isRefused;
import static io.acsbroker.config.SampleIssuers.least;
import static io.acsbroker.config.SampleIssuers.most;
import static io.acsbroker.config.SampleIssuers.with;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import io.acsbroker.token.SignatureAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a document of issuers that is whole. */
class CallerIssuersTest {
  private static List<CallerIssuer> read(String document) {
    return SampleSettings.flat().with("BROKER_CALLER_ISSUERS", document).callers().issuers();
  }

  private static ClaimPath claim(String... steps) {
    String text = steps.length == 1 ? steps[0] : "/" + String.join("/", steps);
    return new ClaimPath(text, List.of(steps));
  }

  private static final Binding BOUND = new Binding.ToUser(claim("ext", "tid"), claim("ext", "oid"));

  @Test
  void haveDefaultsForWhatNeedNotBeSaid() {
    assertEquals(
        List.of(
            new CallerIssuer(
                "acme",
                "https://login.acme.example/",
                "https://calls.acme.example",
                Set.of(SignatureAlgorithm.RS256),
                Set.of(TokenType.AT_JWT),
                new Keys.Discovered(),
                Duration.ofHours(24),
                new Claims(
                    claim("sub"),
                    Optional.of(claim("azp")),
                    Set.of("their-spa"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()),
                Map.of(),
                Optional.empty(),
                BOUND,
                Set.of(CallerRoute.EXCHANGE))),
        read(document(least())));
  }

  private static String numbered(int count, String form) {
    return IntStream.range(0, count).mapToObj(form::formatted).collect(Collectors.joining(","));
  }

  @Test
  void haveAtMost100Clients() {
    String form = "'client-%d'";
    Map<String, String> most = with(least(), "clients", "[" + numbered(100, form) + "]");
    assertEquals(100, read(document(most)).getFirst().claims().clients().size());
    isRefused(
        with(least(), "clients", "[" + numbered(101, form) + "]"),
        ".clients must be the clients that may call, at least one and none twice");
  }

  @Test
  void haveAtMost20RequiredClaims() {
    String form = "'claim-%d':true";
    Map<String, String> most = with(least(), "requiredClaims", "{" + numbered(20, form) + "}");
    assertEquals(20, read(document(most)).getFirst().required().size());
    isRefused(
        with(least(), "requiredClaims", "{" + numbered(21, form) + "}"),
        ".requiredClaims must be an object of 1 to 20 claims, each with a text, a whole number,"
            + " true or false");
  }

  @Test
  void haveAllThatCanBeSaid() {
    assertEquals(
        List.of(
            new CallerIssuer(
                "acme",
                "https://login.acme.example/",
                "https://calls.acme.example",
                EnumSet.allOf(SignatureAlgorithm.class),
                EnumSet.allOf(TokenType.class),
                new Keys.At(URI.create("https://keys.acme.example/jwks?v=2")),
                Duration.ofHours(1),
                new Claims(
                    claim("uid"),
                    Optional.of(claim("azp")),
                    Set.of("their-spa"),
                    Optional.of(new ScopeClaim(claim("scp"), true, Set.of("calls", "phone"))),
                    Optional.of(new ListClaim(claim("realm_access", "roles"), Set.of("caller"))),
                    Optional.of(
                        new ListClaim(claim("https://app.example/groups"), Set.of("calls")))),
                Map.of(claim("token_use"), "access", claim("level"), 2L, claim("ext", "ok"), true),
                Optional.of(new MachineClaim(claim("gty"), Set.of("client-credentials"))),
                BOUND,
                EnumSet.allOf(CallerRoute.class))),
        read(document(most())));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10_080})
  void mayHaveTokensThatLiveForAMinuteOrForAWeek(int minutes) {
    Map<String, String> entry = with(least(), "maxLifetimeMinutes", String.valueOf(minutes));
    assertEquals(Duration.ofMinutes(minutes), read(document(entry)).getFirst().longestLifetime());
  }
}
