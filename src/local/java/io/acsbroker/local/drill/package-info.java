/**
 * The causes for which a broker gives nobody a token, each with what brings it about in the local
 * cloud, and the drill in which operators find them.
 */
@NullMarked
package io.acsbroker.local.drill;

import org.jspecify.annotations.NullMarked;
