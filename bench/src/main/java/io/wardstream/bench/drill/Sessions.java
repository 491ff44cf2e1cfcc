package io.wardstream.bench.drill;

import io.wardstream.bench.broker.Broker;
import io.wardstream.bench.broker.Client;
import io.wardstream.connectors.mqtt.source.split.MqttSplit;

/** The sessions of the job's source at the broker, in the hands of somebody else. */
final class Sessions {

    private final Broker broker;
    private final Scenario scenario;

    Sessions(Broker broker, Scenario scenario) {
        this.broker = broker;
        this.scenario = scenario;
    }

    /** The client id of the session that reads a filter. */
    String clientId(String filter) {
        return scenario.prefix() + "-s-" + MqttSplit.ofFilter(filter).splitId();
    }

    /** Makes the job's sessions before the job is there, so that messages can wait in them. */
    void begin() {
        for (String filter : scenario.topicFilters()) {
            try (Client session = Client.connect(broker, clientId(filter), Client.Session.KEPT)) {
                session.subscribe(filter);
            }
        }
    }

    /** Takes them from the broker, with what waits in them. */
    void forget() {
        if (!broker.isAlive()) {
            return;
        }
        for (String filter : scenario.topicFilters()) {
            Client.connect(broker, clientId(filter), Client.Session.NEW).close();
        }
    }
}
