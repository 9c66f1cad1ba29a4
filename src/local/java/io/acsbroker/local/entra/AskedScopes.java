package io.acsbroker.local.entra;

import java.util.Arrays;
import java.util.HashSet;
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
 * @param resources all whose scopes are asked for, in this order: several where it is for consent
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/scopes-oidc">Scopes</a>
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference">
 *     Access token claims reference, {@code aud}</a>
 */
public record AskedScopes(
    Set<String> openId,
    EntraResource resource,
    String audience,
    List<String> names,
    List<EntraResource> resources) {
  private static final Set<String> OPENID = Set.of("openid", "profile", "email", "offline_access");
  private static final String ALL = ".default";

  /** Keeps copies. */
  public AskedScopes {
    openId = Set.copyOf(openId);
    names = List.copyOf(names);
    resources = List.copyOf(resources);
  }

  /**
   * Reads them where they may be of several resources: the first one's are for a token. Empty where
   * one does not exist, or {@code .default} is not alone.
   */
  public static Optional<AskedScopes> parse(Directory directory, String text) {
    return unknown(directory, text).isEmpty() && !mixesAll(text)
        ? Optional.of(read(directory, text))
        : Optional.empty();
  }

  /** The first scope that does not exist. */
  static Optional<String> unknown(Directory directory, String text) {
    return ofResources(text).filter(word -> resource(directory, word).isEmpty()).findFirst();
  }

  /** Whether {@code .default} stands beside another scope of any resource. */
  static boolean mixesAll(String text) {
    List<String> names = ofResources(text).map(AskedScopes::name).distinct().toList();
    return names.contains(ALL) && names.size() > 1;
  }

  private static AskedScopes read(Directory directory, String text) {
    Set<String> openId = words(text).filter(OPENID::contains).collect(Collectors.toSet());
    List<EntraResource> resources =
        ofResources(text).flatMap(word -> resource(directory, word).stream()).distinct().toList();
    if (resources.isEmpty()) {
      return ofNoResource(openId);
    }
    EntraResource first = resources.getFirst();
    List<String> names =
        ofResources(text)
            .filter(word -> resource(directory, word).equals(Optional.of(first)))
            .map(AskedScopes::name)
            .distinct()
            .toList();
    return new AskedScopes(openId, first, audience(directory, first, text), names, resources);
  }

  private static AskedScopes ofNoResource(Set<String> openId) {
    EntraResource graph = EntraResource.GRAPH;
    return new AskedScopes(
        openId, graph, graph.audience("1.0"), List.of("User.Read"), List.of(graph));
  }

  private static String audience(Directory directory, EntraResource resource, String text) {
    return words(text)
        .filter(
            word -> word.contains("/") && resource(directory, word).equals(Optional.of(resource)))
        .map(AskedScopes::resourceName)
        .findFirst()
        .orElse(resource.audience("1.0"));
  }

  /** Whether these are scopes of OpenID Connect alone. */
  public static boolean nameNoResource(String text) {
    return ofResources(text).findAny().isEmpty();
  }

  private static Stream<String> ofResources(String text) {
    return words(text).filter(word -> !OPENID.contains(word));
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(text.strip().split(" +", -1)).filter(word -> !word.isEmpty()).distinct();
  }

  private static Optional<EntraResource> resource(Directory directory, String scope) {
    boolean all = scope.contains("/") && name(scope).equals(ALL);
    return meant(directory, scope).filter(found -> all || found.has(name(scope)));
  }

  /** Whose scope this would be, whether or not it exists: Graph's where it names no resource. */
  static Optional<EntraResource> meant(Directory directory, String scope) {
    return scope.contains("/")
        ? directory.resource(resourceName(scope))
        : Optional.of(EntraResource.GRAPH);
  }

  /** What stands before the name of a scope that has a slash. */
  static String resourceName(String scope) {
    return scope.substring(0, scope.lastIndexOf('/'));
  }

  static String name(String scope) {
    return scope.substring(scope.lastIndexOf('/') + 1);
  }

  /** Whether an application that asked for these may go on without its user. */
  public boolean offline() {
    return openId.contains("offline_access");
  }

  /** Whether the application wants to know who its user is, by an id token. */
  public boolean identifying() {
    return openId.contains("openid");
  }

  /**
   * With those of OpenID Connect that were consented to: a token request need not repeat them.
   *
   * @see <a
   *     href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow#redeem-a-code-for-an-access-token">A
   *     request without, and its answer with an id token and a refresh token</a>
   */
  public AskedScopes withOpenIdOf(AskedScopes consented) {
    Set<String> all = new HashSet<>(openId);
    all.addAll(consented.openId);
    return new AskedScopes(all, resource, audience, names, resources);
  }

  /** As the token has them. */
  public List<String> inToken() {
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
  public String granted() {
    return Stream.concat(
            Stream.concat(inToken().stream(), names.stream().filter(ALL::equals))
                .map(name -> audience + "/" + name),
            openId.stream().filter(scope -> !scope.equals("offline_access")).sorted())
        .collect(Collectors.joining(" "));
  }
}
