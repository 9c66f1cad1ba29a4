package io.acsbroker.local.table;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.local.net.CannedAnswer;
import java.time.Duration;
import java.util.Map;

/**
 * A refusal in the words of the Table service.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/storageservices/table-service-error-codes">Table
 *     service error codes</a>
 */
enum TableError {
  INVALID_INPUT(400, "InvalidInput", "One of the request inputs is not valid."),
  MISSING_REQUIRED_HEADER(400, "MissingRequiredHeader", "A required HTTP header is missing."),
  AUTHENTICATION_FAILED(403, "AuthenticationFailed", "Server failed to authenticate the request."),
  AUTHORIZATION_PERMISSION_MISMATCH(
      403,
      "AuthorizationPermissionMismatch",
      "This request is not authorized to perform this operation using this permission."),
  RESOURCE_NOT_FOUND(404, "ResourceNotFound", "The specified resource does not exist."),
  TABLE_NOT_FOUND(404, "TableNotFound", "The table specified does not exist."),
  TABLE_ALREADY_EXISTS(409, "TableAlreadyExists", "The table specified already exists."),
  ENTITY_ALREADY_EXISTS(409, "EntityAlreadyExists", "The specified entity already exists."),
  UPDATE_CONDITION_NOT_SATISFIED(
      412,
      "UpdateConditionNotSatisfied",
      "The update condition specified in the request was not satisfied."),
  NOT_IMPLEMENTED(501, "NotImplemented", "The requested operation is not implemented."),
  SERVER_BUSY(503, "ServerBusy", "The server is currently unable to receive requests.");

  private final int status;
  private final String code;
  private final String message;

  TableError(int status, String code, String message) {
    this.status = status;
    this.code = code;
    this.message = message;
  }

  CannedAnswer answer() {
    Map<String, Object> error =
        Map.of("code", code, "message", Map.of("lang", "en-US", "value", message));
    return new CannedAnswer(
        status,
        Map.of(
            "Content-Type",
            "application/json;odata=minimalmetadata;charset=utf-8",
            "x-ms-error-code",
            code),
        JSONObjectUtils.toJSONString(Map.of("odata.error", error)),
        Duration.ZERO);
  }
}
