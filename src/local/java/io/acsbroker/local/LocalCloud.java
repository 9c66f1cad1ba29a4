package io.acsbroker.local;

import io.acsbroker.local.acs.AcsEmulator;
import io.acsbroker.local.acs.EntraAssignment;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.Organisation;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.identity.ManagedIdentityEmulator;
import io.acsbroker.local.net.LoopbackCertificate;
import io.acsbroker.local.signin.SignIn;
import io.acsbroker.local.table.TableEmulator;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Entra, ACS, a Table service and the managed identity endpoint, each an emulator that knows the
 * others.
 *
 * @param identityTable the endpoint of the Table service that brokers keep ACS identities in
 * @param certificate of those that speak TLS, all but the managed identity endpoint: whoever talks
 *     to them has to trust it
 */
public record LocalCloud(
    LoopbackCertificate certificate,
    EntraEmulator entra,
    ManagedIdentityEmulator identity,
    AcsEmulator acs,
    TableEmulator table,
    URI identityTable)
    implements AutoCloseable {
  /** Where a broker keeps the ACS identities of users, unless its settings name another. */
  public static final String TABLE = "AcsIdentities";

  /**
   * Starts all of them.
   *
   * @param entraPort the port of the Entra emulator, 0 for any free one; the others take free ones
   */
  public static LocalCloud start(int entraPort, InstantSource clock) throws IOException {
    LoopbackCertificate certificate = LoopbackCertificate.create();
    EntraEmulator entra = EntraEmulator.start(entraPort, clock, certificate);
    entra.mount(new SignIn(entra, clock)::answer);
    ManagedIdentityEmulator identity = ManagedIdentityEmulator.start(0, entra, clock);
    AcsEmulator acs = AcsEmulator.start(0, certificate, entra, identity, clock);
    for (Organisation organisation : SampleDirectory.organisations()) {
      String tenant = organisation.tenantId();
      acs.assignments()
          .put(
              tenant,
              new EntraAssignment(
                  tenant,
                  "tenant",
                  List.of(
                      SampleDirectory.CLIENT_ID,
                      SampleDirectory.BROKER_API_CLIENT_ID,
                      SampleDirectory.ONE_REGISTRATION_CLIENT_ID)));
    }
    TableEmulator table = TableEmulator.start(0, certificate, identity, clock);
    table.create(TABLE);
    return new LocalCloud(certificate, entra, identity, acs, table, table.endpoint());
  }

  /** The same cloud, whose brokers keep ACS identities elsewhere than in the emulator's table. */
  LocalCloud keepingIdentitiesAt(URI elsewhere) {
    return new LocalCloud(certificate, entra, identity, acs, table, elsewhere);
  }

  /** Settings of a broker that serves both organisations, with a managed identity. */
  public Map<String, String> settings() {
    String tenants =
        SampleDirectory.served().stream()
            .map(Organisation::tenantId)
            .collect(Collectors.joining(","));
    return Map.of(
        "ENTRA_TENANT_IDS", tenants,
        "ENTRA_CLIENT_IDS", SampleDirectory.CLIENT_ID,
        "ENTRA_AUTHORITY_HOST", entra.authority().toString(),
        "COMMUNICATION_SERVICES_ENDPOINT", acs.endpoint().toString(),
        "IDENTITY_ENDPOINT", identity.endpoint().toString(),
        "IDENTITY_HEADER", identity.secret());
  }

  /** The same, for a broker whose clients say who is calling with a token for its own API. */
  public Map<String, String> settingsForCallers() {
    Map<String, String> settings = new LinkedHashMap<>(settings());
    settings.put("BROKER_API_CLIENT_ID", SampleDirectory.BROKER_API_CLIENT_ID);
    settings.put(
        "BROKER_CALLER_CLIENT_IDS",
        SampleDirectory.CALLER_CLIENT_ID + "," + SampleDirectory.CLIENT_ID);
    settings.put("BROKER_IDENTITY_TABLE_ENDPOINT", identityTable.toString());
    return settings;
  }

  /** The same, for a broker whose only client has one registration for itself and its API. */
  public Map<String, String> settingsForOneRegistration() {
    Map<String, String> settings = settingsForCallers();
    settings.put("BROKER_API_CLIENT_ID", SampleDirectory.ONE_REGISTRATION_CLIENT_ID);
    settings.put("ENTRA_CLIENT_IDS", SampleDirectory.ONE_REGISTRATION_CLIENT_ID);
    settings.put("BROKER_CALLER_CLIENT_IDS", SampleDirectory.ONE_REGISTRATION_CLIENT_ID);
    return settings;
  }

  /** Settings of a broker that gets subject tokens on behalf of its callers. */
  public Map<String, String> settingsOnBehalfOf() {
    Map<String, String> settings = settingsForCallers();
    settings.put("BROKER_ON_BEHALF_OF", "true");
    settings.put("AZURE_CLIENT_ID", identity.userAssignedClientId());
    // MSAL takes no other
    settings.put("ENTRA_AUTHORITY_HOST", entra.secureAuthority().toString());
    return settings;
  }

  /** What makes a JVM trust the emulators that speak TLS, and nobody else. */
  public List<String> trustFlags() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + certificate.trustStore(),
        "-Djavax.net.ssl.trustStorePassword=" + certificate.trustStorePassword(),
        "-Djavax.net.ssl.trustStoreType=PKCS12");
  }

  @Override
  public void close() {
    table.close();
    acs.close();
    identity.close();
    entra.close();
  }
}
