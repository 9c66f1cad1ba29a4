package io.acsbroker.config;

import io.acsbroker.token.ClientCredential;
import io.acsbroker.token.ClientCredential.Certificate;
import io.acsbroker.token.ClientCredential.Secret;
import java.util.List;
import java.util.Optional;

/**
 * Reads by what the broker asks on behalf of its callers: a certificate or a secret for those who
 * must have one, the managed identity for everybody else.
 */
final class ClientCredentialReader {
  private static final List<Setting> SECRETS =
      List.of(Setting.BROKER_API_CLIENT_CERTIFICATE, Setting.BROKER_API_CLIENT_SECRET);

  private ClientCredentialReader() {}

  /** The credential; empty where nobody needs one, or where something is wrong. */
  static Optional<ClientCredential> read(Settings settings, CallerMode mode, OwnIdentity identity) {
    if (!mode.onBehalfOf()) {
      refuseNeedlessSecrets(settings);
      return Optional.empty();
    }
    refuseTwoOrNone(settings, identity);
    Optional<Certificate> certificate =
        settings.value(
            Setting.BROKER_API_CLIENT_CERTIFICATE,
            text -> Optional.of(text).filter(KeyStoreText::hasOnePrivateKey).map(Certificate::new),
            "must be a PKCS #12 file in base64, without a password, with exactly one private key");
    Optional<Secret> secret = settings.text(Setting.BROKER_API_CLIENT_SECRET).map(Secret::new);
    return certificate
        .<ClientCredential>map(found -> found)
        .or(() -> secret)
        .or(() -> identity.federated());
  }

  private static void refuseNeedlessSecrets(Settings settings) {
    for (Setting setting : SECRETS) {
      if (settings.has(setting)) {
        settings.problem(setting, "nobody needs it without BROKER_ON_BEHALF_OF=true; remove it");
      }
    }
  }

  private static void refuseTwoOrNone(Settings settings, OwnIdentity identity) {
    settings.refuseBoth(Setting.BROKER_API_CLIENT_CERTIFICATE, Setting.BROKER_API_CLIENT_SECRET);
    if (SECRETS.stream().anyMatch(settings::has)) {
      return;
    }
    if (identity.developer()) {
      settings.problem(
          Setting.BROKER_ON_BEHALF_OF,
          "needs BROKER_API_CLIENT_SECRET or BROKER_API_CLIENT_CERTIFICATE on a developer's machine,"
              + " which has no managed identity");
    } else if (!settings.has(Setting.AZURE_CLIENT_ID)) {
      settings.problem(
          Setting.BROKER_ON_BEHALF_OF,
          "needs AZURE_CLIENT_ID, the user-assigned managed identity that the broker's API trusts");
    }
  }
}
