package io.acsbroker.issuance;

import io.acsbroker.azure.ManagedIdentityException;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.ReadinessProblem.Kind;
import io.acsbroker.token.Subject;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Asks ACS for the tokens of every route, each in its own way, again where that can help. */
final class AcsTokenIssuer implements TokenIssuer {
  private final AcsConnection connection;
  private final Map<ExchangeRoute, Way> ways;

  /**
   * How the tokens of a route are asked for.
   *
   * @param call what is sent, once
   * @param requests when it may be sent, and how often
   */
  record Way(AcsCall call, AcsRequests<Issuance> requests) {}

  /**
   * @param connection the one that the calls use
   * @param ways one for every route
   */
  AcsTokenIssuer(AcsConnection connection, Map<ExchangeRoute, Way> ways) {
    this.connection = connection;
    this.ways = new EnumMap<>(ways);
  }

  @Override
  public AcsReport<Issuance> issue(IssuanceRequest request, Deadline deadline) {
    Way way = way(request.route());
    return way.requests().ask(request.subject(), () -> way.call().ask(request), deadline);
  }

  @Override
  public Optional<AcsReport<Issuance>> leftAlone(ExchangeRoute route, Subject user) {
    return way(route).requests().leftAlone(user);
  }

  private Way way(ExchangeRoute route) {
    return Objects.requireNonNull(ways.get(route));
  }

  @Override
  public Optional<ReadinessProblem> prepare(Deadline deadline) {
    connection.openOnceAside();
    try {
      connection.signIn().ensure(deadline);
      return Optional.empty();
    } catch (ManagedIdentityException unavailable) {
      return Optional.of(new ReadinessProblem(Kind.MANAGED_IDENTITY, unavailable.diagnosis()));
    }
  }
}
