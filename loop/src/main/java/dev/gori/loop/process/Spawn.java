package dev.gori.loop.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gori.loop.CLibrary;
import dev.gori.loop.Errno;
import dev.gori.loop.UvException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process to be started: posix_spawn, as libuv's uv_spawn would use it.
 *
 * <p>A JVM must not fork: Java code can't run in the copy. posix_spawn starts the program without
 * that, and reports what exec says. The new process has no other descriptor than those it is given,
 * no signal blocked and none ignored.
 *
 * <p>Immutable; any thread.
 *
 * @param file a path, or a name to look for in the PATH of {@code environment}
 * @param arguments with the name of the program first
 * @param environment name=value
 * @param directory absolute
 * @param detached whether it leads a session of its own
 * @param user id, or {@link #SAME}
 * @param group id, or {@link #SAME}
 * @param descriptors what the process gets as 0, 1, 2 …: numbers of the kernel, at least the length
 *     of this array, or {@link #NONE}
 */
public record Spawn(
    String file,
    List<String> arguments,
    List<String> environment,
    Path directory,
    boolean detached,
    int user,
    int group,
    int[] descriptors) {
  /** No change of user or group. */
  public static final int SAME = -1;

  /** No descriptor: /dev/null for 0, 1 and 2, closed for others. */
  public static final int NONE = -1;

  private static final int STRUCT_BYTES = 512;
  private static final int SIGNAL_SET_BYTES = 128;
  private static final int SET_SIGNALS_DEFAULT = 0x4;
  private static final int SET_SIGNAL_MASK = 0x8;
  private static final int SET_SESSION = 0x80;

  private static final String CLOSE_FROM = "posix_spawn_file_actions_addclosefrom_np";
  private static final Path OPEN_DESCRIPTORS = Path.of("/proc/self/fd");
  private static final int O_RDWR = 2;
  private static final int O_NONBLOCK = 0x800;
  private static final int F_GETFL = 3;
  private static final int F_SETFL = 4;
  private static final int ENOEXEC = 8;
  private static final int MAX_NAME_BYTES = 255;
  private static final String DEFAULT_PATH = "/bin:/usr/bin";

  /** Starts it; the process id, or a negative errno. */
  public int start() {
    letStandardStreamsWait();
    return user == SAME && group == SAME ? startAsSelf() : OtherUser.run(this);
  }

  /**
   * Few programs expect a standard stream that does not wait. As in libuv, this shows in other
   * processes that have the same open file.
   */
  private void letStandardStreamsWait() {
    for (int i = 0; i < Math.min(3, descriptors.length); i++) {
      if (descriptors[i] != NONE) {
        int flags = CLibrary.call("fcntl", descriptors[i], F_GETFL);
        if ((flags & O_NONBLOCK) != 0) {
          CLibrary.call("fcntl", descriptors[i], F_SETFL, flags & ~O_NONBLOCK);
        }
      }
    }
  }

  int startAsSelf() {
    if (file.indexOf('/') >= 0) {
      return startFile(file);
    }
    if (file.getBytes(UTF_8).length > MAX_NAME_BYTES) {
      return Errno.ENAMETOOLONG.negative();
    }
    int failure = Errno.ENOENT.negative();
    for (String folder : searchPath().split(":", -1)) {
      String candidate = (folder.isEmpty() ? "." : folder) + "/" + file;
      if (!Files.exists(directory.resolve(candidate))) {
        continue;
      }
      int result = startFile(candidate);
      if (result == Errno.EACCES.negative()) {
        failure = result; // another folder may have one that can be run
      } else if (result != Errno.ENOENT.negative() && result != Errno.ENOTDIR.negative()) {
        return result;
      }
    }
    return failure;
  }

  private String searchPath() {
    for (String variable : environment) {
      if (variable.startsWith("PATH=")) {
        return variable.substring(5);
      }
    }
    return DEFAULT_PATH;
  }

  /** As execvp, a file of no known format is a shell script. */
  private int startFile(String path) {
    int result = spawn(path, arguments);
    if (result != -ENOEXEC) {
      return result;
    }
    List<String> command = new ArrayList<>(arguments.size() + 1);
    command.add("/bin/sh");
    command.add(path);
    command.addAll(arguments.subList(1, arguments.size()));
    return spawn("/bin/sh", command);
  }

  private int spawn(String path, List<String> command) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment actions = arena.allocate(STRUCT_BYTES, 16);
      MemorySegment attributes = arena.allocate(STRUCT_BYTES, 16);
      check(CLibrary.invoke("posix_spawn_file_actions_init", actions));
      try {
        check(CLibrary.invoke("posix_spawnattr_init", attributes));
        addDescriptors(actions);
        check(
            CLibrary.invoke("posix_spawn_file_actions_addchdir_np", actions, directory.toString()));
        setAttributes(arena, attributes);
        MemorySegment pid = arena.allocate(ValueLayout.JAVA_INT);
        int error =
            CLibrary.invoke(
                "posix_spawn",
                pid,
                arena.allocateFrom(path),
                actions,
                attributes,
                CLibrary.strings(arena, command),
                CLibrary.strings(arena, environment));
        return error == 0 ? pid.get(ValueLayout.JAVA_INT, 0) : -Math.abs(error);
      } finally {
        CLibrary.invoke("posix_spawn_file_actions_destroy", actions);
      }
    }
  }

  private void addDescriptors(MemorySegment actions) {
    for (int i = 0; i < descriptors.length; i++) {
      if (descriptors[i] != NONE) {
        check(CLibrary.invoke("posix_spawn_file_actions_adddup2", actions, descriptors[i], i));
      } else if (i <= 2) {
        int flags = i == 0 ? 0 : O_RDWR;
        check(
            CLibrary.invoke("posix_spawn_file_actions_addopen", actions, i, "/dev/null", flags, 0));
      } else {
        check(CLibrary.invoke("posix_spawn_file_actions_addclose", actions, i));
      }
    }
    closeOthers(actions, Math.max(3, descriptors.length));
  }

  /** Not all that the JVM opens is marked to be closed. */
  private static void closeOthers(MemorySegment actions, int from) {
    if (CLibrary.has(CLOSE_FROM)) {
      check(CLibrary.invoke(CLOSE_FROM, actions, from));
      return;
    }
    // glibc before 2.34; what another thread opens meanwhile is missed.
    try (Stream<Path> open = Files.list(OPEN_DESCRIPTORS)) {
      open.mapToInt(path -> Integer.parseInt(path.getFileName().toString()))
          .filter(number -> number >= from)
          .forEach(
              number ->
                  check(CLibrary.invoke("posix_spawn_file_actions_addclose", actions, number)));
    } catch (IOException e) {
      throw UvException.of(e, "spawn");
    }
  }

  private void setAttributes(Arena arena, MemorySegment attributes) {
    MemorySegment signals = arena.allocate(SIGNAL_SET_BYTES);
    check(CLibrary.invoke("posix_spawnattr_setsigmask", attributes, signals));
    CLibrary.invoke("sigfillset", signals);
    check(CLibrary.invoke("posix_spawnattr_setsigdefault", attributes, signals));
    int flags = SET_SIGNALS_DEFAULT | SET_SIGNAL_MASK | (detached ? SET_SESSION : 0);
    check(CLibrary.invoke("posix_spawnattr_setflags", attributes, flags));
  }

  /** These fail for want of memory only; unlike other functions they return the error itself. */
  private static void check(int error) {
    if (error != 0) {
      throw new UvException(Errno.of(error), "spawn");
    }
  }
}
