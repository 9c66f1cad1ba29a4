/**
 * The words of the broker as types, so that a tenant, a user and a client cannot be mixed up and a
 * secret cannot be printed; deadlines; and what a broker that is not ready misses. Every room
 * imports it; it imports the JDK alone.
 */
@NullMarked
package io.acsbroker.token;

import org.jspecify.annotations.NullMarked;
