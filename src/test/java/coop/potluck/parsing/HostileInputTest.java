package coop.potluck.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeFiles;
import coop.potluck.recipe.RecipeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What strangers may put into a repository costs them an answer and nobody else anything. */
class HostileInputTest {

  private static final RecipeName NAME = new RecipeName("hostile");
  private static final String COMPOSE = "services:\n  app:\n    image: org/app:1\n";

  private final RecipeParser parser = new RecipeParser(ParsingSettings.DEFAULT);

  @Property(tries = 300)
  void any_bytes_in_any_file_give_an_answer(
      @ForAll byte[] compose,
      @ForAll byte[] overlay,
      @ForAll byte[] sample,
      @ForAll byte[] script,
      @ForAll byte[] readme) {
    answers(compose, overlay, sample, script, readme);
    answers(COMPOSE.getBytes(UTF_8), overlay, sample, script, readme);
  }

  @Property(tries = 500)
  void any_mix_of_what_the_readers_look_for_gives_an_answer(
      @ForAll("compose") String compose,
      @ForAll("compose") String overlay,
      @ForAll("sample") String sample,
      @ForAll("sample") String script,
      @ForAll("readme") String readme) {
    answers(
        compose.getBytes(UTF_8),
        overlay.getBytes(UTF_8),
        sample.getBytes(UTF_8),
        script.getBytes(UTF_8),
        readme.getBytes(UTF_8));
  }

  private void answers(
      byte[] compose, byte[] overlay, byte[] sample, byte[] script, byte[] readme) {
    var files =
        new RecipeFiles(
            List.of(
                ParsingCase.file("compose.yml", compose),
                ParsingCase.file("compose.a.yml", overlay),
                ParsingCase.file(".env.sample", sample),
                ParsingCase.file("abra.sh", script),
                ParsingCase.file("README.md", readme),
                ParsingCase.file("release/1.0.0+1", readme)),
            List.of());
    var reading = parser.parse(NAME, files);
    if (reading instanceof Reading.Rejected rejected) {
      assertThat(rejected.problems()).isNotEmpty();
    }
    assertThat(reading).isNotInstanceOf(Reading.NotARecipe.class);
    var head = parser.head(files, LinkBase.guess("https://github.com/a/b.git", "main"));
    assertThat(head.notes()).hasSize(1);
    assertThat(head.readmeText()).hasSizeLessThanOrEqualTo(16_384).doesNotContain("  ", "\n\n");
    assertThat(head.readmeHtml()).doesNotContain("<script", "<img", "<style", "href=\"javascript:");
  }

  @Provide
  Arbitrary<String> compose() {
    return tokens(
        "services:\n",
        "  app:\n",
        "  db: {",
        "    image: ",
        "org/app:1.0\n",
        "    ports:\n",
        "      - ",
        "80:80\n",
        "{target: 80}\n",
        "    volumes: [",
        "]",
        "}",
        "a:b",
        ":",
        "\n",
        "networks:\n",
        "configs:\n",
        "secrets:\n",
        "volumes:\n",
        "  x:\n",
        "    external: true\n",
        "    file: x\n",
        "    name: ${A_VERSION}\n",
        "!reset ",
        "!override ",
        "&a ",
        "*a",
        "<<: *a\n",
        "    environment:\n",
        "      A: b\n",
        "    deploy: {labels: [a=b, ",
        "    healthcheck:\n",
        "${",
        "$$",
        "$A",
        "    labels: ",
        "~",
        "\"",
        "'",
        "|\n");
  }

  @Provide
  Arbitrary<String> sample() {
    return tokens(
        "A=",
        "\"",
        "'",
        "#",
        " ",
        "\n",
        "export ",
        "COMPOSE_FILE=",
        "$COMPOSE_FILE:",
        "compose.yml",
        "compose.a.yml",
        "SECRET_X_VERSION=v1 ",
        "# length=9",
        " generate=false",
        "${A",
        "}",
        "$(id)",
        "X_VERSION=v1",
        "\\",
        ";",
        "TYPE=x:1");
  }

  @Provide
  Arbitrary<String> readme() {
    return tokens(
        "# T\n",
        "<!-- metadata -->\n",
        "<!-- endmetadata -->\n",
        "* **Status**: ",
        "* **Image**: ",
        "[`a`](http://x), ",
        "3",
        "❶💚",
        "⛔",
        "\n",
        "- ",
        "**",
        "[",
        "](",
        ")",
        "![",
        "<img src=x>",
        "<script>x</script>",
        "<a href=javascript:x>",
        "</a>",
        "> ",
        "|a|b|\n|-|-|\n",
        "`",
        "Word ");
  }

  private static Arbitrary<String> tokens(String... tokens) {
    return Arbitraries.of(tokens).list().ofMaxSize(60).map(parts -> String.join("", parts));
  }

  @Test
  @Timeout(20)
  void variables_beyond_the_limit_are_left_out_with_a_warning() {
    var many = new StringBuilder(COMPOSE).append("    command:\n");
    for (var i = 0; i < 20_000; i++) {
      many.append("    - $A").append(i).append(" ${A").append(i).append(":-x}\n");
    }
    var content = content(Map.of("compose.yml", many.toString(), ".env.sample", "TYPE=x"));
    assertThat(content.variables()).hasSize(2_000);
    assertThat(content.warnings().toString()).contains("at most 2000 variables");
  }

