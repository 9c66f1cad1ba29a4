package io.acsbroker.local.acs;

import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.entra.SampleUser;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Why the Teams service does not let a user in. ACS hands its code on, whatever it is: besides the
 * missing licence {@code TeamsDisabledForTenantForbidden}, {@code GuestUserNotRedeemed} and {@code
 * UserLicenseNotPresentTrialEligible} are publicly reported.
 */
public final class TeamsRefusals {
  private final Map<String, String> codes = new ConcurrentHashMap<>();

  private final Directory directory;

  TeamsRefusals(Directory directory) {
    this.directory = directory;
  }

  /**
   * Refuses this user from now on.
   *
   * @return what ends it
   */
  public Runnable refuse(SampleUser user, String code) {
    codes.put(user.objectId(), code);
    return () -> codes.remove(user.objectId());
  }

  /** Refuses only those without a licence from now on. */
  public void withdraw() {
    codes.clear();
  }

  Optional<AcsError> of(EntraUser user) {
    return Optional.ofNullable(codes.get(user.objectId()))
        .map(AcsError::refusedByTeams)
        .or(() -> Optional.of(AcsError.NO_LICENCE).filter(any -> !user.hasTeamsLicence(directory)));
  }
}
