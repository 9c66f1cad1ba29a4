/**
 * Who may: the tokens of a request are verified, and what they say is held against the rules of the
 * broker and of the tenant, before anybody else is asked. What comes out is the subject for whom a
 * token may be had, or the outcome of the request.
 */
@NullMarked
package io.acsbroker.admission;

import org.jspecify.annotations.NullMarked;
