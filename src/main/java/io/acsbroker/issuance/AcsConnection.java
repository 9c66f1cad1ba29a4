package io.acsbroker.issuance;

import com.azure.communication.common.implementation.CommunicationConnectionString;
import com.azure.communication.common.implementation.HmacAuthenticationPolicy;
import com.azure.communication.identity.CommunicationIdentityClient;
import com.azure.communication.identity.CommunicationIdentityClientBuilder;
import com.azure.core.credential.AzureKeyCredential;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.util.Context;
import io.acsbroker.azure.AzureHttp;
import io.acsbroker.azure.ManagedIdentityTokens;
import io.acsbroker.azure.SignIn;
import io.acsbroker.net.Lazy;
import io.acsbroker.net.ServerClock;
import io.acsbroker.token.AcsApiVersion;
import io.acsbroker.token.LastingFailure;
import io.acsbroker.token.ResourceCredential;
import io.acsbroker.token.ResourceCredential.ByToken;
import io.acsbroker.token.ResourceCredential.ConnectionString;
import io.acsbroker.token.ResourceCredential.ManagedIdentity;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The way to one ACS resource, for all who ask it: the HTTP client, the sign-in, and Microsoft's
 * own client, which is made when it is first needed.
 */
final class AcsConnection {
  /** ACS, for which the managed identity gets its tokens. */
  private static final String SERVICE = "https://communication.azure.com//.default";

  private final URI endpoint;
  private final HttpClient http;
  private final SignIn signIn;
  private final Lazy<CommunicationIdentityClient> client;
  private final AtomicBoolean opened = new AtomicBoolean();

  /**
   * Opens no connection yet.
   *
   * @param denial notices that ACS denies the broker
   * @param servers hears of the dates of ACS's answers. The platform's for the managed identity are
   *     of this machine, and of its clock
   */
  AcsConnection(
      java.net.http.HttpClient client,
      ResourceCredential credential,
      AcsApiVersion version,
      LastingFailure denial,
      InstantSource clock,
      ServerClock servers) {
    this.endpoint = credential.endpoint();
    AzureHttp platform = new AzureHttp(client);
    this.http = platform.tellingTheTimeTo(servers);
    if (credential instanceof ByToken byToken) {
      ManagedIdentityTokens tokens = tokens(byToken, platform, clock);
      this.signIn = tokens;
      this.client = new Lazy<>(() -> client(byToken, tokens, version, denial, http));
    } else {
      ConnectionString key = (ConnectionString) credential;
      this.signIn = SignIn.NOT_NEEDED;
      this.client = new Lazy<>(() -> client(key, version, denial, http));
    }
  }

  private static ManagedIdentityTokens tokens(
      ByToken credential, HttpClient platform, InstantSource clock) {
    return credential instanceof ManagedIdentity identity
        ? ManagedIdentityTokens.of(identity.clientId(), SERVICE, platform, clock)
        : ManagedIdentityTokens.ofDeveloper(SERVICE, platform, clock);
  }

  /** The resource's address, https. */
  URI endpoint() {
    return endpoint;
  }

  HttpClient http() {
    return http;
  }

  /** How the broker signs in, before the client is called. */
  SignIn signIn() {
    return signIn;
  }

  /** Microsoft's client for the resource. Making it loads the SDK. */
  CommunicationIdentityClient client() {
    return client.get();
  }

  /** A client that signs each request with the resource's access key, over https alone. */
  static CommunicationIdentityClient client(
      ConnectionString credential, AcsApiVersion version, LastingFailure denial, HttpClient http) {
    String key = new CommunicationConnectionString(credential.value()).getAccessKey();
    return client(
        credential,
        new HmacAuthenticationPolicy(new AzureKeyCredential(key)),
        version,
        denial,
        http);
  }

  /** A client that shows a token, the managed identity's mostly, over https alone. */
  static CommunicationIdentityClient client(
      ByToken credential,
      TokenCredential tokens,
      AcsApiVersion version,
      LastingFailure denial,
      HttpClient http) {
    return client(
        credential, new BearerTokenAuthenticationPolicy(tokens, SERVICE), version, denial, http);
  }

  /** The SDK's own pipeline has no place for a policy before the one that signs. */
  private static CommunicationIdentityClient client(
      ResourceCredential credential,
      HttpPipelinePolicy signing,
      AcsApiVersion version,
      LastingFailure denial,
      HttpClient http) {
    return new CommunicationIdentityClientBuilder()
        .endpoint(credential.endpoint().toString())
        .pipeline(
            new HttpPipelineBuilder()
                .httpClient(http)
                .policies(
                    new RequestIdPolicy(),
                    new ApiVersionPolicy(version),
                    signing,
                    new CredentialPolicy(denial),
                    new ErrorCodePolicy(),
                    new ChallengeHidingPolicy(),
                    new TokenAnswerPolicy())
                .build())
        .buildClient();
  }

  /** Connects at the first call, since TLS takes three round trips; lets nobody wait for it. */
  void openOnceAside() {
    if (opened.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("acs-connection").start(this::open);
    }
  }

  private void open() {
    try {
      http.sendSync(new HttpRequest(HttpMethod.HEAD, endpoint.toString()), Context.NONE).close();
    } catch (RuntimeException unreachable) {
      // Nobody has asked for anything yet, and whoever does will be told
    }
  }
}
