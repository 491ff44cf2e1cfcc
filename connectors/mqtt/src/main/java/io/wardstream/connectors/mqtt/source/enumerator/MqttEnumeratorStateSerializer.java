package io.wardstream.connectors.mqtt.source.enumerator;

import io.wardstream.connectors.mqtt.source.split.MqttSplit;
import io.wardstream.connectors.mqtt.source.split.MqttSplitSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Keeps the enumerator's memory. Version 1: prefix, the filters as text, unassigned splits with their own version.
 * Version 2 keeps splits in the place of the filters, because the members of a shared subscription have one filter
 * together.
 */
public final class MqttEnumeratorStateSerializer implements SimpleVersionedSerializer<MqttEnumeratorState> {

    @Override
    public int getVersion() {
        return 2;
    }

    @Override
    public byte[] serialize(MqttEnumeratorState state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        out.writeUTF(state.clientIdPrefix());
        out.writeInt(MqttSplitSerializer.INSTANCE.getVersion());
        write(out, state.known());
        write(out, state.unassigned());
        return out.getCopyOfBuffer();
    }

    private static void write(DataOutputSerializer out, List<MqttSplit> splits) throws IOException {
        out.writeInt(splits.size());
        for (MqttSplit split : splits) {
            byte[] bytes = MqttSplitSerializer.INSTANCE.serialize(split);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    @Override
    public MqttEnumeratorState deserialize(int version, byte[] serialized) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(serialized);
        switch (version) {
            case 1 -> {
                String prefix = in.readUTF();
                List<MqttSplit> known = new ArrayList<>();
                for (int i = in.readInt(); i > 0; i--) {
                    known.add(MqttSplit.ofFilter(in.readUTF()));
                }
                return new MqttEnumeratorState(prefix, known, read(in, in.readInt()));
            }
            case 2 -> {
                String prefix = in.readUTF();
                int splitVersion = in.readInt();
                List<MqttSplit> known = read(in, splitVersion);
                return new MqttEnumeratorState(prefix, known, read(in, splitVersion));
            }
            default ->
                throw new IOException(
                        "An enumerator state of version " + version + ": this connector knows versions 1 and 2");
        }
    }

    private static List<MqttSplit> read(DataInputDeserializer in, int splitVersion) throws IOException {
        List<MqttSplit> splits = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            splits.add(MqttSplitSerializer.INSTANCE.deserialize(splitVersion, bytes));
        }
        return splits;
    }
}
