package io.acsbroker.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Deadline;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** What is said of an endpoint that answers what the SDK makes nothing of. */
class PlatformIdentityTest {
  /** Asks by the client that it is given, and finds a date that it cannot read. */
  private record Unable(HttpClient http) implements TokenCredential {
    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
      throw new AssertionError("the broker asks synchronously");
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
      http.send(new HttpRequest(HttpMethod.GET, "http://localhost/msi/token")).block();
      throw new IllegalStateException(new DateTimeException("with a secret"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200|{}|managed identity: an answer that cannot be read, expires_on say",
        "400|{}|managed identity: HTTP 400 of IDENTITY_ENDPOINT",
        "400|{\"Message\":\"No MSI found for specified ClientId/ResourceId.\"}|managed identity:"
            + " HTTP 400: the app does not have the identity: assign the one that"
            + " AZURE_CLIENT_ID names, or mend AZURE_CLIENT_ID; without it, turn on the"
            + " system-assigned one",
        "401|{}|managed identity: HTTP 401: IDENTITY_ENDPOINT does not take IDENTITY_HEADER",
        "500|a secret|managed identity: HTTP 500 of IDENTITY_ENDPOINT"
      })
  void tellsAnAnswerThatCannotBeReadFromNone(int status, String body, String diagnosis) {
    assertEquals(diagnosis, diagnosis(status, body));
  }

  private static String diagnosis(int status, String body) {
    HttpClient endpoint =
        request -> Mono.just(BufferedResponse.ofJson(request, status, new HttpHeaders(), body));
    ManagedIdentityTokens tokens =
        new ManagedIdentityTokens(
            () -> new PlatformIdentity(endpoint, http -> new Unable(http)),
            "https://service.example/.default",
            InstantSource.system(),
            Runnable::run);
    return assertThrows(
            ManagedIdentityException.class, () -> tokens.ensure(Deadline.in(Duration.ofMinutes(1))))
        .diagnosis();
  }

  @Test
  void handsOnTheTokenThatTheSdkHasRead() {
    AccessToken token = new AccessToken("t", OffsetDateTime.MAX);
    HttpClient nobody = request -> Mono.error(new AssertionError("asked"));
    PlatformIdentity identity = new PlatformIdentity(nobody, http -> request -> Mono.just(token));
    TokenRequestContext service = new TokenRequestContext().addScopes("scope");
    assertSame(token, identity.getTokenSync(service));
    assertSame(token, identity.getToken(service).block());
  }

  /**
   * By the SDK's own credential, in an environment that names no endpoint. One that asks a virtual
   * machine's then fails here.
   */
  @ParameterizedTest
  @ValueSource(strings = {"", "dddddddd-0000-4000-8000-000000000004"})
  void saysThatThereIsNoIdentityWhereTheEnvironmentNamesNoEndpoint(String identity) {
    HttpClient nobody = request -> Mono.error(new AssertionError("asked"));
    ManagedIdentityTokens tokens =
        ManagedIdentityTokens.of(
            ClientId.parse(identity),
            "https://service.example/.default",
            nobody,
            InstantSource.system());
    Deadline soon = Deadline.in(Duration.ofMinutes(1));
    assertEquals(
        "managed identity: no IDENTITY_ENDPOINT in the environment, so the app has no managed"
            + " identity: assign one to it",
        assertThrows(ManagedIdentityException.class, () -> tokens.value(soon)).diagnosis());
  }
}
