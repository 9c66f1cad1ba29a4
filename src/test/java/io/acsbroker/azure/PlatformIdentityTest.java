package io.acsbroker.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import io.acsbroker.token.Deadline;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        "200|managed identity: an answer that cannot be read, expires_on say (DateTimeException)",
        "400|managed identity: DateTimeException: the app has no managed identity, AZURE_CLIENT_ID"
            + " names another, or the identity endpoint is down",
        "500|managed identity: DateTimeException: the app has no managed identity, AZURE_CLIENT_ID"
            + " names another, or the identity endpoint is down"
      })
  void tellsAnAnswerThatCannotBeReadFromNone(int status, String diagnosis) {
    HttpClient endpoint =
        request -> Mono.just(BufferedResponse.ofJson(request, status, new HttpHeaders(), "{}"));
    ManagedIdentityTokens tokens =
        new ManagedIdentityTokens(
            () -> new PlatformIdentity(endpoint, Unable::new),
            "https://service.example/.default",
            InstantSource.system(),
            Runnable::run);
    ManagedIdentityException failure =
        assertThrows(
            ManagedIdentityException.class,
            () -> tokens.ensure(Deadline.in(Duration.ofMinutes(1))));
    assertEquals(diagnosis, failure.diagnosis());
  }
}
