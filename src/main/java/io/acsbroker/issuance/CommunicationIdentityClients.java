package io.acsbroker.issuance;

import com.azure.communication.identity.CommunicationIdentityClient;
import com.azure.communication.identity.CommunicationIdentityClientBuilder;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.HttpLogDetailLevel;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.identity.ManagedIdentityCredential;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import io.acsbroker.issuance.ResourceCredential.ConnectionString;
import io.acsbroker.issuance.ResourceCredential.ManagedIdentity;
import java.time.Duration;

/**
 * Makes the SDK's clients: over the JDK's HTTP client, impatient, and silent about what they send.
 */
final class CommunicationIdentityClients {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

  private CommunicationIdentityClients() {}

  static CommunicationIdentityClient withKey(ConnectionString credential, HttpClient http) {
    return builder(http).connectionString(credential.value()).buildClient();
  }

  static CommunicationIdentityClient withIdentity(
      ManagedIdentity credential, TokenCredential tokens, HttpClient http) {
    return builder(http)
        .endpoint(credential.endpoint().toString())
        .credential(tokens)
        .buildClient();
  }

  private static CommunicationIdentityClientBuilder builder(HttpClient http) {
    return new CommunicationIdentityClientBuilder()
        .httpClient(new ChallengeBlindClient(http))
        .retryOptions(noRetries())
        .httpLogOptions(silent());
  }

  static HttpClient httpClient() {
    return new JdkHttpClientBuilder()
        .connectionTimeout(CONNECT_TIMEOUT)
        .writeTimeout(ANSWER_TIMEOUT)
        .responseTimeout(ANSWER_TIMEOUT)
        .readTimeout(ANSWER_TIMEOUT)
        .build();
  }

  static ManagedIdentityCredential managedIdentity(ManagedIdentity identity, HttpClient http) {
    ManagedIdentityCredentialBuilder builder =
        new ManagedIdentityCredentialBuilder()
            .httpClient(http)
            .retryOptions(noRetries())
            .httpLogOptions(silent());
    identity.clientId().ifPresent(builder::clientId);
    return builder.build();
  }

  /** The SDK would retry three times, and sleep for as long as a {@code Retry-After} says. */
  private static RetryOptions noRetries() {
    return new RetryOptions(new FixedDelayOptions(0, Duration.ZERO));
  }

  /** Bodies hold tokens: no environment variable of the SDK may switch their logging on. */
  private static HttpLogOptions silent() {
    return new HttpLogOptions().setLogLevel(HttpLogDetailLevel.NONE);
  }
}
