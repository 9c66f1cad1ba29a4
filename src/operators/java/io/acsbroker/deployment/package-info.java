/**
 * Proves a deployed broker from outside, as its clients and its attackers meet it. It knows nothing
 * of the broker but its address, sends no token that could change anything elsewhere, and prints
 * none. Never packaged.
 */
@NullMarked
package io.acsbroker.deployment;

import org.jspecify.annotations.NullMarked;
