package io.acsbroker.administration;

import io.acsbroker.administration.Change.Absent;
import io.acsbroker.administration.Change.Added;
import io.acsbroker.administration.Change.Kept;
import io.acsbroker.administration.Change.Removed;
import io.acsbroker.administration.Change.Replaced;
import io.acsbroker.administration.Change.Unchanged;
import io.acsbroker.administration.ServiceReply.Done;
import io.acsbroker.administration.ServiceReply.Missing;
import io.acsbroker.administration.ServiceReply.Refused;
import io.acsbroker.json.JsonObject;
import io.acsbroker.token.ObjectId;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The assignments of one resource.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/communication/identity/entra-id-assignments">Entra
 *     ID assignments</a>
 */
record AcsAssignments(URI endpoint, ServiceClient client) {
  private static final String PATH = "/access/entra/assignments";
  private static final String VERSION = "?api-version=2025-03-02-preview";

  /** What the resource says of all assignments. */
  sealed interface Listing {
    record Listed(List<Assignment> assignments) implements Listing {}

    record Unlisted(String sentence) implements Listing {}
  }

  /** All of them, page by page. */
  Listing list() throws InterruptedException {
    List<Assignment> assignments = new ArrayList<>();
    Set<URI> pages = new HashSet<>();
    Optional<URI> next = Optional.of(endpoint.resolve(PATH + VERSION));
    while (next.isPresent()) {
      URI page = next.get();
      if (!isOurs(page) || !pages.add(page)) {
        return unlisted("it leads to a page elsewhere, or in a circle");
      }
      switch (client.send(new ServiceRequest("GET", page, ""))) {
        case Missing(String sentence) -> {
          return new Listing.Unlisted(sentence);
        }
        case Refused(int status, String code, String sentence) -> {
          return new Listing.Unlisted(sentence);
        }
        case Done(JsonObject body, HttpHeaders headers) -> {
          List<String> problems = new ArrayList<>();
          assignments.addAll(read(body, problems));
          next = next(body, problems);
          if (!problems.isEmpty()) {
            return unlisted(problems.getFirst());
          }
        }
      }
    }
    return new Listing.Listed(assignments);
  }

  private static List<Assignment> read(JsonObject body, List<String> problems) {
    Optional<List<Optional<JsonObject>>> elements = body.objectsInPlace("value");
    if (elements.isEmpty()) {
      problems.add("value is missing");
    }
    return elements.orElse(List.of()).stream()
        .flatMap(
            element ->
                AssignmentReader.read("value", element.orElse(JsonObject.EMPTY), problems).stream())
        .toList();
  }

  private Optional<URI> next(JsonObject body, List<String> problems) {
    try {
      return body.string("nextLink").map(link -> endpoint.resolve(link));
    } catch (IllegalArgumentException noAddress) {
      problems.add("nextLink is no address");
      return Optional.empty();
    }
  }

  private static Listing unlisted(String problem) {
    return new Listing.Unlisted(
        "The list that ACS sends cannot be understood, so nothing was changed: " + problem + ".");
  }

  /** A page elsewhere would get the credential. */
  private boolean isOurs(URI page) {
    return endpoint.getScheme().equals(page.getScheme())
        && endpoint.getRawAuthority().equals(page.getRawAuthority());
  }

  /** The request that makes the change; empty where there is nothing to do. */
  Optional<ServiceRequest> request(Change change) {
    return switch (change) {
      case Added(Assignment wanted) -> Optional.of(put(wanted));
      case Replaced(Assignment before, Assignment wanted) -> Optional.of(put(wanted));
      case Removed(Assignment before) ->
          Optional.of(new ServiceRequest("DELETE", at(before.objectId()), ""));
      case Unchanged unchanged -> Optional.empty();
      case Kept kept -> Optional.empty();
      case Absent absent -> Optional.empty();
    };
  }

  private ServiceRequest put(Assignment wanted) {
    return new ServiceRequest("PUT", at(wanted.objectId()), wanted.body());
  }

  private URI at(ObjectId objectId) {
    return endpoint.resolve(PATH + "/" + objectId.value() + VERSION);
  }
}
