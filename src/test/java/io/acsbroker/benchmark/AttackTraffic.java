package io.acsbroker.benchmark;

import io.acsbroker.benchmark.PacedClients.Request;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.InventedUsers;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.entra.TokenOrder;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What innocent users send, each a little, and what one who means harm sends as fast as may be,
 * with one account and without any.
 */
final class AttackTraffic {
  /** None of the innocent ones. */
  static final SampleUser ATTACKER = InventedUsers.number(9_999_998);

  private static final String BEARER = "Authorization: Bearer ";
  private static final int TOO_LARGE = 40 * 1024;

  private final EntraEmulator entra;
  private final int users;
  private final AtomicInteger innocent = new AtomicInteger();
  private final AtomicInteger attacks = new AtomicInteger();

  AttackTraffic(EntraEmulator entra, int users) {
    this.entra = entra;
    this.users = users;
  }

  /** The next user's, of the kinds in turn. */
  Request innocent() {
    int turn = innocent.getAndIncrement();
    SampleUser user = InventedUsers.number(turn / 4 % users);
    String caller = BEARER + callerToken(user);
    return switch (turn % 4) {
      case 0 -> request("on behalf of, Teams", "POST", "/api/token/teams", caller);
      case 1 ->
          request(
              "sent, Entra ID",
              "POST",
              "/api/token/entra",
              caller,
              "teams-user-aad-token: "
                  + entra.token(TokenOrder.forUser(user, EntraResource.ACS_CLIENTS)));
      case 2 -> request("identity's token", "GET", "/api/token", caller);
      default -> request("identity", "GET", "/api/user", caller);
    };
  }

  /** The next attack, of all kinds in turn, each with a new token. */
  Request attack() {
    String token = callerToken(ATTACKER);
    String caller = BEARER + token;
    return switch (attacks.getAndIncrement() % 12) {
      case 0, 1 -> request("on behalf of, Teams", "POST", "/api/token/teams", caller);
      case 2 -> request("on behalf of, Entra ID", "POST", "/api/token/entra", caller);
      case 3, 4 -> request("identity", "GET", "/api/user", caller);
      case 5 -> request("make identity", "POST", "/api/user", caller);
      case 6 -> request("identity's token", "GET", "/api/token", caller);
      case 7 -> request("delete identity", "DELETE", "/api/user", caller);
      case 8 -> request("no token", "POST", "/api/token/teams");
      case 9 -> request("garbage", "POST", "/api/token/teams", BEARER + "x".repeat(12_000));
      case 10 ->
          request(
              "forged",
              "POST",
              "/api/token/teams",
              BEARER + token.substring(0, token.length() - 9));
      default ->
          new Request(
              "large body", "POST", "/api/token/teams", List.of(caller), "x".repeat(TOO_LARGE));
    };
  }

  private String callerToken(SampleUser user) {
    return entra.token(TokenOrder.forCaller(user));
  }

  private static Request request(String kind, String method, String path, String... headers) {
    return new Request(kind, method, path, List.of(headers), "");
  }
}
