package io.acsbroker.config;

import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.Scope;
import io.acsbroker.token.SubjectRequirements;
import io.acsbroker.token.TokenProfile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what the subject tokens of each route have to be. */
final class SubjectRequirementsReader {
  private final Settings settings;
  private final EntraCloud cloud;

  private SubjectRequirementsReader(Settings settings, EntraCloud cloud) {
    this.settings = settings;
    this.cloud = cloud;
  }

  static Map<ExchangeRoute, SubjectRequirements> read(Settings settings, EntraCloud cloud) {
    SubjectRequirementsReader reader = new SubjectRequirementsReader(settings, cloud);
    return Arrays.stream(ExchangeRoute.values())
        .collect(Collectors.toUnmodifiableMap(Function.identity(), reader::read));
  }

  /** The names of the route's settings that are set. */
  static List<Setting> set(Settings settings) {
    return Arrays.stream(ExchangeRoute.values())
        .flatMap(route -> Stream.of(audiences(route), requiredScopes(route)))
        .filter(settings::has)
        .toList();
  }

  private SubjectRequirements read(ExchangeRoute route) {
    Set<String> audiences =
        settings.list(
            audiences(route),
            text -> Optional.of(text).filter(audience -> !audience.isEmpty()),
            "must be audiences, separated by commas, none of them empty");
    Set<Scope> scopes =
        settings.list(
            requiredScopes(route),
            Scope::parse,
            "must be the names of scopes, separated by commas");
    SubjectRequirements usual = SubjectRequirements.usual(route, cloud);
    return new SubjectRequirements(
        route,
        audiences.isEmpty() ? usual.profile() : TokenProfile.ofAudiences(audiences),
        scopes.isEmpty() ? usual.requiredScopes() : scopes);
  }

  private static Setting audiences(ExchangeRoute route) {
    return switch (route) {
      case TEAMS -> Setting.TEAMS_AUDIENCES;
      case ENTRA -> Setting.ENTRA_USER_AUDIENCES;
      case TEAMS_PHONE -> Setting.TEAMS_PHONE_AUDIENCES;
    };
  }

  private static Setting requiredScopes(ExchangeRoute route) {
    return switch (route) {
      case TEAMS -> Setting.TEAMS_REQUIRED_SCOPES;
      case ENTRA -> Setting.ENTRA_USER_REQUIRED_SCOPES;
      case TEAMS_PHONE -> Setting.TEAMS_PHONE_REQUIRED_SCOPES;
    };
  }
}
