/**
 * What the broker costs: from a cold process, in use, in memory, and over a long time with faults.
 * {@code ./mvnw -Pbenchmark -Dbenchmark=cold} and its like run them; docs/performance.md says how
 * they measure. The Functions host runs in a process of its own, the emulators and the clients in
 * that of the benchmark.
 */
@NullMarked
package io.acsbroker.benchmark;

import org.jspecify.annotations.NullMarked;
