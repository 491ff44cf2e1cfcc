package io.wardstream.connectors.mqtt.source.split;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Keeps a split. Version 1: id, filter, last tick, whether the session was started. Version 2 adds the number of
 * messages read.
 */
public final class MqttSplitSerializer implements SimpleVersionedSerializer<MqttSplit> {

    public static final MqttSplitSerializer INSTANCE = new MqttSplitSerializer();

    @Override
    public int getVersion() {
        return 2;
    }

    @Override
    public byte[] serialize(MqttSplit split) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        out.writeUTF(split.splitId());
        out.writeUTF(split.topicFilter());
        out.writeLong(split.lastTick());
        out.writeBoolean(split.sessionStarted());
        out.writeLong(split.messagesRead());
        return out.getCopyOfBuffer();
    }

    @Override
    public MqttSplit deserialize(int version, byte[] serialized) throws IOException {
        if (version < 1 || version > 2) {
            throw new IOException("A split of version " + version + ": this connector knows versions 1 and 2");
        }
        DataInputDeserializer in = new DataInputDeserializer(serialized);
        return new MqttSplit(
                in.readUTF(), in.readUTF(), in.readLong(), in.readBoolean(), version == 1 ? 0 : in.readLong());
    }
}
