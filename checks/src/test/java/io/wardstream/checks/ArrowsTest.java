package io.wardstream.checks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between the modules run one way (design, section 3). Each rule is also seen to fail. */
class ArrowsTest {

    private static final String ROOT = "io.wardstream";
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** A rule, and a class that breaks it. */
    private record Arrow(String name, ArchRule rule, Class<?> violation) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static DescribedPredicate<JavaClass> ofUsExcept(String... packages) {
        return resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(packages)));
    }

    static Stream<Arrow> arrows() {
        String model = ROOT + ".model..";
        String cep = ROOT + ".cep..";
        String mqtt = ROOT + ".connectors.mqtt..";
        String webhook = ROOT + ".connectors.webhook..";
        String storage = ROOT + ".connectors.storage..";
        String jobs = ROOT + ".jobs..";
        String sim = ROOT + ".sim..";
        String bench = ROOT + ".bench..";
        return Stream.of(
                new Arrow(
                        "model knows nobody",
                        noClasses().that().resideInAPackage(model).should().dependOnClassesThat(ofUsExcept(model)),
                        io.wardstream.model.planted.KnowsThePatterns.class),
                new Arrow(
                        "model knows no Flink",
                        noClasses()
                                .that()
                                .resideInAPackage(model)
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("org.apache.flink.."),
                        io.wardstream.model.planted.KnowsFlink.class),
                new Arrow(
                        "only model.wire knows Jackson, and the simulation's own state files",
                        noClasses()
                                .that()
                                .resideInAPackage(ROOT + "..")
                                .and()
                                .resideOutsideOfPackages(ROOT + ".model.wire..", ROOT + ".sim.store..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("com.fasterxml.jackson.."),
                        io.wardstream.jobs.planted.KnowsJackson.class),
                new Arrow(
                        "the patterns know the model only",
                        noClasses().that().resideInAPackage(cep).should().dependOnClassesThat(ofUsExcept(model, cep)),
                        io.wardstream.cep.planted.KnowsTheJobs.class),
                new Arrow(
                        "the MQTT connector knows nobody",
                        noClasses().that().resideInAPackage(mqtt).should().dependOnClassesThat(ofUsExcept(mqtt)),
                        io.wardstream.connectors.mqtt.planted.KnowsTheModel.class),
                new Arrow(
                        "the webhook connector knows nobody",
                        noClasses().that().resideInAPackage(webhook).should().dependOnClassesThat(ofUsExcept(webhook)),
                        io.wardstream.connectors.webhook.planted.KnowsTheModel.class),
                new Arrow(
                        "the storage connector knows nobody",
                        noClasses().that().resideInAPackage(storage).should().dependOnClassesThat(ofUsExcept(storage)),
                        io.wardstream.connectors.storage.planted.KnowsTheModel.class),
                new Arrow(
                        "the jobs know neither the simulation nor the local ward",
                        noClasses()
                                .that()
                                .resideInAPackage(jobs)
                                .should()
                                .dependOnClassesThat(ofUsExcept(model, cep, mqtt, webhook, storage, jobs)),
                        io.wardstream.jobs.planted.KnowsTheLocalWard.class),
                new Arrow(
                        "the simulation knows the model only",
                        noClasses().that().resideInAPackage(sim).should().dependOnClassesThat(ofUsExcept(model, sim)),
                        io.wardstream.sim.planted.KnowsTheJobs.class),
                new Arrow(
                        "nobody knows the bench",
                        noClasses()
                                .that()
                                .resideInAPackage(ROOT + "..")
                                .and()
                                .resideOutsideOfPackage(bench)
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage(bench),
                        io.wardstream.local.planted.KnowsTheBench.class));
    }

    @ParameterizedTest
    @MethodSource("arrows")
    void pointsOneWay(Arrow arrow) {
        arrow.rule().allowEmptyShould(false).check(HOUSE);
    }

    @ParameterizedTest
    @MethodSource("arrows")
    void isSeenWhenItPointsBack(Arrow arrow) {
        JavaClasses planted = new ClassFileImporter().importClasses(arrow.violation());
        assertThat(arrow.rule().evaluate(planted).hasViolation())
                .as(arrow.name())
                .isTrue();
    }

    @Test
    void looksAtEveryModule() {
        for (String module : List.of(
                "model",
                "cep",
                "connectors.mqtt",
                "connectors.webhook",
                "connectors.storage",
                "jobs",
                "sim",
                "local",
                "bench")) {
            assertThat(HOUSE.that(resideInAPackage(ROOT + "." + module + "..")))
                    .as(module)
                    .isNotEmpty();
        }
    }
}
