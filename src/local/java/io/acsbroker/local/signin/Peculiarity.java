package io.acsbroker.local.signin;

import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import java.util.Optional;

/** What makes a person worth trying, for those who pick one. */
final class Peculiarity {
  private Peculiarity() {}

  static Optional<String> of(SampleUser user) {
    if (!SampleDirectory.served().contains(user.organisation())) {
      return Optional.of("of an organisation that the broker does not serve");
    }
    if (user.guest()) {
      return Optional.of("a guest");
    }
    if (!user.teamsLicence()) {
      return Optional.of("has no Teams licence");
    }
    if (user.equals(SampleDirectory.HENRIETTA)) {
      return Optional.of("has not consented that the broker acts on her behalf");
    }
    return user.equals(SampleDirectory.DIEGO)
        ? Optional.of("is in more groups than fit in a token")
        : Optional.empty();
  }
}
