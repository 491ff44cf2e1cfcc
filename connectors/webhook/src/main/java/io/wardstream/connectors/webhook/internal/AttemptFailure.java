package io.wardstream.connectors.webhook.internal;

/** Why an attempt ended without any answer from the endpoint. */
public enum AttemptFailure {
    /** The attempt took longer than the endpoint's timeout allows. */
    TIMEOUT("no answer in time"),
    /** No connection could be made: refused, no route. */
    NOT_REACHED("no connection"),
    /** The host's name is not known. */
    UNKNOWN_HOST("unknown host"),
    /** The secure connection could not be agreed on: certificate, protocol. */
    TLS("no secure connection"),
    /** The connection broke, or what came was not HTTP. */
    BROKEN("the connection broke"),
    /** No endpoint of that name is configured; it may be again after the next restart. */
    NOT_CONFIGURED("no endpoint of this name is configured"),
    /** The message cannot be put into an HTTP request. */
    UNSENDABLE("the message cannot be put into a request");

    private final String words;

    AttemptFailure(String words) {
        this.words = words;
    }

    /** For a report. */
    public String words() {
        return words;
    }
}
