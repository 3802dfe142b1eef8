package dev.gori.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a program is started with; becomes JSON for {@code internal/bootstrap/main.js}. Belongs to
 * the thread that fills it.
 */
final class Configuration {
  /** What is run first. */
  enum Entry {
    FILE,
    EVAL,
    STDIN,
    PACKAGE_SCRIPT
  }

  Entry entry = Entry.STDIN;
  String file = "";
  String code = "";
  boolean print;
  List<String> arguments = new ArrayList<>();
  List<String> execArguments = new ArrayList<>();
  List<String> v8Options = new ArrayList<>();
  List<String> preload = new ArrayList<>();
  Map<String, String> options = new LinkedHashMap<>();
  Map<String, String> environment = new LinkedHashMap<>();
  Path workingDirectory = Path.of("").toAbsolutePath();
  @Nullable String execPath;
  String argv0 = "node";

  /** Whether callbacks are recorded from the start. */
  boolean record;

  /** Whether debuggers can connect. */
  boolean inspected;

  /** Whether what the program's last start asked is asked already; see ModuleFiles. */
  boolean prefetched;

  /** Not for JavaScript: Java opens them. */
  int[] descriptors = {};

  String toJson() {
    StringBuilder json = new StringBuilder(4096);
    json.append("{\"entry\":\"")
        .append(
            switch (entry) {
              case FILE -> "file";
              case EVAL -> "eval";
              case STDIN -> "stdin";
              case PACKAGE_SCRIPT -> "package-script";
            })
        .append("\",\"file\":");
    Json.string(json, file);
    json.append(",\"code\":");
    Json.string(json, code);
    json.append(",\"print\":").append(print);
    json.append(",\"record\":").append(record);
    json.append(",\"inspected\":").append(inspected);
    json.append(",\"prefetched\":").append(prefetched);
    json.append(",\"arguments\":");
    Json.strings(json, arguments);
    json.append(",\"execArguments\":");
    Json.strings(json, execArguments);
    json.append(",\"preload\":");
    Json.strings(json, preload);
    json.append(",\"options\":");
    Json.map(json, options);
    json.append(",\"environment\":");
    Json.map(json, environment);
    json.append(",\"workingDirectory\":");
    Json.string(json, workingDirectory.toString());
    json.append(",\"execPath\":");
    Json.string(json, execPath == null ? "/usr/local/bin/gori" : execPath);
    json.append(",\"argv0\":");
    Json.string(json, argv0);
    json.append(",\"pid\":").append(ProcessHandle.current().pid());
    json.append(",\"version\":");
    Json.string(json, Version.GORI);
    json.append(",\"nodeVersion\":");
    Json.string(json, Version.NODE);
    json.append(",\"javaVersion\":");
    Json.string(json, System.getProperty("java.version"));
    return json.append('}').toString();
  }
}
