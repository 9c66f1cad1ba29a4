package io.acsbroker.local;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.local.elsewhere.OpenIdProvider;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.SampleUser;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;

/**
 * The request of a walkthrough.
 *
 * @param tokens what is issued for it, to be read
 * @param lines the request, to be read
 * @param http the request, to be sent
 * @param curl the request for a shell, with tokens of its own
 */
record WalkthroughRequest(List<String> tokens, List<String> lines, HttpRequest http, String curl) {
  private static final String FOR_ACS =
      "Entra issues an access token for Azure Communication Services:";
  private static final String FOR_BROKER = "Entra issues an access token for the broker's own API:";
  private static final String OF_COMPANY = "The company issues an access token of its own:";
  private static final String JSON = "Content-Type: application/json";

  /** Of a client of this kind, for this user. */
  static WalkthroughRequest of(
      Way way, URI route, EntraEmulator entra, OpenIdProvider elsewhere, SampleUser user) {
    String subjectToken = entra.token(entra.directory().order(user, EntraResource.ACS));
    String callerToken =
        way == Way.ELSEWHERE
            ? elsewhere.token(user)
            : entra.token(entra.directory().order(user, brokerApi(entra)));
    String subjectOrder = order(entra, user) + "')";
    String callerOrder = callerOrder(way, entra, user);
    return switch (way) {
      case DIRECT -> withBearer(route, FOR_ACS, subjectToken, subjectOrder);
      case CALLERS, ELSEWHERE -> {
        String body = JSONObjectUtils.toJSONString(Map.of("accessToken", subjectToken));
        String sentence = way == Way.ELSEWHERE ? OF_COMPANY : FOR_BROKER;
        yield withBearer(route, sentence, callerToken, callerOrder)
            .and(subjectToken, body, "{\\\"accessToken\\\":\\\"" + subjectOrder + "\\\"}");
      }
      case ON_BEHALF_OF -> withBearer(route, FOR_BROKER, callerToken, callerOrder);
    };
  }

  /** The request of a client of Microsoft's sample for a token of an ACS identity, for a shell. */
  static String identityCurl(Way way, URI route, EntraEmulator entra, SampleUser user) {
    return "curl -s "
        + route
        + " -H \"Authorization: Bearer "
        + callerOrder(way, entra, user)
        + "\"";
  }

  private static String callerOrder(Way way, EntraEmulator entra, SampleUser user) {
    String audience = way == Way.ELSEWHERE ? "elsewhere" : brokerApi(entra).shortName();
    return order(entra, user) + "&audience=" + audience + "')";
  }

  private static EntraResource brokerApi(EntraEmulator entra) {
    return entra.directory().brokerApi().resource();
  }

  private static String order(EntraEmulator entra, SampleUser user) {
    return "$(curl -sf '" + entra.authority() + "/local/token?user=" + user.userName();
  }

  private static WalkthroughRequest withBearer(
      URI route, String sentence, String token, String order) {
    return new WalkthroughRequest(
        List.of(sentence, token),
        List.of("POST " + route, "Authorization: Bearer " + token),
        HttpRequest.newBuilder(route)
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.noBody())
            .build(),
        "curl -s -X POST " + route + " -H \"Authorization: Bearer " + order + "\"");
  }

  /** The same with the subject token in its body. */
  private WalkthroughRequest and(String subjectToken, String body, String shellBody) {
    return new WalkthroughRequest(
        List.of(tokens.getFirst(), tokens.getLast(), FOR_ACS, subjectToken),
        List.of(lines.getFirst(), lines.getLast(), JSON, body),
        HttpRequest.newBuilder(http, (name, value) -> true)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        curl + " -H '" + JSON + "' -d \"" + shellBody + "\"");
  }
}
