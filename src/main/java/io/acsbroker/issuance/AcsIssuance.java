package io.acsbroker.issuance;

import com.azure.communication.identity.CommunicationIdentityClient;
import com.azure.communication.identity.models.GetTokenForTeamsUserOptions;
import com.azure.core.credential.AccessToken;
import com.azure.core.http.HttpClient;
import io.acsbroker.azure.SignIn;
import io.acsbroker.issuance.AcsTokenIssuer.Way;
import io.acsbroker.net.Lazy;
import io.acsbroker.net.ServerClock;
import io.acsbroker.token.AcsApiVersion;
import io.acsbroker.token.AcsExchange;
import io.acsbroker.token.AcsExchange.BySubjectToken;
import io.acsbroker.token.AcsExchange.OfTeamsUser;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.LastingFailure;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.ResourceCredential;
import io.acsbroker.token.ResourceCredential.ByToken;
import io.acsbroker.token.ResourceCredential.ConnectionString;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Makes the issuers of tokens and of identities, which share the connection to ACS. Each route, and
 * identities, have calls of their own, so that what hangs for one holds up no other.
 */
public final class AcsIssuance {
  private static final AccessToken REHEARSAL = new AccessToken("rehearsal", OffsetDateTime.MAX);

  private final ResourceCredential credential;
  private final AcsApiVersion version;
  private final int concurrentCalls;
  private final InstantSource clock;
  private final Lazy<AcsConnection> connection;

  /**
   * Makes nothing yet.
   *
   * @param http the client, made when the connection is
   * @param version by which ACS is asked, except for exchanges in preview
   * @param concurrentCalls how many calls to ACS there may be at once by each route, and for
   *     identities; more wait for their turn
   * @param denial notices that ACS denies the broker
   * @param servers hears of the dates of ACS's answers
   */
  public AcsIssuance(
      Supplier<java.net.http.HttpClient> http,
      ResourceCredential credential,
      AcsApiVersion version,
      int concurrentCalls,
      LastingFailure denial,
      InstantSource clock,
      ServerClock servers) {
    this.credential = credential;
    this.version = version;
    this.concurrentCalls = concurrentCalls;
    this.clock = clock;
    this.connection =
        new Lazy<>(
            () -> new AcsConnection(http.get(), credential, version, denial, clock, servers));
  }

  /**
   * Makes the issuer. It opens no connection before it is prepared, or the first token asked for.
   */
  public TokenIssuer issuer() {
    AcsConnection acs = connection.get();
    Map<ExchangeRoute, Way> ways = new EnumMap<>(ExchangeRoute.class);
    for (ExchangeRoute route : ExchangeRoute.values()) {
      ways.put(route, way(route.atAcs(), acs));
    }
    return new AcsTokenIssuer(acs, ways);
  }

  private Way way(AcsExchange exchange, AcsConnection acs) {
    return switch (exchange) {
      case OfTeamsUser signed ->
          new Way(new TeamsUserCall(acs::client, clock), tokenRequests(acs.signIn()));
      case BySubjectToken unsigned -> {
        Supplier<AcsCall> call =
            new Lazy<>(
                () -> new EntraTokenCall(acs.http(), unsigned.at(acs.endpoint(), version), clock));
        yield new Way(request -> call.get().ask(request), tokenRequests(SignIn.NOT_NEEDED));
      }
    };
  }

  private AcsRequests<Issuance> tokenRequests(SignIn signIn) {
    return requests(signIn, why -> why);
  }

  /** ACS counts for each operation by itself, and so throttles, or fails, one and not another. */
  private <A> AcsRequests<A> requests(SignIn signIn, Function<Issuance, A> answer) {
    DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
    return new AcsRequests<>(
        signIn,
        new AcsThrottle(clock, random),
        new AcsBreaker(clock),
        new Semaphore(concurrentCalls, true),
        new RetryPause(random),
        answer);
  }

  /** Makes what identities of ACS's own need. It loads the SDK, and opens no connection. */
  public IdentityIssuer identities() {
    AcsConnection acs = connection.get();
    return new AcsIdentityIssuer(acs.client(), requests(acs.signIn(), why -> why), clock);
  }

  /**
   * Has a token issued for show, without a request to anybody, so that the first real exchange
   * finds the SDK's classes loaded. Nothing comes of it.
   */
  public void rehearse() {
    HttpClient nobody = new RehearsalClient();
    LastingFailure unheard = new LastingFailure(ReadinessProblem.Kind.ACS, clock);
    CommunicationIdentityClient client =
        credential instanceof ByToken byToken
            ? AcsConnection.client(
                byToken, request -> Mono.just(REHEARSAL), version, unheard, nobody)
            : AcsConnection.client((ConnectionString) credential, version, unheard, nobody);
    String zeros = "00000000-0000-0000-0000-000000000000";
    client.getTokenForTeamsUser(new GetTokenForTeamsUserOptions("rehearsal", zeros, zeros));
  }
}
