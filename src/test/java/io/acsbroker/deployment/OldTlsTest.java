package io.acsbroker.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What servers say to an offer of TLS 1.1. */
class OldTlsTest {
  private static Finding answeredBy(byte... answer) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<byte[]> offer =
          CompletableFuture.supplyAsync(() -> exchange(server, answer));
      Finding finding =
          OldTls.offer(
              URI.create("https://localhost:" + server.getLocalPort()),
              Surroundings.ofThisProcess());
      assertIsClientHelloOfTls11(offer.join());
      return finding;
    }
  }

  private static byte[] exchange(ServerSocket server, byte[] answer) {
    try (Socket socket = server.accept()) {
      byte[] head = socket.getInputStream().readNBytes(5);
      byte[] body = socket.getInputStream().readNBytes(number(head, 3));
      socket.getOutputStream().write(answer);
      return body;
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static int number(byte[] bytes, int index) {
    return ByteBuffer.wrap(bytes).getShort(index);
  }

  private static void assertIsClientHelloOfTls11(byte[] handshake) {
    assertEquals(1, handshake[0]);
    assertEquals(handshake.length - 4, number(handshake, 2));
    assertEquals(List.of(3, 2), List.of((int) handshake[4], (int) handshake[5]));
  }

  @Test
  void isFaultyWhereAServerGoesOn() throws Exception {
    byte handshake = 22;
    assertEquals(
        Finding.faulty("the server goes on with it"),
        answeredBy(handshake, (byte) 3, (byte) 2, (byte) 0, (byte) 0));
  }

  @Test
  void isSoundWhereAServerDeclines() throws Exception {
    byte alert = 21;
    assertInstanceOf(Finding.Sound.class, answeredBy(alert, (byte) 3, (byte) 2));
    assertInstanceOf(Finding.Sound.class, answeredBy());
  }

  @Test
  void isFaultyWhereAServerSpeaksSomethingElse() throws Exception {
    assertEquals(Finding.faulty("the server does not speak TLS"), answeredBy((byte) 'H'));
  }

  @Test
  void isNoAnswerWhereNobodyListens() throws Exception {
    URI nobody = URI.create("https://localhost:1");
    assertThrows(NoBrokerException.class, () -> OldTls.offer(nobody, Surroundings.ofThisProcess()));
  }
}
