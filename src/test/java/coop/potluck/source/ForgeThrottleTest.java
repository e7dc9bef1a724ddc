package coop.potluck.source;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.source.StubForge.Answer;
import org.junit.jupiter.api.Test;

class ForgeThrottleTest extends WithStubForge {

  @Test
  void a_short_throttle_is_waited_for() throws Exception {
    forge(
        request ->
            request.number() == 1
                ? Answer.of(429, "", "Retry-After", "7")
                : Answer.ok("[" + forge.repository("wiki") + "]"));
    assertThat(names(forge.list(forge.source(ForgeKind.GITHUB, null)))).containsExactly("wiki");
    assertThat(forge.pauses()).containsExactly(java.time.Duration.ofSeconds(7));
  }

  @Test
  void a_date_is_waited_for_as_well() throws Exception {
    forge(
        request ->
            request.number() == 1
                ? Answer.of(503, "", "Retry-After", "Mon, 4 May 2026 03:02:21 GMT")
                : Answer.ok("[]"));
    assertThat(names(forge.list(forge.source(ForgeKind.GITHUB, null)))).isEmpty();
    assertThat(forge.pauses()).containsExactly(java.time.Duration.ofSeconds(20));
  }

  @Test
  void a_long_throttle_is_left_for_another_time() throws Exception {
    forge(
        request ->
            Answer.of(
                403,
                "{}",
                "X-RateLimit-Remaining",
                "0",
                "X-RateLimit-Reset",
                String.valueOf(forge.now().getEpochSecond() + 1800)));
    assertThat(forge.list(forge.source(ForgeKind.GITHUB, null)))
        .isEqualTo(new Listing.Failed("the forge throttles", forge.now().plusSeconds(1800)));
    assertThat(forge.pauses()).isEmpty();
  }

  @Test
  void nobody_puts_off_the_next_look_for_ever() throws Exception {
    forge(request -> Answer.of(429, "", "Retry-After", "99999999999"));
    assertThat(forge.list(forge.source(ForgeKind.GITHUB, null)))
        .isEqualTo(new Listing.Failed("the forge throttles", forge.now().plusSeconds(86_400)));
  }

  @Test
  void a_forge_that_throttles_every_time_is_given_up() throws Exception {
    forge(request -> Answer.of(429, "", "Retry-After", "0"));
    assertThat(forge.list(forge.source(ForgeKind.GITHUB, null))).isInstanceOf(Listing.Failed.class);
    assertThat(forge.requests()).hasSize(3);
  }

  @Test
  void the_last_allowed_call_is_followed_by_a_rest() throws Exception {
    forge(
        request ->
            Answer.ok(
                page(request.page() * 2, request.page() * 2 + 2),
                "X-Total-Count",
                "4",
                "RateLimit-Remaining",
                request.page() == 1 ? "0" : "9",
                "RateLimit-Reset",
                "12"));
    assertThat(names(forge.list(forge.source(ForgeKind.GITEA, null)))).hasSize(4);
    assertThat(forge.pauses()).containsExactly(java.time.Duration.ofSeconds(12));
  }

  @Test
  void a_list_that_takes_too_long_is_given_up() throws Exception {
    forge(
        request ->
            Answer.ok(
                page(request.number() * 2, request.number() * 2 + 2),
                "X-Total-Count",
                "1000",
                "X-RateLimit-Remaining",
                "0",
                "X-RateLimit-Reset",
                "26"));
    assertThat(forge.list(forge.source(ForgeKind.GITEA, null)))
        .isEqualTo(new Listing.Failed("the forge throttles", forge.now().plusSeconds(26)));
    assertThat(forge.requests()).hasSize(24);
  }
}
