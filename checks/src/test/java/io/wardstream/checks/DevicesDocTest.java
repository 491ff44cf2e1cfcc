package io.wardstream.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.ProfileKind;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.ForeignDevice;
import io.wardstream.model.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The registry entries in docs/devices.md are entries, and their profiles are valid. */
class DevicesDocTest {

    private static final Pattern ENTRY = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    private static List<String> entries() throws Exception {
        return ENTRY.matcher(Files.readString(Rendered.root().resolve("docs/devices.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    @Test
    void showsEntriesThatCanBeUsedAsTheyStand() throws Exception {
        Set<ProfileKind> shown = EnumSet.noneOf(ProfileKind.class);
        for (String json : entries()) {
            Decoded<RegistryEntry> decoded =
                    WireFormat.of(RegistryEntry.class).read(json.getBytes(StandardCharsets.UTF_8));
            assertThat(decoded).as(json).isInstanceOf(Decoded.Accepted.class);
            RegistryEntry entry = ((Decoded.Accepted<RegistryEntry>) decoded).value();
            if (entry.foreign()) {
                shown.add(entry.profile().kind());
                assertThat(ForeignDevice.of(entry).problems()).as(json).isEmpty();
                assertThat(ForeignDevice.of(entry).filters()).as(json).isNotEmpty();
            } else {
                shown.add(ProfileKind.NATIVE);
            }
        }
        assertThat(shown).containsExactlyInAnyOrder(ProfileKind.values());
    }
}
