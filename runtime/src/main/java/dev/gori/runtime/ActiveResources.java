package dev.gori.runtime;

import dev.gori.loop.Handle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What JavaScript has open and under way in the loop, by the names of {@code
 * process.getActiveResourcesInfo()}; timers and immediates aside. Loop thread only.
 */
final class ActiveResources {
  private static final String JOB = "FSReqCallback";

  private ActiveResources() {}

  /**
   * Requests, and the handles that are referenced: also those that wait for nothing, or are
   * closing.
   */
  static String[] names(Environment env) {
    List<String> names = new ArrayList<>();
    env.loop().requests().forEach(r -> names.add(name(r.kind())));
    for (@Nullable Handle handle : env.watchers()) {
      if (handle != null && handle.hasRef()) {
        names.add(name(handle.kind()));
      }
    }
    return names.toArray(String[]::new);
  }

  /** All handles: number, name, whether it keeps the loop alive at this moment, and so on. */
  static Object[] handles(Environment env) {
    List<Object> all = new ArrayList<>();
    List<@Nullable Handle> watchers = env.watchers();
    for (int id = 0; id < watchers.size(); id++) {
      Handle handle = watchers.get(id);
      if (handle != null && !handle.isClosing()) {
        all.add(id);
        all.add(name(handle.kind()));
        all.add(handle.keepsLoopAlive());
      }
    }
    return all.toArray();
  }

  /** The requests that are not jobs of the pool: JavaScript tells more of those. */
  static String[] requests(Environment env) {
    return env.loop().requests().stream()
        .map(r -> name(r.kind()))
        .filter(name -> !name.equals(JOB))
        .toArray(String[]::new);
  }

  private static String name(String kind) {
    return switch (kind) {
      case "write" -> "WriteWrap";
      case "shutdown" -> "ShutdownWrap";
      case "connect" -> "TCPConnectWrap";
      case "getaddrinfo" -> "GetAddrInfoReqWrap";
      case "getnameinfo" -> "GetNameInfoReqWrap";
      case "udp-send" -> "SendWrap";
      case "tcp" -> "TCPSocketWrap";
      case "tcp-server" -> "TCPServerWrap";
      case "pipe", "reader" -> "PipeWrap";
      case "pipe-server" -> "PipeServerWrap";
      case "udp" -> "UDPWrap";
      case "signal" -> "SignalWrap";
      case "process" -> "ProcessWrap";
      case "fs-event" -> "FSEventWrap";
      case "message-port" -> "MessagePort";
      // The pool's jobs have the names of their host functions.
      default -> kind.indexOf('.') < 0 ? kind : JOB;
    };
  }
}
