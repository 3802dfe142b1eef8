package dev.gori.runtime;

import dev.gori.engine.Binding;

/** What {@code internal/loop/recorder.js} tells the loop's inspector. Loop thread only. */
final class LoopRecordBinding {
  private LoopRecordBinding() {}

  static void register(Binding b, Environment env) {
    b.function("now", a -> env.recordListener().now())
        .function("options", a -> env.recordOptions())
        .function(
            "site",
            a -> {
              env.recordListener()
                  .site(
                      a.integer(0),
                      a.string(1),
                      a.string(2),
                      a.integer(3),
                      a.integer(4),
                      a.bool(5));
              return null;
            })
        .function(
            "kind",
            a -> {
              env.recordListener().kind(a.integer(0), a.string(1));
              return null;
            })
        .function(
            "step",
            a -> {
              env.recordListener().step();
              return null;
            })
        .function("handles", a -> ActiveResources.handles(env))
        .function("requests", a -> ActiveResources.requests(env))
        .function(
            "facts",
            a -> {
              env.takeFacts(a.string(0));
              return null;
            });
  }
}
