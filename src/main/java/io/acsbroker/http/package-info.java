/**
 * The door: Azure Functions triggers, reading a request, writing a response. No rule lives here.
 * One place maps outcomes to HTTP, and nothing leaves a function but an answer: no exception, no
 * error, no empty 500.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750">RFC 6750, Bearer Token Usage</a>
 */
@NullMarked
package io.acsbroker.http;

import org.jspecify.annotations.NullMarked;
