package io.acsbroker.subject;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.acsbroker.net.ServerClock;
import io.acsbroker.subject.Verification.Verified;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ReceivedToken;
import java.time.Duration;
import java.util.Base64;

/**
 * Whatever a token is made of, it is refused by name: nothing is thrown, and nothing is accepted.
 */
class TokenFuzz {
  private static final EntraTokenVerifier VERIFIER =
      new EntraVerifierSettings(
              EntraCloud.PUBLIC,
              EntraCloud.PUBLIC.authorityHost(),
              new AllowedTenants.AnyOrganisation(),
              Duration.ofSeconds(60))
          .verifier(new KeyForEveryId(), SampleToken.CLOCK, new ServerClock(SampleToken.CLOCK));

  @FuzzTest(maxDuration = "30s")
  void refusesWhateverItIsGiven(FuzzedDataProvider data) {
    String token =
        data.consumeBoolean()
            ? data.consumeRemainingAsString()
            : segment(data.consumeString(400))
                + "."
                + segment(data.consumeString(2_000))
                + "."
                + segment(data.consumeRemainingAsString());
    if (VERIFIER.verify(new ReceivedToken(token), SampleToken.PROFILE, SampleToken.soon())
        instanceof Verified) {
      throw new AssertionError("accepted without a signature of Entra's");
    }
  }

  private static String segment(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
