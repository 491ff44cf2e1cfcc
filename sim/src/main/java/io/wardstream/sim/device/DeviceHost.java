package io.wardstream.sim.device;

/** Whoever stands behind the devices. Called from the network's threads; must not block. */
public interface DeviceHost {

    /** The text of the last will for a device's next connection, the first being number 1. */
    String will(String deviceId, int connection);

    /** A device is connected and, if it takes commands, listens to them. */
    void connected(String deviceId);

    /** Something came on a device's command topic. */
    void received(String deviceId, byte[] payload);

    /** The broker has what a receipt stands for. */
    void delivered(String receipt);
}
