package io.acsbroker.subject;

import io.acsbroker.token.TenantId;
import io.acsbroker.token.TokenVersion;

/** The tenant and the version that a token claims, which decide who has to have issued it. */
record TokenOrigin(TenantId tenant, TokenVersion version) {}
