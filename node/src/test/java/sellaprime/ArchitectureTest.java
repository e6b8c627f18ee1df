package sellaprime;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;

/**
 * What may know what: {@code rest}, {@code cli} → {@code metrics} → {@code grid} → {@code job},
 * {@code primality} → nothing.
 */
@AnalyzeClasses(packages = "sellaprime", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static ArchRule knowsOnly(String layer, String... known) {
    return noClasses()
        .that()
        .resideInAPackage(layer)
        .should()
        .dependOnClassesThat(resideInAPackage("sellaprime..").and(not(resideInAnyPackage(known))))
        .allowEmptyShould(true);
  }

  @ArchTest
  static final ArchRule jobsKnowNothing = knowsOnly("sellaprime.job..", "sellaprime.job..");

  @ArchTest
  static final ArchRule theEngineKnowsNothing =
      knowsOnly("sellaprime.primality..", "sellaprime.primality..");

  @ArchTest
  static final ArchRule theClientKnowsNothing =
      knowsOnly("sellaprime.client..", "sellaprime.client..");

  @ArchTest
  static final ArchRule theGridKnowsJobsTheEngineAndTheContractOfTheClient =
      knowsOnly(
          "sellaprime.grid..",
          "sellaprime.grid..",
          "sellaprime.job..",
          "sellaprime.primality..",
          "sellaprime.client..");

  @ArchTest
  static final ArchRule theFiguresKnowTheGridAndJobs =
      knowsOnly(
          "sellaprime.metrics..", "sellaprime.metrics..", "sellaprime.grid..", "sellaprime.job..");

  @ArchTest
  static final ArchRule onlyTheFiguresUseMicrometer =
      noClasses()
          .that()
          .resideOutsideOfPackage("sellaprime.metrics..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micrometer..", "io.prometheus..");

  @ArchTest
  static final ArchRule accessKnowsNoGrid =
      knowsOnly("sellaprime.access..", "sellaprime.access..", "sellaprime.client..");

  @ArchTest
  static final ArchRule restKnowsNoCommandLine =
      noClasses()
          .that()
          .resideInAPackage("sellaprime.rest..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("sellaprime.cli..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyTheCommandLineKnowsRest =
      noClasses()
          .that()
          .resideOutsideOfPackages("sellaprime.rest..", "sellaprime.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("sellaprime.rest..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyMainKnowsTheCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackage("sellaprime.cli..")
          .and()
          .doNotHaveFullyQualifiedName("sellaprime.NodeMain")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("sellaprime.cli..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule rulesAndEngineUseNoFramework =
      noClasses()
          .that()
          .resideInAnyPackage("sellaprime.job..", "sellaprime.primality..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.ignite..",
              "org.springframework..",
              "org.glassfish..",
              "jakarta..",
              "javax.cache..",
              "com.fasterxml..",
              "org.slf4j..");

  /** It is an incubator module, which not every JVM has. */
  @ArchTest
  static final ArchRule onlyTheVectorPackageUsesTheVectorModule =
      noClasses()
          .that()
          .resideOutsideOfPackage("sellaprime.primality.vector")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jdk.incubator..", "sellaprime.primality.vector");

  @ArchTest
  static final ArchRule onlyTheGridUsesIgnite =
      noClasses()
          .that()
          .resideOutsideOfPackages("sellaprime.grid..", "sellaprime.client..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.ignite..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("sellaprime.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheCommandLinePrints =
      CompositeArchRule.of(
              noClasses()
                  .that()
                  .resideOutsideOfPackage("sellaprime.cli..")
                  .should()
                  .accessField(System.class, "out"))
          .and(
              noClasses()
                  .that()
                  .resideOutsideOfPackage("sellaprime.cli..")
                  .should()
                  .accessField(System.class, "err"));

  @ArchTest
  static void everyPackageIsNullMarked(JavaClasses all) {
    Set<String> unmarked = new TreeSet<>();
    for (JavaClass one : all) {
      JavaPackage home = one.getPackage();
      if (!home.isAnnotatedWith(NullMarked.class)) {
        unmarked.add(home.getName());
      }
    }
    assertThat(unmarked).as("packages whose package-info lacks @NullMarked").isEmpty();
  }
}
