package io.acsbroker.benchmark;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.local.entra.TokenOrder;
import java.util.Map;

/** A token, and the requests that are made with it. */
record SubjectRequest(TokenOrder order, String token) {

  /** What a client sends to the broker, which reaches the other apps as well. */
  byte[] toBroker() {
    return PlainConnection.post("/api/token/teams", "", "Authorization: Bearer " + token);
  }

  /** What the broker sends to ACS. */
  byte[] toAcs(String identityToken) {
    String body =
        JSONObjectUtils.toJSONString(
            Map.of(
                "token", token,
                "appId", order.clientId(),
                "userId", order.user().objectId()));
    return PlainConnection.post(
        "/teamsUser/:exchangeAccessToken?api-version=2023-10-01",
        body,
        "Content-Type: application/json",
        "Authorization: Bearer " + identityToken);
  }
}
