package io.acsbroker.local.signin;

import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.entra.Organisation;
import io.acsbroker.local.entra.SampleUser;
import java.util.List;
import java.util.Optional;

/** Who can sign in at an authority: at a tenant's its users, guests too, elsewhere everybody. */
record People(Directory directory, List<SampleUser> users) {
  People {
    users = List.copyOf(users);
  }

  /**
   * Those of an authority.
   *
   * @param tenant a tenant's id, or what stands for any organisation: people sign in at home there
   */
  static People of(Directory directory, String tenant) {
    boolean known = directory.organisation(tenant).isPresent();
    return new People(
        directory,
        directory.users().stream()
            .filter(user -> known ? user.organisation().tenantId().equals(tenant) : !user.guest())
            .toList());
  }

  List<Organisation> organisations() {
    return users.stream().map(SampleUser::organisation).distinct().toList();
  }

  List<SampleUser> of(Organisation organisation) {
    return users.stream().filter(user -> user.organisation().equals(organisation)).toList();
  }

  /** Those of these people as guests of others, who sign in as such at the others' authority. */
  List<SampleUser> guestsElsewhere() {
    return directory.users().stream()
        .filter(user -> user.guest() && !contains(user) && contains(directory.atHome(user)))
        .toList();
  }

  boolean contains(SampleUser user) {
    return users.contains(user);
  }

  Optional<SampleUser> named(String userName) {
    return directory.byUserName(userName).filter(this::contains);
  }
}
