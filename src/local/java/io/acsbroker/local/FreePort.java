package io.acsbroker.local;

import io.acsbroker.local.host.HostStartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Looks whether a port of this machine is free, before anything is started. */
final class FreePort {
  private FreePort() {}

  /**
   * @throws HostStartException with one clear sentence where the port is taken
   */
  static void requireFree(int port) {
    if (!isFree(port)) {
      throw new HostStartException(
          "Port " + port + " is already in use: choose another with -Dlocal.port=N.");
    }
  }

  /** The port where it is free, otherwise 0 for any other. */
  static int preferred(int port) {
    return isFree(port) ? port : 0;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket =
        new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return socket.isBound();
    } catch (IOException | IllegalArgumentException taken) {
      return false;
    }
  }
}
