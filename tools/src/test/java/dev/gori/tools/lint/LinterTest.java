package dev.gori.tools.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gori.tools.script.Scripts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the linter reports, with the project's configuration. */
final class LinterTest {
  private static final String LIBRARY_FILE = "runtime/src/main/js/example.js";
  private static final String PROGRAM_FILE = "examples/example.js";

  @ParameterizedTest
  @MethodSource("mistakes")
  void reports(String rule, String code) throws Exception {
    assertEquals(List.of(rule), rulesIn(lint(LIBRARY_FILE, code)), code);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("no-undef", "module.exports = misspelt;"),
        Arguments.of("no-undef", "exports.now = () => setTimeout(() => {}, 1);"),
        Arguments.of("no-unused-vars", "const { a, b } = require('fs'); exports.a = a;"),
        Arguments.of("no-unused-vars", "let n = 0; n += 1;"),
        Arguments.of("no-unused-vars", "let n = 0; for (;;n++) { exports.x(); }"),
        Arguments.of("no-unused-vars", "try { exports.x(); } catch (error) { exports.y(); }"),
        Arguments.of("no-const-assign", "const a = 1; exports.f = () => { a = 2; return a; };"),
        Arguments.of("prefer-const", "let a = 1; exports.a = a;"),
        Arguments.of("prefer-const", "for (let a of exports.list) exports.f(a);"),
        Arguments.of("no-var", "var a = 1; exports.a = a;"),
        Arguments.of("eqeqeq", "exports.same = (a, b) => a == b;"),
        Arguments.of("use-isnan", "exports.is = (a) => a === NaN;"),
        Arguments.of("valid-typeof", "exports.is = (a) => typeof a === 'strnig';"),
        Arguments.of("no-empty", "try { exports.x(); } catch {}"),
        Arguments.of("no-empty", "if (exports.x) {}"),
        Arguments.of("no-duplicate-case", "switch (exports.x) { case 1: break; case 1: break; }"),
        Arguments.of("no-useless-catch", "try { exports.x(); } catch (e) { throw e; }"),
        Arguments.of(
            "no-unsafe-finally",
            "exports.f = () => { try { exports.x(); } finally { return 1; } };"),
        Arguments.of("no-throw-literal", "exports.f = () => { throw 'text'; };"),
        Arguments.of("no-constant-condition", "if (true) exports.x();"),
        Arguments.of("no-unused-expressions", "exports.x === 1;"),
        Arguments.of("no-self-assign", "exports.a = exports.a;"),
        Arguments.of("no-dupe-keys", "exports.x = { a: 1, b: 2, a: 3 };"),
        Arguments.of("no-dupe-class-members", "exports.A = class { a() {} a() {} };"),
        Arguments.of("no-unused-private-class-members", "exports.A = class { #a = 1; };"),
        Arguments.of(
            "no-unused-private-class-members",
            "exports.A = class { #a; constructor() { this.#a = 1; } };"),
        Arguments.of(
            "no-underscore-dangle", "exports.A = class { constructor() { this._a = 1; } };"),
        Arguments.of("no-async-promise-executor", "exports.p = new Promise(async () => {});"),
        Arguments.of("no-sparse-arrays", "exports.a = [1, , 2];"),
        Arguments.of("no-debugger", "debugger;"),
        Arguments.of("no-unreachable", "exports.f = () => { return 1; exports.x(); };"),
        Arguments.of("no-console", "exports.f = () => console.log('x');"),
        Arguments.of("no-restricted-globals", "exports.f = (code) => new Function(code);"),
        Arguments.of("no-restricted-properties", "exports.f = (s) => s.substr(1, 2);"),
        Arguments.of("no-missing-require", "exports.x = require('nowhere');"),
        Arguments.of("snapshot-safe", "exports.start = Date.now();"),
        Arguments.of("snapshot-safe", "exports.start = new Date();"),
        Arguments.of("snapshot-safe", "exports.A = class { static a = Math.random(); };"),
        Arguments.of("snapshot-safe", "Error.stackTraceLimit = 5;"),
        Arguments.of(
            "snapshot-safe", "const { open } = internalBinding('fs'); exports.x = open();"),
        Arguments.of("syntax", "const a = ;"),
        Arguments.of(
            "disable-comment", "exports.x = [1, , 2]; // eslint-disable-line no-sparse-arrays"),
        Arguments.of(
            "disable-comment", "exports.x = 1; // eslint-disable-line eqeqeq -- not needed here"));
  }

  @ParameterizedTest
  @MethodSource("goodCode")
  void isContentWith(String code) throws Exception {
    assertEquals(List.of(), lint(LIBRARY_FILE, code), code);
  }

  static Stream<String> goodCode() {
    return Stream.of(
        "exports.is = (a) => a == null;",
        "exports.f = () => g(); function g() { return new A(); } class A {}",
        "exports.without = ({ a, ...rest }) => rest;",
        "const { a, ...rest } = require('fs'); exports.rest = rest;",
        "exports.f = (unused, used) => used;",
        "let n = 0; exports.next = () => n++;",
        "let late; exports.f = () => (late ??= require('fs'));",
        "exports.is = typeof Unknown === 'undefined';",
        "try { exports.x(); } catch { /* it may be gone already */ }",
        "exports.now = () => Date.now();",
        "exports.A = class { a = Date.now(); #b = 1; b() { return this.#b; } };",
        "const { open } = internalBinding('fs'); exports.x = (path) => open(path);",
        "for (const key in exports) exports.f(key);",
        "for (;;) { exports.x(); }",
        "outer: for (const a of exports.b) { for (const c of a) { if (c) continue outer; } }",
        "const [a, , b = 1] = exports.x; exports.y = { a, b, get c() { return a; }, set c(v) {} };",
        "exports.f = function named(n) { return n ? named(n - 1) : arguments.length; };",
        "if (process.pid) return; exports.late = 1;",
        "exports.x = [1, , 2]; // eslint-disable-line no-sparse-arrays -- a hole is what is"
            + " tested");
  }

  @Test
  void programsHaveNodesGlobals() throws Exception {
    String code = "setTimeout(() => console.log(__filename, Buffer.alloc(1)), Date.now());";
    assertEquals(List.of(), lint(PROGRAM_FILE, code));
  }

  @Test
  void strictComesFirst() throws Exception {
    List<String> problems =
        Scripts.run(v8(), scripts -> linter(scripts).lint(PROGRAM_FILE, "exports.x = 1;\n"));
    assertEquals(
        List.of("examples/example.js:1:1: the file does not begin with 'use strict' (strict)"),
        problems);
  }

  private static List<String> lint(String file, String code) throws Exception {
    return Scripts.run(
        v8(), scripts -> linter(scripts).lint(file, "'use strict';\n" + code + "\n"));
  }

  private static Linter linter(Scripts scripts) throws Exception {
    return new Linter(scripts, Files.readString(Path.of("config/lint.json")), List.of("fs"));
  }

  private static Path v8() {
    return Path.of("target/v8");
  }

  private static List<String> rulesIn(List<String> problems) {
    return problems.stream()
        .map(problem -> problem.substring(problem.lastIndexOf('(') + 1, problem.length() - 1))
        .toList();
  }
}
