package dev.gori.loop;

import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's number for an open channel, which java.nio keeps to itself, and channels for numbers
 * that came from elsewhere: from the parent process, or through a Unix-domain socket.
 *
 * <p>Needs {@code --add-opens java.base/sun.nio.ch=ALL-UNNAMED --add-opens
 * java.base/java.io=ALL-UNNAMED}, which the launcher gives; an application that embeds the runtime
 * may do without, and then lacks what needs it.
 *
 * <p>Any thread. The class is loaded when it is first asked.
 */
public final class RawDescriptor {
  private static final @Nullable Members MEMBERS = Members.find();

  private RawDescriptor() {}

  private record Members(
      Class<?> fileChannel,
      Field ofFile,
      Class<?> selectable,
      Method ofSelectable,
      Field number,
      Method make,
      Constructor<?> socket,
      Constructor<?> server,
      Method openFile) {
    static @Nullable Members find() {
      try {
        Class<?> file = Class.forName("sun.nio.ch.FileChannelImpl");
        Class<?> selectable = Class.forName("sun.nio.ch.SelChImpl");
        return new Members(
            file,
            open(file.getDeclaredField("fd")),
            selectable,
            open(selectable.getMethod("getFDVal")),
            open(FileDescriptor.class.getDeclaredField("fd")),
            open(Class.forName("sun.nio.ch.IOUtil").getMethod("newFD", int.class)),
            open(
                Class.forName("sun.nio.ch.SocketChannelImpl")
                    .getDeclaredConstructor(
                        SelectorProvider.class,
                        ProtocolFamily.class,
                        FileDescriptor.class,
                        SocketAddress.class)),
            open(
                Class.forName("sun.nio.ch.ServerSocketChannelImpl")
                    .getDeclaredConstructor(
                        SelectorProvider.class,
                        ProtocolFamily.class,
                        FileDescriptor.class,
                        boolean.class)),
            open(
                file.getMethod(
                    "open",
                    FileDescriptor.class,
                    String.class,
                    boolean.class,
                    boolean.class,
                    boolean.class,
                    boolean.class,
                    Closeable.class)));
      } catch (ReflectiveOperationException | InaccessibleObjectException e) {
        return null; // this JDK keeps them closed
      }
    }

    private static <T extends AccessibleObject> T open(T member) {
      member.setAccessible(true);
      return member;
    }
  }

  /** Whether the Java platform lets us at the numbers. */
  public static boolean isAvailable() {
    return MEMBERS != null;
  }

  private static Members members() {
    Members members = MEMBERS;
    if (members == null) {
      throw new UnsupportedOperationException(
          "start the JVM with --add-opens=java.base/sun.nio.ch=ALL-UNNAMED"
              + " --add-opens=java.base/java.io=ALL-UNNAMED");
    }
    return members;
  }

  /** The number of a channel; -1 when it is closed, or when the platform does not tell. */
  public static int of(Channel channel) {
    Members members = MEMBERS;
    if (members == null || !channel.isOpen()) {
      return -1;
    }
    try {
      if (channel instanceof FileChannel) {
        return members.fileChannel.isInstance(channel)
            ? members.number.getInt(members.ofFile.get(channel))
            : -1;
      }
      return members.selectable.isInstance(channel)
          ? (int) members.ofSelectable.invoke(channel)
          : -1;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A channel that reads and writes what is behind a number, which belongs to the channel from now
   * on.
   *
   * @throws UnsupportedOperationException the platform does not let us
   */
  public static FileChannel file(int number) {
    try {
      return (FileChannel)
          members().openFile.invoke(null, descriptor(number), null, true, true, false, false, null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A channel over a connected socket, which belongs to the channel from now on.
   *
   * @throws UnsupportedOperationException the platform does not let us
   */
  public static SocketChannel socket(int number, ProtocolFamily family, SocketAddress remote)
      throws IOException {
    Members members = members();
    return (SocketChannel)
        make(members.socket, SelectorProvider.provider(), family, descriptor(number), remote);
  }

  /**
   * A channel over a socket that is bound, which belongs to the channel from now on.
   *
   * @throws UnsupportedOperationException the platform does not let us
   */
  public static ServerSocketChannel server(int number, ProtocolFamily family) throws IOException {
    Members members = members();
    return (ServerSocketChannel)
        make(members.server, SelectorProvider.provider(), family, descriptor(number), true);
  }

  private static FileDescriptor descriptor(int number) {
    try {
      return (FileDescriptor) members().make.invoke(null, number);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object make(Constructor<?> constructor, Object... arguments) throws IOException {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
