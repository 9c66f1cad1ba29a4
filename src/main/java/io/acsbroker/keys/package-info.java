/**
 * Which keys an issuer signs with, fetched when they are first needed and kept through outages and
 * rollovers, and whether a signature is of one. A flood of invented key ids costs no server more
 * than a few requests. The only room that knows Nimbus.
 */
@NullMarked
package io.acsbroker.keys;

import org.jspecify.annotations.NullMarked;
