package dev.gori.loop.files;

import java.io.FileDescriptor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's number for an open channel, which java.nio keeps to itself. With it, {@code
 * /proc/self/fd/N} names the open file itself, so that fstat, fchmod and their like stay right
 * after the file was renamed or deleted.
 *
 * <p>Needs {@code --add-opens java.base/sun.nio.ch=ALL-UNNAMED --add-opens
 * java.base/java.io=ALL-UNNAMED}, which the launcher gives; without them (in an application that
 * embeds the runtime) the path given to open has to serve.
 *
 * <p>Any thread. The class is loaded when the first such call is made.
 */
final class RawDescriptor {
  private static final Path DIRECTORY = Path.of("/proc/self/fd");
  private static final @Nullable Fields FIELDS =
      Files.isDirectory(DIRECTORY) ? Fields.find() : null;

  private RawDescriptor() {}

  private record Fields(Field ofChannel, Field ofDescriptor) {
    static @Nullable Fields find() {
      try {
        Field ofChannel = Class.forName("sun.nio.ch.FileChannelImpl").getDeclaredField("fd");
        Field ofDescriptor = FileDescriptor.class.getDeclaredField("fd");
        ofChannel.setAccessible(true);
        ofDescriptor.setAccessible(true);
        return new Fields(ofChannel, ofDescriptor);
      } catch (ReflectiveOperationException | InaccessibleObjectException e) {
        return null; // this JDK keeps it closed
      }
    }
  }

  static boolean isAvailable() {
    return FIELDS != null;
  }

  static Optional<Path> pathOf(FileChannel channel) {
    if (FIELDS == null || !FIELDS.ofChannel.getDeclaringClass().isInstance(channel)) {
      return Optional.empty();
    }
    try {
      int number = FIELDS.ofDescriptor.getInt(FIELDS.ofChannel.get(channel));
      return number < 0
          ? Optional.empty()
          : Optional.of(DIRECTORY.resolve(Integer.toString(number)));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
