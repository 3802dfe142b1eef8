package dev.gori.tools.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The rules of {@code java-rules.txt}. Immutable; any thread.
 *
 * <pre>
 *   room loop
 *   room engine uses loop
 *   only engine uses com.caoccao.javet
 *   forbid java.lang.Thread.sleep( : it blocks the loop
 *   except cli
 *   except dev.gori.loop.SystemSources : the loop's one clock
 * </pre>
 *
 * A room is a module and its package {@code dev.gori.ROOM}. {@code forbid} names a class, a field,
 * or a method by its beginning, with as much of the descriptor as is meant; {@code except} and
 * {@code within} belong to the {@code forbid} above them and name rooms or classes.
 */
record Rules(List<Room> rooms, List<OnlyIn> onlyIn, List<Forbidden> forbidden) {
  private static final String PACKAGE = "dev.gori.";

  /** A module and the other rooms it may use. */
  record Room(String name, List<String> mayUse) {}

  /** A package that only some rooms may use. */
  record OnlyIn(List<String> rooms, String packageName) {}

  /** What must not be used, why, where all the same, and where only (empty for everywhere). */
  record Forbidden(String what, String reason, List<String> except, List<String> within) {}

  static Rules parse(List<String> lines) {
    List<Room> rooms = new ArrayList<>();
    List<OnlyIn> onlyIn = new ArrayList<>();
    List<Forbidden> forbidden = new ArrayList<>();
    for (String line : lines) {
      String text = line.strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      String[] parts = text.split(" : ", 2);
      String[] words = parts[0].strip().split(" +", -1);
      String reason = parts.length > 1 ? parts[1].strip() : "";
      switch (words[0]) {
        case "room" -> rooms.add(new Room(words[1], wordsAfter(words, "uses")));
        case "only" -> {
          List<String> all = List.of(words);
          int uses = all.indexOf("uses");
          onlyIn.add(new OnlyIn(all.subList(1, uses), words[uses + 1]));
        }
        case "forbid" -> {
          if (reason.isEmpty()) {
            throw new IllegalArgumentException("no reason: " + line);
          }
          forbidden.add(new Forbidden(words[1], reason, new ArrayList<>(), new ArrayList<>()));
        }
        case "except" ->
            forbidden.getLast().except().addAll(List.of(words).subList(1, words.length));
        case "within" ->
            forbidden.getLast().within().addAll(List.of(words).subList(1, words.length));
        default -> throw new IllegalArgumentException("not a rule: " + line);
      }
    }
    return new Rules(List.copyOf(rooms), List.copyOf(onlyIn), List.copyOf(forbidden));
  }

  private static List<String> wordsAfter(String[] words, String word) {
    List<String> all = List.of(words);
    int at = all.indexOf(word);
    return at < 0 ? List.of() : all.subList(at + 1, all.size());
  }

  /** What is wrong with a class's uses of others: a sorted line for each place. */
  List<String> problemsOf(List<Use> uses) {
    TreeSet<String> problems = new TreeSet<>();
    for (Use use : uses) {
      checkRoom(use, problems);
      checkPackage(use, problems);
      for (Forbidden rule : forbidden) {
        if (isMeant(rule, use)) {
          problems.add(use.place() + ": " + rule.what() + ": " + rule.reason());
        }
      }
    }
    return List.copyOf(problems);
  }

  private void checkRoom(Use use, TreeSet<String> problems) {
    String from = roomOf(use.user());
    String to = roomOf(use.used());
    for (Room room : rooms) {
      if (room.name().equals(from)
          && !from.equals(to)
          && use.used().startsWith(PACKAGE)
          && !room.mayUse().contains(to)) {
        problems.add(use.place() + ": " + from + " may not use " + to + " (" + use.used() + ")");
      }
    }
  }

  private void checkPackage(Use use, TreeSet<String> problems) {
    for (OnlyIn rule : onlyIn) {
      if (use.used().startsWith(rule.packageName() + ".")
          && !rule.rooms().contains(roomOf(use.user()))) {
        problems.add(
            use.place()
                + ": only "
                + String.join(" and ", rule.rooms())
                + " may use "
                + use.used());
      }
    }
  }

  private static boolean isMeant(Forbidden rule, Use use) {
    boolean isUsed =
        use.member().isEmpty()
            ? use.used().equals(rule.what()) || use.used().startsWith(rule.what() + ".")
            : isMember(rule.what(), use.usedMember());
    return isUsed
        && (rule.within().isEmpty() || isIn(rule.within(), use.user()))
        && !isIn(rule.except(), use.user());
  }

  /** A rule that ends in a name means that name; one that ends in a sign, all that begins so. */
  private static boolean isMember(String what, String member) {
    return Character.isJavaIdentifierPart(what.charAt(what.length() - 1))
        ? member.equals(what)
        : member.startsWith(what);
  }

  private static boolean isIn(List<String> places, String user) {
    for (String place : places) {
      if (place.equals(roomOf(user)) || user.equals(place) || user.startsWith(place + "$")) {
        return true;
      }
    }
    return false;
  }

  /** The room of a class: {@code loop} for {@code dev.gori.loop.files.Stat}; empty outside. */
  static String roomOf(String className) {
    if (!className.startsWith(PACKAGE)) {
      return "";
    }
    String rest = className.substring(PACKAGE.length());
    int dot = rest.indexOf('.');
    return dot < 0 ? "" : rest.substring(0, dot);
  }
}
