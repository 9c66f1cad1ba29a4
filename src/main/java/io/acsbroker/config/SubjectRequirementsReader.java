package io.acsbroker.config;

import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.Scope;
import io.acsbroker.token.SubjectRequirements;
import io.acsbroker.token.TokenProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what the subject tokens of each route have to be. */
final class SubjectRequirementsReader {
  /** All that was consented to: a scope of requests, which becomes others in the token. */
  private static final String ALL = ".default";

  private final Settings settings;
  private final EntraCloud cloud;
  private final CallerMode mode;

  private SubjectRequirementsReader(Settings settings, EntraCloud cloud, CallerMode mode) {
    this.settings = settings;
    this.cloud = cloud;
    this.mode = mode;
  }

  static Map<ExchangeRoute, SubjectRequirements> read(
      Settings settings, EntraCloud cloud, CallerMode mode) {
    SubjectRequirementsReader reader = new SubjectRequirementsReader(settings, cloud, mode);
    Map<ExchangeRoute, SubjectRequirements> read = new EnumMap<>(ExchangeRoute.class);
    for (ExchangeRoute route : ExchangeRoute.values()) {
      read.put(route, reader.read(route));
    }
    return Collections.unmodifiableMap(read);
  }

  /** The names of the route's settings that are set. */
  static List<Setting> set(Settings settings) {
    List<Setting> set = new ArrayList<>();
    for (ExchangeRoute route : ExchangeRoute.values()) {
      for (Setting setting : List.of(audiences(route), requiredScopes(route))) {
        if (settings.has(setting)) {
          set.add(setting);
        }
      }
    }
    return List.copyOf(set);
  }

  private SubjectRequirements read(ExchangeRoute route) {
    Set<String> audiences =
        settings.list(
            audiences(route),
            SubjectRequirementsReader::audience,
            "must be audiences, separated by commas, none of them empty");
    if (nameTheApi(audiences)) {
      settings.problem(
          audiences(route),
          "must not name the application of BROKER_API_CLIENT_ID: by what they are for, caller"
              + " tokens are told from subject tokens");
    }
    SubjectRequirements usual = SubjectRequirements.usual(route, cloud);
    TokenProfile profile =
        audiences.isEmpty() ? usual.profile() : TokenProfile.ofAudiences(audiences);
    Set<Scope> scopes =
        settings.list(
            requiredScopes(route),
            text -> scope(text, List.of(usual.profile(), profile)),
            "must be the names of scopes as tokens have them, separated by commas; with a resource"
                + " before them, that of this route, and never .default, which no token has");
    return new SubjectRequirements(
        route, profile, scopes.isEmpty() ? usual.requiredScopes() : scopes);
  }

  private static Optional<String> audience(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private boolean nameTheApi(Set<String> audiences) {
    for (String audience : audiences) {
      if (isOfTheApi(audience)) {
        return true;
      }
    }
    return false;
  }

  /** Whether tokens for this audience are caller tokens, or would be in other letters. */
  private boolean isOfTheApi(String audience) {
    String name = audience.toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
    return mode.api().map(TokenProfile::callers).stream()
        .anyMatch(callers -> callers.v1Audiences().contains(name));
  }

  /**
   * A scope as it stands in tokens, or as applications ask for it: with the resource that it is of.
   *
   * @see <a href="https://learn.microsoft.com/entra/identity-platform/scopes-oidc">Scopes</a>
   */
  private static Optional<Scope> scope(String text, List<TokenProfile> ofRoute) {
    return ofRoute.stream()
        .flatMap(profile -> Stream.of(profile.v1Audiences(), profile.v2Audiences()))
        .flatMap(Set::stream)
        .map(audience -> audience.endsWith("/") ? audience : audience + "/")
        .filter(text::startsWith)
        .max(Comparator.comparingInt(String::length))
        .map(resource -> text.substring(resource.length()))
        .or(() -> Optional.of(text))
        .filter(name -> name.indexOf('/') < 0 && !name.equals(ALL))
        .flatMap(Scope::parse);
  }

  private static Setting audiences(ExchangeRoute route) {
    return Setting.valueOf(route.settingsPrefix() + "AUDIENCES");
  }

  private static Setting requiredScopes(ExchangeRoute route) {
    return Setting.valueOf(route.settingsPrefix() + "REQUIRED_SCOPES");
  }
}
