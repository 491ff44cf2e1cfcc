package io.wardstream.local.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between MQTT clients and their broker, and can stop carrying what the broker sends to one of them, chosen by
 * its client id. Nothing is lost: what was held back arrives, in order, after the release.
 */
public final class StallingProxy implements AutoCloseable {

    private final ServerSocket server;
    private final int brokerPort;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> clients = new CopyOnWriteArrayList<>();
    private final Set<String> held = new HashSet<>();

    private StallingProxy(ServerSocket server, int brokerPort) {
        this.server = server;
        this.brokerPort = brokerPort;
    }

    /** Starts it in front of a broker on the loopback address. */
    public static StallingProxy start(int brokerPort) throws IOException {
        ServerSocket server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        StallingProxy proxy = new StallingProxy(server, brokerPort);
        thread("accept", proxy::accept);
        return proxy;
    }

    /** Where clients find it. */
    public int port() {
        return server.getLocalPort();
    }

    /** The ids of the clients that have connected. */
    public List<String> clients() {
        return clients;
    }

    /** From now on this client hears nothing. */
    public void hold(String clientId) {
        synchronized (held) {
            held.add(clientId);
        }
    }

    /** From now on it hears again, first what was held back. */
    public void release(String clientId) {
        synchronized (held) {
            held.remove(clientId);
            held.notifyAll();
        }
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket client = server.accept();
            Socket broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
            client.setTcpNoDelay(true);
            broker.setTcpNoDelay(true);
            sockets.addAll(List.of(client, broker));
            thread("connection", () -> carry(client, broker));
        }
    }

    private void carry(Socket client, Socket broker) throws IOException {
        byte[] connect = firstPacket(client.getInputStream());
        String clientId = clientId(connect);
        clients.add(clientId);
        broker.getOutputStream().write(connect);
        thread("up " + clientId, () -> pump(client, broker, null));
        pump(broker, client, clientId);
    }

    /** Carries bytes one way until it ends; waits before it hands on what the held client must not hear yet. */
    private void pump(Socket from, Socket to, String heldBackFrom) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitRelease(heldBackFrom);
                out.write(buffer, 0, read);
                out.flush();
            }
        }
    }

    private void awaitRelease(String clientId) throws IOException {
        synchronized (held) {
            while (clientId != null && held.contains(clientId)) {
                try {
                    held.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted", e);
                }
            }
        }
    }

    /** The first packet of a connection: type, remaining length, the rest. */
    private static byte[] firstPacket(InputStream in) throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(byteFrom(in));
        int length = 0;
        int shift = 0;
        int b;
        do {
            b = byteFrom(in);
            packet.write(b);
            length |= (b & 0x7f) << shift;
            shift += 7;
        } while ((b & 0x80) != 0);
        packet.write(in.readNBytes(length));
        return packet.toByteArray();
    }

    private static int byteFrom(InputStream in) throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException("The client went before it said who it is");
        }
        return b;
    }

    /** The client id in a CONNECT packet of MQTT 5: the first field of the payload, behind the properties. */
    static String clientId(byte[] connect) {
        int at = 1;
        while ((connect[at++] & 0x80) != 0) {
            // The remaining length takes one to four bytes.
        }
        at += 2 + uint16(connect, at); // protocol name
        at += 1 + 1 + 2; // version, flags, keep alive
        int propertiesLength = 0;
        int shift = 0;
        int b;
        do {
            b = connect[at++];
            propertiesLength |= (b & 0x7f) << shift;
            shift += 7;
        } while ((b & 0x80) != 0);
        at += propertiesLength;
        return new String(connect, at + 2, uint16(connect, at), StandardCharsets.UTF_8);
    }

    private static int uint16(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void thread(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // The connection or the proxy was closed.
                    }
                },
                "stalling-proxy " + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        synchronized (held) {
            held.clear();
            held.notifyAll();
        }
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
