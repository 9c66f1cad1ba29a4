package io.acsbroker.benchmark;

/**
 * What some requests of one kind took, between others of other kinds.
 *
 * @param processorMicros what each cost the host, not a number where there is none
 */
record WarmSlice(Load.Result result, double processorMicros) {}
