package io.acsbroker.config;

import io.acsbroker.token.ClientCredential;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Scope;
import java.util.Optional;

/**
 * What the settings say of callers who prove who they are with tokens of Entra's.
 *
 * @param api the application that caller tokens are for: the broker's own
 * @param scope which they must have
 * @param keys {@code APPLICATION} only where tenants are listed
 * @param subjectVerification {@code ACS} only without on-behalf-of, without other issuers, and with
 *     one rule for all tenants that names exactly one client
 * @param onBehalfOf by what subject tokens are fetched for callers who send none; empty where they
 *     have to send one
 */
public record EntraCallers(
    ClientId api,
    Scope scope,
    CallerKeys keys,
    SubjectVerification subjectVerification,
    Optional<ClientCredential> onBehalfOf) {}
