package io.acsbroker.config;

import io.acsbroker.token.ClientCredential;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Scope;
import java.util.Optional;

/**
 * How callers prove who they are.
 *
 * @param api the application that caller tokens are for: the broker's own
 * @param scope which they must have
 * @param keys {@code APPLICATION} only where tenants are listed
 * @param subjectVerification {@code ACS} only without on-behalf-of, and with one rule for all
 *     tenants that names exactly one client
 * @param onBehalfOf by what subject tokens are fetched for callers who send none; empty where they
 *     have to send one
 * @param identities how callers get ACS identities of their own; empty where they get none
 */
public record CallerSettings(
    ClientId api,
    Scope scope,
    CallerKeys keys,
    SubjectVerification subjectVerification,
    Optional<ClientCredential> onBehalfOf,
    Optional<IdentitySettings> identities) {}
