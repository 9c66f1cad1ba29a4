/**
 * What the commands for operators share: how they take arguments and tokens, and how they say in
 * one sentence that an input is of no use. Never packaged.
 */
@NullMarked
package io.acsbroker.operator;

import org.jspecify.annotations.NullMarked;
