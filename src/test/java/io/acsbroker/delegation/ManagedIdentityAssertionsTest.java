package io.acsbroker.delegation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import io.acsbroker.delegation.ClientCredential.FederatedIdentity;
import io.acsbroker.token.EntraCloud;
import java.net.http.HttpTimeoutException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Wherever msal4j finds the platform: the requests differ by the place, and not in what counts. */
class ManagedIdentityAssertionsTest {
  private static final Instant END = Instant.ofEpochSecond(4_000_000_000L);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> asked = new ArrayList<>();
  private int status = 200;

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  private ClientAssertions platform(IHttpClient http) {
    return new ManagedIdentityAssertions(
        new FederatedIdentity(EntraBench.IDENTITY, EntraCloud.PUBLIC), http, threads);
  }

  private IHttpResponse answer(HttpRequest request) {
    asked.add(request.url().getQuery());
    return new HttpResponse()
        .statusCode(status)
        .body(
            "{\"access_token\":\"assertion "
                + asked.size()
                + "\",\"expires_on\":\""
                + END.getEpochSecond()
                + "\",\"resource\":\"api://AzureADTokenExchange\",\"token_type\":\"Bearer\"}");
  }

  @Test
  void asksForATokenOfTheUserAssignedIdentityForEntra() {
    assertEquals(new ClientAssertion("assertion 1", END), platform(this::answer).fetch());

    assertEquals(1, asked.size());
    String query = asked.getFirst();
    assertTrue(query.contains("resource=api%3A%2F%2FAzureADTokenExchange"), query);
    assertTrue(query.contains("client_id=" + EntraBench.IDENTITY.value()), query);
  }

  @Test
  void leavesRememberingToOthers() {
    ClientAssertions platform = platform(this::answer);
    platform.fetch();
    assertEquals("assertion 2", platform.fetch().value());
  }

  @Test
  void asksOnceAndFailsWhereThePlatformIsDown() {
    status = 503;
    ClientAssertions platform = platform(this::answer);
    RuntimeException failure = assertThrows(RuntimeException.class, platform::fetch);
    assertEquals(1, asked.size());
    assertEquals(
        "managed identity: managed_identity_request_failed",
        new ManagedIdentityException(failure).diagnosis());
  }

  @Test
  void namesTheKindOfFailureWhereThePlatformHangs() {
    ClientAssertions platform =
        platform(
            request -> {
              throw new HttpTimeoutException("with a secret");
            });
    RuntimeException failure = assertThrows(RuntimeException.class, platform::fetch);
    assertEquals(
        "managed identity: HttpTimeoutException",
        new ManagedIdentityException(failure).diagnosis());
  }
}
