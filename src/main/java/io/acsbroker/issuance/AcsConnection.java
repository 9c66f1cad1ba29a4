package io.acsbroker.issuance;

import com.azure.communication.identity.CommunicationIdentityClient;
import com.azure.communication.identity.CommunicationIdentityClientBuilder;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import io.acsbroker.azure.AzureHttp;
import io.acsbroker.azure.ManagedIdentityTokens;
import io.acsbroker.azure.SignIn;
import io.acsbroker.net.Lazy;
import io.acsbroker.token.ResourceCredential;
import io.acsbroker.token.ResourceCredential.ConnectionString;
import io.acsbroker.token.ResourceCredential.ManagedIdentity;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The way to one ACS resource, for all who ask it: the HTTP client with its connections, the
 * sign-in, and Microsoft's own client, which is made when it is first needed.
 */
final class AcsConnection {
  /** ACS, for which the managed identity gets its tokens. */
  private static final String SERVICE = "https://communication.azure.com//.default";

  private final URI endpoint;
  private final HttpClient http = new AzureHttp();
  private final SignIn signIn;
  private final Lazy<CommunicationIdentityClient> client;
  private final AtomicBoolean opened = new AtomicBoolean();

  /** Opens no connection yet. */
  AcsConnection(ResourceCredential credential, InstantSource clock) {
    this.endpoint = credential.endpoint();
    switch (credential) {
      case ConnectionString key -> {
        this.signIn = SignIn.NOT_NEEDED;
        this.client = new Lazy<>(() -> client(key, http));
      }
      case ManagedIdentity identity -> {
        ManagedIdentityTokens tokens =
            ManagedIdentityTokens.of(identity.clientId(), SERVICE, http, clock);
        this.signIn = tokens;
        this.client = new Lazy<>(() -> client(identity, tokens, http));
      }
    }
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

  /** A client that signs each request with the resource's access key. */
  static CommunicationIdentityClient client(ConnectionString credential, HttpClient http) {
    return builder(http).connectionString(credential.value()).buildClient();
  }

  /** A client that shows a token of the managed identity. */
  static CommunicationIdentityClient client(
      ManagedIdentity credential, TokenCredential tokens, HttpClient http) {
    return builder(http)
        .endpoint(credential.endpoint().toString())
        .credential(tokens)
        .buildClient();
  }

  private static CommunicationIdentityClientBuilder builder(HttpClient http) {
    return new CommunicationIdentityClientBuilder()
        .httpClient(http)
        .addPolicy(new ChallengeHidingPolicy())
        .retryOptions(AzureHttp.noRetries())
        .httpLogOptions(AzureHttp.silent());
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
