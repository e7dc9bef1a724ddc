package coop.potluck.mirror;

import coop.potluck.mirror.MirrorResult.Kind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A pack on its way in, which is cut at the byte that is one too many. */
final class CountedInput extends FilterInputStream {

  private final long most;
  private final Watch watch;
  private long count;

  CountedInput(InputStream in, long most, Watch watch) {
    super(in);
    this.most = most;
    this.watch = watch;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    watch.check();
    var read = super.read(into, offset, length);
    if (read > 0) {
      count += read;
      watch.received(read);
    }
    if (count > most) {
      throw new MirrorFailure(Kind.TOO_LARGE, "the pack is larger than " + most + " bytes");
    }
    return read;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
