/** The event loop: libuv's model in plain Java. */
module dev.gori.loop {
  requires static org.jspecify;
  requires jdk.net;
  requires jdk.unsupported;

  exports dev.gori.loop;
}
