package io.wardstream.bench.broker;

import java.nio.file.Path;

/**
 * A broker in a process of its own, on a port of the loopback address that stays the same, over a folder that stays
 * too.
 */
public interface Broker extends AutoCloseable {

    /** The only user that it knows. */
    String USER = "drill";

    /** That user's password. */
    String PASSWORD = "drill-password";

    /** Which it is. */
    BrokerKind kind();

    /** Where clients find it. */
    int port();

    /** Where clients find it that speak TLS. */
    int tlsPort();

    /** Starts it, over what it kept from before, and waits until it answers. */
    void start() throws Exception;

    /** Ends it as hard as it can bear without losing what it has acknowledged. */
    void strike();

    /** How {@link #strike} does that. */
    String blow();

    /**
     * Restarts it with another certificate on its TLS port.
     *
     * @param certificate the certificate to show
     */
    void showCertificate(Certificate certificate) throws Exception;

    /** From its next start on it comes without a TLS port: the certificate's files belong to a run and go with it. */
    void forgetCertificate();

    /**
     * Lets it send no more than so many messages to a session without acknowledgement, whatever the session asks for;
     * restarts it if that is news to it.
     *
     * @param messages how many; 0 for as many as the session asks for
     */
    void limitInFlight(int messages) throws Exception;

    /** Where it keeps its data and its log. */
    Path folder();

    /** Whether its process runs. */
    boolean isAlive();

    @Override
    void close();
}
