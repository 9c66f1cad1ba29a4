/**
 * The ACS identities of users: shows, makes and removes the one identity of a caller, and has
 * tokens issued for it. However many requests ask at the same time, a user ends with one.
 */
@NullMarked
package io.acsbroker.users;

import org.jspecify.annotations.NullMarked;
