package io.acsbroker.local.signin;

import static io.acsbroker.local.signin.LocalPage.escaped;
import static io.acsbroker.outcome.RefusalCode.ACCESS_NOT_ASSIGNED;
import static io.acsbroker.outcome.RefusalCode.CONSENT_REQUIRED;
import static io.acsbroker.outcome.RefusalCode.GUEST_NOT_REDEEMED;
import static io.acsbroker.outcome.RefusalCode.TEAMS_DISABLED_FOR_TENANT;
import static io.acsbroker.outcome.RefusalCode.TEAMS_LICENSE_MISSING;
import static io.acsbroker.outcome.RefusalCode.TEAMS_LICENSE_TRIAL_ELIGIBLE;
import static io.acsbroker.outcome.RefusalCode.TENANT_NOT_ALLOWED;
import static io.acsbroker.outcome.RefusalCode.USER_REFUSED_BY_ACS;

import io.acsbroker.local.entra.AskedScopes;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.outcome.RefusalCode;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the broker will answer to somebody who signs in. Entra and ACS of the local cloud are asked
 * what they would decide now, so that a fault or a consent changes it too; of the broker it knows
 * the settings of the local cloud alone. Who asks for the broker's own API is taken for one on
 * whose behalf it acts.
 *
 * @param clientId the application that the person signs in to
 * @param scopes what it asks for
 */
record Forecast(EntraEmulator entra, AcsDecision acs, String clientId, AskedScopes scopes) {
  /** Who somebody is, and what will happen where they are picked, as HTML. */
  String described(SampleUser user) {
    return "%s<small>%s \u00b7 %s</small>"
        .formatted(escaped(user.name()), escaped(user.userName()), escaped(of(user)));
  }

  /** The guests who cannot be picked here, and where else they can, as HTML. */
  String ofGuests(People people) {
    return people.guestsElsewhere().stream().map(this::ofGuest).collect(Collectors.joining());
  }

  private String ofGuest(SampleUser guest) {
    return "<h2>Guest of %s</h2>\n<ul>\n<li><span>%s<small>%s</small></span></li>\n</ul>\n"
        .formatted(
            escaped(guest.organisation().name()),
            described(guest),
            escaped(
                "Signs in at home here, and as a guest where the application's authority is "
                    + entra.authority()
                    + "/"
                    + guest.organisation().tenantId()
                    + "; the start of the sample page links there"));
  }

  private String of(SampleUser user) {
    if (entra.onBehalfOf().blocked().contains(user)) {
      return Denial.USER_DISABLED.description();
    }
    return refusal(user)
        .map(code -> "403 " + code.text() + ": " + code.title() + otherwise(code))
        .orElseGet(() -> "gets a token" + peculiarity(user));
  }

  /** What an application that asks for the broker's API alone may want in place of an exchange. */
  private String otherwise(RefusalCode code) {
    boolean isOfTeamsAlone = asksForBrokersApi() && code != TENANT_NOT_ALLOWED;
    return isOfTeamsAlone ? "; as an ACS identity, gets a token" : "";
  }

  private boolean asksForBrokersApi() {
    return scopes.resource().equals(entra.directory().brokerApi().resource());
  }

  private static String peculiarity(SampleUser user) {
    return user.membership().overage() ? ", is in more groups than a token lists" : "";
  }

  private Optional<RefusalCode> refusal(SampleUser user) {
    if (!user.organisation().served()) {
      return Optional.of(TENANT_NOT_ALLOWED);
    }
    if (!asksForBrokersApi()) {
      return acs.refusal(user, clientId, resource()).map(Forecast::code);
    }
    if (entra.onBehalfOf().consentMissing(user).isPresent()) {
      return Optional.of(CONSENT_REQUIRED);
    }
    return acs.refusal(user, entra.directory().brokerApi().clientId(), EntraResource.ACS)
        .map(Forecast::code);
  }

  /** Teams users and Teams Phone share one resource, and differ in the scope. */
  private EntraResource resource() {
    boolean byPhone = EntraResource.TEAMS_PHONE.scopes().containsAll(scopes.inToken());
    return byPhone ? EntraResource.TEAMS_PHONE : scopes.resource();
  }

  /** The broker's word for a refusal of ACS. */
  private static RefusalCode code(String ofAcs) {
    return switch (ofAcs) {
      case "UserLicenseNotPresentForbidden" -> TEAMS_LICENSE_MISSING;
      case "UserLicenseNotPresentTrialEligible" -> TEAMS_LICENSE_TRIAL_ELIGIBLE;
      case "TeamsDisabledForTenantForbidden" -> TEAMS_DISABLED_FOR_TENANT;
      case "GuestUserNotRedeemed" -> GUEST_NOT_REDEEMED;
      case "Forbidden" -> ACCESS_NOT_ASSIGNED;
      default -> USER_REFUSED_BY_ACS;
    };
  }
}
