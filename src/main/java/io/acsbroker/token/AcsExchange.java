package io.acsbroker.token;

import java.net.URI;
import java.util.Optional;

/**
 * How ACS is asked for the tokens of a route: where, by which version of its API, and with which
 * credential.
 *
 * @param path at the ACS resource
 * @param version the first stable version that has it, as {@code 2025-06-30}, or the preview by
 *     which alone it is asked for, as {@code 2025-03-02-preview}
 * @see <a
 *     href="https://github.com/Azure/azure-rest-api-specs/tree/main/specification/communication/data-plane/Identity">What
 *     each version has</a>
 */
public record AcsExchange(String path, String version, Credential credential) {
  /** What ACS takes a request by. */
  public enum Credential {
    /**
     * The resource credential, with which the broker signs. ACS is told client and user besides,
     * and compares them with the subject token's. Microsoft's client does it, for Teams users.
     */
    RESOURCE,
    /** The subject token alone. ACS is told nothing else and says whose token it issued. */
    SUBJECT_TOKEN
  }

  /** Whether ACS compares the user that it is told with the subject token's. */
  public boolean comparesUser() {
    return credential == Credential.RESOURCE;
  }

  /** The exchange's address at a resource that is otherwise asked by this version. */
  public URI at(URI endpoint, AcsApiVersion stable) {
    return endpoint.resolve(
        path + "?api-version=" + (since().isPresent() ? stable.text() : version));
  }

  /** Whether it can be asked for where the resource is otherwise asked by this version. */
  public boolean isIn(AcsApiVersion stable) {
    return since().isEmpty() || !stable.date().isBefore(since().get().date());
  }

  /** The first stable version that has it; empty where none has. */
  Optional<AcsApiVersion> since() {
    return AcsApiVersion.parse(version);
  }
}
