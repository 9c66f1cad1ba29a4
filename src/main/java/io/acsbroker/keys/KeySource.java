package io.acsbroker.keys;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Logger;

/**
 * Where the keys of one owner come from.
 *
 * @param owner whose they are, for the operator's log
 * @param address for the operator's log
 * @param download fetches them; never throws
 */
record KeySource(String owner, String address, Supplier<FetchResult> download) {
  private static final Logger LOG = Logger.getLogger(KeySource.class.getName());

  /** The same, of whose every fetch the listener is told. */
  KeySource toldTo(KeyFetchListener listener) {
    return new KeySource(owner, address, () -> told(listener, download.get()));
  }

  private FetchResult told(KeyFetchListener listener, FetchResult result) {
    try {
      String why = result.failure();
      listener.fetched(owner, why == null ? Optional.empty() : Optional.of(failure(why)));
    } catch (RuntimeException | Error deaf) {
      // A listener that is out of order is no reason to have no keys
      LOG.warning("A fetch of keys cannot be reported: " + deaf.getClass().getName());
    }
    return result;
  }

  /**
   * Says for the operator's log that a key is not among those at hand.
   *
   * @param keysAtHand how many there are, and since when nothing else has been seen
   */
  String without(String keysAtHand) {
    return "not among the " + keysAtHand + " at " + address;
  }

  /** Says for the operator's log that the keys could not be had, and why. */
  String failure(String why) {
    return "Signing keys of " + owner + " cannot be had from " + address + ": " + why;
  }
}
