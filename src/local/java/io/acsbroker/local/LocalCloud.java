package io.acsbroker.local;

import io.acsbroker.local.acs.AcsEmulator;
import io.acsbroker.local.acs.EntraAssignment;
import io.acsbroker.local.acs.TeamsPhoneAssignment;
import io.acsbroker.local.elsewhere.OpenIdProvider;
import io.acsbroker.local.entra.Application;
import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.Organisation;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.faults.LocalControl;
import io.acsbroker.local.faults.MovableClock;
import io.acsbroker.local.faults.Services;
import io.acsbroker.local.identity.ManagedIdentityEmulator;
import io.acsbroker.local.net.LocalAccess;
import io.acsbroker.local.net.LoopbackCertificate;
import io.acsbroker.local.signin.SignIn;
import io.acsbroker.local.table.TableEmulator;
import io.acsbroker.local.table.TableService;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Entra, ACS, a Table service, the managed identity endpoint and a company's own sign-in, each an
 * emulator that knows the others.
 *
 * @param elsewhere the company's own sign-in
 * @param identityTable the endpoint of the Table service that brokers keep ACS identities in
 * @param control what makes faults on request, and resets everything
 * @param certificate of those that speak TLS: whoever talks to them has to trust it
 */
public record LocalCloud(
    LoopbackCertificate certificate,
    EntraEmulator entra,
    OpenIdProvider elsewhere,
    ManagedIdentityEmulator identity,
    AcsEmulator acs,
    TableEmulator table,
    URI identityTable,
    LocalControl control)
    implements AutoCloseable {
  /** Where a broker keeps the ACS identities of users, unless its settings name another. */
  public static final String TABLE = "AcsIdentities";

  /**
   * Starts all of them.
   *
   * @param entraPort the port of the Entra emulator, 0 for any free one; the others take free ones
   */
  public static LocalCloud start(int entraPort, InstantSource clock) throws IOException {
    return start(entraPort, 0, SampleDirectory.DIRECTORY, clock);
  }

  /**
   * The same with other people than those of the samples.
   *
   * @param elsewherePort the port of the company's own sign-in, 0 for any free one
   */
  public static LocalCloud start(
      int entraPort, int elsewherePort, Directory directory, InstantSource machineClock)
      throws IOException {
    LoopbackCertificate certificate = LoopbackCertificate.create();
    MovableClock clock = new MovableClock(machineClock);
    EntraEmulator entra = EntraEmulator.start(entraPort, directory, clock, certificate);
    OpenIdProvider elsewhere = OpenIdProvider.start(elsewherePort, directory, clock);
    ManagedIdentityEmulator identity = ManagedIdentityEmulator.start(0, entra, clock);
    AcsEmulator acs = AcsEmulator.start(certificate, entra, identity, clock);
    SignIn signIn = new SignIn(entra, acs::refusal, clock);
    assignEverybody(directory, acs);
    TableEmulator table = TableEmulator.start(0, certificate, identity, clock);
    table.create(TABLE);
    LocalControl control =
        new LocalControl(
            new Services(entra, signIn, elsewhere, acs, identity, table, clock),
            TABLE,
            () -> assignEverybody(directory, acs));
    LocalCloud cloud =
        new LocalCloud(
            certificate, entra, elsewhere, identity, acs, table, table.endpoint(), control);
    CloudAddresses addresses = new CloudAddresses(cloud, new LocalAccess());
    entra.mount(
        request ->
            control
                .answer(request)
                .or(() -> addresses.answer(request))
                .or(() -> elsewhere.offered(request))
                .or(() -> signIn.answer(request)));
    return cloud;
  }

  /** Entra ID users are assigned by their tenant; for Teams Phone ACS has each by name. */
  private static void assignEverybody(Directory directory, AcsEmulator acs) {
    List<String> clients =
        Stream.concat(clientIds(directory, true), Stream.of(directory.brokerApi().clientId()))
            .distinct()
            .toList();
    acs.assignments().clear();
    acs.phoneAssignments().clear();
    for (Organisation organisation : directory.organisations()) {
      String tenant = organisation.tenantId();
      acs.assignments().put(tenant, new EntraAssignment(tenant, "tenant", clients));
    }
    for (SampleUser user : directory.users()) {
      acs.phoneAssignments()
          .put(
              user.organisation().tenantId(),
              user.objectId(),
              TeamsPhoneAssignment.ofUser(clients));
    }
  }

  private static Stream<String> clientIds(Directory directory, boolean forAcs) {
    return directory.applications().stream()
        .filter(application -> application.forAcs() == forAcs)
        .map(Application::clientId);
  }

  /** The same cloud, whose brokers keep ACS identities elsewhere than in the emulator's table. */
  LocalCloud keepingIdentitiesIn(TableService service) {
    control.keepIdentitiesIn(service);
    return new LocalCloud(
        certificate, entra, elsewhere, identity, acs, table, service.endpoint(), control);
  }

  /** Whom it knows. */
  public Directory directory() {
    return entra.directory();
  }

  /** Settings of a broker that serves the organisations that are served, with an identity. */
  public Map<String, String> settings() {
    String tenants =
        directory().served().stream().map(Organisation::tenantId).collect(Collectors.joining(","));
    return Map.of(
        "ENTRA_TENANT_IDS", tenants,
        "ENTRA_CLIENT_IDS", clientIds(directory(), true).collect(Collectors.joining(",")),
        "ENTRA_AUTHORITY_HOST", entra.authority().toString(),
        "COMMUNICATION_SERVICES_ENDPOINT", acs.endpoint().toString(),
        "IDENTITY_ENDPOINT", identity.endpoint().toString(),
        "IDENTITY_HEADER", identity.secret(),
        "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", "65536");
  }

  /** The same, for a broker whose clients say who is calling with a token for its own API. */
  public Map<String, String> settingsForCallers() {
    Map<String, String> settings = new LinkedHashMap<>(settings());
    settings.put("BROKER_API_CLIENT_ID", directory().brokerApi().clientId());
    if (!directory().brokerApi().scope().equals(SampleDirectory.BROKER_API_SCOPE)) {
      settings.put("BROKER_API_SCOPE", directory().brokerApi().scope());
    }
    settings.put(
        "BROKER_CALLER_CLIENT_IDS",
        Stream.concat(clientIds(directory(), false), clientIds(directory(), true))
            .collect(Collectors.joining(",")));
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

  /** Settings of a broker whose callers have signed in at the company's own sign-in. */
  public Map<String, String> settingsForCallersElsewhere() {
    Map<String, String> settings = new LinkedHashMap<>(settings());
    settings.put("BROKER_CALLER_ISSUERS", elsewhere.callerIssuers());
    settings.put("BROKER_IDENTITY_TABLE_ENDPOINT", identityTable.toString());
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
    elsewhere.close();
    entra.close();
  }
}
