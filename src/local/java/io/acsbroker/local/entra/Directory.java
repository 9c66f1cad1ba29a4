package io.acsbroker.local.entra;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Everything that an emulated Entra knows of: organisations, their users, the applications that all
 * of them have, and who has consented. {@link SampleDirectory} has one of invented people.
 *
 * @param organisations one at least; the first is where the broker's API and its managed identity
 *     are at home
 * @param users everybody, guests in the organisation that they visit
 * @param applications those that people sign in to
 * @param brokerApi the broker's own API
 * @param withoutConsent on whose behalf that API may not act, until somebody consents
 */
public record Directory(
    List<Organisation> organisations,
    List<SampleUser> users,
    List<Application> applications,
    BrokerApi brokerApi,
    Set<SampleUser> withoutConsent) {
  /** Keeps copies. */
  public Directory {
    organisations = List.copyOf(organisations);
    users = List.copyOf(users);
    applications = List.copyOf(applications);
    withoutConsent = Set.copyOf(withoutConsent);
  }

  /** Where the broker's API and its managed identity are at home. */
  public Organisation ofBroker() {
    return organisations.getFirst();
  }

  /** Those whose users the broker of the local cloud serves. */
  public List<Organisation> served() {
    return organisations.stream().filter(Organisation::served).toList();
  }

  /** The organisation with this tenant id. */
  public Optional<Organisation> organisation(String tenantId) {
    return first(organisations, it -> it.tenantId().equals(tenantId));
  }

  /** The application that people sign in to with this client id. */
  public Optional<Application> application(String clientId) {
    return first(applications, it -> it.clientId().equals(clientId));
  }

  /** The first application whose users' tokens for Communication Services brokers take. */
  public Optional<Application> clientForAcs() {
    return first(applications, Application::forAcs);
  }

  /** The application that asks for caller tokens: one for that alone, where there is one. */
  public Optional<Application> callingClient() {
    return first(applications, it -> !it.forAcs()).or(this::clientForAcs);
  }

  /** The first user who gets every token: at home where they are served, licensed, consenting. */
  public Optional<SampleUser> typicalUser() {
    return first(
        users,
        user ->
            user.organisation().served()
                && !user.guest()
                && user.teamsLicence()
                && !withoutConsent.contains(user));
  }

  /** What the first fitting application gets for this user at a resource, in version 1.0. */
  public TokenOrder order(SampleUser user, EntraResource resource) {
    boolean calls = resource.equals(brokerApi.resource());
    String clientId =
        first(applications, it -> it.api().filter(resource::equals).isPresent())
            .or(calls ? this::callingClient : this::clientForAcs)
            .or(() -> applications.stream().findFirst())
            .map(Application::clientId)
            .orElse("");
    return TokenOrder.forResource(user, resource, clientId);
  }

  /** The user of this name in any case; a guest also by the part before {@code #EXT#}. */
  public Optional<SampleUser> byUserName(String userName) {
    String wanted = userName.toLowerCase(Locale.ROOT);
    return first(
        users,
        user -> {
          String name = user.userName().toLowerCase(Locale.ROOT);
          // Shells and browsers cut an address at a # that nobody has encoded
          return name.equals(wanted) || name.startsWith(wanted + "#ext#");
        });
  }

  /** The user with this object id in this tenant, invented or not. */
  public Optional<SampleUser> byObjectId(String tenantId, String objectId) {
    return first(
            users,
            user ->
                user.organisation().tenantId().equals(tenantId) && user.objectId().equals(objectId))
        .or(
            () ->
                InventedUsers.byObjectId(tenantId, objectId)
                    .filter(user -> organisations.contains(user.organisation())));
  }

  /** The same person at home, where a guest signs in. */
  public SampleUser atHome(SampleUser user) {
    return user.guest() ? byUserName(user.homeName()).orElse(user) : user;
  }

  /**
   * Whether an application has permissions for a resource, to which its tenants have consented: for
   * ACS where its users' tokens for it are taken, for Graph, and for the APIs.
   */
  public boolean hasConsent(Application app, EntraResource resource) {
    return resource.isOfAcs()
        ? app.forAcs()
        : resource.equals(EntraResource.GRAPH) || apis().anyMatch(resource::equals);
  }

  /** The user whom a person is in this tenant, or at home in whichever may be meant by it. */
  public Optional<SampleUser> in(String tenant, SampleUser person) {
    SampleUser home = atHome(person);
    return Tenants.isAny(tenant)
        ? Optional.of(home)
        : Stream.concat(Stream.of(home), users.stream())
            .filter(user -> user.organisation().tenantId().equals(tenant))
            .filter(user -> atHome(user).equals(home))
            .findFirst();
  }

  /** The resource that this audience means, in any accepted form. */
  public Optional<EntraResource> resource(String audience) {
    return resources().filter(it -> it.isMeantBy(audience)).findFirst();
  }

  /** Whether this audience means an API that brokers may have for their own. */
  boolean isApi(String audience) {
    return apis().anyMatch(it -> it.isMeantBy(audience));
  }

  /** The resource of this short name. */
  Optional<EntraResource> resourceNamed(String shortName) {
    return resources().filter(it -> it.shortName().equals(shortName)).findFirst();
  }

  private Stream<EntraResource> resources() {
    return Stream.concat(EntraResource.OF_MICROSOFT.stream(), apis());
  }

  /** Those that brokers may have for their own, whose tokens tell of roles and groups. */
  private Stream<EntraResource> apis() {
    return Stream.concat(
        Stream.of(brokerApi.resource()),
        applications.stream().map(Application::api).flatMap(Optional::stream));
  }

  private static <T> Optional<T> first(List<T> all, Predicate<T> fitting) {
    return all.stream().filter(fitting).findFirst();
  }
}
