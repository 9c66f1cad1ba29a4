package io.acsbroker.config;

import io.acsbroker.token.AcsScope;
import io.acsbroker.token.TableCredential;
import io.acsbroker.token.TableCredential.ConnectionString;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads how users get ACS identities of their own: not at all, where no storage is named. Without
 * callers, nothing may be said about them.
 */
final class IdentitySettingsReader {
  /** The lifetimes, in minutes, that ACS allows. */
  private static final int SHORTEST_MINUTES = 60;

  private static final int LONGEST_MINUTES = 1440;

  /**
   * What a table can be called; Azure keeps the name tables for itself.
   *
   * @see <a
   *     href="https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model#table-names">Table
   *     names</a>
   */
  private static final Pattern TABLE = Pattern.compile("(?!(?i:tables)$)[A-Za-z][A-Za-z0-9]{2,62}");

  /** Emulators have the account's name in the path. */
  private static final Pattern PATH = Pattern.compile("(?:/[a-z0-9]{3,24})?");

  private static final List<Setting> ALL =
      List.of(
          Setting.BROKER_IDENTITY_TABLE_ENDPOINT,
          Setting.BROKER_IDENTITY_TABLE_CONNECTION_STRING,
          Setting.BROKER_IDENTITY_TABLE,
          Setting.BROKER_IDENTITY_SCOPES,
          Setting.BROKER_IDENTITY_TOKEN_MINUTES);

  private IdentitySettingsReader() {}

  static Optional<IdentitySettings> read(Settings settings, CallerMode mode, OwnIdentity identity) {
    if (!mode.on()) {
      for (Setting setting : ALL) {
        if (settings.has(setting)) {
          settings.problem(setting, CallerMode.NEEDS_ANY_CALLERS);
        }
      }
      return Optional.empty();
    }
    Optional<TableCredential> storage = storage(settings, identity);
    String table =
        settings.valueOrDefault(
            Setting.BROKER_IDENTITY_TABLE,
            text -> Optional.of(text).filter(it -> TABLE.matcher(it).matches()),
            "must be 3 to 63 letters and digits, a letter first, and not tables");
    Set<AcsScope> scopes =
        settings.listOrDefault(
            Setting.BROKER_IDENTITY_SCOPES,
            AcsScope::named,
            "must be of chat, chat.join, chat.join.limited, voip and voip.join, separated by"
                + " commas");
    int minutes =
        settings.number(Setting.BROKER_IDENTITY_TOKEN_MINUTES, SHORTEST_MINUTES, LONGEST_MINUTES);
    return storage.map(it -> new IdentitySettings(it, table, scopes, Duration.ofMinutes(minutes)));
  }

  private static Optional<TableCredential> storage(Settings settings, OwnIdentity identity) {
    Optional<URI> endpoint =
        settings.value(
            Setting.BROKER_IDENTITY_TABLE_ENDPOINT,
            IdentitySettingsReader::endpoint,
            "must be the https address of the account's table service");
    Optional<String> connectionString =
        settings.value(
            Setting.BROKER_IDENTITY_TABLE_CONNECTION_STRING,
            text -> Optional.of(text).filter(IdentitySettingsReader::isConnectionString),
            "must have AccountName, AccountKey and TableEndpoint or EndpointSuffix");
    settings.refuseBoth(
        Setting.BROKER_IDENTITY_TABLE_ENDPOINT, Setting.BROKER_IDENTITY_TABLE_CONNECTION_STRING);
    return endpoint.isPresent()
        ? endpoint.map(identity::atTable)
        : connectionString.map(ConnectionString::new);
  }

  private static Optional<URI> endpoint(String text) {
    try {
      URI uri = new URI(text.replaceFirst("/$", ""));
      boolean usable =
          "https".equals(uri.getScheme())
              && uri.getHost() != null
              && uri.getUserInfo() == null
              && uri.getQuery() == null
              && uri.getFragment() == null
              && PATH.matcher(uri.getPath()).matches();
      return usable ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException unreadable) {
      return Optional.empty();
    }
  }

  private static boolean isConnectionString(String text) {
    ConnectionStringParts parts = ConnectionStringParts.of(text);
    return !parts.text("accountname").isEmpty()
        && parts.isBase64("accountkey")
        && (!parts.text("tableendpoint").isEmpty() || !parts.text("endpointsuffix").isEmpty());
  }
}
