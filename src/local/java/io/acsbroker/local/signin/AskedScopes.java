package io.acsbroker.local.signin;

import io.acsbroker.local.entra.Directory;
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
 * @param audience the resource as the application has named it, by its URI or its id: the {@code
 *     aud} of a v1 token
 * @param names the others, without their resource
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/scopes-oidc">Scopes</a>
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference">
 *     Access token claims reference, {@code aud}</a>
 */
record AskedScopes(
    Set<String> openId, EntraResource resource, String audience, List<String> names) {
  private static final Set<String> OPENID = Set.of("openid", "profile", "email", "offline_access");
  private static final String ALL = ".default";

  AskedScopes {
    openId = Set.copyOf(openId);
    names = List.copyOf(names);
  }

  /** Reads them; empty where one does not exist, or where they are of two resources. */
  static Optional<AskedScopes> parse(Directory directory, String text) {
    return resources(directory, text).size() <= 1
        ? parseForConsent(directory, text)
        : Optional.empty();
  }

  /**
   * Reads them where consent is asked for, which may be to several resources at once: the first one
   * gets the token. Empty where a scope does not exist.
   */
  static Optional<AskedScopes> parseForConsent(Directory directory, String text) {
    Set<Optional<EntraResource>> resources = resources(directory, text);
    if (resources.contains(Optional.<EntraResource>empty())) {
      return Optional.empty();
    }
    Set<String> openId = words(text).filter(OPENID::contains).collect(Collectors.toSet());
    Optional<EntraResource> first = resources.stream().flatMap(Optional::stream).findFirst();
    List<String> names =
        words(text)
            .filter(word -> first.equals(resource(directory, word)))
            .map(AskedScopes::name)
            .toList();
    return Optional.of(
        first
            .map(it -> new AskedScopes(openId, it, audience(directory, it, text), names))
            .orElseGet(() -> ofNoResource(openId)));
  }

  private static AskedScopes ofNoResource(Set<String> openId) {
    EntraResource graph = EntraResource.GRAPH;
    return new AskedScopes(openId, graph, graph.audience("1.0"), List.of("User.Read"));
  }

  private static String audience(Directory directory, EntraResource resource, String text) {
    return words(text)
        .filter(
            word -> word.contains("/") && resource(directory, word).equals(Optional.of(resource)))
        .map(word -> word.substring(0, word.lastIndexOf('/')))
        .findFirst()
        .orElse(resource.audience("1.0"));
  }

  /** Whether these are scopes of OpenID Connect alone. */
  static boolean nameNoResource(Directory directory, String text) {
    return resources(directory, text).isEmpty();
  }

  /**
   * Whose they are, in the order in which they were asked for; one that is empty does not exist.
   */
  private static Set<Optional<EntraResource>> resources(Directory directory, String text) {
    return words(text)
        .filter(word -> !OPENID.contains(word))
        .map(word -> resource(directory, word))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(text.strip().split(" +", -1)).filter(word -> !word.isEmpty()).distinct();
  }

  private static Optional<EntraResource> resource(Directory directory, String scope) {
    int slash = scope.lastIndexOf('/');
    return slash < 0
        ? Optional.of(EntraResource.GRAPH).filter(graph -> graph.has(scope))
        : directory
            .resource(scope.substring(0, slash))
            .filter(found -> name(scope).equals(ALL) || found.has(name(scope)));
  }

  private static String name(String scope) {
    return scope.substring(scope.lastIndexOf('/') + 1);
  }

  /** Whether an application that asked for these may go on without its user. */
  boolean offline() {
    return openId.contains("offline_access");
  }

  /** As the token has them. */
  List<String> inToken() {
    return names.contains(ALL) ? resource.scopes() : names;
  }

  /**
   * As the token endpoint repeats them: by the name that the application has for the resource, and
   * with {@code .default} where that was asked for.
   *
   * @see <a
   *     href="https://github.com/Azure/azure-sdk-for-js/tree/main/sdk/communication/communication-identity">
   *     Recordings of {@code .default} for Azure Communication Services, 2021</a>
   */
  String granted() {
    return Stream.concat(
            Stream.concat(inToken().stream(), names.stream().filter(ALL::equals))
                .map(name -> audience + "/" + name),
            openId.stream().filter(scope -> !scope.equals("offline_access")).sorted())
        .collect(Collectors.joining(" "));
  }
}
