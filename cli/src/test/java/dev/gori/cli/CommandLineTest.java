package dev.gori.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The meaning of the command's arguments. */
final class CommandLineTest {
  private static CommandLine parse(String... args) {
    return CommandLine.parse(args, "");
  }

  @Test
  void whatFollowsTheScriptBelongsToIt() {
    CommandLine line = parse("--no-warnings", "main.js", "-e", "--version", "x");
    assertEquals(CommandLine.Entry.FILE, line.entry());
    assertEquals("main.js", line.text());
    assertEquals(List.of("-e", "--version", "x"), line.arguments());
    assertEquals(List.of("--no-warnings"), line.execArguments());
    assertEquals(Map.of("--no-warnings", ""), line.options());
  }

  @Test
  void twoDashesEndTheOptions() {
    CommandLine line = parse("--", "-x.js", "a");
    assertEquals(CommandLine.Entry.FILE, line.entry());
    assertEquals("-x.js", line.text());
    assertEquals(List.of("a"), line.arguments());
  }

  @Test
  void aDashIsAnArgumentOfTheProgramOnStandardInput() {
    CommandLine line = parse("-", "a");
    assertEquals(CommandLine.Entry.STDIN, line.entry());
    assertEquals(List.of("-", "a"), line.arguments());
  }

  @Test
  void codeHasArgumentsToo() {
    CommandLine line = parse("-pe", "1 + 1", "a");
    assertEquals(CommandLine.Entry.PRINT, line.entry());
    assertEquals("1 + 1", line.text());
    assertEquals(List.of("a"), line.arguments());
    assertEquals(List.of("-pe", "1 + 1"), line.execArguments());
  }

  @Test
  void printWithoutCodeReadsStandardInput() {
    assertEquals(CommandLine.Entry.PRINT_STDIN, parse("-p").entry());
  }

  @Test
  void optionsOfV8ArePassedOnWithDashes() {
    CommandLine line = parse("--max_old_space_size=50", "--no-opt", "--expose-gc", "x.js");
    assertEquals(List.of("--max-old-space-size=50", "--no-opt", "--expose-gc"), line.v8Options());
  }

  @Test
  void variableComesBeforeTheArguments() {
    CommandLine line =
        CommandLine.parse(
            new String[] {"--title=b", "x.js"}, "-r ./a --title \"two words\" --no-warnings");
    assertEquals(List.of("./a"), line.preload());
    assertEquals(Map.of("--title", "b", "--no-warnings", ""), line.options());
    assertEquals(List.of("--title=b"), line.execArguments());
  }

  @ParameterizedTest
  @CsvSource({
    "--nothing,                    gori: bad option: --nothing",
    "-x,                           gori: bad option: -x",
    "-e,                           gori: -e requires an argument",
    "--require,                    gori: --require requires an argument",
    "--unhandled-rejections=maybe, gori: invalid value for --unhandled-rejections",
  })
  void badOptionsAreNamed(String option, String message) {
    CommandLine line = parse(option);
    assertEquals(CommandLine.Action.ERROR, line.action());
    assertEquals(message, line.message());
  }

  @ParameterizedTest
  @CsvSource({
    "-e 1,        gori: -e is not allowed in NODE_OPTIONS",
    "main.js,     gori: main.js is not allowed in NODE_OPTIONS",
    "--version,   gori: --version is not allowed in NODE_OPTIONS",
    "'--title \"', gori: invalid value for NODE_OPTIONS (unterminated string)",
  })
  void variableTakesOptionsOnly(String variable, String message) {
    assertEquals(message, CommandLine.parse(new String[] {"x.js"}, variable).message());
  }
}
