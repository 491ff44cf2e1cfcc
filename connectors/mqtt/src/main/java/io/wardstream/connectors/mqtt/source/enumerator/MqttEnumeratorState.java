package io.wardstream.connectors.mqtt.source.enumerator;

import io.wardstream.connectors.mqtt.source.split.MqttSplit;
import java.util.List;

/**
 * What the enumerator must remember.
 *
 * @param clientIdPrefix the prefix that the sessions were begun with
 * @param known the splits that were ever handed out or are waiting to be, in order
 * @param unassigned the splits that no reader has
 */
public record MqttEnumeratorState(String clientIdPrefix, List<MqttSplit> known, List<MqttSplit> unassigned) {}
