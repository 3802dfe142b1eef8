package dev.gori.engine;

import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.IV8InspectorListener;
import com.caoccao.javet.interop.V8Inspector;
import com.caoccao.javet.interop.V8Runtime;

/**
 * A session of V8's inspector, which speaks the DevTools protocol as JSON.
 *
 * <p>Belongs to the isolate's thread; only while the program is paused, or waits for the debugger,
 * {@link #send} is for other threads, for that thread is in V8 then and asks for requests itself.
 */
public final class InspectorSession implements AutoCloseable {
  private final V8Inspector inspector;

  /** Who receives what V8 says. All are called on the isolate's thread. */
  public interface Listener {
    /** A response or a notification. */
    void answer(String json);

    /** The client asks a program that waits for the debugger to run. */
    void runIfWaiting();
  }

  InspectorSession(V8Runtime runtime, String name, boolean waits, Listener listener) {
    inspector = runtime.createV8Inspector(name, waits);
    inspector.addListeners(
        new IV8InspectorListener() {
          @Override
          public void flushProtocolNotifications() {}

          @Override
          public void receiveNotification(String message) {
            listener.answer(message);
          }

          @Override
          public void receiveResponse(String message) {
            listener.answer(message);
          }

          @Override
          public void runIfWaitingForDebugger(int contextGroup) {
            listener.runIfWaiting();
          }

          @Override
          public void sendRequest(String message) {}
        });
  }

  /** Hands a request to V8; answers come to the listener, mostly before this returns. */
  public void send(String request) {
    try {
      inspector.sendRequest(request);
    } catch (JavetException e) {
      throw new EngineException("V8's inspector failed", e);
    }
  }

  /** Returns when the client has asked the program to run. */
  public void waitForDebugger() {
    inspector.waitForDebugger();
  }

  @Override
  public void close() {
    try {
      inspector.close();
    } catch (JavetException e) {
      throw new EngineException("V8's inspector could not be closed", e);
    }
  }
}
