package io.acsbroker.local.signin;

import io.acsbroker.local.entra.EntraResource;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an application asks for: scopes of OpenID Connect, and of one resource.
 *
 * @param openId those of OpenID Connect
 * @param resource whose the others are; Graph where there are no others, as Entra has it
 * @param names the others, without their resource
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/scopes-oidc">Scopes</a>
 */
record AskedScopes(Set<String> openId, EntraResource resource, List<String> names) {
  private static final Set<String> OPENID = Set.of("openid", "profile", "email", "offline_access");
  private static final String ALL = ".default";

  AskedScopes {
    openId = Set.copyOf(openId);
    names = List.copyOf(names);
  }

  /** Reads them; empty where one does not exist, or where they are of two resources. */
  static Optional<AskedScopes> parse(String text) {
    Set<String> asked = new LinkedHashSet<>(Arrays.asList(text.strip().split(" +", -1)));
    asked.remove("");
    Set<String> openId = asked.stream().filter(OPENID::contains).collect(Collectors.toSet());
    asked.removeAll(openId);
    Set<Optional<EntraResource>> resources =
        asked.stream().map(AskedScopes::resource).collect(Collectors.toSet());
    if (resources.isEmpty()) {
      return Optional.of(new AskedScopes(openId, EntraResource.GRAPH, List.of("User.Read")));
    }
    return resources.size() == 1
        ? resources.iterator().next().map(found -> of(openId, found, asked))
        : Optional.empty();
  }

  private static AskedScopes of(Set<String> openId, EntraResource resource, Set<String> asked) {
    List<String> names = asked.stream().map(AskedScopes::name).toList();
    return new AskedScopes(openId, resource, names.contains(ALL) ? resource.scopes() : names);
  }

  private static Optional<EntraResource> resource(String scope) {
    int slash = scope.lastIndexOf('/');
    return slash < 0
        ? Optional.of(EntraResource.GRAPH).filter(graph -> graph.has(scope))
        : EntraResource.meantBy(scope.substring(0, slash))
            .filter(found -> name(scope).equals(ALL) || found.has(name(scope)));
  }

  private static String name(String scope) {
    return scope.substring(scope.lastIndexOf('/') + 1);
  }

  /** Whether an application that asked for these may go on without its user. */
  boolean offline() {
    return openId.contains("offline_access");
  }

  /** As the token endpoint repeats them. */
  String granted() {
    return Stream.concat(
            names.stream().map(name -> resource.audience("1.0") + "/" + name),
            openId.stream().filter(scope -> !scope.equals("offline_access")).sorted())
        .collect(Collectors.joining(" "));
  }
}
