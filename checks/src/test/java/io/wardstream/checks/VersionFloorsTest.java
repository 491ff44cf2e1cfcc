package io.wardstream.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionFloorsTest {

    /** The jars of this test's own class path, which has everything that the local ward and the jobs run with. */
    private static List<String> jars() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(path -> Path.of(path).getFileName().toString())
                .filter(name -> name.endsWith(".jar"))
                .toList();
    }

    @Test
    void nothingThatWeShipIsBelowItsFloor() {
        assertThat(VersionFloors.problems(jars())).isEmpty();
    }

    @Test
    void aLoweredVersionIsFound() {
        List<String> planted = new ArrayList<>();
        for (String jar : jars()) {
            planted.add(jar.startsWith("postgresql-") ? "postgresql-42.7.11.jar" : jar);
        }
        assertThat(VersionFloors.problems(planted)).containsExactly("postgresql 42.7.11 is below 42.7.12");
        planted.removeIf(jar -> jar.startsWith("lz4-java-"));
        assertThat(VersionFloors.problems(planted)).anyMatch(problem -> problem.startsWith("lz4-java is not on"));
    }
}
