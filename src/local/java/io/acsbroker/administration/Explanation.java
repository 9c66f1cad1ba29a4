package io.acsbroker.administration;

import io.acsbroker.administration.AcsCredential.AccessKey;
import io.acsbroker.administration.AcsCredential.BearerToken;
import io.acsbroker.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says what a refusal of ACS means and what helps. Of its body only the code is repeated. */
record Explanation(AcsCredential credential) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  String of(HttpResponse<String> answer) {
    return "HTTP " + answer.statusCode() + code(answer) + ". " + advice(answer.statusCode());
  }

  private static String code(HttpResponse<String> answer) {
    Optional<JsonObject> error =
        JsonObject.parse(answer.body()).flatMap(body -> body.object("error"));
    String code = name(error, "code").map(text -> " " + text).orElse("");
    return code + name(error, "target").map(text -> " (" + text + ")").orElse("");
  }

  private static Optional<String> name(Optional<JsonObject> error, String member) {
    return error.flatMap(json -> json.string(member)).filter(text -> NAME.matcher(text).matches());
  }

  private String advice(int status) {
    return switch (status) {
      case 400 ->
          "ACS does not take the request: look whether the ids are of that tenant, and whether"
              + " Microsoft has changed this preview.";
      case 401 -> unauthorized();
      case 403 ->
          "Whoever signed in may not administer this resource, or the preview of Entra ID users is"
              + " not open to its subscription: that is for Microsoft's support to say.";
      case 404 ->
          "The resource does not offer assignments: look whether the endpoint is the resource's,"
              + " and its cloud one with this preview.";
      case 409 -> "Somebody else changes the same assignment: run the command again.";
      case 429 -> "ACS has had enough requests for now: run the command again later.";
      default ->
          status >= 500
              ? "ACS has a problem of its own: run the command again later."
              : "This answer is not known to the command.";
    };
  }

  private String unauthorized() {
    return switch (credential) {
      case AccessKey key ->
          "The key is not of this resource, was renewed, keys are switched off there"
              + " (disableLocalAuth), or this machine's clock is wrong by minutes.";
      case BearerToken token ->
          "Whoever the token is of has no role on the resource, Communication and Email Service"
              + " Owner say; a new role takes minutes until it is in force. Or the token has"
              + " expired.";
    };
  }
}
