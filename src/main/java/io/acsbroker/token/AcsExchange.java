package io.acsbroker.token;

import java.net.URI;
import java.util.Optional;

/**
 * How ACS is asked for the tokens of a route: where, by which version of its API, and with which
 * credential.
 *
 * @see <a
 *     href="https://github.com/Azure/azure-rest-api-specs/tree/main/specification/communication/data-plane/Identity">What
 *     each version has</a>
 */
public sealed interface AcsExchange {
  /** Where it is at the ACS resource. */
  String path();

  /**
   * The first stable version that has it, as {@code 2025-06-30}, or the preview by which alone it
   * is asked for, as {@code 2025-03-02-preview}.
   */
  String version();

  /** Whether ACS compares the user that it is told with the subject token's. */
  boolean comparesUser();

  /**
   * With the resource credential, with which the broker signs. ACS is told client and user besides,
   * and compares them with the subject token's. Microsoft's client does it, for Teams users alone.
   */
  record OfTeamsUser() implements AcsExchange {
    @Override
    public String path() {
      return "/teamsUser/:exchangeAccessToken";
    }

    @Override
    public String version() {
      return "2022-06-01";
    }

    @Override
    public boolean comparesUser() {
      return true;
    }
  }

  /** With the subject token alone. ACS is told nothing else and says whose token it issued. */
  record BySubjectToken(String path, String version) implements AcsExchange {
    @Override
    public boolean comparesUser() {
      return false;
    }
  }

  /** The exchange's address at a resource that is otherwise asked by this version. */
  default URI at(URI endpoint, AcsApiVersion stable) {
    return endpoint.resolve(
        path() + "?api-version=" + (since().isPresent() ? stable.text() : version()));
  }

  /** Whether it can be asked for where the resource is otherwise asked by this version. */
  default boolean isIn(AcsApiVersion stable) {
    return since().isEmpty() || !stable.date().isBefore(since().get().date());
  }

  /** The first stable version that has it; empty where none has. */
  default Optional<AcsApiVersion> since() {
    return AcsApiVersion.parse(version());
  }
}
