package io.acsbroker.exchange;

import java.time.Duration;

/**
 * How far ACS is spared requests.
 *
 * @param memory how long an issued token is remembered at most; zero where none is
 * @param perUser how many exchanges of one user reach ACS in ten minutes
 */
public record ExchangeLimits(Duration memory, int perUser) {}
