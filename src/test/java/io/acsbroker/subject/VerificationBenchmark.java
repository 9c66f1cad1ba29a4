package io.acsbroker.subject;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JOSEException;
import io.acsbroker.token.ReceivedToken;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One full verification with the keys at hand, beside the bare signature check of the same token.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class VerificationBenchmark {
  /** The flags with which Azure Functions starts its Java worker. */
  @Fork(
      value = 3,
      jvmArgsAppend = {"-XX:+TieredCompilation", "-XX:TieredStopAtLevel=1"})
  public static class WithFunctionsFlags extends VerificationBenchmark {}

  private final ReceivedToken token;
  private final EntraTokenVerifier verifier;
  private final Signature bareCheck;
  private final byte[] signedBytes;
  private final byte[] signature;

  /** Signs one token, and fetches the keys. */
  public VerificationBenchmark() {
    SampleToken sample = SampleToken.v1();
    token = new ReceivedToken(sample.signed());
    verifier = SampleToken.verifier(Duration.ofSeconds(60));
    int claimsEnd = token.value().lastIndexOf('.');
    signedBytes = token.value().substring(0, claimsEnd).getBytes(US_ASCII);
    signature = Base64.getUrlDecoder().decode(token.value().substring(claimsEnd + 1));
    bareCheck = checkOf(String.valueOf(sample.header.get("kid")));
    if (!(verifier.verify(token, SampleToken.PROFILE, SampleToken.soon())
        instanceof Verification.Verified)) {
      throw new IllegalStateException("the token is not good");
    }
  }

  private static Signature checkOf(String keyId) {
    try {
      Signature check = Signature.getInstance("SHA256withRSA");
      check.initVerify(SampleToken.ENTRA.keys().getKeyByKeyId(keyId).toRSAKey().toRSAPublicKey());
      return check;
    } catch (GeneralSecurityException | JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** What the broker does with every token. */
  @Benchmark
  public Verification fullVerification() {
    return verifier.verify(token, SampleToken.PROFILE, SampleToken.soon());
  }

  /** The JDK's RSA-2048 with SHA-256, over bytes that are at hand, and nothing else. */
  @Benchmark
  public boolean bareSignatureCheck() throws GeneralSecurityException {
    bareCheck.update(signedBytes);
    return bareCheck.verify(signature);
  }
}
