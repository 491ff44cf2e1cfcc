package io.wardstream.connectors.mqtt;

import java.io.Serial;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * A shared subscription: the broker deals the messages of a filter out to several sessions, so that more than one
 * reader can carry it.
 *
 * <p>The price is order. Brokers deal in turn or at random, so one device's messages reach several readers and overtake
 * each other; and when a member is away, the broker may give its messages to another one while those that it had not
 * acknowledged wait for its return. Only a broker that deals by a hash of topic or client keeps a device with one
 * member, and only while the members stay the same. Therefore it must be said aloud: {@link #acceptingReordering()}.
 * Broker time cannot be had with it.
 *
 * <p>Members are sessions with client ids of their own. Their number must not be lowered while the job has state: what
 * a member had not acknowledged would be lost.
 */
public final class SharedGroup implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private static final Pattern NAME = Pattern.compile("[^/+#\\u0000]{1,64}");

    private final String name;
    private final int members;
    private final boolean reorderingAccepted;

    private SharedGroup(String name, int members, boolean reorderingAccepted) {
        this.name = name;
        this.members = members;
        this.reorderingAccepted = reorderingAccepted;
    }

    /**
     * A group.
     *
     * @param name the share name, as in {@code $share/name/filter}
     * @param members how many sessions share each filter
     */
    public static SharedGroup of(String name, int members) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A shared group's name is 1 to 64 characters without / + #: '" + name + "'");
        }
        if (members < 1 || members > 1_000) {
            throw new IllegalArgumentException("A shared group has 1 to 1000 members, not " + members);
        }
        return new SharedGroup(name, members, false);
    }

    /** Says that the order of a device's messages does not matter behind this source. */
    public SharedGroup acceptingReordering() {
        return new SharedGroup(name, members, true);
    }

    /** The share name. */
    public String name() {
        return name;
    }

    /** How many sessions share each filter. */
    public int members() {
        return members;
    }

    /** Whether the loss of order was accepted. */
    public boolean reorderingAccepted() {
        return reorderingAccepted;
    }
}
