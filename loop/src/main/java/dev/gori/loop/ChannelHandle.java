package dev.gori.loop;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A handle over a channel that the loop's selector watches.
 *
 * <p>Thread: loop thread only.
 */
public abstract sealed class ChannelHandle extends Handle
    permits StreamHandle, ServerHandle, UdpSocket {
  private @Nullable SelectionKey key;
  private int interest;
  private boolean shared;

  /** Requests that ended; their callbacks are still to run, in this order. */
  private final ArrayDeque<IoRequest> finished = new ArrayDeque<>(2);

  /** Whether the loop will ask for them. */
  private boolean isFinishing;

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

  @Override
  final void deliver() {
    int ops = readyOps;
    readyOps = 0;
    if (ops != 0 && !isClosing()) {
      onReady(ops);
    }
  }

  /** The request has ended: its callback runs in the pending phase that comes next. */
  final void finishSoon(IoRequest request) {
    finished.addLast(request);
    if (!isFinishing) {
      isFinishing = true;
      loop.finishSoon(this);
    }
  }

  /** The request ends with its handle; {@link #deliverFinished} or its like follows. */
  final void cancel(IoRequest request) {
    request.status = Errno.ECANCELED.negative();
    finished.addLast(request);
  }

  /** In the pending phase: what the handle asked for by {@link #finishSoon}. */
  final void deliverSoon() {
    isFinishing = false;
    if (!isClosing()) {
      deliverFinished();
    }
  }

  /** Runs the callbacks of the requests that have ended until now. */
  final void deliverFinished() {
    for (int count = finished.size(); count > 0 && !finished.isEmpty(); count--) {
      finished.removeFirst().deliver();
    }
  }

  /** The same at the handle's end, with those that end meanwhile. */
  final void deliverAllFinished() {
    while (!finished.isEmpty()) {
      finished.removeFirst().deliver();
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
