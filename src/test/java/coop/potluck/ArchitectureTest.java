package coop.potluck;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the table of packages in {@code docs/design.md} against the code. */
class ArchitectureTest {

  private static final String BASE = "coop.potluck.";
  private static final Path SOURCES = Path.of("src/main/java/coop/potluck");
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("coop.potluck");

  /** Who alone may touch a library; {@code app} wires, but touches none of these. */
  private static final Map<String, List<String>> OWNERS =
      Map.ofEntries(
          Map.entry("org.eclipse.jgit..", List.of("mirror")),
          Map.entry("io.javalin..", List.of("http")),
          Map.entry("org.eclipse.jetty..", List.of("http")),
          Map.entry("io.prometheus..", List.of("http")),
          Map.entry("org.sqlite..", List.of("database")),
          Map.entry("com.zaxxer..", List.of("database")),
          Map.entry("org.jdbi..", List.of("database", "catalogue", "search", "federation", "peer")),
          Map.entry("org.snakeyaml..", List.of("parsing")),
          Map.entry("org.commonmark..", List.of("parsing")),
          Map.entry("org.owasp..", List.of("parsing")),
          Map.entry("okhttp3..", List.of("outbound")),
          Map.entry("com.github.difflib..", List.of("api")),
          Map.entry("picocli..", List.of("app")));

  @Test
  void every_package_of_the_code_stands_in_the_table() throws IOException {
    assertThat(table().keySet()).containsAll(packages());
  }

  @TestFactory
  Stream<DynamicTest> a_package_imports_only_what_its_row_allows() throws IOException {
    var table = table();
    return packages().stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> {
                      var allowed = table.getOrDefault(name, Set.of());
                      if (allowed.contains("everything")) {
                        return;
                      }
                      var forbidden =
                          table.keySet().stream()
                              .filter(other -> !other.equals(name) && !allowed.contains(other))
                              .map(other -> BASE + other + "..")
                              .toArray(String[]::new);
                      noClasses()
                          .that()
                          .resideInAPackage(BASE + name + "..")
                          .should()
                          .dependOnClassesThat()
                          .resideInAnyPackage(forbidden)
                          .because("its row in docs/design.md allows " + allowed)
                          .check(CLASSES);
                    }));
  }

  @Test
  void packages_have_no_cycles() {
    slices().matching(BASE + "(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @TestFactory
  Stream<DynamicTest> a_library_has_one_owner() {
    return OWNERS.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        noClasses()
                            .that(
                                not(
                                    resideInAnyPackage(
                                        entry.getValue().stream()
                                            .map(owner -> BASE + owner + "..")
                                            .toArray(String[]::new))))
                            .should()
                            .dependOnClassesThat(resideInAPackage(entry.getKey()))
                            .because("only " + entry.getValue() + " may touch it")
                            .check(CLASSES)));
  }

  @Test
  void the_vocabulary_knows_the_jdk_alone() {
    classes()
        .that()
        .resideInAPackage(BASE + "recipe..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", BASE + "recipe..")
        .check(CLASSES);
  }

  @Test
  void parsing_is_pure() {
    noClasses()
        .that()
        .resideInAPackage(BASE + "parsing..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.slf4j..", "java.net.http..", "java.nio.file..")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .check(CLASSES);
  }

  @Test
  void environment_and_arguments_are_read_in_app_alone() {
    noClasses()
        .that(not(resideInAPackage(BASE + "app..")))
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getProperty", String.class)
        .orShould()
        .callMethod(System.class, "getProperty", String.class, String.class)
        .check(CLASSES);
  }

  @Test
  void nothing_leaves_the_node_but_through_outbound() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..")
        .orShould()
        .callMethod(java.net.URL.class, "openConnection")
        .orShould()
        .callMethod(java.net.URL.class, "openStream")
        .because("only outbound's client checks addresses when it connects")
        .check(CLASSES);
  }

  @Test
  void every_package_says_what_it_is_and_is_null_marked() throws IOException {
    for (var name : packages()) {
      assertThat(Files.readString(SOURCES.resolve(name).resolve("package-info.java")))
          .as(name)
          .contains("@NullMarked")
          .contains("/**");
    }
  }

  private static Set<String> packages() throws IOException {
    try (var folders = Files.list(SOURCES)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** The rows of the table in the design: a package, and what it may import. */
  private static Map<String, Set<String>> table() throws IOException {
    var table = new LinkedHashMap<String, Set<String>>();
    for (var line : Files.readAllLines(Path.of("docs/design.md"))) {
      var cells = line.split("\\|", -1);
      if (line.startsWith("| `") && cells.length == 6) {
        table.put(
            cells[1].strip().replace("`", ""),
            Arrays.stream(cells[3].split(","))
                .map(String::strip)
                .filter(cell -> !cell.equals("–"))
                .collect(Collectors.toCollection(TreeSet::new)));
      }
    }
    assertThat(table).as("rows of the table in docs/design.md").hasSizeGreaterThan(10);
    return table;
  }
}
