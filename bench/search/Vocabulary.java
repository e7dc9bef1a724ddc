import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** 100,000 word forms that occur as words do in text: a few all the time, most of them hardly ever. */
final class Vocabulary {

  static final int SIZE = 100_000;
  private static final double EXPONENT = 1.05;

  /** What holds sentences together, the most frequent first. */
  private static final String FUNCTION_WORDS =
      """
      the to and a of is in for it you your with on this as be can are or that by from not if an have
      will all use at has more then one but we which when do so its into only also any other there
      no up about out just each after first before new must should may
      """;

  /** What the READMEs of self-hosted software speak of. */
  private static final String SUBJECT_WORDS =
      """
      app server data file user set run service docker version open domain web default configuration
      host database source image container install password secret deploy command key environment
      access page network api change login name free email time self-hosted system link client
      software support manage project update group admin group list public private team storage
      backup restore share chat message wiki note calendar photo video call music task board forum
      blog mail feed map form survey poll code git repository issue build test release proxy cache
      queue search index log metric monitor alert dashboard report invoice shop order payment
      ticket event booking member community cooperative collaborative document office editor
      markdown spreadsheet presentation drawing diagram whiteboard library book reader podcast
      radio stream player gallery album camera sensor home automation media download upload sync
      mobile desktop browser extension plugin theme language translation privacy security encrypt
      certificate token session cookie header request response port address volume mount path
      directory folder script shell process memory disk thread worker job schedule cron trigger hook
      integration single sign-on openid oauth saml ldap identity provider account profile role
      permission policy audit archive snapshot replica cluster node swarm stack compose registry
      tag branch commit merge review pipeline runner artifact package dependency module framework
      python javascript typescript golang rust ruby php java node react postgres mysql mariadb
      sqlite redis mongodb elastic rabbit kafka nginx traefik caddy apache matrix mastodon
      nextcloud discourse gitea forgejo mattermost wordpress drupal ghost keycloak authentik
      grafana prometheus loki jitsi peertube pixelfed lemmy bookstack outline hedgedoc etherpad
      collabora onlyoffice vaultwarden bitwarden immich jellyfin navidrome paperless kanboard
      vikunja focalboard limesurvey mailman listmonk rallly cryptpad plausible matomo umami
      """;

  private static final String[] ONSETS = {
    "b", "br", "c", "ch", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "kr", "l", "m", "n",
    "p", "pl", "pr", "qu", "r", "s", "sh", "sk", "sl", "sp", "st", "t", "th", "tr", "v", "w", "z", "",
  };
  private static final String[] VOWELS = {
    "a", "e", "i", "o", "u", "a", "e", "i", "o", "ea", "ie", "ou", "ai", "oo", "y", "é", "ü",
  };
  private static final int PLAIN_VOWELS = 15;
  private static final String[] CODAS = {
    "", "", "", "n", "r", "s", "l", "t", "m", "nd", "st", "ck", "x", "p", "rk", "ng",
  };
  private static final String[] ENDINGS = {"s", "ed", "ing", "er", "ation"};

  /** The most frequent first. */
  private final List<String> words;

  private final int functionWords;
  private final Zipf zipf = new Zipf(SIZE, EXPONENT);

  Vocabulary() {
    Set<String> made = new LinkedHashSet<>();
    made.addAll(List.of(FUNCTION_WORDS.split("\\s+")));
    functionWords = made.size();
    made.addAll(List.of(SUBJECT_WORDS.split("\\s+")));
    var random = new SplittableRandom(1);
    while (made.size() < SIZE) {
      // Frequent words are short.
      int syllables = (made.size() < 3_000 ? 1 : 2) + random.nextInt(2) + (random.nextInt(4) == 0 ? 1 : 0);
      var word = new StringBuilder();
      for (int i = 0; i < syllables; i++) {
        boolean accent = random.nextInt(400) == 0;
        word.append(ONSETS[random.nextInt(ONSETS.length)])
            .append(VOWELS[accent ? PLAIN_VOWELS + random.nextInt(2) : random.nextInt(PLAIN_VOWELS)])
            .append(CODAS[random.nextInt(CODAS.length)]);
      }
      if (word.length() < 3) {
        continue;
      }
      made.add(word.toString());
      // Other forms of one word, as its stem would join them.
      for (int i = random.nextInt(3); i > 0; i--) {
        made.add(word + ENDINGS[random.nextInt(ENDINGS.length)]);
      }
    }
    words = new ArrayList<>(made).subList(0, SIZE);
  }

  /** A word as it comes up in text. */
  String draw(SplittableRandom random) {
    return words.get(zipf.draw(random));
  }

  /** A word that names something: none of those that hold sentences together. */
  String drawSubject(SplittableRandom random) {
    int place;
    do {
      place = zipf.draw(random);
    } while (place < functionWords);
    return words.get(place);
  }

  /** A word of those places by frequency, each as likely. */
  String drawEvenly(SplittableRandom random, int from, int to) {
    return words.get(random.nextInt(from, to));
  }

  /** Places from 0, of which the n-th is as likely as n to the power of minus the exponent. */
  static final class Zipf {
    private final double[] upTo;

    Zipf(int size, double exponent) {
      upTo = new double[size];
      double sum = 0;
      for (int i = 0; i < size; i++) {
        sum += Math.pow(i + 1, -exponent);
        upTo[i] = sum;
      }
    }

    int draw(SplittableRandom random) {
      double wanted = random.nextDouble() * upTo[upTo.length - 1];
      int low = 0;
      int high = upTo.length - 1;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (upTo[middle] > wanted) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return low;
    }
  }
}
