package dev.gori.runtime.binding;

import dev.gori.loop.ConnectionListener;
import dev.gori.loop.ServerHandle;
import dev.gori.loop.StreamHandle;
import dev.gori.runtime.Environment;

/** A listening socket as JavaScript holds it. Loop thread only. */
final class ServerWrap<S extends StreamHandle> implements ConnectionListener<S> {
  private final Environment env;
  private final ServerHandle<S> server;
  private final int id;

  ServerWrap(Environment env, ServerHandle<S> server) {
    this.env = env;
    this.server = server;
    id = env.addHandle(this, server);
  }

  int id() {
    return id;
  }

  ServerHandle<S> server() {
    return server;
  }

  int listen(int backlog) {
    return server.listen(backlog, this);
  }

  @Override
  public void onConnection(S stream) {
    env.completions().append(id, StreamWrap.CONNECTION, 0, new StreamWrap(env, stream).id(), 0);
  }

  @Override
  public void onError(int errno) {
    env.completions().append(id, StreamWrap.CONNECTION, errno, 0, 0);
  }
}
