package io.acsbroker.subject;

import io.acsbroker.token.TenantId;
import io.acsbroker.token.TokenVersion;

/**
 * The tenant and the version that a token claims, which decide whose keys its signature is checked
 * with.
 */
record TokenOrigin(TenantId tenant, TokenVersion version) {}
