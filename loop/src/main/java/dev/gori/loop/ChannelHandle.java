package dev.gori.loop;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/**
 * A handle over a channel that the loop's selector watches.
 *
 * <p>Thread: loop thread only.
 */
public abstract sealed class ChannelHandle extends Handle
    permits StreamHandle, ServerHandle, UdpSocket {
  private @Nullable SelectionKey key;

  /** Whether the loop knows that some of its requests have finished. */
  private boolean isFinishing;

  private int interest;
  private boolean shared;

  /** What the selector found, until it is delivered. */
  int readyOps;

  ChannelHandle(EventLoop loop) {
    super(loop);
  }

  final void watch(SelectableChannel channel) throws IOException {
    key = loop.polling.register(channel, this);
  }

  /**
   * Another process has the socket too. Closing it here must leave it as it is; but the platform
   * ends the writing side of a registered channel that is closed, for all who have it.
   */
  public final void share() {
    shared = true;
  }

  final boolean isWatched() {
    return key != null;
  }

  /** Asks the selector for these operations, in addition to those it watches for. */
  final void want(int ops) {
    setInterest(interest | ops);
  }

  final void unwant(int ops) {
    setInterest(interest & ~ops);
  }

  final boolean wants(int ops) {
    return (interest & ops) != 0;
  }

  private void setInterest(int ops) {
    SelectionKey watched = key;
    if (ops != interest && watched != null) {
      interest = ops;
      try {
        watched.interestOps(ops);
      } catch (CancelledKeyException e) {
        // The channel was closed under the handle; its next operation reports that.
        interest = 0;
      }
    }
  }

  /** The operations that the selector found ready. */
  abstract void onReady(int ops);

  /** Tells of the requests that have finished. */
  void onFinished() {}

  @Override
  final void deliver() {
    int ops = readyOps;
    readyOps = 0;
    if (ops != 0 && !isClosing()) {
      onReady(ops);
    }
  }

  /** Has the loop call {@link #onFinished}, in the pending phase that comes next. */
  final void finishSoon() {
    if (!isFinishing) {
      isFinishing = true;
      loop.finishSoon(this);
    }
  }

  final void deliverFinished() {
    isFinishing = false;
    if (!isClosing()) {
      onFinished();
    }
  }

  @Override
  final void release() {
    SelectionKey watched = key;
    if (watched != null) {
      key = null;
      if (shared) {
        watched.cancel();
      }
      loop.polling.unregistered();
      if (shared) {
        loop.polling.giveBackClosedChannels();
      }
    }
    closeChannel();
  }

  /** Closes the channel, if there is one. */
  abstract void closeChannel();
}