  @Test
  @Timeout(20)
  void nothing_is_said_of_keys_where_there_is_too_much_text_to_look_into() {
    var files = new TreeMap<>(Map.of("compose.yml", COMPOSE, ".env.sample", "UNUSED=1"));
    assertThat(content(files).unusedKeys()).containsExactly("UNUSED");
    for (var i = 0; i < 5; i++) {
      files.put("text" + i, "A B_C ".repeat(170_000));
    }
    var content = content(files);
    assertThat(content.unusedKeys()).isEmpty();
    assertThat(content.warnings().toString()).contains("text4: less text");
  }

  private RecipeContent content(Map<String, String> texts) {
    var files = new ArrayList<RecipeFile>();
    texts.forEach((path, text) -> files.add(ParsingCase.file(path, text.getBytes(UTF_8))));
    var reading = parser.parse(NAME, new RecipeFiles(files, List.of()));
    assertThat(reading).isInstanceOf(Reading.Parsed.class);
    return ((Reading.Parsed) reading).content();
  }

  @Test
  @Timeout(20)
  void texts_that_make_slow_readers_slower_are_read_in_time() {
    for (var text :
        List.of(
            "A=\"$A$A\"\n".repeat(1_500),
            "A=\"" + "x\n".repeat(200_000),
            "#".repeat(900_000),
            "A" + "=A".repeat(400_000),
            "COMPOSE_FILE=\"$COMPOSE_FILE:compose.a.yml\"\n".repeat(2_000),
            "X_VERSION=$(".repeat(70_000),
            "[".repeat(200_000),
            "![](".repeat(60_000),
            "> ".repeat(100_000),
            "*a **b ".repeat(30_000),
            "`".repeat(1_000) + " ` ``".repeat(40_000),
            "<a ".repeat(80_000),
            "<div>".repeat(50_000),
            "|a".repeat(100_000) + "\n" + "|-".repeat(100_000) + "\n",
            "* **Image**: [a](".repeat(15_000),
            "* **Maintainer**: " + "[a](".repeat(100) + "\n")) {
      var bytes = ("<!-- metadata -->\n" + text).getBytes(UTF_8);
      answers(COMPOSE.getBytes(UTF_8), COMPOSE.getBytes(UTF_8), bytes, bytes, bytes);
    }
  }

  @Test
  void variables_and_aliases_cannot_make_much_text_of_little() {
    var big = "BIG=" + "x".repeat(16_000) + "\n";
    var compose = COMPOSE + "    environment:\n" + "      - $BIG\n".repeat(1_000);
    assertThat(read(compose, big)).contains("rejected", "fewer characters");

    var overlays = COMPOSE + "    environment:\n" + "      - $BIG\n".repeat(100);
    assertThat(overlays(overlays, big, 5)).contains("compose.2.yml").contains("fewer characters");

    var alias = "x: &x " + "y".repeat(500_000) + "\n" + COMPOSE + "    labels: [*x, *x, *x]\n";
    assertThat(read(alias, "")).contains("rejected", "characters, aliases resolved");

    var chain = new StringBuilder("A0=" + "x".repeat(8_000) + "\n");
    for (var i = 1; i < 2_000; i++) {
      chain.append("A%d=$A%d$A%d\n".formatted(i, i - 1, Math.max(0, i - 2)));
    }
    assertThat(read(COMPOSE, chain.toString())).startsWith("parsed");
  }

  private String read(String compose, String sample) {
    return overlays(compose, sample, 0);
  }

  private String overlays(String compose, String sample, int overlays) {
    var files = new ArrayList<RecipeFile>();
    files.add(ParsingCase.file("compose.yml", compose.getBytes(UTF_8)));
    files.add(ParsingCase.file(".env.sample", sample.getBytes(UTF_8)));
    for (var i = 0; i < overlays; i++) {
      files.add(ParsingCase.file("compose." + i + ".yml", compose.getBytes(UTF_8)));
    }
    return Rendering.of(parser.parse(NAME, new RecipeFiles(files, List.of())));
  }

  @Test
  void services_overlays_keys_and_warnings_have_limits() {
    var few =
        new RecipeParser(
            new ParsingSettings(4_096, 4_096, 4_096, 64, 2, 50, 1_000, 2, 1, 3, 256, 9_999, 5, 4));
    var compose = "services:\n  a: {image: \"a:1\"}\n  b: {image: b}\n";
    var files = new ArrayList<RecipeFile>();
    Map.of(
            "compose.yml", compose,
            "compose.a.yml", compose,
            "compose.b.yml", compose,
            ".env.sample", "A=1\nB=2\nC=3\nD=4\nE=5\n",
            "README.md",
                "<!-- metadata -->\n"
                    + "* **Odd%s**: x\n".repeat(9).formatted(1, 2, 3, 4, 5, 6, 7, 8, 9))
        .forEach((path, text) -> files.add(ParsingCase.file(path, text.getBytes(UTF_8))));
    var reading = few.parse(NAME, new RecipeFiles(files, List.of()));
    assertThat(reading).isInstanceOf(Reading.Parsed.class);
    var content = ((Reading.Parsed) reading).content();
    assertThat(content.overlays()).hasSize(1);
    assertThat(content.environment()).hasSize(3);
    assertThat(content.warnings()).hasSize(5);
    assertThat(content.warnings().get(4).expected()).contains("more are not listed");

    var third = (compose + "  c: {image: \"c:1\"}\n").getBytes(UTF_8);
    var more =
        few.parse(
            NAME,
            new RecipeFiles(
                List.of(
                    ParsingCase.file("compose.yml", third),
                    ParsingCase.file("abra.sh", new byte[0])),
                List.of()));
    assertThat(Rendering.of(more)).contains("rejected", "at most 2 services");
  }
}
