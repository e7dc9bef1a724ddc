package coop.potluck.api;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.compatibility.Action;
import coop.potluck.compatibility.Aspect;
import coop.potluck.compatibility.Comparison;
import coop.potluck.compatibility.Difference;
import coop.potluck.compatibility.Difference.Change;
import coop.potluck.compatibility.ReleaseClass;
import coop.potluck.compatibility.Risk;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a feed says what a release changes. */
class ChangeSentenceTest {

  private static Difference difference(
      Aspect aspect, Change change, @Nullable String service, String subject, Action action) {
    return new Difference(
        aspect, change, null, service, subject, null, null, null, null, action, Risk.NONE, "so",
        null, null, null, false);
  }

  private static Difference image(
      String service, String was, String is, @Nullable String overlay, Risk risk) {
    return new Difference(
        Aspect.IMAGE,
        Change.CHANGED,
        overlay,
        service,
        service,
        was,
        is,
        null,
        null,
        Action.NONE,
        risk,
        "so",
        null,
        null,
        null,
        false);
  }

  private static Difference part() {
    return new Difference(
        Aspect.SECRET,
        Change.ADDED,
        null,
        null,
        "x",
        null,
        "inserted",
        null,
        null,
        Action.REQUIRED,
        Risk.NONE,
        "so",
        null,
        null,
        null,
        true);
  }

  private static String sentence(ReleaseClass computed, Difference... differences) {
    return ChangeSentence.of(
        new Comparison(
            false, Arrays.asList(differences), ReleaseClass.MINOR, computed, null, List.of()));
  }

  @Test
  void images_come_first_then_what_is_counted_then_what_must_be_done() {
    assertThat(
            sentence(
                ReleaseClass.MINOR,
                difference(Aspect.ENVIRONMENT, Change.REMOVED, null, "OLD", Action.REVIEW),
                difference(Aspect.SECRET, Change.ADDED, null, "key", Action.REQUIRED),
                difference(Aspect.VOLUME, Change.ADDED, null, "cache", Action.REQUIRED),
                image("app", "nextcloud:28.0.4", "nextcloud:29.0.2", null, Risk.NONE)))
        .isEqualTo(
            "Minor: app image nextcloud 28.0.4 → 29.0.2; 1 variable removed; 1 new secret;"
                + " 1 new volume; 2 actions required");
  }

  @Test
  void an_image_is_told_whole_where_more_than_its_tag_differs() {
    assertThat(
            sentence(
                ReleaseClass.MAJOR, image("db", "mysql:5.7", "mariadb:10.6", null, Risk.DATA_LOSS)))
        .isEqualTo("Major: db image mysql:5.7 → mariadb:10.6; data at risk");
    assertThat(
            sentence(
                ReleaseClass.MINOR,
                image(
                    "db", "localhost:5000/db:1@sha256:aa", "localhost:5000/db:2", "pg", Risk.NONE)))
        .isEqualTo("Minor: db image localhost:5000/db 1 → 2 (pg)");
    assertThat(sentence(ReleaseClass.MINOR, image("a", "x", "x:2", null, Risk.NONE)))
        .isEqualTo("Minor: a image x (no tag) → 2");
  }

  @Test
  void a_digest_is_told_where_nothing_else_differs() {
    var was = "db:1@sha256:" + "a".repeat(64);
    var is = "db:1@sha256:" + "b".repeat(64);
    assertThat(sentence(ReleaseClass.MINOR, image("db", was, is, null, Risk.NONE)))
        .isEqualTo("Minor: db image db sha256:aaaaaaaaaaaa → sha256:bbbbbbbbbbbb");
    assertThat(sentence(ReleaseClass.MINOR, image("db", "db:1", is, null, Risk.NONE)))
        .isEqualTo("Minor: db image db (no digest) → sha256:bbbbbbbbbbbb");
  }

  @Test
  void many_images_and_services_are_told_by_their_number() {
    var images =
        IntStream.range(0, 5)
            .mapToObj(i -> image("s" + i, "a:1", "a:2", null, Risk.NONE))
            .toArray(Difference[]::new);
    assertThat(sentence(ReleaseClass.MINOR, images)).endsWith("s2 image a 1 → 2; 2 more images");
    var services =
        IntStream.range(0, 4)
            .mapToObj(i -> difference(Aspect.SERVICE, Change.ADDED, "s" + i, "s" + i, Action.NONE))
            .toArray(Difference[]::new);
    assertThat(sentence(ReleaseClass.MINOR, services)).isEqualTo("Minor: 4 new services");
    assertThat(sentence(ReleaseClass.MINOR, services[0])).isEqualTo("Minor: new service s0");
  }

  @Test
  void several_differences_of_one_thing_are_about_one() {
    assertThat(
            sentence(
                ReleaseClass.MAJOR,
                difference(Aspect.SECRET_VERSION, Change.CHANGED, null, "key", Action.REQUIRED),
                difference(Aspect.SECRET_LENGTH, Change.CHANGED, null, "key", Action.NONE),
                difference(Aspect.LABEL, Change.CHANGED, "app", "a", Action.NONE),
                difference(Aspect.SETTING, Change.ADDED, "app", "a", Action.NONE)))
        .isEqualTo("Major: 1 secret changed; 2 other changes; 1 action required");
  }

  @Test
  void what_belongs_to_something_new_is_not_told_by_itself() {
    assertThat(sentence(ReleaseClass.NONE, part())).isEqualTo("Nothing that is deployed differs");
    assertThat(sentence(ReleaseClass.NONE)).isEqualTo("Nothing that is deployed differs");
  }

  @Test
  void a_promise_that_is_not_kept_is_told() {
    var broken =
        new Comparison(
            false,
            List.of(difference(Aspect.SECRET, Change.ADDED, null, "k", Action.REQUIRED)),
            ReleaseClass.PATCH,
            ReleaseClass.MAJOR,
            "claimed to be a patch",
            List.of());
    assertThat(ChangeSentence.of(broken))
        .isEqualTo("Major (claimed: patch): 1 new secret; 1 action required");
  }
}
