package coop.potluck.federation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What others hold of our own log: its witnesses, and the nodes that may follow it. */
public interface NewestSeen {

  /** For a node that has neither. */
  NewestSeen NOBODY =
      new NewestSeen() {
        @Override
        public boolean isAnyoneThere() {
          return false;
        }

        @Override
        public List<Answer> ask(String origin) {
          return List.of();
        }
      };

  /**
   * Somebody's answer.
   *
   * @param who for a message
   * @param newest the newest checkpoint of the log that they hold, which nobody has verified yet;
   *     null if they hold none
   */
  record Answer(String who, @Nullable SignedCheckpoint newest) {}

  /** Whether there is anyone who could be asked. */
  boolean isAnyoneThere();

  /** Asks all of them; those who do not answer are not in the list. */
  List<Answer> ask(String origin);
}
