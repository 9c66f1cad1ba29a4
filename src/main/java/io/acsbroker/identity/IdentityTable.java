package io.acsbroker.identity;

import com.azure.core.http.HttpClient;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.TableClientBuilder;
import io.acsbroker.azure.AzureHttp;
import io.acsbroker.azure.ManagedIdentityTokens;
import io.acsbroker.azure.SignIn;
import io.acsbroker.token.TableCredential;
import io.acsbroker.token.TableCredential.ByToken;
import io.acsbroker.token.TableCredential.ConnectionString;
import io.acsbroker.token.TableCredential.DeveloperSignIn;
import io.acsbroker.token.TableCredential.ManagedIdentity;
import java.net.URI;
import java.time.InstantSource;
import java.util.Locale;

/**
 * The table in which identities are kept, and the credential for it.
 *
 * @param name of the table, which is there already
 * @param resource the address of the ACS resource whose identities are kept
 */
public record IdentityTable(TableCredential credential, String name, URI resource) {
  private static final int HTTPS = 443;

  /** Storage of every cloud, for which the managed identity gets its tokens. */
  private static final String SERVICE = "https://storage.azure.com/.default";

  /**
   * Makes the store, which loads the SDK. It opens no connection before it is first asked.
   *
   * @param connections the JDK's client, by which the table and the platform are asked
   * @param watch notices that the table cannot be had
   */
  public IdentityStore store(
      java.net.http.HttpClient connections, TableWatch watch, InstantSource clock) {
    HttpClient http = new AzureHttp(connections);
    return switch (credential) {
      case ConnectionString(String value) ->
          new TableStore(
              client(http).connectionString(value).buildClient(),
              host(),
              SignIn.NOT_NEEDED,
              watch,
              clock);
      case ByToken byToken -> {
        ManagedIdentityTokens tokens = tokens(byToken, http, clock);
        TableClient client =
            client(http).endpoint(byToken.endpoint().toString()).credential(tokens).buildClient();
        yield new TableStore(client, host(), tokens, watch, clock);
      }
    };
  }

  private static ManagedIdentityTokens tokens(
      ByToken credential, HttpClient http, InstantSource clock) {
    return switch (credential) {
      case ManagedIdentity identity ->
          ManagedIdentityTokens.of(identity.clientId(), SERVICE, http, clock);
      case DeveloperSignIn developer -> ManagedIdentityTokens.ofDeveloper(SERVICE, http, clock);
    };
  }

  /** The resource as rows name it: its host, and its port where that is not the one of https. */
  private String host() {
    String host = resource.getHost().toLowerCase(Locale.ROOT);
    boolean usual = resource.getPort() < 0 || resource.getPort() == HTTPS;
    return usual ? host : host + ":" + resource.getPort();
  }

  private TableClientBuilder client(HttpClient http) {
    return new TableClientBuilder()
        .tableName(name)
        .httpClient(new SparseHttp(http))
        .retryOptions(AzureHttp.noRetries())
        .httpLogOptions(AzureHttp.silent());
  }
}
