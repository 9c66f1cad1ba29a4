package io.acsbroker.exchange;

import io.acsbroker.token.ClientId;
import io.acsbroker.token.EntraToken;
import io.acsbroker.token.ObjectId;
import java.util.Optional;

/**
 * What a client asks for.
 *
 * @param token the proof of who its user is
 * @param assertedUser whom the client believes its user to be, where it says so
 * @param assertedClient which client it believes to be, where it says so
 */
public record ExchangeRequest(
    EntraToken token, Optional<ObjectId> assertedUser, Optional<ClientId> assertedClient) {}
