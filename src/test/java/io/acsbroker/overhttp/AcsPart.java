package io.acsbroker.overhttp;

import io.acsbroker.local.acs.AcsEmulator;
import io.acsbroker.local.acs.TeamsPhoneAssignment;
import io.acsbroker.local.acs.TeamsPhoneAssignments;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.LoopbackHandler;
import io.acsbroker.local.net.LoopbackRequest;
import io.acsbroker.token.ExchangeRoute;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.function.UnaryOperator;

/** What the broker asks of ACS, each of which ACS serves, or does not serve, by itself. */
enum AcsPart {
  TEAMS("/teamsUser/"),
  ENTRA("/access/entra/"),
  TEAMS_PHONE("/access/teamsExtension/"),
  IDENTITIES("/identities");

  private final String path;

  AcsPart(String path) {
    this.path = path;
  }

  /** Whether a request to ACS is one of these. */
  boolean serves(LoopbackRequest request) {
    return request.path().startsWith(path);
  }

  /** Answers requests to ACS, these among them, with what is made of its own handler. */
  void disturb(UnaryOperator<LoopbackHandler> disturbance) {
    AcsEmulator acs = RunningBroker.CLOUD.acs();
    if (this == IDENTITIES) {
      acs.identityRequests().disturb(disturbance);
    } else {
      acs.disturbExchanges(disturbance);
    }
  }

  /** How many requests for it and its like have reached ACS. */
  int asked() {
    AcsEmulator acs = RunningBroker.CLOUD.acs();
    return this == IDENTITIES ? acs.identityRequests().requests() : acs.exchanges();
  }

  /** A good request to the broker that needs it, by a caller. */
  HttpRequest.Builder request(RunningBroker broker, SampleUser user) {
    String caller = CallerFixture.callerToken(user);
    return switch (this) {
      case TEAMS -> exchange(broker, ExchangeRoute.TEAMS, caller, user);
      case ENTRA -> exchange(broker, ExchangeRoute.ENTRA, caller, user);
      case TEAMS_PHONE -> {
        assign(user);
        yield exchange(broker, ExchangeRoute.TEAMS_PHONE, caller, user);
      }
      case IDENTITIES ->
          CallerFixture.bodyless(broker, caller)
              .uri(broker.uri("/api/token"))
              .method("GET", BodyPublishers.noBody());
    };
  }

  /**
   * ACS lets those alone use Teams Phone whom it has by name, which invented users have none of.
   */
  private static void assign(SampleUser user) {
    TeamsPhoneAssignments assignments = RunningBroker.CLOUD.acs().phoneAssignments();
    String tenant = user.organisation().tenantId();
    if (assignments.of(tenant, user.objectId()).isEmpty()) {
      assignments.put(
          tenant, user.objectId(), TeamsPhoneAssignment.ofUser(List.of(SampleDirectory.CLIENT_ID)));
    }
  }

  private static HttpRequest.Builder exchange(
      RunningBroker broker, ExchangeRoute route, String caller, SampleUser user) {
    TokenOrder order = TokenOrder.forUser(user, RunningBroker.resource(route));
    return CallerFixture.inHeader(broker, caller, RunningBroker.CLOUD.entra().token(order))
        .uri(broker.uri(route.address().replace("POST ", "")));
  }
}
