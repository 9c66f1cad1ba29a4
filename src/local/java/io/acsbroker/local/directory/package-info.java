/**
 * A team's own directory in place of the sample people: a file in JSON, read strictly, with every
 * mistake named at once.
 */
@NullMarked
package io.acsbroker.local.directory;

import org.jspecify.annotations.NullMarked;
