package io.acsbroker.issuance;

import io.acsbroker.token.ClientId;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Subject;

/**
 * What ACS is asked for a token with. Where the broker signs the request, ACS is told client and
 * user and compares them with the token; where the token is the only credential, it is told nothing
 * else.
 */
public record IssuanceRequest(
    ExchangeRoute route, ReceivedToken token, ClientId client, Subject subject) {}
