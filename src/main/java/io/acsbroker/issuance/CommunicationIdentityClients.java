package io.acsbroker.issuance;

import com.azure.communication.identity.CommunicationIdentityClient;
import com.azure.communication.identity.CommunicationIdentityClientBuilder;
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
import java.time.InstantSource;

/**
 * Makes the SDK's client: over the JDK's HTTP client, impatient, and silent about what it sends.
 */
final class CommunicationIdentityClients {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

  private CommunicationIdentityClients() {}

  /** The client, and what it needs done before it asks. */
  record SignedInClient(CommunicationIdentityClient client, SignIn signIn) {}

  static SignedInClient create(ResourceCredential credential, InstantSource clock) {
    HttpClient http = httpClient();
    CommunicationIdentityClientBuilder builder =
        new CommunicationIdentityClientBuilder()
            .httpClient(http)
            .retryOptions(noRetries())
            .httpLogOptions(silent());
    return switch (credential) {
      case ConnectionString(String value) ->
          new SignedInClient(builder.connectionString(value).buildClient(), SignIn.NOT_NEEDED);
      case ManagedIdentity identity -> {
        ManagedIdentityTokens tokens =
            new ManagedIdentityTokens(managedIdentity(identity, http), clock);
        builder.endpoint(identity.endpoint().toString()).credential(tokens);
        yield new SignedInClient(builder.buildClient(), tokens);
      }
    };
  }

  private static HttpClient httpClient() {
    return new JdkHttpClientBuilder()
        .connectionTimeout(CONNECT_TIMEOUT)
        .writeTimeout(ANSWER_TIMEOUT)
        .responseTimeout(ANSWER_TIMEOUT)
        .readTimeout(ANSWER_TIMEOUT)
        .build();
  }

  /** The SDK would retry three times, and sleep for as long as a {@code Retry-After} says. */
  private static RetryOptions noRetries() {
    return new RetryOptions(new FixedDelayOptions(0, Duration.ZERO));
  }

  /** Bodies hold tokens: no environment variable of the SDK may switch their logging on. */
  private static HttpLogOptions silent() {
    return new HttpLogOptions().setLogLevel(HttpLogDetailLevel.NONE);
  }

  private static ManagedIdentityCredential managedIdentity(
      ManagedIdentity identity, HttpClient http) {
    ManagedIdentityCredentialBuilder builder =
        new ManagedIdentityCredentialBuilder()
            .httpClient(http)
            .retryOptions(noRetries())
            .httpLogOptions(silent());
    identity.clientId().ifPresent(builder::clientId);
    return builder.build();
  }
}
