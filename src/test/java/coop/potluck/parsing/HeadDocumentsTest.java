package coop.potluck.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeFiles;
import coop.potluck.recipe.ReleaseNote;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadDocumentsTest {

  private static final LinkBase BASE =
      LinkBase.of(LinkBase.Forge.FORGEJO, "https://git.example/org/wiki.git", "main");

  private final RecipeParser parser = new RecipeParser(ParsingSettings.DEFAULT);

  @Test
  void a_readme_becomes_html_with_tables_and_full_links() {
    var html =
        html(
            "# Wiki\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n\n[docs](docs/x.md#y) [out](https://x.example)\n");
    assertThat(html)
        .contains("<h1>Wiki</h1>", "<table>", "<td align=\"center\">2</td>")
        .contains("href=\"https://git.example/org/wiki/src/branch/main/docs/x.md#y\"")
        .contains("href=\"https://x.example\" rel=\"nofollow noopener\"");
  }

  @Test
  void a_picture_becomes_a_link_with_its_words() {
    assertThat(html("![a cat](img/cat.png) <img src=\"https://x.example/p.gif\" onerror=\"x()\">"))
        .contains("src/branch/main/img/cat.png\" rel=\"nofollow noopener\">a cat</a>")
        .contains("href=\"https://x.example/p.gif\" rel=\"nofollow noopener\">image</a>")
        .doesNotContain("<img", "onerror");
  }

  @Test
  void a_picture_within_a_link_becomes_the_words_of_that_link() {
    assertThat(html("[![build](https://x.example/badge.svg)](https://x.example/ci)"))
        .contains("href=\"https://x.example/ci\" rel=\"nofollow noopener\">build</a>")
        .doesNotContain("badge.svg");
  }

  @Test
  void nothing_that_runs_or_is_fetched_gets_through() {
    assertThat(
            html(
                "<script>alert(1)</script><style>b{background:url(//x)}</style>"
                    + "<iframe src=\"https://x.example\"></iframe><b onclick=\"x\" style=\"y\">b</b>\n\n"
                    + "[j](javascript:alert(1)) [d](data:text/html,x) <a href=\"vbscript:x\">v</a>\n\n"
                    + "<!-- metadata -->\n"))
        .doesNotContainIgnoringCase(
            "script", "style", "iframe", "onclick", "data:", "url(", "metadata", "href");
  }

  @Test
  void a_relative_link_that_cannot_be_browsed_is_plain_text() {
    var html =
        parser
            .head(files("README.md", "[docs](docs/x.md) [up](../../x)"), LinkBase.NONE)
            .readmeHtml();
    assertThat(html).contains("docs").doesNotContain("href");
    assertThat(html("[up](../../x)")).contains("up").doesNotContain("href");
  }

  @Test
  void a_readme_over_the_limit_is_cut_and_reported() {
    var small =
        new RecipeParser(
            new ParsingSettings(4_096, 9, 9, 5, 2, 50, 1_000, 9, 9, 9, 256, 9_999, 5, 9));
    var head = small.head(files("README.md", "1234567é abc"), BASE);
    assertThat(head.readmeHtml()).isEqualTo("<p>1234567é</p>\n");
    var inside = small.head(files("README.md", "12345678é abc"), BASE);
    assertThat(inside.readmeHtml()).isEqualTo("<p>12345678</p>\n");
    assertThat(inside.problems().get(0).expected()).contains("at most 9 bytes");
  }

  @Test
  void a_readme_that_was_not_read_is_named_and_reported() {
    var unread = new RecipeFile("README.md", RecipeFile.Kind.FILE, 50 << 20, null);
    var head = parser.head(new RecipeFiles(List.of(unread), List.of()), BASE);
    assertThat(head.readmePath()).isEqualTo("README.md");
    assertThat(head.readmeHtml()).isNull();
    assertThat(head.problems()).hasSize(1);
  }

  @Test
  void a_readme_becomes_plain_text_with_a_line_for_each_block() {
    assertThat(
            text(
                """
                # The  *Wiki*

                [![badge](https://x.example/b.svg)](https://x.example/ci)

                > Pages, written
                > together &amp; **kept**

                <!-- metadata -->
                * **Category**: Apps
                * **Status**: 3

                <!-- endmetadata -->

                1. Set `DOMAIN` in the [sample](.env.sample)\u00a0file
                2. deploy

                | Port | What |
                |------|------|
                | 80   | web  |

                ```
                abra app   new
                ```
                """))
        .isEqualTo(
            "The Wiki\nPages, written together & kept\nSet DOMAIN in the sample file\ndeploy\n"
                + "Port What\n80 web\nabra app new");
  }

  @Test
  void of_html_in_a_readme_the_words_are_kept() {
    assertThat(
            text(
                "<!-- secret\n\nremark --><div align=center><h1>W<b>i</b>ki</h1>by&nbsp;all</div>\n\n"
                    + "<script>run()</script><style>b{}</style> <details><summary>More</summary>x<br>y</details>"))
        .isEqualTo("Wiki\nby all\nMore\nx\ny");
  }

  @Test
  void an_open_feature_block_ends_at_the_next_heading() {
    assertThat(text("a\n\n<!--metadata-->\n* **Status**: 3\n\n## Use\n\nb")).isEqualTo("a\nUse\nb");
    assertThat(text("a\n\n<!-- metadata -->\n\n* **Status**: 3")).isEqualTo("a");
  }

  @Test
  void plain_text_is_cut_at_its_limit_and_never_within_a_character() {
    for (var limit = 0; limit <= 9; limit++) {
      var small = new ParsingSettings(4_096, 99, limit, 5, 2, 50, 1_000, 9, 9, 9, 256, 9_999, 5, 9);
      var head = new RecipeParser(small).head(files("README.md", "ab \ud83d\ude00\n\nc"), BASE);
      assertThat(head.readmeText())
          .isEqualTo(
              List.of("", "a", "ab", "ab", "ab", "ab \ud83d\ude00").get(Math.min(limit, 5))
                  + (limit > 6 ? "\nc" : ""));
      assertThat(head.readmeHtml()).contains("<p>c</p>");
    }
    assertThat(text("word ".repeat(20_000))).hasSize(16_384);
  }

  @Test
  void without_a_readme_there_is_no_text() {
    assertThat(parser.head(files("compose.yml", "x"), BASE).readmeText()).isEmpty();
    assertThat(text("![only](a.png)")).isEmpty();
  }

  @Test
  void a_readme_is_found_however_it_is_capitalised() {
    assertThat(parser.head(files("Readme.MD", "x", "docs/README.md", "y"), BASE).readmePath())
        .isEqualTo("Readme.MD");
    assertThat(parser.head(files("docs/README.md", "y"), BASE).readmePath()).isNull();
  }

  @Test
  void notes_are_read_by_tag_with_the_draft_apart() {
    var head =
        parser.head(
            files(
                "release/2.0.0+3.0.0", "Mind the gap\r\n",
                "release/10.0.0+1", "ten",
                "release/next", "to come",
                "release/.gitkeep", "",
                "release/.git-keep-me", "",
                "releases/1.0.0+1", "no note"),
            BASE);
    assertThat(head.notes())
        .containsExactly(
            new ReleaseNote("10.0.0+1", "release/10.0.0+1", "ten"),
            new ReleaseNote("2.0.0+3.0.0", "release/2.0.0+3.0.0", "Mind the gap\n"));
    assertThat(head.nextNote()).isEqualTo("to come");
    assertThat(head.problems()).isEmpty();
  }

  @Test
  void a_note_that_is_no_text_is_replaced_cut_and_reported() {
    var bytes = "caf\u00e9 ".repeat(20_000).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    var note = ParsingCase.file("release/1.0.0+1", bytes);
    var link = new RecipeFile("release/2.0.0+1", RecipeFile.Kind.SYMLINK, 3, null);
    var head = parser.head(new RecipeFiles(List.of(note, link), List.of()), BASE);
    assertThat(head.notes()).hasSize(1);
    assertThat(head.notes().get(0).text()).startsWith("caf\uFFFD caf").hasSizeLessThan(70_000);
    assertThat(head.problems()).hasSize(3);
  }

  private String html(String markdown) {
    var html = parser.head(files("README.md", markdown), BASE).readmeHtml();
    return html == null ? "" : html;
  }

  private String text(String markdown) {
    return parser.head(files("README.md", markdown), BASE).readmeText();
  }

  private static RecipeFiles files(String... pathsAndTexts) {
    var files = new ArrayList<RecipeFile>();
    for (var i = 0; i < pathsAndTexts.length; i += 2) {
      files.add(ParsingCase.file(pathsAndTexts[i], pathsAndTexts[i + 1].getBytes(UTF_8)));
    }
    return new RecipeFiles(files, List.of());
  }
}
