package dev.gori.inspect;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What the numbers in the record stand for. Written on the loop thread, read by any: a name is
 * there before the first record that uses it.
 */
final class Names {
  private final Map<Integer, Site> sites = new ConcurrentHashMap<>();
  private final Map<Integer, String> kinds = new ConcurrentHashMap<>();
  private final Map<String, Integer> jobNumbers = new ConcurrentHashMap<>();
  private final Map<Integer, String> jobs = new ConcurrentHashMap<>();

  void site(Site site) {
    sites.put(site.number(), site);
  }

  Site site(int number) {
    return sites.getOrDefault(number, Site.NONE);
  }

  void forEachSite(Consumer<Site> action) {
    sites.values().forEach(action);
  }

  void kind(int number, String name) {
    kinds.put(number, name);
  }

  String kind(int number) {
    return kinds.getOrDefault(number, "");
  }

  /** Numbers that Java gives: of pool threads and kinds of jobs. */
  int number(String name) {
    return jobNumbers.computeIfAbsent(
        name,
        added -> {
          int number = jobNumbers.size() + 1;
          jobs.put(number, added);
          return number;
        });
  }

  String name(int number) {
    return jobs.getOrDefault(number, "");
  }
}
