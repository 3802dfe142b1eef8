package dev.gori.loop.process;

import dev.gori.loop.CLibrary;
import dev.gori.loop.Errno;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Starts a process as another user or group. To the kernel these are a thread's, and a new process
 * has those of the thread that made it; so a thread takes them on by the system calls themselves
 * (the C library's functions would change all threads), starts the process and ends.
 *
 * <p>Any thread.
 */
final class OtherUser {
  private static final int PR_GET_DUMPABLE = 3;
  private static final int PR_SET_DUMPABLE = 4;

  /** The numbers of the system calls setgroups, setresgid and setresuid. */
  private record Numbers(int setGroups, int setGroup, int setUser) {
    static Numbers ofThisMachine() {
      return System.getProperty("os.arch").equals("aarch64")
          ? new Numbers(159, 149, 147)
          : new Numbers(116, 119, 117);
    }
  }

  private OtherUser() {}

  static int run(Spawn spawn) {
    Executor ownThread = task -> Thread.ofPlatform().daemon().start(task);
    return CompletableFuture.supplyAsync(() -> change(spawn), ownThread).join();
  }

  private static int change(Spawn spawn) {
    Numbers numbers = Numbers.ofThisMachine();
    int own = CLibrary.call("geteuid");
    int dumpable = CLibrary.call("prctl", PR_GET_DUMPABLE);
    // As in libuv: who may not drop the other groups keeps them.
    CLibrary.invoke("syscall", numbers.setGroups, 0, 0L);
    if (spawn.group() != Spawn.SAME
        && CLibrary.invoke("syscall", numbers.setGroup, spawn.group(), spawn.group(), -1) < 0) {
      return Errno.EPERM.negative();
    }
    if (spawn.user() != Spawn.SAME
        && CLibrary.invoke("syscall", numbers.setUser, spawn.user(), spawn.user(), -1) < 0) {
      return Errno.EPERM.negative();
    }
    try {
      return spawn.startAsSelf();
    } finally {
      // The other user could trace this process while a thread of it is his.
      CLibrary.invoke("syscall", numbers.setUser, -1, own, -1);
      CLibrary.invoke("prctl", PR_SET_DUMPABLE, dumpable);
    }
  }
}
