package io.acsbroker.local.entra;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The scopes of ACS that a request for delegation asks for, among those of OpenID Connect. */
record RequestedScopes(List<String> requested) {
  private static final Set<String> OPENID = Set.of("openid", "profile", "email", "offline_access");
  private static final String ALL = ".default";

  static RequestedScopes of(DelegationRequest request) {
    return new RequestedScopes(
        Stream.of(request.parameter("scope").split(" +", -1))
            .filter(scope -> !scope.isEmpty() && !OPENID.contains(scope))
            .toList());
  }

  /** Why they are not granted: something in them is not a scope of ACS that there is. */
  Optional<EntraRefusal> refusal() {
    boolean known = !requested.isEmpty() && requested.stream().allMatch(RequestedScopes::exists);
    return known
        ? Optional.empty()
        : Optional.of(
            EntraRefusal.invalidRequest(
                    70011,
                    "The provided request must include a 'scope' input parameter. The provided value"
                        + " for the input parameter 'scope' is not valid. The scope "
                        + String.join(" ", requested)
                        + " is not valid.")
                .withError("invalid_scope"));
  }

  /** As the token has them. */
  List<String> granted() {
    List<String> names = requested.stream().map(RequestedScopes::name).distinct().toList();
    return names.contains(ALL) ? EntraResource.ACS.scopes() : names;
  }

  private static boolean exists(String scope) {
    int slash = scope.lastIndexOf('/');
    String name = name(scope);
    return slash > 0
        && EntraResource.ACS.isMeantBy(scope.substring(0, slash))
        && (name.equals(ALL) || EntraResource.ACS.scopes().contains(name));
  }

  private static String name(String scope) {
    return scope.substring(scope.lastIndexOf('/') + 1);
  }
}
