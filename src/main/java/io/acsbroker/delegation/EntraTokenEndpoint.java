package io.acsbroker.delegation;

import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.OnBehalfOfParameters;
import com.microsoft.aad.msal4j.UserAssertion;
import io.acsbroker.delegation.Delegation.Delegated;
import io.acsbroker.delegation.Delegation.RefusalReason;
import io.acsbroker.delegation.Delegation.Refused;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks Entra for tokens on behalf of users, each time anew. */
final class EntraTokenEndpoint {
  /** Entra's own libraries have a new token from here on. */
  private static final Duration RENEWED_BEFORE_END = Duration.ofMinutes(5);

  private final MsalClients clients;
  private final IHttpClient http;
  private final Set<String> scopes;
  private final Duration kept;
  private final InstantSource clock;

  /**
   * @param kept how long a token is kept at most; zero where none is
   * @throws IllegalArgumentException without a scope
   */
  EntraTokenEndpoint(
      MsalClients clients,
      IHttpClient http,
      Set<String> scopes,
      Duration kept,
      InstantSource clock) {
    this.clients = clients;
    this.http = http;
    this.scopes = Set.copyOf(scopes);
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("a scope is needed");
    }
    this.kept = kept;
    this.clock = clock;
  }

  /** The scopes that are asked for, by their full names. */
  Set<String> scopes() {
    return scopes;
  }

  /** Asks the user's tenant, and waits for its answer. */
  EntraAnswer ask(ReceivedToken callerToken, TenantId tenant) {
    RecordingHttp recorder = new RecordingHttp(http);
    ConfidentialClientApplication client;
    try {
      client = clients.client(tenant, recorder);
    } catch (UnusableCredentialException unusable) {
      return EntraAnswer.once(
          new Refused(
              RefusalReason.BROKER_DENIED,
              Optional.empty(),
              UnusableCredentialException.DIAGNOSIS));
    }
    return client
        .acquireToken(
            OnBehalfOfParameters.builder(scopes, new UserAssertion(callerToken.value()))
                .skipCache(true)
                .build())
        .handle((result, failure) -> acquired(result, failure, recorder))
        .join();
  }

  private EntraAnswer acquired(
      IAuthenticationResult result, @Nullable Throwable failure, RecordingHttp recorder) {
    if (failure != null) {
      Delegation meaning = FailedRequest.meaning(failure, recorder, clock.instant());
      return meaning instanceof Refused ? repeated(meaning) : EntraAnswer.once(meaning);
    }
    String token = result.accessToken();
    if (token == null || token.isBlank()) {
      return repeated(
          new Refused(
              RefusalReason.ANSWER_NOT_UNDERSTOOD,
              Optional.empty(),
              "no access token in the answer"));
    }
    Instant renewed = result.expiresOnDate().toInstant().minus(RENEWED_BEFORE_END);
    Instant forgotten = clock.instant().plus(kept);
    return new EntraAnswer(
        new Delegated(new ReceivedToken(token)), renewed.isBefore(forgotten) ? renewed : forgotten);
  }

  /** An answer that the same request hears for a while. */
  EntraAnswer repeated(Delegation answer) {
    return EntraAnswer.repeated(answer, clock.instant());
  }
}
