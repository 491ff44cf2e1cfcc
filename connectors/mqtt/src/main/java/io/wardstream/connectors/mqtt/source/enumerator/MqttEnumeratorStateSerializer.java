package io.wardstream.connectors.mqtt.source.enumerator;

import io.wardstream.connectors.mqtt.source.split.MqttSplit;
import io.wardstream.connectors.mqtt.source.split.MqttSplitSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Keeps the enumerator's memory. Version 1: prefix, filters, unassigned splits with their own version. */
public final class MqttEnumeratorStateSerializer implements SimpleVersionedSerializer<MqttEnumeratorState> {

    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(MqttEnumeratorState state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        out.writeUTF(state.clientIdPrefix());
        out.writeInt(state.topicFilters().size());
        for (String filter : state.topicFilters()) {
            out.writeUTF(filter);
        }
        out.writeInt(MqttSplitSerializer.INSTANCE.getVersion());
        out.writeInt(state.unassigned().size());
        for (MqttSplit split : state.unassigned()) {
            byte[] bytes = MqttSplitSerializer.INSTANCE.serialize(split);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
        return out.getCopyOfBuffer();
    }

    @Override
    public MqttEnumeratorState deserialize(int version, byte[] serialized) throws IOException {
        if (version != 1) {
            throw new IOException("An enumerator state of version " + version + ": this connector knows version 1");
        }
        DataInputDeserializer in = new DataInputDeserializer(serialized);
        String prefix = in.readUTF();
        List<String> filters = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            filters.add(in.readUTF());
        }
        int splitVersion = in.readInt();
        List<MqttSplit> unassigned = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            unassigned.add(MqttSplitSerializer.INSTANCE.deserialize(splitVersion, bytes));
        }
        return new MqttEnumeratorState(prefix, filters, unassigned);
    }
}
