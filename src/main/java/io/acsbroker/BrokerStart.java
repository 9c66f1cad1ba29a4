package io.acsbroker;

import io.acsbroker.http.Readiness;
import java.util.List;

/**
 * What comes of a start.
 *
 * @param rest what is left to do that the first answer does not need
 */
record BrokerStart(Readiness readiness, List<Runnable> rest) {}
