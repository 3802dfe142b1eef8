package dev.gori.runtime;

import dev.gori.engine.Binding;
import dev.gori.engine.Bindings;
import dev.gori.engine.EngineHome;
import dev.gori.engine.Isolate;
import dev.gori.runtime.binding.EncodingBinding;
import dev.gori.runtime.binding.FsBinding;
import dev.gori.runtime.binding.HttpParserHandle;
import dev.gori.runtime.binding.NameWrap;
import dev.gori.runtime.binding.OsBinding;
import dev.gori.runtime.binding.PipeWrap;
import dev.gori.runtime.binding.ProcessWrap;
import dev.gori.runtime.binding.StreamWrap;
import dev.gori.runtime.binding.TcpWrap;
import dev.gori.runtime.binding.UdpWrap;
import dev.gori.runtime.crypto.CryptoBinding;
import dev.gori.runtime.zlib.ZlibBinding;
import java.nio.file.Path;

/**
 * All bindings, in the order that the snapshot and the runtime share. A binding's class loads when
 * it is first called.
 */
final class BindingList {
  private BindingList() {}

  /**
   * Declares the bindings.
   *
   * @param environment what the functions work on; registering only keeps it
   */
  static void declare(Bindings bindings, Environment environment) {
    bindings
        .binding("engine", b -> Isolate.register(b, environment::isolate))
        .binding("module_wrap", b -> Isolate.registerModules(b, environment::isolate))
        .binding("library", b -> registerLibrary(b, environment))
        .binding("modules", b -> ModuleFiles.register(b, environment))
        .binding("process", b -> ProcessBinding.register(b, environment))
        .binding("fs", b -> FsBinding.register(b, environment))
        .binding("encoding", b -> EncodingBinding.register(b, environment))
        .binding("os", b -> OsBinding.register(b, environment))
        .binding("crypto", b -> CryptoBinding.register(b, environment))
        .binding("stdio", b -> StdioBinding.register(b, environment))
        .binding("stream_wrap", b -> StreamWrap.register(b, environment))
        .binding("tcp_wrap", b -> TcpWrap.register(b, environment))
        .binding("udp_wrap", b -> UdpWrap.register(b, environment))
        .binding("pipe_wrap", b -> PipeWrap.register(b, environment))
        .binding("http_parser", b -> HttpParserHandle.register(b, environment))
        .binding("cares_wrap", b -> NameWrap.register(b, environment))
        .binding("messaging", b -> MessagingBinding.register(b, environment))
        .binding("process_wrap", b -> ProcessWrap.register(b, environment))
        .binding("signal_wrap", b -> SignalBinding.register(b, environment))
        .binding("zlib", b -> ZlibBinding.register(b, environment))
        .binding("loop_delay", b -> LoopDelay.register(b, environment))
        .binding("loop_record", b -> LoopRecordBinding.register(b, environment));
  }

  private static void registerLibrary(Binding binding, Environment environment) {
    binding
        .function("useCodeCache", a -> environment.useCodeCache(a.string(0)))
        .function(
            "saveCode",
            a -> {
              environment.isolate().saveCode();
              return null;
            })
        .function("source", a -> environment.library().source(a.integer(0)))
        .function(
            "compile",
            a ->
                environment
                    .library()
                    .compile(environment.isolate(), a.integer(0), a.string(1), a.strings(2)));
  }

  /**
   * The bindings for the snapshot maker, which only asks for the names: no function is ever called.
   */
  static Bindings names() {
    Bindings bindings = new Bindings();
    declare(
        bindings,
        new Environment(
            new Configuration(), StandardStreams.inherit(), new EngineHome(Path.of("")), 0));
    return bindings;
  }
}
