/**
 * Where people of the sample directory sign in: Entra's authorize page with PKCE, its token
 * endpoint for browsers, and its sign-out. There is no password; whoever opens the page picks a
 * person.
 */
@NullMarked
package io.acsbroker.local.signin;

import org.jspecify.annotations.NullMarked;
