package io.wardstream.connectors.mqtt.sink;

import java.io.Serializable;

/**
 * Is told of a message that the broker took although nobody listens (PUBACK with reason code 0x10), so that a sender
 * can know that its device is not there. Called by the task's thread; should be quick. Not every broker says it:
 * Mosquitto and HiveMQ do, Artemis does not. MQTT 3.1.1 cannot.
 */
@FunctionalInterface
public interface NoSubscriberCallback extends Serializable {

    /** Nobody listens on the message's topic. */
    void nobodyListens(MqttPublication publication);
}
