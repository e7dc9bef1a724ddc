package coop.potluck.mirror;

import coop.potluck.mirror.MirrorResult.Kind;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;
import org.eclipse.jgit.internal.storage.file.BasePackIndexWriter;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.transport.PackLock;
import org.eclipse.jgit.transport.PackParser;
import org.eclipse.jgit.transport.PackedObjectInfo;
import org.jspecify.annotations.Nullable;

/**
 * Takes a pack in, checks each object, and puts it where git looks for packs once all is well.
 *
 * <p>JGit's own receiver believes the sizes that a pack claims and makes room for them. This one
 * asks the limits first, and keeps count of what a chain of differences holds in memory.
 */
final class PackReceiver extends PackParser {

  private static final int CHAIN_FACTOR = 4;

  private final ObjectDirectory database;
  private final PackLimits limits;
  private final Watch watch;
  private final CRC32 crc = new CRC32();
  private @Nullable RandomAccessFile out;
  private byte[] hash = new byte[0];
  private @Nullable Path pack;
  private @Nullable Path index;

  PackReceiver(ObjectDirectory database, InputStream in, PackLimits limits, Watch watch) {
    super(database, new CountedInput(in, limits.bytes(), watch));
    this.database = database;
    this.limits = limits;
    this.watch = watch;
    setMaxObjectSizeLimit(limits.objectBytes());
    setObjectChecker(ReceivedObjects.checker());
    // SHA-1 is computed with detection of collisions; comparing whole objects adds nothing to it
    setCheckObjectCollisions(false);
  }

  @Override
  public @Nullable PackLock parse(ProgressMonitor receiving, ProgressMonitor resolving)
      throws IOException {
    var folder = database.getDirectory().toPath();
    var newPack = Files.createTempFile(folder, "incoming_", ".pack");
    var newIndex = newPack.resolveSibling(newPack.getFileName() + ".idx");
    try (var file = new RandomAccessFile(newPack.toFile(), "rw")) {
      out = file;
      super.parse(receiving, resolving);
      file.seek(file.length());
      file.write(hash);
      file.getChannel().force(true);
      if (getObjectCount() > 0) {
        writeIndex(newIndex.toFile());
        install(newPack, newIndex);
      }
      // there is nothing to lock against: a mirror has one writer
      return null;
    } finally {
      out = null;
      Files.deleteIfExists(newPack);
      Files.deleteIfExists(newIndex);
    }
  }

  /** Removes the pack again that has been put in its place. */
  void discard() throws IOException {
    if (pack != null && index != null) {
      database.close();
      Files.deleteIfExists(index);
      Files.deleteIfExists(pack);
    }
  }

  private void writeIndex(File file) throws IOException {
    try (var to = new FileOutputStream(file)) {
      BasePackIndexWriter.createVersion(to, 2).write(getSortedObjectList(null), hash);
      to.getChannel().force(true);
    }
  }

  /** The pack is named after the objects in it; the index goes last, for it makes them visible. */
  private void install(Path newPack, Path newIndex) throws IOException {
    var digest = Constants.newMessageDigest();
    var raw = new byte[Constants.OBJECT_ID_LENGTH];
    for (var i = 0; i < getObjectCount(); i++) {
      getObject(i).copyRawTo(raw, 0);
      digest.update(raw);
    }
    var name = "pack-" + ObjectId.fromRaw(digest.digest()).name();
    var folder = database.getPackDirectory().toPath();
    var toPack = folder.resolve(name + ".pack");
    var toIndex = folder.resolve(name + ".idx");
    if (Files.exists(toIndex)) {
      return;
    }
    Files.move(newPack, toPack, StandardCopyOption.ATOMIC_MOVE);
    Files.move(newIndex, toIndex, StandardCopyOption.ATOMIC_MOVE);
    pack = toPack;
    index = toIndex;
    database.openPack(toPack.toFile());
  }

  @Override
  protected void onPackHeader(long count) throws IOException {
    if (count > limits.objects()) {
      throw new MirrorFailure(
          Kind.TOO_LARGE,
          "the pack claims " + count + " objects, " + limits.objects() + " are allowed");
    }
  }

