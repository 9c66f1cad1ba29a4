package io.acsbroker.http;

import com.microsoft.azure.functions.HttpRequestMessage;
import io.acsbroker.http.RequestReading.Read;
import io.acsbroker.http.RequestReading.Refused;
import io.acsbroker.json.JsonObject;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.token.AcsScope;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.users.IdentityRequest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Reads a request for an identity: the caller token, and what the body wants.
 *
 * @param members that the body may have
 */
record IdentityRequestReader(
    Set<String> members,
    BiFunction<ReceivedToken, JsonObject, RequestReading<IdentityRequest>> wanted) {
  private static final String SCOPES = "scopes";
  private static final String LIFETIME = "expiresInMinutes";

  /** The lifetimes that ACS allows, in minutes. */
  private static final long SHORTEST = 60;

  private static final long LONGEST = 1440;

  /** A reader of requests that have no body, or an empty object. */
  static IdentityRequestReader bodiless(Function<ReceivedToken, IdentityRequest> wanted) {
    return new IdentityRequestReader(Set.of(), (bearer, body) -> new Read<>(wanted.apply(bearer)));
  }

  /** A reader of requests for a token, whose body may name its scopes and its lifetime. */
  static IdentityRequestReader token() {
    return new IdentityRequestReader(
        Set.of(SCOPES, LIFETIME),
        (bearer, body) ->
            scopes(body)
                .then(
                    scopes ->
                        lifetime(body)
                            .then(
                                lifetime ->
                                    new Read<>(
                                        new IdentityRequest.Token(bearer, scopes, lifetime)))));
  }

  RequestReading<IdentityRequest> read(HttpRequestMessage<Optional<String>> request) {
    return BearerToken.read(request.getHeaders())
        .then(
            bearer ->
                JsonBody.read(request).then(body -> read(bearer, body.orElse(JsonObject.EMPTY))));
  }

  private RequestReading<IdentityRequest> read(ReceivedToken bearer, JsonObject body) {
    return members.containsAll(body.names())
        ? wanted.apply(bearer, body)
        : Refused.because(
            RefusalCode.BODY_MEMBER_UNKNOWN,
            members.isEmpty()
                ? "This request takes no body. Send none: its user is the one of the caller token."
                : "The body may have the members scopes and expiresInMinutes, spelled so, and no"
                    + " others. Send those alone.");
  }

  private static RequestReading<Optional<Set<AcsScope>>> scopes(JsonObject body) {
    if (!body.has(SCOPES)) {
      return new Read<>(Optional.empty());
    }
    List<Optional<AcsScope>> named =
        body.stringsAlone(SCOPES).orElse(List.of()).stream().map(AcsScope::named).toList();
    Set<AcsScope> scopes = EnumSet.noneOf(AcsScope.class);
    named.stream().flatMap(Optional::stream).forEach(scopes::add);
    return scopes.isEmpty() || named.stream().anyMatch(Optional::isEmpty)
        ? Refused.because(
            RefusalCode.SCOPES_INVALID,
            "scopes must be an array with one or more of chat, chat.join, chat.join.limited, voip"
                + " and voip.join, or be left out.")
        : new Read<>(Optional.of(scopes));
  }

  private static RequestReading<Optional<Duration>> lifetime(JsonObject body) {
    Optional<Long> minutes =
        body.integer(LIFETIME).filter(number -> number >= SHORTEST && number <= LONGEST);
    return body.has(LIFETIME) && minutes.isEmpty()
        ? Refused.because(
            RefusalCode.LIFETIME_INVALID,
            "expiresInMinutes must be a whole number from 60 to 1440, or be left out.")
        : new Read<>(minutes.map(Duration::ofMinutes));
  }
}
