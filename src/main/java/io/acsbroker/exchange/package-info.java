/**
 * Has ACS issue a token for a subject that was admitted, once for all who want the same at the same
 * time. What ACS is asked for comes from the verified token, never from the request.
 */
@NullMarked
package io.acsbroker.exchange;

import org.jspecify.annotations.NullMarked;
