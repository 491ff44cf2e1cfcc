package io.wardstream.model;

/**
 * What a clamp is told, on {@code ward/v1/{ward}/{deviceId}/command}.
 *
 * @param commandId names the command; the device answers with it, and ignores one that it has carried out before
 * @param action what to do: by itself the system only ever closes
 * @param lineId the line, so that a device that was moved can refuse
 * @param issuedAt when it was sent
 * @param expiresAt the device ignores it from then on
 * @param epoch the device ignores one lower than the highest it has seen
 */
public record ClampCommand(
        String commandId,
        ClampAction action,
        String lineId,
        @Time long issuedAt,
        @Time long expiresAt,
        long epoch) {}
