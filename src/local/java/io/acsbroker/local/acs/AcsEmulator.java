package io.acsbroker.local.acs;

import io.acsbroker.local.acs.ApiVersions.Operations;
import io.acsbroker.local.entra.ClaimsChallenges;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.identity.ManagedIdentityEmulator;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.CountingHandler;
import io.acsbroker.local.net.Disturbances;
import io.acsbroker.local.net.LoopbackCertificate;
import io.acsbroker.local.net.LoopbackHandler;
import io.acsbroker.local.net.LoopbackRequest;
import io.acsbroker.local.net.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Azure Communication Services on this machine: the exchanges of Teams users, Entra ID users and
 * for Teams Phone, with every check of the real service and in its order, {@code /identities}, and
 * the assignments of Entra ID users and of Teams Phone. Everything else is a 404.
 */
public final class AcsEmulator implements AutoCloseable {
  private static final Map<String, Operations> EXCHANGES =
      Map.of(
          "/teamsUser/:exchangeAccessToken", Operations.TEAMS_USERS,
          "/access/entra/:exchangeAccessToken", Operations.ENTRA_USERS,
          "/access/teamsExtension/:exchangeAccessToken", Operations.TEAMS_EXTENSION);

  private final ResourceAccess access;
  private final IssuedTokens issuedTokens = new IssuedTokens();
  private final ClaimsChallenges challenges;
  private final Exchanges users;
  private final CountingHandler exchanges = new CountingHandler(this::exchange);
  private final EntraAssignments assignments;
  private final TeamsRefusals teamsRefusals;
  private final TeamsPhoneAssignments phoneAssignments = new TeamsPhoneAssignments(issuedTokens);
  private final AssignmentRoutes assignmentRoutes;
  private final TeamsPhoneRoutes phoneRoutes = new TeamsPhoneRoutes(phoneAssignments);
  private final CountingHandler administration = new CountingHandler(this::administer);
  private final Identities identities;
  private final IdentityRoutes identityRoutes;
  private final CountingHandler identityRequests = new CountingHandler(this::manageIdentities);
  private final Disturbances disturbances = new Disturbances(this::answer);
  private final LoopbackServer server;

  private AcsEmulator(
      LoopbackCertificate certificate,
      EntraEmulator entra,
      ManagedIdentityEmulator identity,
      InstantSource clock)
      throws IOException {
    this.access = new ResourceAccess(identity);
    this.challenges = new ClaimsChallenges(entra);
    this.assignments = new EntraAssignments(entra.directory());
    this.assignmentRoutes = new AssignmentRoutes(assignments);
    this.teamsRefusals = new TeamsRefusals(entra.directory());
    this.users =
        new Exchanges(
            new EntraTokenCheck(entra, clock),
            challenges,
            assignments,
            phoneAssignments,
            teamsRefusals,
            issuedTokens,
            clock);
    this.identities = new Identities(issuedTokens, clock);
    this.identityRoutes = new IdentityRoutes(identities);
    this.server = LoopbackServer.https(0, certificate.serverContext(), disturbances, clock);
  }

  /** Makes keys and serves from now on, at a free port. */
  public static AcsEmulator start(
      LoopbackCertificate certificate,
      EntraEmulator entra,
      ManagedIdentityEmulator identity,
      InstantSource clock)
      throws IOException {
    return new AcsEmulator(certificate, entra, identity, clock);
  }

  /** {@code https://localhost:<port>}, the value of {@code COMMUNICATION_SERVICES_ENDPOINT}. */
  public URI endpoint() {
    return URI.create("https://localhost:" + server.port());
  }

  /** Endpoint and access key, the value of {@code COMMUNICATION_SERVICES_CONNECTION_STRING}. */
  public String connectionString() {
    return "endpoint=" + endpoint() + "/;accesskey=" + access.key();
  }

  /** The identities of its own. */
  public Identities identities() {
    return identities;
  }

  /** The requests for identities of its own. */
  public CountingHandler identityRequests() {
    return identityRequests;
  }

  /** The code with which it would refuse a good token of this user for the resource. */
  public Optional<String> refusal(SampleUser user, String clientId, EntraResource resource) {
    return users.refusal(EntraUser.of(user, clientId, resource), resource).map(AcsError::code);
  }

  /** How many exchange requests have reached it. */
  public int exchanges() {
    return exchanges.requests();
  }

