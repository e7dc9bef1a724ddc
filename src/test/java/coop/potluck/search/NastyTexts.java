package coop.potluck.search;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Texts that trouble who takes text apart: odd letters, syntax of several languages, repetition.
 */
final class NastyTexts {

  private NastyTexts() {}

  /** All of them, cut at a length. */
  static List<String> upTo(int length) {
    var single =
        Stream.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\ud83d",
            "\ude00\ud83d",
            "x\ud83d x",
            "🙂",
            "👩‍👩‍👧",
            "\u200d",
            "\u00ad",
            "\ufeff",
            "\u202eikiw\u202c",
            "مرحبا بالعالم",
            "שלום",
            "ﷺ",
            "İ",
            "ŉ",
            "ﬃ",
            "½",
            "٣",
            "\u0301",
            "a\u0301\u0301\u0301",
            "漢字かな交じり文",
            "한국어",
            "ไทย",
            "'",
            "\"",
            "\"\"",
            "\"\"\"",
            "“wiki”",
            "«wiki",
            "' OR 1=1 --",
            "'; DROP TABLE recipes;--",
            "wiki AND chat",
            "wiki OR chat",
            "NOT wiki",
            "wiki NEAR/2 chat",
            "NEAR(wiki chat, 5)",
            "wiki*",
            "*",
            "^wiki",
            "name : wiki",
            "{name title} : wiki",
            "-{name}",
            "+wiki",
            "(wiki",
            "wiki)",
            "%",
            "_",
            "\\",
            "\\\"",
            "a\\b",
            "${jndi:ldap://x}",
            "<script>",
            "?q=wiki&x",
            "-",
            "--",
            "---",
            "-\"",
            "-\"\"",
            "- -",
            "-wiki",
            "-wiki -chat -\"video calls\"",
            "-coop:harvest -status:3",
            "name:",
            "name:\"",
            "name:\"\"",
            "name:-",
            "-name:",
            ":",
            "::",
            "name::wiki",
            "status:",
            "status:>",
            "status:99999999999999999999",
            "status:3..5",
            "updated:0000",
            "updated:9999-12-31",
            "updated:2026-02-30",
            "updated:>=-1",
            "updated:٢٠٢٦",
            "image:/",
            "image:.../",
            "image:ghcr.io/",
            "image:library/",
            "image:a.b/library/",
            "ghcr.io/a/",
            "https://github.com/nextcloud/server",
            "C:\\wiki",
            "a:b:c",
            "coop:\"a b\" needs:\u00a0",
            "the",
            "the of and",
            "i want to use a",
            "feature:",
            "architecture:\u0000");
    var repeated =
        Stream.of(
            "a".repeat(length),
            "ä".repeat(length),
            "😀".repeat(length / 2),
            "9".repeat(length),
            "-".repeat(length),
            "\"".repeat(length),
            ":".repeat(length),
            " ".repeat(length),
            "a ".repeat(length / 2),
            "1 ".repeat(length / 2),
            "- ".repeat(length / 2),
            "-a ".repeat(66),
            "\"a ".repeat(66),
            "a-".repeat(length / 2),
            "a.b".repeat(66),
            "sso ".repeat(50),
            "chat wiki sso ".repeat(14),
            "ci ai db dns ".repeat(15),
            "the of ".repeat(28),
            "nextclud ".repeat(22),
            "abcdefgh ".repeat(22),
            "wikiwiki".repeat(25),
            "ab".repeat(32) + " " + "ba".repeat(32),
            "\u0301".repeat(length),
            "name:a ".repeat(28),
            "status:3 ".repeat(22),
            "image:a.b/".repeat(20),
            "漢".repeat(length),
            "\ud83d".repeat(length),
            "ß".repeat(length),
            "ﷺ".repeat(length));
    var letters =
        Stream.of(
            IntStream.range(0, 100)
                .mapToObj(i -> String.valueOf((char) ('a' + i % 26)))
                .collect(Collectors.joining(" ")));
    return Stream.of(single, repeated, letters)
        .flatMap(it -> it)
        .map(text -> text.substring(0, Math.min(length, text.length())))
        .toList();
  }
}
