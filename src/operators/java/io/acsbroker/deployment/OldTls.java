package io.acsbroker.deployment;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.acsbroker.deployment.Finding.Sound;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Offers TLS 1.1 and nothing newer, byte by byte, because the JDK does not speak it any more.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4346#section-7.4.1.2">RFC 4346, ClientHello</a>
 */
final class OldTls {
  private static final int HANDSHAKE = 22;
  private static final int ALERT = 21;
  private static final int WAIT_MILLIS = 10_000;

  /** Cipher suites of TLS 1.1 with AES, by RSA and by elliptic curves; no compression. */
  private static final byte[] SUITES = hex("000c c013c014c009c00a002f0035 0100");

  /** Curves P-256 and P-384, uncompressed points, secure renegotiation. */
  private static final byte[] FURTHER_EXTENSIONS =
      hex("000a00060004 00170018 000b0002 0100 ff01 0001 00");

  private OldTls() {}

  /** Sound where the server declines; faulty where it would go on. */
  static Finding offer(URI server, Surroundings surroundings) throws NoBrokerException {
    int port = server.getPort() == -1 ? 443 : server.getPort();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(server.getHost(), port), WAIT_MILLIS);
      socket.setSoTimeout(WAIT_MILLIS);
      socket.getOutputStream().write(clientHello(server.getHost()));
      return finding(socket.getInputStream().read());
    } catch (ConnectException closed) {
      throw new NoBrokerException(
          new TransportFailure(server, surroundings).diagnose(closed), closed);
    } catch (IOException cutOff) {
      return new Sound("connection closed");
    }
  }

  private static Finding finding(int contentType) {
    return switch (contentType) {
      case -1, ALERT -> new Sound("");
      case HANDSHAKE -> Finding.faulty("the server goes on with it");
      default -> Finding.faulty("the server does not speak TLS");
    };
  }

  private static byte[] clientHello(String host) {
    byte[] extensions = joined(serverName(host), FURTHER_EXTENSIONS);
    byte[] random = new byte[32];
    byte[] noSession = new byte[1];
    byte[] hello = joined(hex("0302"), random, noSession, SUITES, counted(extensions));
    byte[] handshake = joined(hex("0100"), counted(hello));
    return joined(hex("160301"), counted(handshake));
  }

  /** The extension of RFC 6066, section 3: a front door serves many hosts. */
  private static byte[] serverName(String host) {
    byte[] entry = joined(new byte[1], counted(host.getBytes(US_ASCII)));
    return joined(new byte[2], counted(counted(entry)));
  }

  private static byte[] counted(byte[] content) {
    return joined(new byte[] {(byte) (content.length >> 8), (byte) content.length}, content);
  }

  private static byte[] joined(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer buffer = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      buffer.put(part);
    }
    return buffer.array();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }
}
