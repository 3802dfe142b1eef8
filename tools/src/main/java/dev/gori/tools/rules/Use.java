package dev.gori.tools.rules;

/**
 * One place in a class that uses something of another class.
 *
 * @param user the class that uses it, as {@code dev.gori.loop.Timer$Queue}
 * @param used the class that is used
 * @param member the field, or the method with its descriptor; empty for the class itself
 * @param place the source file and line
 */
record Use(String user, String used, String member, String place) {
  /** The member as rules name it: {@code java.lang.String.getBytes()[B}. */
  String usedMember() {
    return used + '.' + member;
  }
}
