package dev.gori.cli;

/** The text of {@code gori --help}. */
final class Help {
  private Help() {}

  static String text() {
    return """
    Usage: gori [options] [ script.js ] [arguments]
           gori [options] -e CODE [arguments]
           gori [options] - [arguments]
           gori loop now|why|top PID

    Runs a Node.js program on the JVM.

    Options:
      -                           script read from stdin (default if no file name is given and stdin is not a terminal)
      --                          indicate the end of options
      -e, --eval=...              evaluate script
      -p, --print [...]           evaluate script and print result
      -c, --check                 syntax check script without executing
      -r, --require=...           CommonJS module to preload (option can be repeated)
      -v, --version               print the Node.js version whose API is provided
      -h, --help                  print this text
      --inspect[=[host:]port]     let debuggers connect (default: 127.0.0.1:9229)
      --inspect-brk[=...]         the same, and stop before the program's first statement
      --inspect-wait[=...]        the same, and wait for a debugger
      --env-file=...              set environment variables from a file (option can be repeated)
      --env-file-if-exists=...    the same, if there is the file
      --run=...                   run a script of package.json
      --unhandled-rejections=...  define unhandled rejections behavior: strict, throw (default), warn,
                                  warn-with-error-code, none
      --no-warnings               silence all process warnings
      --no-deprecation            silence deprecation warnings
      --trace-warnings            show stack traces on process warnings
      --trace-deprecation         show stack traces on deprecations
      --throw-deprecation         throw an exception on deprecations
      --preserve-symlinks         preserve symbolic links when resolving
      --max-old-space-size=...    size of V8's old space in megabytes
      --stack-size=...            size of V8's stack in kilobytes
      --inspect-loop[=step][:port]  show the event loop on a page; with step, it waits before each callback
      --trace-loop=...            write a trace of the event loop, for Perfetto or chrome://tracing
      --record-loop[=N]           record the event loop (one of N turns) for JFR and JMX
      --loop-threshold=...        milliseconds after which a callback counts as blocked (default 50)
      The options of V8 are passed on to it.

    Environment variables:
      NODE_OPTIONS                options that come before those of the command
      NODE_PATH                   ':'-separated list of directories prefixed to the module search path
      NODE_NO_WARNINGS            set to 1 to silence process warnings
      NO_COLOR, FORCE_COLOR       control colored output
      UV_THREADPOOL_SIZE          number of threads of the worker pool, 1 to 1024 (default 4)
    """;
  }
}
