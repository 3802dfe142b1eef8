package dev.gori.runtime.zlib;

import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.util.Native;
import com.github.luben.zstd.util.ZstdVersion;

/** The native library of zstd-jni. Any thread. */
final class ZstdLibrary {
  static {
    NativeLibrary.load(
        Native.class,
        "/linux/amd64/libzstd-jni-" + ZstdVersion.VERSION + ".so",
        "ZstdNativePath",
        Native::load);
  }

  private ZstdLibrary() {}

  /** Loads it, the first time. */
  static void load() {}

  /** Its error as JavaScript gets it: Node's numbers of them are positive. */
  static ZlibError error(ZstdException e) {
    return new ZlibError((int) -e.getErrorCode(), String.valueOf(e.getMessage()));
  }
}
