package io.acsbroker.issuance;

import io.acsbroker.token.ClientId;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Subject;

/**
 * What ACS is told when it is asked for a token. Where the broker signs, it compares client and
 * user with the token; where the token is the only credential, it hears of nothing else.
 */
public record IssuanceRequest(
    ExchangeRoute route, ReceivedToken token, ClientId client, Subject subject) {}
