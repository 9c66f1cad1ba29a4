package io.acsbroker.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * The identity as the platform's endpoint speaks for it. Tells apart what the SDK throws alike: an
 * app without an identity, an endpoint that refuses, and one that gave a token in an answer that
 * the SDK cannot read, with a date of the United States say. For one thread at a time.
 *
 * @see <a href="https://github.com/Azure/azure-sdk-for-java/issues/6949">Dates that the SDK could
 *     not read</a>
 * @see <a href="https://github.com/Azure-Samples/azure-search-openai-demo/issues/2148">What App
 *     Service answers where the app does not have the identity</a>, and <a
 *     href="https://github.com/MicrosoftDocs/azure-docs/issues/43543">did before</a>
 */
final class PlatformIdentity implements TokenCredential {
  private static final String NO_ENDPOINT =
      "no IDENTITY_ENDPOINT in the environment, so the app has no managed identity: assign one to"
          + " it";
  private static final String NO_SUCH_IDENTITY =
      ": the app does not have the identity: assign the one that AZURE_CLIENT_ID names, or mend"
          + " AZURE_CLIENT_ID; without it, turn on the system-assigned one";
  private static final String OF_THE_ENDPOINT = " of IDENTITY_ENDPOINT";

  private final TokenCredential sdk;
  private volatile boolean asked;
  private volatile Optional<HttpResponse> answer = Optional.empty();

  /**
   * @param sdk makes the SDK's credential, which asks by the client that it is given
   */
  PlatformIdentity(HttpClient http, Function<HttpClient, TokenCredential> sdk) {
    this.sdk = sdk.apply(new Listening(http));
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.fromCallable(() -> getTokenSync(request));
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    answer = Optional.empty();
    asked = false;
    try {
      return sdk.getTokenSync(request);
    } catch (RuntimeException failure) {
      // A virtual machine's endpoint would be next, but with retries that contradict the broker's
      if (!asked) {
        throw new NoTokenException(NO_ENDPOINT, failure);
      }
      throw answer
          .<RuntimeException>map(given -> new NoTokenException(flaw(given), failure))
          .orElse(failure);
    }
  }

  private static String flaw(HttpResponse given) {
    int status = given.getStatusCode();
    if (status / 100 == 2) {
      return "an answer that cannot be read, expires_on say";
    }
    String said = AnswerKind.of(given);
    return switch (status) {
      case 400 -> said + (saysThatThereIsNone(given) ? NO_SUCH_IDENTITY : OF_THE_ENDPOINT);
      case 401, 403 -> said + ": IDENTITY_ENDPOINT does not take IDENTITY_HEADER";
      default -> said + OF_THE_ENDPOINT;
    };
  }

  /** Other requests that it finds fault with have the same status. */
  private static boolean saysThatThereIsNone(HttpResponse given) {
    String text = String.valueOf(given.getBodyAsBinaryData());
    return text.contains("Managed Identity found") || text.contains("No MSI found");
  }

  /** Notes that somebody was asked, and the answer. */
  private final class Listening implements HttpClient {
    private final HttpClient http;

    Listening(HttpClient http) {
      this.http = http;
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
      return send(request, Context.NONE);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
      asked = true;
      return http.send(request, context).doOnNext(given -> answer = Optional.of(given));
    }
  }
}
