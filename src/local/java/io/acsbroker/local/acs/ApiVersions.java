package io.acsbroker.local.acs;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The versions of ACS's identity API, and which operations and scopes each of them has.
 *
 * @see <a
 *     href="https://github.com/Azure/azure-rest-api-specs/tree/main/specification/communication/data-plane/Identity">The
 *     specification</a>
 */
final class ApiVersions {
  /** Operations that came into the API together. */
  enum Operations {
    IDENTITIES,
    TEAMS_USERS,
    TEAMS_EXTENSION,
    ENTRA_USERS
  }

  private record Version(Set<Operations> operations, Set<String> scopes) {}

  private static final Set<String> FIRST_SCOPES = Set.of("chat", "voip");
  private static final Set<String> ALL_SCOPES =
      Set.of("chat", "chat.join", "chat.join.limited", "voip", "voip.join");

  private static final Set<Operations> WITHOUT_PHONE =
      EnumSet.of(Operations.IDENTITIES, Operations.TEAMS_USERS);
  private static final Set<Operations> STABLE =
      EnumSet.complementOf(EnumSet.of(Operations.ENTRA_USERS));

  private static final Map<String, Version> VERSIONS =
      Map.of(
          "2021-03-07", new Version(EnumSet.of(Operations.IDENTITIES), FIRST_SCOPES),
          "2022-06-01", new Version(WITHOUT_PHONE, FIRST_SCOPES),
          "2022-10-01", new Version(WITHOUT_PHONE, FIRST_SCOPES),
          "2023-10-01", new Version(WITHOUT_PHONE, ALL_SCOPES),
          "2025-03-02-preview", new Version(EnumSet.allOf(Operations.class), ALL_SCOPES),
          "2025-06-30", new Version(STABLE, ALL_SCOPES),
          "2026-07-22", new Version(STABLE, ALL_SCOPES),
          "2026-09-23", new Version(STABLE, ALL_SCOPES));

  private ApiVersions() {}

  /** The refusal of a request by no version, or by one that lacks the operation; mostly none. */
  static Optional<CannedAnswer> fault(LoopbackRequest request, Operations operations) {
    String version = version(request);
    if (version.isEmpty()) {
      return Optional.of(AcsError.NO_API_VERSION.answer());
    }
    Version known = VERSIONS.get(version);
    return known != null && known.operations().contains(operations)
        ? Optional.empty()
        : Optional.of(AcsError.unsupported(version).answer());
  }

  /** The answer of an operation, which says what versions have it. */
  static CannedAnswer reporting(Operations operations, CannedAnswer answer) {
    String versions =
        VERSIONS.entrySet().stream()
            .filter(version -> version.getValue().operations().contains(operations))
            .map(Map.Entry::getKey)
            .sorted()
            .collect(Collectors.joining(", "));
    return answer.with("api-supported-versions", versions);
  }

  /** The scopes of the version that a request is by. */
  static Set<String> scopes(LoopbackRequest request) {
    Version known = VERSIONS.get(version(request));
    return known == null ? Set.of() : known.scopes();
  }

  private static String version(LoopbackRequest request) {
    return request.query().getOrDefault("api-version", "");
  }
}