  @Override
  protected void onBeginWholeObject(long position, int type, long size) throws IOException {
    crc.reset();
    if (type == Constants.OBJ_BLOB) {
      check(size, limits.objectBytes());
    } else {
      check(size, limits.heldBytes());
    }
    watch.readObject();
  }

  @Override
  protected void onEndWholeObject(PackedObjectInfo info) {
    info.setCRC((int) crc.getValue());
  }

  @Override
  protected void onBeginOfsDelta(long position, long base, long size) throws IOException {
    beginDelta(size);
  }

  @Override
  protected void onBeginRefDelta(long position, AnyObjectId base, long size) throws IOException {
    beginDelta(size);
  }

  private void beginDelta(long size) throws IOException {
    crc.reset();
    check(size, limits.heldBytes());
    watch.readObject();
  }

  @Override
  protected UnresolvedDelta onEndDelta() {
    var delta = new UnresolvedDelta();
    delta.setCRC((int) crc.getValue());
    return delta;
  }

  @Override
  protected PackedObjectInfo newInfo(
      AnyObjectId id, @Nullable UnresolvedDelta delta, @Nullable ObjectId base) {
    var info = new Chained(id, base instanceof Chained chained ? chained.bytes : 0);
    if (delta != null) {
      info.setCRC(delta.getCRC());
    }
    return info;
  }

  @Override
  protected void onInflatedObjectData(PackedObjectInfo info, int type, byte[] data)
      throws IOException {
    if (info instanceof Chained chained) {
      chained.bytes += data.length;
      check(chained.bytes, CHAIN_FACTOR * limits.heldBytes());
    }
  }

  /** Reached for the base of a difference alone, which is held, as is what is made of it. */
  @Override
  protected ObjectTypeAndSize seekDatabase(PackedObjectInfo info, ObjectTypeAndSize into)
      throws IOException {
    setMaxObjectSizeLimit(limits.heldBytes());
    seek(info.getOffset());
    readObjectHeader(into);
    check(into.size, limits.heldBytes());
    return into;
  }

  @Override
  protected ObjectTypeAndSize seekDatabase(UnresolvedDelta delta, ObjectTypeAndSize into)
      throws IOException {
    seek(delta.getOffset());
    return readObjectHeader(into);
  }

  private void seek(long offset) throws IOException {
    crc.reset();
    file().seek(offset);
  }

  @Override
  protected int readDatabase(byte[] into, int position, int count) throws IOException {
    return file().read(into, position, count);
  }

  @Override
  protected void onStoreStream(byte[] raw, int position, int length) throws IOException {
    file().write(raw, position, length);
  }

  @Override
  protected void onObjectHeader(Source source, byte[] raw, int position, int length) {
    crc.update(raw, position, length);
  }

  @Override
  protected void onObjectData(Source source, byte[] raw, int position, int length) {
    crc.update(raw, position, length);
  }

  @Override
  protected void onPackFooter(byte[] packHash) {
    hash = packHash;
  }

  @Override
  protected boolean checkCRC(int expected) {
    return expected == (int) crc.getValue();
  }

  @Override
  protected boolean onAppendBase(int type, byte[] data, PackedObjectInfo info) throws IOException {
    throw new MirrorFailure(Kind.CORRUPT, "the pack leans on objects that are not in it");
  }

  @Override
  protected void onEndThinPack() {
    // never asked for: onAppendBase refuses
  }

  private RandomAccessFile file() throws IOException {
    if (out == null) {
      throw new IOException("the pack is closed");
    }
    return out;
  }

  private static void check(long size, long most) throws IOException {
    if (size < 0 || size > most) {
      throw new MirrorFailure(
          Kind.TOO_LARGE, "an object of " + size + " bytes, " + most + " are allowed");
    }
  }

  /** An object that knows what it and those that it is made from hold in memory. */
  private static final class Chained extends PackedObjectInfo {
    private static final long serialVersionUID = 1L;
    private long bytes;

    Chained(AnyObjectId id, long bytes) {
      super(id);
      this.bytes = bytes;
    }
  }
}
