package io.acsbroker.config;

import io.acsbroker.token.AccessRules;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.ClientCredential;
import io.acsbroker.token.Scope;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads how callers prove who they are. Without callers, nothing may be said about them. */
final class CallerSettingsReader {
  private final Settings settings;
  private final CallerMode mode;

  private CallerSettingsReader(Settings settings, CallerMode mode) {
    this.settings = settings;
    this.mode = mode;
  }

  static Optional<CallerSettings> read(
      Settings settings,
      CallerMode mode,
      AccessRules rules,
      OwnIdentity identity,
      List<CallerIssuer> issuers) {
    CallerSettingsReader reader = new CallerSettingsReader(settings, mode);
    Optional<EntraCallers> entra = reader.entra(rules, identity);
    Optional<IdentitySettings> identities = IdentitySettingsReader.read(settings, mode, identity);
    return entra.isPresent() || !issuers.isEmpty()
        ? Optional.of(new CallerSettings(entra, issuers, identities))
        : Optional.empty();
  }

  private Optional<EntraCallers> entra(AccessRules rules, OwnIdentity identity) {
    Scope scope = scope();
    if (mode.onBehalfOf() && !mode.entra()) {
      settings.problem(Setting.BROKER_ON_BEHALF_OF, CallerMode.NEEDS_CALLERS);
    }
    Optional<ClientCredential> onBehalfOf = ClientCredentialReader.read(settings, mode, identity);
    CallerKeys keys = keys(rules);
    SubjectVerification verification = subjectVerification(rules);
    return mode.api().map(api -> new EntraCallers(api, scope, keys, verification, onBehalfOf));
  }

  private Scope scope() {
    boolean named = settings.has(Setting.BROKER_API_SCOPE);
    if (named && !mode.entra()) {
      settings.problem(Setting.BROKER_API_SCOPE, CallerMode.NEEDS_CALLERS);
    }
    if (!named || !mode.entra()) {
      return new Scope(Setting.BROKER_API_SCOPE.defaultText());
    }
    return settings.valueOrDefault(
        Setting.BROKER_API_SCOPE,
        text -> Scope.parse(text).filter(scope -> !text.contains("/") && !isAll(text)),
        "must be the name of one scope, without the application that it belongs to");
  }

  /** The scope of requests that stands for all others, and in no token. */
  private static boolean isAll(String scope) {
    return scope.equals(".default");
  }

  private CallerKeys keys(AccessRules rules) {
    CallerKeys keys =
        settings.choice(
            Setting.BROKER_API_KEYS, CallerKeys.values(), "must be tenant or application");
    if (keys == CallerKeys.APPLICATION) {
      whyNotOfApplication(rules).ifPresent(why -> settings.problem(Setting.BROKER_API_KEYS, why));
    }
    return keys;
  }

  /** Any organisation could bring a key of its own, and with it speak for its users. */
  private Optional<String> whyNotOfApplication(AccessRules rules) {
    if (!mode.entra()) {
      return Optional.of(CallerMode.NEEDS_CALLERS);
    }
    return switch (rules.tenants()) {
      case AllowedTenants.Listed listed -> Optional.empty();
      case AllowedTenants.AnyOrganisation any ->
          Optional.of(
              "contradicts * in ENTRA_TENANT_IDS; application needs the tenants to be listed");
    };
  }

  private SubjectVerification subjectVerification(AccessRules rules) {
    SubjectVerification verification =
        settings.choice(
            Setting.BROKER_SUBJECT_VERIFICATION,
            SubjectVerification.values(),
            "must be full or acs");
    if (verification == SubjectVerification.ACS) {
      whyNotAcs(rules).ifPresent(why -> settings.problem(Setting.BROKER_SUBJECT_VERIFICATION, why));
    }
    return verification;
  }

  /** Nobody reads whose client's an unread token is: there may be only one. */
  private Optional<String> whyNotAcs(AccessRules rules) {
    if (!mode.entra()) {
      return Optional.of(CallerMode.NEEDS_CALLERS);
    }
    if (mode.elsewhere()) {
      return Optional.of("contradicts BROKER_CALLER_ISSUERS; acs is for callers of Entra's alone");
    }
    if (mode.onBehalfOf()) {
      return Optional.of("contradicts BROKER_ON_BEHALF_OF; acs needs it to be false");
    }
    List<Setting> unread = SubjectRequirementsReader.set(settings);
    if (!unread.isEmpty()) {
      return Optional.of(
          "contradicts "
              + unread.stream().map(Setting::name).collect(Collectors.joining(" and "))
              + "; acs reads no audiences and no scopes");
    }
    return switch (rules) {
      case AccessRules.ForAll all when all.rule().clients().size() <= 1 -> Optional.empty();
      case AccessRules.ForAll all -> Optional.of("acs needs exactly one of ENTRA_CLIENT_IDS");
      case AccessRules.ForEach each ->
          Optional.of("contradicts BROKER_POLICY; acs needs flat rules");
    };
  }
}
