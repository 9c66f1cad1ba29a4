package io.acsbroker.config;

import io.acsbroker.token.AcsApiVersion;
import io.acsbroker.token.ExchangeRoute;
import java.util.Optional;

/**
 * Every setting: what it means, which default it has, what it needs, and whether it is a secret.
 * The comments are the meanings in {@code docs/settings.md}, whose table a test makes of these
 * rows, so that no prose is shipped.
 */
enum Setting {
  /**
   * Tenants that are served, as ids separated by commas; {@code *} alone means any organisation.
   * Required without {@link #BROKER_POLICY}.
   */
  ENTRA_TENANT_IDS,
  /**
   * Applications whose users' subject tokens are accepted, as client ids separated by commas.
   * Required without {@link #BROKER_POLICY}; with {@link #BROKER_ON_BEHALF_OF} only where users
   * send subject tokens.
   */
  ENTRA_CLIENT_IDS,
  /**
   * Address of the ACS resource, https without a path. The broker signs in there with its managed
   * identity.
   */
  COMMUNICATION_SERVICES_ENDPOINT,
  /** Instead of the endpoint, and never beside it: the resource's connection string. */
  COMMUNICATION_SERVICES_CONNECTION_STRING("", "", true),
  /**
   * Client id of the user-assigned managed identity; without it the system-assigned one is used.
   */
  AZURE_CLIENT_ID,
  /**
   * The stable version of its API by which ACS is asked. One that lacks a route or scope of the
   * broker is refused, a newer one is sent as it is.
   */
  COMMUNICATION_SERVICES_API_VERSION(AcsApiVersion.FIRST_WHOLE.text()),
  /**
   * Accepted {@code aud} at {@code /api/token/teams}, separated by commas. Without it those of ACS.
   */
  TEAMS_AUDIENCES,
  /**
   * Scopes that tokens need there, by their names, with the resource of the route before them or
   * without; {@code .default} is no scope of a token.
   */
  TEAMS_REQUIRED_SCOPES(ExchangeRoute.TEAMS.defaultScopeNames()),
  /** The same for {@code /api/token/entra}. Without it those of ACS Clients. */
  ENTRA_USER_AUDIENCES,
  /** Scopes that tokens need there; {@code VoIP.Join} lets users join calls and start none. */
  ENTRA_USER_REQUIRED_SCOPES(ExchangeRoute.ENTRA.defaultScopeNames()),
  /** The same for {@code /api/token/teams-phone}. Without it those of ACS. */
  TEAMS_PHONE_AUDIENCES,
  /** Scopes that tokens need there. */
  TEAMS_PHONE_REQUIRED_SCOPES(ExchangeRoute.TEAMS_PHONE.defaultScopeNames()),
  /** {@code public}, {@code usgov} or {@code china}: fixes authority, issuers and audiences. */
  ENTRA_CLOUD("public"),
  /**
   * Moves only where keys and tokens are fetched, never the issuers. Without it the cloud's; http
   * only for a loopback host, and not with {@link #BROKER_ON_BEHALF_OF}.
   */
  ENTRA_AUTHORITY_HOST,
  /**
   * Client id of the broker's own API: turns Entra's caller tokens on. With {@link
   * #BROKER_ON_BEHALF_OF} none of {@link #ENTRA_CLIENT_IDS}.
   */
  BROKER_API_CLIENT_ID,
  /** The scope that a caller token must have, by its name alone. */
  BROKER_API_SCOPE("access_as_user", Needs.ENTRA_CALLERS),
  /**
   * {@code tenant}, or {@code application}: a caller token may be signed with a key of the broker's
   * API's own as well (claims mapping, a SAML certificate). That not with {@code
   * ENTRA_TENANT_IDS=*}.
   */
  BROKER_API_KEYS("tenant", Needs.ENTRA_CALLERS),
  /** Applications whose users' caller tokens are accepted, as client ids separated by commas. */
  BROKER_CALLER_CLIENT_IDS("ENTRA_CLIENT_IDS", Needs.ENTRA_CALLERS),
  /**
   * {@code true} lets callers come without a subject token, which the broker gets by the managed
   * identity of {@link #AZURE_CLIENT_ID}, trusted by its API, or else by a certificate or secret.
   */
  BROKER_ON_BEHALF_OF("false", "BROKER_API_CLIENT_ID and AZURE_CLIENT_ID"),
  /**
   * Instead of the managed identity's federated credential, for those who must: a PKCS #12 file in
   * base64 with one private key and no password, as a Key Vault reference yields it.
   */
  BROKER_API_CLIENT_CERTIFICATE("", Needs.ON_BEHALF_OF, true),
  /** Instead of either, for those who must: a client secret of the broker's API. */
  BROKER_API_CLIENT_SECRET("", Needs.ON_BEHALF_OF, true),
  /**
   * {@code full}, or {@code acs}: the subject token is passed on unread and ACS alone judges it.
   */
  BROKER_SUBJECT_VERIFICATION("full", Needs.ENTRA_CALLERS),
  /** Application roles of which a caller needs one, separated by commas. */
  BROKER_ALLOWED_ROLES("", Needs.ENTRA_CALLERS),
  /** Groups of which a caller has to be in one, as object ids separated by commas. */
  BROKER_ALLOWED_GROUPS("", Needs.ENTRA_CALLERS),
  /**
   * {@code acs} lets ACS decide about guests, {@code allow} lets them in as far as the broker is
   * concerned, {@code deny} refuses them.
   */
  BROKER_GUESTS("acs"),
  /**
   * A rule for each tenant instead of one for all: a JSON document, or the path of a file with one.
   */
  BROKER_POLICY,
  /**
   * Turns on caller tokens of issuers other than Entra, beside Entra's or alone: a JSON document,
   * or the path of a file with one.
   */
  BROKER_CALLER_ISSUERS,
  /**
   * Turns ACS identities on: the https address of a storage account's table service, where the
   * broker signs in with its managed identity.
   */
  BROKER_IDENTITY_TABLE_ENDPOINT("", Needs.CALLERS),
  /** Instead of the endpoint, for those who must: the storage account's connection string. */
  BROKER_IDENTITY_TABLE_CONNECTION_STRING("", Needs.CALLERS, true),
  /**
   * The table, which has to be there: 3 to 63 letters and digits, a letter first, not {@code
   * tables}. Another ACS resource needs another table.
   */
  BROKER_IDENTITY_TABLE("AcsIdentities", Needs.CALLERS),
  /**
   * Scopes of tokens of ACS identities, of {@code chat}, {@code chat.join}, {@code
   * chat.join.limited}, {@code voip} and {@code voip.join}, separated by commas.
   */
  BROKER_IDENTITY_SCOPES("voip", Needs.CALLERS),
  /**
   * How long these tokens live at most, and where nobody asks for less; 60 to 1440, as ACS has it.
   */
  BROKER_IDENTITY_TOKEN_MINUTES("1440", Needs.CALLERS),
  /**
   * The origin at which clients reach the broker, without path, query or user; http only for a
   * loopback host. Turns on what clients learn from its address.
   */
  BROKER_PUBLIC_URL,
  /** How far clocks may differ when a token's times are judged; 0 to 300. */
  BROKER_CLOCK_SKEW_SECONDS("60"),
  /** When a request must have been answered; 1 to 200. */
  BROKER_DEADLINE_SECONDS("10"),
  /**
   * How long an issued token, and a subject token that was got on behalf of a user, is remembered
   * at most; 0 to 15, 0 for never.
   */
  BROKER_TOKEN_CACHE_MINUTES("15"),
  /**
   * Exchanges of one user by one route that reach Entra's token endpoint or ACS, and requests for
   * ACS identities that reach ACS, in ten minutes, on each instance; 1 to 1000000.
   */
  BROKER_USER_EXCHANGE_LIMIT("12"),
  /**
   * Calls to ACS at the same time, on each instance: so many by each route, and as many for ACS
   * identities; 1 to 500.
   */
  BROKER_CONCURRENT_EXCHANGES("16");

