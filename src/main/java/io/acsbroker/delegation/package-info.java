/**
 * A subject token on behalf of a caller: the caller's token goes to Entra with a credential of the
 * broker's own application, and a token of the same user for ACS comes back. Nothing here is
 * believed without being verified like any other subject token. The only room that imports msal4j.
 *
 * <p>What is remembered is remembered here: of msal4j's own memories, that of tokens goes with the
 * client of each request, and that of throttling holds back public clients alone.
 */
@NullMarked
package io.acsbroker.delegation;

import org.jspecify.annotations.NullMarked;
