package io.acsbroker.local.signin;

import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.entra.SampleUser;
import java.util.Optional;

/** What makes a person worth trying, for those who pick one. */
final class Peculiarity {
  private Peculiarity() {}

  static Optional<String> of(Directory directory, SampleUser user) {
    if (!user.organisation().served()) {
      return Optional.of("of an organisation that the broker does not serve");
    }
    if (user.guest()) {
      return Optional.of("a guest");
    }
    if (!user.teamsLicence()) {
      return Optional.of("has no Teams licence");
    }
    if (directory.withoutConsent().contains(user)) {
      return Optional.of("has not consented that the broker acts on their behalf");
    }
    return user.membership().overage()
        ? Optional.of("is in more groups than fit in a token")
        : Optional.empty();
  }
}
