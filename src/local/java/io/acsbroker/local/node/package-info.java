/**
 * Node on this machine, where it is there: what is of JavaScript needs it, and nothing else does.
 */
@NullMarked
package io.acsbroker.local.node;

import org.jspecify.annotations.NullMarked;
