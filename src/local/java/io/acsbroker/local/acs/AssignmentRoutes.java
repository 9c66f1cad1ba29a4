package io.acsbroker.local.acs;

import io.acsbroker.local.acs.ApiVersions.Operations;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /access/entra/assignments}: who may use the resource.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/communication/identity/entra-id-assignments">Entra
 *     ID assignments</a>
 */
final class AssignmentRoutes {
  static final String PATH = "/access/entra/assignments";
  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final int PAGE = 50;

  private final EntraAssignments assignments;

  AssignmentRoutes(EntraAssignments assignments) {
    this.assignments = assignments;
  }

  static boolean serves(LoopbackRequest request) {
    return request.path().equals(PATH) || request.path().startsWith(PATH + "/");
  }

  /** Answers a request whose sender may administer the resource. */
  CannedAnswer answer(LoopbackRequest request) {
    return ApiVersions.reporting(Operations.ENTRA_USERS, answerOf(request));
  }

  private CannedAnswer answerOf(LoopbackRequest request) {
    String path = request.path();
    if (path.equals(PATH)) {
      return switch (request.method()) {
        case "GET" -> list(request);
        case "PATCH" -> JsonBody.of(request, body -> patch(request, body));
        default -> AcsError.NOT_FOUND.answer();
      };
    }
    String id = EntraAssignment.id(path.substring(PATH.length() + 1));
    if (!EntraAssignment.isId(id)) {
      return AcsError.malformed("The objectId is not a GUID.").answer();
    }
    return switch (request.method()) {
      case "GET" -> get(id);
      case "PUT" -> JsonBody.of(request, body -> put(id, body));
      case "DELETE" -> delete(id);
      default -> AcsError.NOT_FOUND.answer();
    };
  }

  private CannedAnswer list(LoopbackRequest request) {
    String after = request.query().getOrDefault("after", "");
    List<Map<String, Object>> page =
        assignments.after(after).entrySet().stream()
            .limit(PAGE)
            .map(entry -> entry.getValue().json(entry.getKey()))
            .toList();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("value", page);
    if (page.size() == PAGE) {
      body.put(
          "nextLink",
          "%s%s?api-version=%s&after=%s"
              .formatted(
                  request.base(),
                  PATH,
                  request.query().get("api-version"),
                  page.getLast().get("objectId")));
    }
    return CannedAnswer.json(200, body);
  }

  private CannedAnswer get(String id) {
    return assignments
        .of(id)
        .map(assignment -> CannedAnswer.json(200, assignment.json(id)))
        .orElseGet(AcsError.NOT_FOUND::answer);
  }

  private CannedAnswer put(String id, Map<String, Object> body) {
    return EntraAssignment.read(body)
        .map(
            assignment ->
                CannedAnswer.json(assignments.put(id, assignment) ? 201 : 200, assignment.json(id)))
        .orElseGet(AcsError.malformed("The assignment is not valid.")::answer);
  }

  private CannedAnswer delete(String id) {
    assignments.remove(id);
    return CannedAnswer.empty(204);
  }

  /** All or nothing: {@code null} takes an assignment away. */
  private CannedAnswer patch(LoopbackRequest request, Map<String, Object> body) {
    if (!request.header("content-type").orElse("").startsWith(MERGE_PATCH)) {
      return new AcsError(415, "UnsupportedMediaType", "Send " + MERGE_PATCH + ".", null).answer();
    }
    Map<String, Optional<EntraAssignment>> wanted = new LinkedHashMap<>();
    for (Map.Entry<String, @Nullable Object> entry : body.entrySet()) {
      Object value = entry.getValue();
      Optional<EntraAssignment> assignment = value == null ? Optional.empty() : assignment(value);
      if (!EntraAssignment.isId(entry.getKey()) || (value != null && assignment.isEmpty())) {
        return AcsError.malformed("An assignment is not valid.").answer();
      }
      // An example of Microsoft's own has a key in mixed case
      wanted.put(EntraAssignment.id(entry.getKey()), assignment);
    }
    return patched(wanted);
  }

  private CannedAnswer patched(Map<String, Optional<EntraAssignment>> wanted) {
    List<Map<String, Object>> put = new ArrayList<>();
    wanted.forEach(
        (id, assignment) -> {
          assignments.remove(id);
          assignment.ifPresent(
              it -> {
                assignments.put(id, it);
                put.add(it.json(id));
              });
        });
    return put.isEmpty() ? CannedAnswer.empty(204) : CannedAnswer.json(200, Map.of("value", put));
  }

  @SuppressWarnings("unchecked")
  private static Optional<EntraAssignment> assignment(Object value) {
    return value instanceof Map<?, ?> members
        ? EntraAssignment.read((Map<String, Object>) members)
        : Optional.empty();
  }
}
