package io.acsbroker.deployment;

import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * What the command finds where it runs.
 *
 * @param clock this machine's
 * @param patience how long it waits for an answer, from connecting to the last byte
 * @param environment the variables of the process
 * @param tls whose certificates are trusted
 */
record Surroundings(
    InstantSource clock, Duration patience, Map<String, String> environment, SSLContext tls) {
  /** As long as a cold start may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  static Surroundings ofThisProcess() {
    try {
      return new Surroundings(
          InstantSource.system(), PATIENCE, System.getenv(), SSLContext.getDefault());
    } catch (NoSuchAlgorithmException withoutTls) {
      throw new IllegalStateException("this JDK has no TLS", withoutTls);
    }
  }

  /** Whether programs of this machine should go through a proxy; Java reads no such variable. */
  boolean namesProxy() {
    return environment.keySet().stream()
        .anyMatch(
            name -> name.equalsIgnoreCase("HTTPS_PROXY") || name.equalsIgnoreCase("ALL_PROXY"));
  }
}
