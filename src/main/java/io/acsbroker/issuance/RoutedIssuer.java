package io.acsbroker.issuance;

import io.acsbroker.token.Deadline;
import io.acsbroker.token.ExchangeRoute;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Has each route's own issuer asked. */
final class RoutedIssuer implements TokenIssuer {
  private final Map<ExchangeRoute, TokenIssuer> issuers;

  /**
   * @param issuers one for every route
   */
  RoutedIssuer(Map<ExchangeRoute, TokenIssuer> issuers) {
    this.issuers = new EnumMap<>(issuers);
  }

  @Override
  public AcsReport<Issuance> issue(IssuanceRequest request, Deadline deadline) {
    return issuer(request.route()).issue(request, deadline);
  }

  /** Makes ready the one that signs in; the connection is the same for all. */
  @Override
  public Optional<String> prepare(Deadline deadline) {
    return issuer(ExchangeRoute.TEAMS).prepare(deadline);
  }

  private TokenIssuer issuer(ExchangeRoute route) {
    return Objects.requireNonNull(issuers.get(route));
  }
}
