package io.acsbroker.issuance;

import io.acsbroker.json.JsonObject;
import io.acsbroker.token.AcsApiVersion;
import io.acsbroker.token.IssuedToken;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The exchanges of ACS whose credential is the user's Entra token: where they are, in which
 * versions, and what they answer.
 */
enum EntraExchange {
  /** In no stable version yet. */
  ENTRA_USER("/access/entra/:exchangeAccessToken"),
  TEAMS_PHONE("/access/teamsExtension/:exchangeAccessToken");

  private static final Pattern USER_ID = Pattern.compile("[0-9]+:[!-~]{1,300}");

  private final String path;

  EntraExchange(String path) {
    this.path = path;
  }

  /** The exchange's address at a resource that is otherwise asked by this version. */
  URI at(URI endpoint, AcsApiVersion stable) {
    return endpoint.resolve(path + "?api-version=" + version(stable));
  }

  private String version(AcsApiVersion stable) {
    return switch (this) {
      case ENTRA_USER -> "2025-03-02-preview";
      case TEAMS_PHONE -> stable.text();
    };
  }

  /** Reads a success; empty where a part of it is missing, or is not what it should be. */
  static Optional<IssuedToken> issued(String body) {
    Optional<JsonObject> answer = JsonObject.parse(body);
    Optional<String> user =
        answer
            .flatMap(it -> it.object("identity"))
            .flatMap(identity -> identity.string("id"))
            .filter(id -> USER_ID.matcher(id).matches());
    Optional<JsonObject> token = answer.flatMap(it -> it.object("accessToken"));
    Optional<String> value = token.flatMap(it -> it.string("token"));
    Optional<Instant> end = token.flatMap(it -> it.string("expiresOn")).flatMap(AcsTime::parse);
    return user.isPresent() && value.isPresent() && end.isPresent()
        ? Optional.of(new IssuedToken(value.get(), end.get(), user.get()))
        : Optional.empty();
  }
}
