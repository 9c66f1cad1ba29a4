/**
 * JSON, read strictly: an object that this room hands out had no duplicate name (not in another
 * letter case either), no trailing data, no depth beyond reason and no broken text. The only room
 * that knows which JSON library is used.
 */
@NullMarked
package io.acsbroker.json;

import org.jspecify.annotations.NullMarked;
