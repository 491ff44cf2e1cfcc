package io.wardstream.connectors.mqtt.testing;

import static io.wardstream.connectors.mqtt.testing.Eventually.until;

import io.wardstream.connectors.mqtt.testing.Packets.ConnAck;
import io.wardstream.connectors.mqtt.testing.Packets.Connect;
import io.wardstream.connectors.mqtt.testing.Packets.Disconnect;
import io.wardstream.connectors.mqtt.testing.Packets.Packet;
import io.wardstream.connectors.mqtt.testing.Packets.PingReq;
import io.wardstream.connectors.mqtt.testing.Packets.PingResp;
import io.wardstream.connectors.mqtt.testing.Packets.PubAck;
import io.wardstream.connectors.mqtt.testing.Packets.Publish;
import io.wardstream.connectors.mqtt.testing.Packets.SubAck;
import io.wardstream.connectors.mqtt.testing.Packets.Subscribe;
import io.wardstream.connectors.mqtt.testing.Packets.Subscription;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A broker that does what a test tells it, packet by packet, and remembers every packet in both directions.
 *
 * <p>It is no broker in one respect: it routes nothing. What a client publishes is answered and remembered; what a
 * client is to be sent, the test says, with {@link #publish}. Left alone it accepts everybody, grants what is asked
 * for, answers every publish, and forgets a session with its connection.
 *
 * <p>It keeps two rules by itself, because the tests are about what a client does with a broker that keeps them: it
 * never has more messages unacknowledged than the client's receive maximum (the rest waits in the session), and with
 * {@link #keepSessions} a client that comes back is first sent again what it did not acknowledge, in order and marked
 * as a duplicate, right behind the CONNACK, and then what waits. It does not end an old connection when the same client
 * comes a second time; that is the test's to say.
 *
 * <p>Everything is done under one lock, so the order of {@link #events} is the order on the wire as the broker sees it.
 */
public final class ScriptedBroker implements AutoCloseable {

    private static final int WITHOUT_LIMIT = 65_535;

    private final ServerSocket server;
    private final List<Event> events = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private final Map<String, Session> sessions = new HashMap<>();

    private Function<ConnAck, @Nullable ConnAck> connAck = Function.identity();
    private Function<Subscription, @Nullable Integer> subAck = Subscription::qos;
    private Function<Publish, @Nullable Integer> pubAck = publish -> Packets.NORMAL;
    private Consumer<Connection> letIn = connection -> {};
    private boolean keepsSessions;

    public ScriptedBroker() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("accept", this::accept);
    }

    /** A packet of a connection. */
    public record Event(int connection, long nanos, boolean fromClient, Packet packet) {}

    /** What outlives a connection. */
    private static final class Session {
        private final Map<Integer, Publish> unacknowledged = new LinkedHashMap<>();
        private final Deque<Publish> waiting = new ArrayDeque<>();
        private int lastPacketId;
        private @Nullable Connection connection;

        int nextPacketId() {
            do {
                lastPacketId = lastPacketId == WITHOUT_LIMIT ? 1 : lastPacketId + 1;
            } while (unacknowledged.containsKey(lastPacketId));
            return lastPacketId;
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    // ---- The script -----------------------------------------------------------------------------------------------

    /**
     * Changes the answers to CONNECTs to come. A reason other than {@link Packets#NORMAL} ends the connection; null
     * withholds the answer.
     */
    public synchronized ScriptedBroker onConnect(Function<ConnAck, @Nullable ConnAck> script) {
        connAck = script;
        return this;
    }

    /** Does something right behind the CONNACK of connections to come, so that it arrives together with it. */
    public synchronized ScriptedBroker onLetIn(Consumer<Connection> script) {
        letIn = script;
        return this;
    }

    /** Decides what is granted to subscriptions to come; null withholds the answer. */
    public synchronized ScriptedBroker onSubscribe(Function<Subscription, @Nullable Integer> script) {
        subAck = script;
        return this;
    }

    /** Decides the reason with which publishes to come are answered; null withholds the answer. */
    public synchronized ScriptedBroker onPublish(Function<Publish, @Nullable Integer> script) {
        pubAck = script;
        return this;
    }

    /** From now on sessions outlive their connections. */
    public synchronized ScriptedBroker keepSessions() {
        keepsSessions = true;
        return this;
    }

    /** Forgets a client's session, with everything in it. */
    public synchronized void forgetSession(String clientId) {
        sessions.remove(clientId);
    }

    /**
     * Puts messages into a client's session, which need not have been there before, and sends what its window has room
     * for if it is connected.
     *
     * @return the packet ids, in order; 0 with quality of service 0
     */
    public synchronized List<Integer> publish(String clientId, Publish... messages) {
        Session session = sessions.computeIfAbsent(clientId, id -> new Session());
        List<Integer> packetIds = new ArrayList<>();
        for (Publish message : messages) {
            Publish numbered = message.qos() == 0 || message.packetId() > 0
                    ? message
                    : message.withPacketId(session.nextPacketId());
            session.waiting.add(numbered);
            packetIds.add(numbered.packetId());
        }
        Connection connection = session.connection;
        if (connection != null && connection.open) {
            sendWaiting(session, connection, connection.window());
            connection.flush();
        }
        return packetIds;
    }

    // ---- What happened --------------------------------------------------------------------------------------------

    /** Every packet until now. */
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /** How many clients have introduced themselves. */
    public synchronized int connections() {
        return connections.size();
    }

    /** The newest connection whose client introduced itself. */
    public synchronized Connection lastConnection() {
        return connections.get(connections.size() - 1);
    }

    /** The nth connection whose client introduced itself, from 1; waits for it. */
    public Connection connection(int number) throws Exception {
        until("connection " + number, () -> connections() >= number);
        synchronized (this) {
            return connections.get(number - 1);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        synchronized (this) {
            connections.forEach(Connection::close);
        }
    }

    // ---- How it works ---------------------------------------------------------------------------------------------

    private static void start(String what, Runnable task) {
        Thread thread = new Thread(task, "scripted-broker-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                start("connection", () -> serve(socket));
            } catch (IOException e) {
                // Closed: there is nobody left to tell.
            }
        }
    }

    private void serve(Socket socket) {
        Connection connection = null;
        try (socket;
                DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()))) {
            Packet packet = Packets.read(in, Packets.MQTT_5);
            if (packet instanceof Connect connect) {
                connection = greet(connect, socket);
                while ((packet = Packets.read(in, connect.level())) != null) {
                    handle(connection, packet);
                }
            }
        } catch (IOException e) {
            // The connection is gone, or the script has closed it.
        } finally {
            if (connection != null) {
                forgetIfAskedTo(connection);
                connection.close();
            }
        }
    }

    /** A session that was to end with its connection ends: MQTT 5 says so by its expiry, 3.1.1 by the clean session. */
    private synchronized void forgetIfAskedTo(Connection connection) {
        Connect connect = connection.connect;
        Long expiry = connect.sessionExpiry();
        boolean ends = connect.level() == Packets.MQTT_5 ? expiry == null || expiry == 0 : connect.cleanStart();
        Session session = sessions.get(connect.clientId());
        if (ends && session != null && session.connection == connection) {
            sessions.remove(connect.clientId());
        }
    }

    private synchronized Connection greet(Connect connect, Socket socket) throws IOException {
        Connection connection = new Connection(connections.size() + 1, connect, socket);
        connections.add(connection);
        connection.remember(true, connect);
        if (connect.cleanStart()) {
            sessions.remove(connect.clientId());
        }
        boolean present = keepsSessions && sessions.containsKey(connect.clientId());
        ConnAck answer = connAck.apply(new ConnAck(Packets.NORMAL, present, null, null, null));
        if (answer != null) {
            letIn(connection, answer);
        }
        return connection;
    }

    private void letIn(Connection connection, ConnAck answer) {
        String clientId = connection.connect.clientId();
        connection.send(answer);
        if (answer.reason() != Packets.NORMAL) {
            connection.flush();
            connection.close();
            return;
        }
        if (!answer.sessionPresent()) {
            sessions.remove(clientId);
        }
        Session session = sessions.computeIfAbsent(clientId, id -> new Session());
        session.connection = connection;
        session.unacknowledged.values().forEach(message -> connection.send(message.withDup()));
        sendWaiting(session, connection, connection.window());
        letIn.accept(connection);
        connection.flush();
    }

    private synchronized void handle(Connection connection, Packet packet) {
        connection.remember(true, packet);
        if (packet instanceof Subscribe subscribe) {
            List<Integer> reasons =
                    subscribe.subscriptions().stream().map(subAck).toList();
            if (!reasons.contains(null)) {
                connection.send(new SubAck(subscribe.packetId(), reasons));
            }
        } else if (packet instanceof Publish publish && publish.qos() > 0) {
            Integer reason = pubAck.apply(publish);
            if (reason != null) {
                connection.send(new PubAck(publish.packetId(), reason));
            }
        } else if (packet instanceof PubAck ack) {
            Session session = sessions.get(connection.connect.clientId());
            if (session != null && session.connection == connection) {
                session.unacknowledged.remove(ack.packetId());
                sendWaiting(session, connection, connection.window());
            }
        } else if (packet instanceof PingReq) {
            connection.send(new PingResp());
        }
        connection.flush();
    }

    private static void sendWaiting(Session session, Connection connection, int window) {
        while (!session.waiting.isEmpty()
                && (session.waiting.getFirst().qos() == 0 || session.unacknowledged.size() < window)) {
            Publish message = session.waiting.removeFirst();
            if (message.qos() > 0) {
                session.unacknowledged.put(message.packetId(), message);
            }
            connection.send(message);
        }
    }

    /** One connection, from its CONNECT on. */
    public final class Connection {
        private final int number;
        private final Connect connect;
        private final Socket socket;
        private final OutputStream out;
        private boolean open = true;

        private Connection(int number, Connect connect, Socket socket) throws IOException {
            this.number = number;
            this.connect = connect;
            this.socket = socket;
            this.out = new BufferedOutputStream(socket.getOutputStream());
        }

        /** How the client introduced itself. */
        public Connect connect() {
            return connect;
        }

        /** Answers a CONNECT whose answer was withheld, with a new session. */
        public void letIn() {
            synchronized (ScriptedBroker.this) {
                ScriptedBroker.this.letIn(this, new ConnAck(Packets.NORMAL, false, null, null, null));
            }
        }

        /** Publishes messages with quality of service 1 on a topic; see {@link ScriptedBroker#publish}. */
        public List<Integer> publish(String topic, String... payloads) {
            return ScriptedBroker.this.publish(
                    connect.clientId(),
                    Arrays.stream(payloads)
                            .map(payload -> Publish.of(topic, payload))
                            .toArray(Publish[]::new));
        }

        /** Sends what waits for room in the window, although there is none. */
        public void overrun() {
            synchronized (ScriptedBroker.this) {
                sendWaiting(sessions.get(connect.clientId()), this, Integer.MAX_VALUE);
                flush();
            }
        }

        /** Answers a publish whose answer was withheld. */
        public void answer(Publish publish, int reason) {
            synchronized (ScriptedBroker.this) {
                send(new PubAck(publish.packetId(), reason));
                flush();
            }
        }

        /** Ends the connection with a last word. */
        public void disconnect(int reason) {
            synchronized (ScriptedBroker.this) {
                send(new Disconnect(reason, null));
                flush();
                close();
            }
        }

        /** Closes the socket without a word. */
        public void close() {
            synchronized (ScriptedBroker.this) {
                open = false;
                Session session = sessions.get(connect.clientId());
                if (session != null && session.connection == this) {
                    session.connection = null;
                }
                try {
                    socket.close();
                } catch (IOException e) {
                    // It is gone all the same.
                }
            }
        }

        public boolean isOpen() {
            synchronized (ScriptedBroker.this) {
                return open;
            }
        }

        /** Waits until the client has closed the connection, or the script has. */
        public void untilClosed() throws Exception {
            until("connection " + number + " is closed", () -> !isOpen());
        }

        /** The packets of a kind that came from the client. */
        public <P extends Packet> List<P> received(Class<P> kind) {
            return packets(kind, true);
        }

        /** The packets of a kind that were sent to the client. */
        public <P extends Packet> List<P> sent(Class<P> kind) {
            return packets(kind, false);
        }

        /** The packets of a kind that came from the client, once there are so many. */
        public <P extends Packet> List<P> received(Class<P> kind, int atLeast) throws Exception {
            until(
                    atLeast + " " + kind.getSimpleName() + " on connection " + number,
                    () -> received(kind).size() >= atLeast);
            return received(kind);
        }

        /** The packet ids that the client acknowledged, in order. */
        public List<Integer> acknowledged() {
            return received(PubAck.class).stream().map(PubAck::packetId).toList();
        }

        /** The most messages to the client that were unacknowledged at once. */
        public int mostUnacknowledged() {
            return most(false);
        }

        /** The most publishes of the client that were unanswered at once. */
        public int mostUnanswered() {
            return most(true);
        }

        private int most(boolean fromClient) {
            int now = 0;
            int most = 0;
            for (Event event : events()) {
                if (event.connection() == number) {
                    if (event.packet() instanceof Publish publish
                            && publish.qos() > 0
                            && event.fromClient() == fromClient) {
                        most = Math.max(most, ++now);
                    } else if (event.packet() instanceof PubAck && event.fromClient() != fromClient) {
                        now--;
                    }
                }
            }
            return most;
        }

        private <P extends Packet> List<P> packets(Class<P> kind, boolean fromClient) {
            return events().stream()
                    .filter(event -> event.connection() == number && event.fromClient() == fromClient)
                    .map(Event::packet)
                    .filter(kind::isInstance)
                    .map(kind::cast)
                    .toList();
        }

        private int window() {
            Integer asked = connect.receiveMaximum();
            return asked == null ? WITHOUT_LIMIT : asked;
        }

        private void remember(boolean fromClient, Packet packet) {
            events.add(new Event(number, System.nanoTime(), fromClient, packet));
        }

        /** Writes into the buffer, so that packets can leave together. */
        private void send(Packet packet) {
            if (!open) {
                return;
            }
            remember(false, packet);
            try {
                out.write(Packets.write(packet, connect.level()));
            } catch (IOException e) {
                close();
            }
        }

        private void flush() {
            if (!open) {
                return;
            }
            try {
                out.flush();
            } catch (IOException e) {
                close();
            }
        }
    }
}
