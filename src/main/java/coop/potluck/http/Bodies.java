package coop.potluck.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Reads what clients send, up to a size and above a speed. */
final class Bodies {

  private static final int CHUNK = 8 << 10;
  private static final long GRACE = TimeUnit.SECONDS.toNanos(2);

  private final HttpSettings settings;
  private final LongSupplier nanos;

  Bodies(HttpSettings settings, LongSupplier nanos) {
    this.settings = settings;
    this.nanos = nanos;
  }

  byte[] read(HttpServletRequest request) {
    var most = settings.maxBodyBytes();
    if (request.getContentLengthLong() > most) {
      throw tooLarge(most);
    }
    var begun = nanos.getAsLong();
    var bytes = new ByteArrayOutputStream();
    var chunk = new byte[CHUNK];
    try {
      var in = request.getInputStream();
      for (var count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        bytes.write(chunk, 0, count);
        if (bytes.size() > most) {
          throw tooLarge(most);
        }
        var elapsed = nanos.getAsLong() - begun;
        if (elapsed > GRACE && bytes.size() < settings.minBytesPerSecond() * (elapsed / 1e9)) {
          throw tooSlow();
        }
      }
    } catch (IOException e) {
      throw tooSlow();
    }
    return bytes.toByteArray();
  }

  private static Refusal tooLarge(long most) {
    return new Refusal(ProblemType.TOO_LARGE, "A body has at most " + most + " bytes")
        .header("Connection", "close");
  }

  private Refusal tooSlow() {
    return new Refusal(
            ProblemType.TOO_SLOW,
            "A body arrives at " + settings.minBytesPerSecond() + " bytes a second or more")
        .header("Connection", "close");
  }
}
