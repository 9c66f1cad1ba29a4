/**
 * Azure Communication Services on a developer's machine, over TLS: the exchanges of users' Entra
 * tokens, identities of its own, and who is assigned. It verifies credential and token by itself,
 * sharing no code with the broker, and refuses in the words that are recorded of the real service.
 */
@NullMarked
package io.acsbroker.local.acs;

import org.jspecify.annotations.NullMarked;
