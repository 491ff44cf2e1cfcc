package io.wardstream.local.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Hands out ports of the loopback address: the wanted one if it is free, else another. */
public final class Ports {

    /** The first port of the ward unless another is asked for. */
    public static final int DEFAULT_BASE = 18_830;

    private final Set<Integer> given = new HashSet<>();

    /** The wanted port, or a free one if that is taken. */
    public int prefer(int wanted) {
        if (isFree(wanted) && given.add(wanted)) {
            return wanted;
        }
        return free();
    }

    /** Some free port. */
    public int free() {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (given.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("There is no free port on the loopback address", e);
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
