/**
 * The only room that talks to Azure Communication Services. It takes what an exchange has proven,
 * signs in with the resource's own credential, and turns every answer of ACS into one of a few
 * outcomes; no exception of the SDK leaves it.
 */
@NullMarked
package io.acsbroker.issuance;

import org.jspecify.annotations.NullMarked;
