package io.acsbroker.administration;

import io.acsbroker.json.JsonObject;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The storage account with the table of ACS identities.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/storageservices/authorize-with-azure-active-directory">Entra
 *     tokens, and the version that tables take them from</a>
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes">Error
 *     codes</a>
 */
record TableAccount(Credential credential) implements Service {
  private static final String ROLE =
      "Whoever signed in has no role on the storage account: Storage Table Data Contributor, or to"
          + " find alone Storage Table Data Reader; a new role takes minutes until it is in force.";

  /** What opens the account. Never shown. */
  sealed interface Credential permits SignedIn, Credential.AccountKey {
    /** One of the account's own keys, in base64. */
    record AccountKey(String account, String base64) implements Credential {
      @Override
      public String toString() {
        return "AccountKey[redacted]";
      }
    }
  }

  @Override
  public Map<String, String> headers(ServiceRequest request, Instant now) {
    String date = RequestSignature.date(now);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-ms-date", date);
    headers.put("x-ms-version", "2020-12-06");
    headers.put("Accept", "application/json;odata=minimalmetadata");
    headers.put("DataServiceVersion", "3.0;NetFx");
    headers.put(
        "Authorization",
        switch (credential) {
          case SignedIn signedIn -> signedIn.bearer();
          case Credential.AccountKey(String account, String key) ->
              "SharedKeyLite %s:%s"
                  .formatted(
                      account,
                      RequestSignature.hmac(
                          key, date + "\n/" + account + request.uri().getRawPath()));
        });
    return headers;
  }

  @Override
  public ErrorCode code(JsonObject body, HttpHeaders headers) {
    return body.object("odata.error")
        .flatMap(error -> error.string("code"))
        .or(() -> headers.firstValue("x-ms-error-code"))
        .map(name -> new ErrorCode(name, ""))
        .orElse(ErrorCode.NONE);
  }

  @Override
  public boolean isMissing(String code) {
    return code.equals("ResourceNotFound") || code.equals("EntityNotFound");
  }

  @Override
  public String advice(ServiceRequest request, int status, String code) {
    return switch (status) {
      case 400 ->
          code.equals("InvalidAuthenticationInfo")
              ? notTaken()
              : "The table takes no such request.";
      case 401 -> "The account does not take the token: it may be of another tenant.";
      case 403 -> forbidden(code);
      case 404 -> "There is no such table: look at -DtableEndpoint and -Dtable.";
      case 412 -> "Somebody has changed the row meanwhile.";
      case 429 -> "The table has had enough requests for now: run the command again later.";
      default ->
          status >= 500
              ? "The table has a problem of its own: run the command again later."
              : "This answer is not known to the command.";
    };
  }

  private String forbidden(String code) {
    return switch (code) {
      case "AuthorizationFailure" ->
          "The account's network rules keep this machine out, or " + ROLE.replaceFirst("W", "w");
      case "KeyBasedAuthenticationNotPermitted" ->
          "Keys are switched off at the account: use -DsignIn=true.";
      case "AuthenticationFailed" -> notTaken();
      default -> ROLE;
    };
  }

  private String notTaken() {
    return switch (credential) {
      case Credential.AccountKey key ->
          "The key is not of this account, was renewed, or this machine's clock is wrong by"
              + " minutes.";
      case SignedIn signedIn -> "The account does not take the token.";
    };
  }
}