  private final String defaultText;
  private final String needs;
  private final boolean secret;

  Setting() {
    this("");
  }

  Setting(String defaultText) {
    this(defaultText, "");
  }

  Setting(String defaultText, String needs) {
    this(defaultText, needs, false);
  }

  Setting(String defaultText, String needs, boolean secret) {
    this.defaultText = defaultText;
    this.needs = needs;
    this.secret = secret;
  }

  /**
   * What it is where it is missing, as an operator would write it, or the name of the setting whose
   * value it takes; empty where it has no default, or none that is the same everywhere.
   */
  String defaultText() {
    return defaultText;
  }

  /** The settings without which it is refused, with a word between them; empty for none. */
  String needs() {
    return needs;
  }

  /** Whether it may only be where nobody but the broker reads it. */
  boolean isSecret() {
    return secret;
  }

  static Optional<Setting> named(String name) {
    for (Setting setting : values()) {
      if (setting.name().equals(name)) {
        return Optional.of(setting);
      }
    }
    return Optional.empty();
  }

  /** The compiler puts these texts where they are used: at a start nobody loads the class. */
  private static final class Needs {
    static final String ENTRA_CALLERS = "BROKER_API_CLIENT_ID";
    static final String CALLERS = "BROKER_API_CLIENT_ID or BROKER_CALLER_ISSUERS";
    static final String ON_BEHALF_OF = "BROKER_ON_BEHALF_OF";
  }
}
