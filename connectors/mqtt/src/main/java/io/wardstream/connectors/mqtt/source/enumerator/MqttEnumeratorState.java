package io.wardstream.connectors.mqtt.source.enumerator;

import io.wardstream.connectors.mqtt.source.split.MqttSplit;
import java.util.List;

/**
 * What the enumerator must remember.
 *
 * @param clientIdPrefix the prefix that the sessions were begun with
 * @param topicFilters the filters that were handed out, in order
 * @param unassigned the splits that no reader has
 */
public record MqttEnumeratorState(String clientIdPrefix, List<String> topicFilters, List<MqttSplit> unassigned) {}
