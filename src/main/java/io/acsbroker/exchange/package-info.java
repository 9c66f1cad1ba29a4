/**
 * The rule: who may have which token. It passes values between the rooms that verify and the room
 * that issues, which never meet, and turns whatever they say into one outcome with a stable code.
 * What ACS is asked for comes from the verified token, never from the request.
 */
@NullMarked
package io.acsbroker.exchange;

import org.jspecify.annotations.NullMarked;
