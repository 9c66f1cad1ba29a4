/**
 * What every room that asks others needs: HTTP requests whose answers are neither late nor endless,
 * one answer for all who wait for the same, threads of which every user has a share, and what the
 * servers' clocks say of the broker's. It asks nobody by itself.
 */
@NullMarked
package io.acsbroker.net;

import org.jspecify.annotations.NullMarked;
