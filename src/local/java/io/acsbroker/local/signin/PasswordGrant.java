package io.acsbroker.local.signin;

import io.acsbroker.local.entra.Application;
import io.acsbroker.local.entra.ApplicationKind;
import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.entra.EntraRefusal;
import io.acsbroker.local.entra.ScopesReading;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Signing in with a name and a password, which fails: nobody of the local cloud has one.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/v2-oauth-ropc">Resource owner
 *     password credentials</a>
 */
final class PasswordGrant {
  static final String GRANT_TYPE = "password";

  private PasswordGrant() {}

  static EntraRefusal refusal(Directory directory, String tenant, Map<String, String> form) {
    for (String name : List.of("client_id", "username", "password", "scope")) {
      if (form.getOrDefault(name, "").isEmpty()) {
        return EntraRefusal.missing(name);
      }
    }
    Optional<Application> app = directory.application(form.getOrDefault("client_id", ""));
    if (app.isEmpty()) {
      return Denial.APPLICATION.refusal();
    }
    if (app.get().kind() != ApplicationKind.PUBLIC_CLIENT) {
      return Denial.CLIENT_NOT_PUBLIC.refusal();
    }
    if (ScopesReading.ofOneResource(directory, form.getOrDefault("scope", ""))
        instanceof ScopesReading.Refused(EntraRefusal refusal)) {
      return refusal;
    }
    return People.of(directory, tenant).named(form.getOrDefault("username", "")).isPresent()
        ? Denial.NO_PASSWORD.refusal()
        : Denial.NO_SUCH_USER.refusal();
  }
}