  /** How many connections have been opened to it, each of which begins with a TLS handshake. */
  public int connections() {
    return server.accepted();
  }

  /** Answers all exchange requests with this until it is {@code null} again. */
  public void answerExchanges(@Nullable CannedAnswer answer) {
    exchanges.answerAll(answer);
  }

  /** Answers exchange requests with what is made of its own handler, from now on. */
  public void disturbExchanges(UnaryOperator<LoopbackHandler> disturbance) {
    exchanges.disturb(disturbance);
  }

  /**
   * From now on answers tokens of this user that were not issued for these claims with a claims
   * challenge. A token that was got on behalf of the user is as good as the caller token behind it.
   *
   * @param claims JSON with an {@code access_token} in it
   * @return what ends it
   */
  public Runnable challenge(SampleUser user, String claims) {
    return challenges.put(user, claims);
  }

  /** Ends all challenges. */
  public void withdrawChallenges() {
    challenges.withdraw();
  }

  /**
   * Whether it encrypts all tokens that it issues from now on; those of Entra ID users it always
   * does.
   */
  public void encryptAllTokens(boolean encrypted) {
    issuedTokens.encryptAll(encrypted);
  }

  /** The object id of the user for whom it issued this token; empty for any other token. */
  public Optional<String> holder(String issuedToken) {
    return issuedTokens.holder(issuedToken);
  }

  /** Which Entra users, groups and tenants may use the resource. */
  public EntraAssignments assignments() {
    return assignments;
  }

  /** Which users and resource accounts may use the resource for Teams Phone. */
  public TeamsPhoneAssignments phoneAssignments() {
    return phoneAssignments;
  }

  /** Whom the Teams service does not let in. */
  public TeamsRefusals teamsRefusals() {
    return teamsRefusals;
  }

  /** Answers requests for the assignments with what is made of its own handler, from now on. */
  public void disturbAssignments(UnaryOperator<LoopbackHandler> disturbance) {
    administration.disturb(disturbance);
  }

  /** Whether the managed identity has a role on this resource; it has at first. */
  public void grantRole(boolean granted) {
    access.grantRole(granted);
  }

  /** Whether it lets nobody act for the resource, neither with a role nor with its key. */
  public void refuseBroker(boolean refused) {
    access.refuseAll(refused);
  }

  /** What stands before everything that it serves. */
  public Disturbances disturbances() {
    return disturbances;
  }

  @Override
  public void close() {
    server.close();
  }

  private CannedAnswer answer(LoopbackRequest request) throws Exception {
    CannedAnswer answer =
        PageAccess.isPreflight(request)
            ? PageAccess.preflight(request)
            : PageAccess.on(request, route(request));
    return AnswerHeaders.on(request, answer);
  }

  private CannedAnswer route(LoopbackRequest request) throws Exception {
    if (AssignmentRoutes.serves(request)) {
      return administration.answer(request);
    }
    if (TeamsPhoneRoutes.serves(request)) {
      return access.admitted(request, Operations.TEAMS_EXTENSION, phoneRoutes::answer);
    }
    if (IdentityRoutes.serves(request)) {
      return identityRequests.answer(request);
    }
    return request.method().equals("POST") && EXCHANGES.containsKey(request.path())
        ? exchanges.answer(request)
        : AcsError.NOT_FOUND.answer();
  }

  private CannedAnswer administer(LoopbackRequest request) {
    return access.admitted(request, Operations.ENTRA_USERS, assignmentRoutes::answer);
  }

  private CannedAnswer manageIdentities(LoopbackRequest request) {
    return access.admitted(request, Operations.IDENTITIES, identityRoutes::answer);
  }

  private CannedAnswer exchange(LoopbackRequest request) {
    Operations operations = EXCHANGES.getOrDefault(request.path(), Operations.TEAMS_USERS);
    return switch (operations) {
      case ENTRA_USERS -> exchangeOfBearer(request, operations, EntraResource.ACS_CLIENTS);
      case TEAMS_EXTENSION -> exchangeOfBearer(request, operations, EntraResource.TEAMS_PHONE);
      case TEAMS_USERS, IDENTITIES -> access.admitted(request, operations, users::ofTeamsUser);
    };
  }

  private CannedAnswer exchangeOfBearer(
      LoopbackRequest request, Operations operations, EntraResource resource) {
    return ApiVersions.fault(request, operations)
        .orElseGet(() -> users.ofBearer(request, operations, resource));
  }
}
