package io.acsbroker.subject;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.token.ReceivedToken;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to refuse a token, for each stage at which it is refused. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class RejectionBenchmark {
  /** Bad tokens, in the order in which the verifier meets what is wrong with them. */
  public enum Attack {
    TOO_LARGE("x".repeat(20_000)),
    FIFTEEN_THOUSAND_DOTS(".".repeat(15_000)),
    NOT_BASE64URL_AT_ITS_END("e30." + "A".repeat(16_000) + ".!!"),
    DEEP_JSON_OF_16_KB("e30." + encoded("{\"a\":" + "[".repeat(12_000)) + ".YQ"),
    MANY_NAMES_OF_16_KB("e30." + encoded(manyNames()) + ".YQ"),
    ALGORITHM_NONE(header("{\"alg\":\"none\"}")),
    TENANT_NOT_ALLOWED(SampleToken.of(TokenOrder.forUser(SampleDirectory.LIDIA)).signed()),
    KEY_UNKNOWN(SampleToken.v1().withHeader("kid", "unheard").signed()),
    SIGNATURE_INVALID(header(null)),
    EXPIRED(
        SampleToken.of(TokenOrder.forUser(SampleDirectory.ADELE).withLifetime(Duration.ofHours(-1)))
            .signed());

    private final String token;

    Attack(String token) {
      this.token = token;
    }
  }

  @Param private Attack attack = Attack.TOO_LARGE;

  private final EntraTokenVerifier verifier = SampleToken.verifier(Duration.ofSeconds(60));

  /** Refuses the token. */
  @Benchmark
  public Verification refuse() {
    return verifier.verify(
        new ReceivedToken(attack.token), SampleToken.PROFILE, SampleToken.soon());
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  private static String manyNames() {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < 1_200; i++) {
      json.append("\"N").append(i).append("\":1,");
    }
    return json.append("\"last\":1}").toString();
  }

  /** The good token under another header, or with another signature where there is none. */
  private static String header(@Nullable String header) {
    String[] segments = SampleToken.v1().signed().split("\\.", -1);
    return header == null
        ? segments[0] + "." + segments[1] + "." + TokenText.segment(2)
        : encoded(header) + "." + segments[1] + "." + segments[2];
  }
}
