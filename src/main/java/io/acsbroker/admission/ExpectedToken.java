package io.acsbroker.admission;

import io.acsbroker.token.AcsResource;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.Scope;
import io.acsbroker.token.SubjectRequirements;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The words with which answers describe the token that a client should have sent.
 *
 * @param name what a sentence calls it, so that nobody takes it for the other one
 * @param resource whom it is for
 * @param purpose what it is good for here
 * @param howToGet a sentence of what to ask Entra for
 * @param subject whether it is a subject token
 */
record ExpectedToken(
    String name, String resource, String purpose, String howToGet, boolean subject) {
  private static final String ONE_RESOURCE =
      ", and for no other resource's scopes in the same request";

  /**
   * Describes the subject token of a route, where it is the only token.
   *
   * @param cloud whose ACS the answers name
   * @param required the scopes that they tell people to ask for
   */
  static ExpectedToken ofSubject(EntraCloud cloud, SubjectRequirements required) {
    List<String> scopes = required.scopeNames(cloud).stream().sorted().toList();
    return new ExpectedToken(
        "token",
        required.route().resource().title(),
        required.route().purpose(),
        (scopes.size() == 1 ? "Ask Entra for the scope " : "Ask Entra for the scopes ")
            + String.join(" and ", scopes)
            + ONE_RESOURCE
            + ".",
        true);
  }

  /** The same of a subject token that is sent beside a caller token. */
  ExpectedToken besideACallerToken() {
    return new ExpectedToken("subject token", resource, purpose, howToGet, subject);
  }

  /** Describes the caller token. */
  static ExpectedToken ofCaller(ClientId api, Scope scope) {
    return new ExpectedToken(
        "caller token",
        "this broker's own API",
        "telling the broker who is calling",
        "Ask Entra for the scope "
            + scope.ofApi(api)
            + ONE_RESOURCE
            + ". The subject token, which is for Azure Communication Services, goes into the member"
            + " accessToken of the body or the header teams-user-aad-token.",
        false);
  }

  /**
   * A sentence with the routes to which a subject token of another resource belongs; empty for a
   * caller token.
   */
  String elsewhere(AcsResource other) {
    return subject
        ? "It belongs to "
            + ExchangeRoute.of(other).stream()
                .map(ExchangeRoute::address)
                .collect(Collectors.joining(" or "))
            + ". "
        : "";
  }
}
