package io.wardstream.local.inbox;

import io.wardstream.model.AlarmNotice;
import io.wardstream.model.Time;

/**
 * A notice that was taken.
 *
 * @param id the delivery's id
 * @param receivedAt wall time
 * @param notice what it says
 */
public record InboxEntry(String id, @Time long receivedAt, AlarmNotice notice) {}
