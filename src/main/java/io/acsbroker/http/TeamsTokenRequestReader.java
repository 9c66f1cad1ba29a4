package io.acsbroker.http;

import com.microsoft.azure.functions.HttpRequestMessage;
import io.acsbroker.exchange.ExchangeRequest;
import io.acsbroker.http.RequestReading.Read;
import io.acsbroker.http.RequestReading.Refused;
import io.acsbroker.json.JsonObject;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.EntraToken;
import io.acsbroker.token.ObjectId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads a request for a Teams user's token: the bearer token, and what the body asserts. */
final class TeamsTokenRequestReader {
  private static final String USER = "userObjectId";
  private static final String CLIENT = "clientId";

  /** Where the subject token is when a caller token is in {@code Authorization}. */
  private static final String SUBJECT_TOKEN_HEADER = "teams-user-aad-token";

  private static final String SUBJECT_TOKEN_MEMBER = "accessToken";

  private TeamsTokenRequestReader() {}

  static RequestReading<ExchangeRequest> read(HttpRequestMessage<Optional<String>> request) {
    if (request.getHeaders().containsKey(SUBJECT_TOKEN_HEADER)) {
      return callerTokensNotEnabled("the header " + SUBJECT_TOKEN_HEADER);
    }
    return switch (BearerToken.read(request.getHeaders())) {
      case Refused<EntraToken>(var problem) -> new Refused<>(problem);
      case Read<EntraToken>(var token) ->
          switch (JsonBody.read(request)) {
            case Refused<Optional<JsonObject>>(var problem) -> new Refused<>(problem);
            case Read<Optional<JsonObject>>(var body) ->
                body.isPresent()
                    ? asserted(token, body.get())
                    : new Read<>(new ExchangeRequest(token, Optional.empty(), Optional.empty()));
          };
    };
  }

  private static RequestReading<ExchangeRequest> asserted(EntraToken token, JsonObject body) {
    if (body.has(SUBJECT_TOKEN_MEMBER)) {
      return callerTokensNotEnabled("the member " + SUBJECT_TOKEN_MEMBER);
    }
    if (!Set.of(USER, CLIENT).containsAll(body.names())) {
      return Refused.because(
          400,
          "body_member_unknown",
          "The body may have the members userObjectId and clientId, spelled so, and no others.");
    }
    Optional<ObjectId> user = guid(body, USER, ObjectId::parse);
    Optional<ClientId> client = guid(body, CLIENT, ClientId::parse);
    if ((body.has(USER) && user.isEmpty()) || (body.has(CLIENT) && client.isEmpty())) {
      return Refused.because(
          400, "body_member_invalid", "userObjectId and clientId must be GUIDs, or be left out.");
    }
    return new Read<>(new ExchangeRequest(token, user, client));
  }

  private static <T> Optional<T> guid(
      JsonObject body, String member, Function<String, Optional<T>> parser) {
    return body.string(member).map(text -> text.toLowerCase(Locale.ROOT)).flatMap(parser);
  }

  private static RequestReading<ExchangeRequest> callerTokensNotEnabled(String what) {
    return Refused.because(
        400,
        "caller_tokens_not_enabled",
        "Caller tokens are not enabled at this broker, so it does not take "
            + what
            + ". Send the subject token in the header Authorization: Bearer <token>, and nowhere"
            + " else.");
  }
}
