package io.acsbroker.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.HttpLogDetailLevel;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.http.policy.RetryOptions;
import java.time.Duration;

/** How the SDK's clients speak HTTP: by the JDK's client, impatient, and silent. */
public final class AzureHttp {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

  private AzureHttp() {}

  /** A client with connections of its own, which waits 5 seconds for an answer at most. */
  public static HttpClient client() {
    return new JdkHttpClientBuilder()
        .connectionTimeout(CONNECT_TIMEOUT)
        .writeTimeout(ANSWER_TIMEOUT)
        .responseTimeout(ANSWER_TIMEOUT)
        .readTimeout(ANSWER_TIMEOUT)
        .build();
  }

  /** The SDK would retry three times, and sleep for as long as a {@code Retry-After} says. */
  public static RetryOptions noRetries() {
    return new RetryOptions(new FixedDelayOptions(0, Duration.ZERO));
  }

  /** Bodies hold tokens: no environment variable of the SDK may switch their logging on. */
  public static HttpLogOptions silent() {
    return new HttpLogOptions().setLogLevel(HttpLogDetailLevel.NONE);
  }
}
