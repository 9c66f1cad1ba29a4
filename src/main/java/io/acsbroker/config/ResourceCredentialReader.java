package io.acsbroker.config;

import io.acsbroker.token.ResourceCredential;
import io.acsbroker.token.ResourceCredential.ConnectionString;
import java.net.URI;
import java.util.Optional;

/** Reads which ACS resource to use: an endpoint or a connection string, one of the two. */
final class ResourceCredentialReader {
  private ResourceCredentialReader() {}

  static Optional<ResourceCredential> read(Settings settings, OwnIdentity identity) {
    Optional<URI> endpoint =
        settings.value(
            Setting.COMMUNICATION_SERVICES_ENDPOINT,
            ResourceCredentialReader::httpsHost,
            "must be the https address of the resource, without path or query");
    Optional<ConnectionString> connectionString =
        settings.value(
            Setting.COMMUNICATION_SERVICES_CONNECTION_STRING,
            ResourceCredentialReader::connectionString,
            "must have the form endpoint=https://<resource>/;accesskey=<key>");
    settings.refuseBoth(
        Setting.COMMUNICATION_SERVICES_ENDPOINT, Setting.COMMUNICATION_SERVICES_CONNECTION_STRING);
    if (!settings.has(Setting.COMMUNICATION_SERVICES_ENDPOINT)
        && !settings.has(Setting.COMMUNICATION_SERVICES_CONNECTION_STRING)) {
      settings.problem(
          Setting.COMMUNICATION_SERVICES_ENDPOINT,
          "missing; set it, or COMMUNICATION_SERVICES_CONNECTION_STRING");
    }
    if (endpoint.isPresent()) {
      return Optional.of(identity.at(endpoint.get()));
    }
    return connectionString.isPresent() ? Optional.of(connectionString.get()) : Optional.empty();
  }

  private static Optional<URI> httpsHost(String text) {
    Optional<URI> host = WebAddress.hostOnly(text);
    return host.isPresent() && "https".equals(host.get().getScheme()) ? host : Optional.empty();
  }

  private static Optional<ConnectionString> connectionString(String text) {
    ConnectionStringParts parts = ConnectionStringParts.of(text);
    // Rebuilt of what was understood: the SDK throws on anything more
    return httpsHost(parts.text("endpoint"))
        .filter(endpoint -> parts.isBase64("accesskey"))
        .map(
            endpoint ->
                new ConnectionString(
                    endpoint, "endpoint=" + endpoint + "/;accesskey=" + parts.text("accesskey")));
  }
}
