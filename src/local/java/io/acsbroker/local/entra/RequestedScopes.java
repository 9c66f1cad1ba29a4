package io.acsbroker.local.entra;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The scopes of one resource of ACS that a request for delegation asks for, among those of OpenID
 * Connect.
 */
record RequestedScopes(List<String> requested) {
  private static final Set<String> OPENID = Set.of("openid", "profile", "email", "offline_access");
  private static final String ALL = ".default";
  private static final List<EntraResource> RESOURCES =
      List.of(EntraResource.ACS, EntraResource.ACS_CLIENTS);

  static RequestedScopes of(DelegationRequest request) {
    return new RequestedScopes(
        Stream.of(request.parameter("scope").split(" +", -1))
            .filter(scope -> !scope.isEmpty() && !OPENID.contains(scope))
            .toList());
  }

  /** Why they are not granted: something in them is not a scope of ACS that there is. */
  Optional<EntraRefusal> refusal() {
    boolean known = !requested.isEmpty() && requested.stream().allMatch(RequestedScopes::exists);
    return known && requested.stream().map(RequestedScopes::audience).distinct().count() == 1
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

  /** What {@code aud} is in the token. */
  String audience() {
    return audience(requested.getFirst());
  }

  /** As the token has them. */
  List<String> granted() {
    List<String> names = requested.stream().map(RequestedScopes::name).distinct().toList();
    return names.contains(ALL)
        ? EntraResource.ofMicrosoft(audience()).orElseThrow().scopes()
        : names;
  }

  private static boolean exists(String scope) {
    return EntraResource.ofMicrosoft(resourceOf(scope))
        .filter(RESOURCES::contains)
        .filter(resource -> name(scope).equals(ALL) || resource.has(name(scope)))
        .isPresent();
  }

  private static String audience(String scope) {
    return EntraResource.ofMicrosoft(resourceOf(scope)).orElseThrow().audience("1.0");
  }

  private static String resourceOf(String scope) {
    return scope.substring(0, Math.max(0, scope.lastIndexOf('/')));
  }

  private static String name(String scope) {
    return scope.substring(scope.lastIndexOf('/') + 1);
  }
}
