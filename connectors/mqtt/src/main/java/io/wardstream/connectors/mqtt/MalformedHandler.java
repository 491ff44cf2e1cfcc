package io.wardstream.connectors.mqtt;

import java.io.Serializable;

/**
 * Makes a record of a message that could not be read, so that it goes on, tagged, and nothing is lost in silence.
 * Called by the task's thread; must not throw.
 *
 * @param <T> the records
 */
@FunctionalInterface
public interface MalformedHandler<T> extends Serializable {

    /**
     * The record.
     *
     * @param message the message, valid during this call only
     * @param cause what the deserializer threw
     */
    T toRecord(MqttMessage message, Exception cause);
}
