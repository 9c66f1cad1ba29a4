package io.acsbroker.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Tokens of a managed identity as a test gives them, kept as those of the platform are. */
public final class SamplePlatform {
  private SamplePlatform() {}

  /**
   * Tokens of a platform that answers at once.
   *
   * @param values of the tokens, one each time that the platform is asked
   * @param end when each of them expires
   */
  public static ManagedIdentityTokens tokens(
      Supplier<String> values, Supplier<Instant> end, InstantSource clock) {
    TokenCredential platform =
        new TokenCredential() {
          @Override
          public Mono<AccessToken> getToken(TokenRequestContext request) {
            throw new AssertionError("the broker asks synchronously");
          }

          @Override
          public AccessToken getTokenSync(TokenRequestContext request) {
            return new AccessToken(values.get(), end.get().atOffset(ZoneOffset.UTC));
          }
        };
    return new ManagedIdentityTokens(
        () -> platform, "https://service.example/.default", clock, Runnable::run);
  }
}
