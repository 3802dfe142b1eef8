package dev.gori.runtime;

import dev.gori.engine.Binding;
import dev.gori.loop.CLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The users and groups that the process runs as, and the system's lists of them. Loop thread only.
 */
final class Credentials {
  private static final Path USERS = Path.of("/etc/passwd");
  private static final Path GROUPS = Path.of("/etc/group");
  private static final int NAME = 0;
  private static final int ID = 2;

  private Credentials() {}

  static void register(Binding b) {
    b.function("ids", a -> ids())
        .function("userId", a -> id(USERS, a.string(0)))
        .function("groupId", a -> id(GROUPS, a.string(0)))
        .function("userName", a -> userName(a.string(0)))
        .function("initgroups", a -> CLibrary.call("initgroups", a.string(0), id(a.number(1))))
        .function("setgroups", a -> setGroups(a.string(0)));
    for (String name : new String[] {"setuid", "seteuid", "setgid", "setegid"}) {
      b.function(name, a -> CLibrary.call(name, id(a.number(0))));
    }
  }

  /** An unsigned number of JavaScript as C takes it. */
  private static int id(double number) {
    return (int) (long) number;
  }

  /** uid, effective uid, gid, effective gid, then the supplementary groups. */
  private static double[] ids() throws IOException {
    List<Double> ids = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("Uid:") || line.startsWith("Gid:")) {
        String[] fields = line.split("\t", -1);
        ids.add(Double.valueOf(fields[1]));
        ids.add(Double.valueOf(fields[2]));
      } else if (line.startsWith("Groups:")) {
        for (String group : line.substring(7).trim().split(" ", -1)) {
          if (!group.isEmpty()) {
            ids.add(Double.valueOf(group));
          }
        }
      }
    }
    return ids.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double id(Path list, String name) throws IOException {
    String[] entry = find(list, fields -> fields[NAME].equals(name));
    return entry == null ? -1 : Double.parseDouble(entry[ID]);
  }

  private static @Nullable String userName(String id) throws IOException {
    String[] entry = find(USERS, fields -> fields[ID].equals(id));
    return entry == null ? null : entry[NAME];
  }

  private static String @Nullable [] find(Path list, Predicate<String[]> wanted)
      throws IOException {
    for (String line : Files.readAllLines(list)) {
      String[] fields = line.split(":", -1);
      if (fields.length > ID && wanted.test(fields)) {
        return fields;
      }
    }
    return null;
  }

  private static int setGroups(String list) {
    int[] groups =
        list.isEmpty()
            ? new int[0]
            : java.util.Arrays.stream(list.split(",", -1))
                .mapToInt(group -> (int) Long.parseLong(group))
                .toArray();
    return CLibrary.call("setgroups", (long) groups.length, groups);
  }
}
