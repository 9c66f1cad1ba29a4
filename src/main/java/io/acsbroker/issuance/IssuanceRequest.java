package io.acsbroker.issuance;

import io.acsbroker.token.ClientId;
import io.acsbroker.token.EntraToken;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.Subject;

/**
 * What ACS is told when it is asked for a token. For {@link ExchangeRoute#TEAMS} it compares client
 * and user with the token, for the others it reads the token alone.
 */
public record IssuanceRequest(
    ExchangeRoute route, EntraToken token, ClientId client, Subject subject) {}
