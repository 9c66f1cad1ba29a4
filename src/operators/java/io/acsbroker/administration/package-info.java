/**
 * Lets an administrator say which Entra users, groups and tenants may use an ACS resource, and who
 * may for Teams Phone, and end the ACS identities of those who leave. Nothing is sent before all of
 * the input has been checked, doing the same again changes nothing, and no credential is ever
 * printed. Never packaged.
 */
@NullMarked
package io.acsbroker.administration;

import org.jspecify.annotations.NullMarked;
