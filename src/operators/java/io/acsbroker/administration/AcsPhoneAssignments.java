package io.acsbroker.administration;

import io.acsbroker.json.JsonObject;
import io.acsbroker.token.Subject;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The assignments of Teams Phone of one resource, which can be asked for one by one alone.
 *
 * @see <a
 *     href="https://github.com/Azure/azure-rest-api-specs/blob/main/specification/communication/data-plane/Identity/stable/2025-06-30/CommunicationIdentity.json">Their
 *     specification</a>
 */
record AcsPhoneAssignments(URI endpoint, ServiceClient client) {
  private static final String VERSION = "?api-version=2025-06-30";

  /** What the resource says of one assignment. */
  sealed interface Lookup {
    record Found(Optional<PhoneAssignment> assignment) implements Lookup {}

    record Unknown(String sentence) implements Lookup {}
  }

  Lookup find(Subject principal) throws InterruptedException {
    return switch (client.send(new ServiceRequest("GET", at(principal), ""))) {
      case ServiceReply.Missing missing -> new Lookup.Found(Optional.empty());
      case ServiceReply.Refused(int status, String code, String sentence) ->
          new Lookup.Unknown(sentence);
      case ServiceReply.Done(JsonObject body, HttpHeaders headers) -> read(body, principal);
    };
  }

  private static Lookup read(JsonObject body, Subject principal) {
    List<String> problems = new ArrayList<>();
    Optional<PhoneAssignment> assignment = PhoneFile.readAnswer(body, principal, problems);
    return problems.isEmpty()
        ? new Lookup.Found(assignment)
        : new Lookup.Unknown(
            "What ACS sends cannot be understood, so nothing was changed: "
                + problems.getFirst()
                + ".");
  }

  ServiceRequest put(PhoneAssignment wanted) {
    return new ServiceRequest("PUT", at(wanted.principal()), wanted.body());
  }

  ServiceRequest delete(Subject principal) {
    return new ServiceRequest("DELETE", at(principal), "");
  }

  private URI at(Subject principal) {
    return endpoint.resolve(
        "/access/teamsExtension/tenants/%s/assignments/%s"
                .formatted(principal.tenant().value(), principal.user().value())
            + VERSION);
  }
}
