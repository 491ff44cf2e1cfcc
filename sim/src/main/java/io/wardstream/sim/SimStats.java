package io.wardstream.sim;

/**
 * Counts since the ward was started in this process.
 *
 * @param published messages handed to the network at least once, the deliberate faults included, last wills not
 * @param puBacked those of them that the broker has confirmed
 * @param duplicatesSentDeliberately those of them that repeat another one
 * @param malformedSentDeliberately those of them that are no messages
 * @param readingsDropped readings never sent, because a device was cut off for too long
 * @param refusedByBroker messages that the broker refused: its permissions are wrong
 * @param commandsReceived commands that reached clamps
 * @param commandsRefused those of them that clamps refused
 * @param clampsClosed clamps that closed by a command
 */
public record SimStats(
        long published,
        long puBacked,
        long duplicatesSentDeliberately,
        long malformedSentDeliberately,
        long readingsDropped,
        long refusedByBroker,
        long commandsReceived,
        long commandsRefused,
        long clampsClosed) {}
