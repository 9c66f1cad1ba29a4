package io.acsbroker.delegation;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.aad.msal4j.IHttpClient;
import io.acsbroker.net.Lazy;
import io.acsbroker.token.ClientCredential;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.TenantId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/**
 * Makes a client for each request. A client of msal4j keeps every user's tokens, whether or not its
 * cache is asked, and a note of every failure, for as long as it lives, and has no way to forget
 * them all. It would also name its own tenant, not that of the request, in what it signs with a
 * certificate. What is worth keeping outlives it: connections, the credential, and the tokens that
 * {@link EntraSubjectTokens} remembers.
 */
final class SingleUseClients implements MsalClients {
  private final ClientId api;
  private final URI authorityHost;
  private final ClientCredential credential;
  private final Supplier<String> assertion;
  private final ExecutorService thread = new SameThreadExecutor();
  private final Supplier<IClientCredential> known = new Lazy<>(this::usable);

  /**
   * @param assertion what a {@link ClientCredential.FederatedIdentity} shows Entra
   */
  SingleUseClients(OnBehalfOfFlow settings, Supplier<String> assertion) {
    this.api = settings.api();
    this.authorityHost = settings.authorityHost();
    this.credential = settings.credential();
    this.assertion = assertion;
  }

  @Override
  public ConfidentialClientApplication client(TenantId tenant, IHttpClient http) {
    try {
      return ConfidentialClientApplication.builder(api.value(), known.get())
          .authority(authorityHost + "/" + tenant.value())
          // It would ask Microsoft which other names the host has
          .instanceDiscovery(false)
          .httpClient(http)
          .executorService(thread)
          .disableInternalRetries()
          .build();
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private IClientCredential usable() {
    try {
      return read(credential);
    } catch (IOException | GeneralSecurityException | RuntimeException unusable) {
      throw new UnusableCredentialException(unusable);
    }
  }

  private IClientCredential read(ClientCredential any)
      throws IOException, GeneralSecurityException {
    return switch (any) {
      case ClientCredential.FederatedIdentity federated ->
          ClientCredentialFactory.createFromCallback(options -> assertion.get());
      case ClientCredential.Certificate(String base64) ->
          ClientCredentialFactory.createFromCertificate(
              new ByteArrayInputStream(Base64.getMimeDecoder().decode(base64)), "");
      case ClientCredential.Secret(String value) -> ClientCredentialFactory.createFromSecret(value);
    };
  }
}
