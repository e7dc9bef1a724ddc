package coop.potluck.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Cursors come back as they went out, and nothing else passes for one. */
class CursorTest {

  @Property(tries = 200)
  void a_cursor_comes_back_as_it_went_out(
      @ForAll @Size(max = 5) List<@StringLength(max = 40) String> parts, @ForAll String question) {
    var cursor = new Cursor(parts);
    assertThat(Cursor.decode(cursor.encode(question), question)).contains(cursor);
    assertThat(Cursor.decode(cursor.encode(question), question + "x")).isEmpty();
  }

  @Property(tries = 200)
  void any_other_text_is_none(@ForAll @StringLength(max = 60) String text) {
    assertThat(Cursor.decode(text, "question")).isEmpty();
  }

  @Test
  void a_page_names_the_address_of_the_next() {
    try (var server = new SampleServer()) {
      var next = server.http.send("GET", "/next").text();
      assertThat(next).startsWith("/next?cursor=");
      var after = server.http.send("GET", next);
      assertThat(after.status()).isEqualTo(200);
      var cursor = next.substring("/next?cursor=".length());
      assertThat(server.http.send("GET", "/list?cursor=" + cursor).status())
          .as("another list's cursor")
          .isEqualTo(400);
      assertThat(server.http.send("GET", next.substring(0, next.length() - 1)).status())
          .isEqualTo(400);
    }
  }
}
