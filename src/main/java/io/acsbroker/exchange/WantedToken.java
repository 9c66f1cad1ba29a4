package io.acsbroker.exchange;

import io.acsbroker.token.ClientId;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.Scope;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How answers speak of the token that should have been sent.
 *
 * @param resource whom it is for
 * @param purpose what it is good for here
 * @param howToGet a sentence of what to ask Entra for
 */
record WantedToken(String resource, String purpose, String howToGet) {
  /**
   * A subject token.
   *
   * @param cloud whose ACS the answers name
   * @param requiredScopes of that ACS, which they tell people to ask for
   */
  static WantedToken ofTeams(EntraCloud cloud, Set<Scope> requiredScopes) {
    String scopes =
        requiredScopes.stream().map(cloud::acsScope).sorted().collect(Collectors.joining(" and "));
    return new WantedToken(
        "Azure Communication Services",
        "the exchange of a Teams user",
        "Ask Entra for the scopes "
            + scopes
            + ", and for no other resource's scopes in the same request.");
  }

  /** A caller token. */
  static WantedToken ofCaller(ClientId api, Scope scope) {
    return new WantedToken(
        "this broker's own API",
        "telling the broker who is calling",
        "Ask Entra for the scope "
            + fullName(api, scope)
            + ", and for no other resource's scopes in the same request. The subject token, which"
            + " is for Azure Communication Services, goes into the member accessToken of the body"
            + " or the header teams-user-aad-token.");
  }

  /** The scope as applications ask for it. */
  static String fullName(ClientId api, Scope scope) {
    return "api://" + api.value() + "/" + scope.value();
  }
}
