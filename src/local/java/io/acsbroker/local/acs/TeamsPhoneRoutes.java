package io.acsbroker.local.acs;

import io.acsbroker.local.acs.ApiVersions.Operations;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code /access/teamsExtension/tenants/{tenantId}/assignments/{objectId}}: who may use the
 * resource for Teams Phone. There is no list of them.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/communication/identity/teams-extension-assignment">Teams
 *     extension assignments</a>
 */
record TeamsPhoneRoutes(TeamsPhoneAssignments assignments) {
  private static final Pattern PATH =
      Pattern.compile("/access/teamsExtension/tenants/([^/]+)/assignments/([^/]+)");

  static boolean serves(LoopbackRequest request) {
    return PATH.matcher(request.path()).matches();
  }

  /** Answers a request whose sender may administer the resource. */
  CannedAnswer answer(LoopbackRequest request) {
    Matcher path = PATH.matcher(request.path());
    if (!path.matches()) {
      return AcsError.NOT_FOUND.answer();
    }
    String tenantId = EntraAssignment.id(path.group(1));
    String objectId = EntraAssignment.id(path.group(2));
    return ApiVersions.reporting(
        Operations.TEAMS_EXTENSION,
        EntraAssignment.isId(tenantId) && EntraAssignment.isId(objectId)
            ? answer(request, tenantId, objectId)
            : AcsError.malformed("The tenantId or the objectId is not a GUID.").answer());
  }

  private CannedAnswer answer(LoopbackRequest request, String tenantId, String objectId) {
    return switch (request.method()) {
      case "GET" ->
          assignments
              .of(tenantId, objectId)
              .map(assignment -> CannedAnswer.json(200, assignment.json(tenantId, objectId)))
              .orElseGet(AcsError.NOT_FOUND::answer);
      case "PUT" -> JsonBody.of(request, body -> put(tenantId, objectId, body));
      case "DELETE" -> {
        assignments.remove(tenantId, objectId);
        yield CannedAnswer.empty(204);
      }
      default -> AcsError.NOT_FOUND.answer();
    };
  }

  private CannedAnswer put(String tenantId, String objectId, Map<String, Object> body) {
    return TeamsPhoneAssignment.read(body)
        .map(
            assignment ->
                CannedAnswer.json(
                    assignments.put(tenantId, objectId, assignment) ? 201 : 200,
                    assignment.json(tenantId, objectId)))
        .orElseGet(AcsError.malformed("The assignment is not valid.")::answer);
  }
}
