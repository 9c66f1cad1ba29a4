package io.acsbroker.http;

import com.microsoft.azure.functions.HttpRequestMessage;
import io.acsbroker.admission.ExchangeRequest;
import io.acsbroker.http.RequestReading.Read;
import io.acsbroker.http.RequestReading.Refused;
import io.acsbroker.json.JsonObject;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.ReceivedToken;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads a request for an exchange: its tokens, and what the body asserts. */
final class ExchangeRequestReader {
  private static final String USER = "userObjectId";
  private static final String CLIENT = "clientId";
  private static final Set<String> MEMBERS = Set.of(USER, CLIENT, SentSubjectToken.MEMBER);

  private final boolean callers;

  /**
   * @param callers whether {@code Authorization} carries a caller token, and the subject token
   *     comes beside it
   */
  ExchangeRequestReader(boolean callers) {
    this.callers = callers;
  }

  RequestReading<ExchangeRequest> read(HttpRequestMessage<Optional<String>> request) {
    return BearerToken.read(request.getHeaders())
        .then(
            bearer ->
                JsonBody.read(request)
                    .then(body -> read(bearer, request, body.orElse(JsonObject.EMPTY))));
  }

  private RequestReading<ExchangeRequest> read(
      ReceivedToken bearer, HttpRequestMessage<?> request, JsonObject body) {
    return callers || !SentSubjectToken.isThere(request.getHeaders(), body)
        ? SentSubjectToken.read(request.getHeaders(), body)
            .then(sent -> asserted(bearer, sent, body))
        : callerTokensNotEnabled();
  }

  private RequestReading<ExchangeRequest> asserted(
      ReceivedToken bearer, Optional<ReceivedToken> sent, JsonObject body) {
    if (!MEMBERS.containsAll(body.names())) {
      return Refused.because(
          RefusalCode.BODY_MEMBER_UNKNOWN,
          callers
              ? "The body may have the members accessToken, userObjectId and clientId, spelled so,"
                  + " and no others. Send those alone."
              : "The body may have the members userObjectId and clientId, spelled so, and no"
                  + " others. Send those alone.");
    }
    Optional<ObjectId> user = ObjectId.parse(lowerCase(body, USER));
    Optional<ClientId> client = ClientId.parse(lowerCase(body, CLIENT));
    if ((body.has(USER) && user.isEmpty()) || (body.has(CLIENT) && client.isEmpty())) {
      return Refused.because(
          RefusalCode.BODY_MEMBER_INVALID,
          "userObjectId and clientId must be GUIDs, or be left out.");
    }
    return new Read<>(new ExchangeRequest(bearer, sent, user, client));
  }

  /** The text of a member, for an id that may be in capital letters; empty where there is none. */
  private static String lowerCase(JsonObject body, String member) {
    return body.string(member).orElse("").toLowerCase(Locale.ROOT);
  }

  private static RequestReading<ExchangeRequest> callerTokensNotEnabled() {
    return Refused.because(
        RefusalCode.CALLER_TOKENS_NOT_ENABLED,
        "Caller tokens are not enabled at this broker, so it takes neither the member accessToken"
            + " nor the header teams-user-aad-token. Send the subject token in the header"
            + " Authorization: Bearer <token>, and nowhere else.");
  }
}
