package io.acsbroker.subject;

import io.acsbroker.token.TenantId;
import io.acsbroker.token.TokenVersion;

/** Whose token it claims to be, and of which form: what decides which keys count. */
record Origin(TenantId tenant, TokenVersion version) {}
