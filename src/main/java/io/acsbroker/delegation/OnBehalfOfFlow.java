package io.acsbroker.delegation;

import com.microsoft.aad.msal4j.IHttpClient;
import io.acsbroker.azure.AzureHttp;
import io.acsbroker.azure.ManagedIdentityException;
import io.acsbroker.azure.ManagedIdentityTokens;
import io.acsbroker.net.FairThreads;
import io.acsbroker.net.ServerClock;
import io.acsbroker.net.SharedAnswers;
import io.acsbroker.token.ClientCredential;
import io.acsbroker.token.ClientCredential.FederatedIdentity;
import io.acsbroker.token.ClientCredential.Secret;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.ReadinessProblem.Kind;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.TenantId;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the broker's application needs to know to ask Entra on behalf of users.
 *
 * @param api the application
 * @param cloud of the application: it decides what a managed identity's token has to be for
 * @param authorityHost Entra, https, without a trailing slash
 */
public record OnBehalfOfFlow(
    ClientId api, EntraCloud cloud, URI authorityHost, ClientCredential credential) {
  private static final TenantId NOBODYS_TENANT =
      new TenantId("00000000-0000-0000-0000-000000000000");

  /** As many requests to Entra at a time, and as many that wait for their turn. */
  private static final int MOST_AT_ONCE = 32;

  private static final int MOST_WAITING = 1_000;
  private static final Duration ENTRA_TIMEOUT = Duration.ofSeconds(5);

  /** The platform answers from its own machine. */
  private static final Duration IDENTITY_TIMEOUT = Duration.ofSeconds(3);

  /**
   * @throws IllegalArgumentException where Entra is not asked over https, which msal4j insists on
   *     even for the own machine
   */
  public OnBehalfOfFlow {
    if (!"https".equals(authorityHost.getScheme())) {
      throw new IllegalArgumentException("an https address is needed");
    }
  }

  /**
   * Makes the sources. They open no connection before the first token is asked for.
   *
   * @param http by which Entra and the platform are asked
   * @param kept how long a token is kept at most; zero where none is
   * @param servers hears of the dates of Entra's answers
   */
  public SubjectTokenSources sources(
      HttpClient http, Duration kept, InstantSource clock, ServerClock servers) {
    return sources(kept, clock, new MsalHttp(http, ENTRA_TIMEOUT, servers), assertion(http, clock));
  }

  SubjectTokenSources sources(
      Duration kept, InstantSource clock, IHttpClient entra, Supplier<String> assertion) {
    MsalClients clients = new SingleUseClients(this, assertion);
    FairThreads threads = new FairThreads("on-behalf-of-", MOST_AT_ONCE, MOST_WAITING);
    SharedAnswers<EntraAnswer> memory = EntraSubjectTokens.memory(clock);
    EntraThrottle throttle = new EntraThrottle(clock);
    return scopes ->
        new EntraSubjectTokens(
            new EntraTokenEndpoint(clients, entra, scopes, kept, clock),
            () -> credentialProblem(clients, entra, assertion),
            memory,
            throttle,
            threads);
  }

  private Optional<ReadinessProblem> credentialProblem(
      MsalClients clients, IHttpClient entra, Supplier<String> assertion) {
    try {
      Object unused = clients.client(NOBODYS_TENANT, entra);
      if (credential instanceof FederatedIdentity) {
        String kept = assertion.get();
        Objects.requireNonNull(kept);
      }
      return Optional.empty();
    } catch (UnusableCredentialException unusable) {
      return Optional.of(
          new ReadinessProblem(Kind.SETTINGS, UnusableCredentialException.DIAGNOSIS));
    } catch (ManagedIdentityException unavailable) {
      return Optional.of(new ReadinessProblem(Kind.MANAGED_IDENTITY, unavailable.diagnosis()));
    }
  }

  /**
   * Takes a request through msal4j that is sent to nobody, so that the first real one finds its
   * classes loaded. Nothing comes of it.
   */
  public void rehearse() {
    OnBehalfOfFlow show = new OnBehalfOfFlow(api, cloud, authorityHost, new Secret("rehearsal"));
    EntraTokenEndpoint endpoint =
        new EntraTokenEndpoint(
            new SingleUseClients(show, () -> ""),
            new RehearsedAnswer(),
            Set.of("rehearsal"),
            Duration.ZERO,
            InstantSource.system());
    EntraAnswer unused = endpoint.ask(new ReceivedToken("rehearsal"), NOBODYS_TENANT);
  }

  /** What a managed identity shows Entra; nobody asks for it where there is none. */
  private Supplier<String> assertion(HttpClient http, InstantSource clock) {
    if (!(credential instanceof FederatedIdentity(ClientId identity))) {
      return () -> "";
    }
    ManagedIdentityTokens tokens =
        ManagedIdentityTokens.of(
            Optional.of(identity),
            cloud.tokenExchangeAudience() + "/.default",
            new AzureHttp(http),
            clock);
    return () -> tokens.value(Deadline.in(IDENTITY_TIMEOUT));
  }
}
