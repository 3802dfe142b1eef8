package dev.gori.loop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The threads that run what the kernel cannot do asynchronously: file operations, name lookups,
 * long computations. Jobs start in the order of their submission. Slow jobs, which wait for the
 * network, may take at most half of the threads, so that files are never stuck behind lookups.
 *
 * <p>Threads are daemon platform threads, started when first needed. A pool may serve several
 * loops.
 *
 * <p>Thread: any.
 */
public final class WorkerPool implements AutoCloseable {
  /** The most threads that a pool may have. */
  public static final int MAX_SIZE = 1024;

  /** How long a thread with a job is waited for. */
  private static final long BUSY_MILLIS = 20;

  private final int size;
  private final int slowLimit;
  private final String name;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition jobAdded = lock.newCondition();

  // What follows is guarded by the lock.
  private final ArrayDeque<WorkRequest<?>> queue = new ArrayDeque<>();
  private final ArrayDeque<WorkRequest<?>> slowQueue = new ArrayDeque<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Map<Thread, WorkRequest<?>> running = new LinkedHashMap<>();
  private long nextTicket;
  private int idleThreads;
  private int slowRunning;
  private boolean closed;

  /**
   * A pool with at most {@code size} threads.
   *
   * @throws IllegalArgumentException if the size is not within 1 and {@link #MAX_SIZE}
   */
  public WorkerPool(int size) {
    this(size, "gori-pool");
  }

  /** A pool whose threads carry the given name and a number. */
  public WorkerPool(int size, String name) {
    if (size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException("a pool has 1 to " + MAX_SIZE + " threads, not " + size);
    }
    this.size = size;
    this.slowLimit = (size + 1) / 2;
    this.name = name;
  }

  /** The most threads that it uses. */
  public int size() {
    return size;
  }

  /** How many jobs wait for a thread. */
  public int queueLength() {
    lock.lock();
    try {
      return queue.size() + slowQueue.size();
    } finally {
      lock.unlock();
    }
  }

  /** A job that a thread runs. */
  public record RunningJob(String thread, String kind, long startNanos) {}

  /** The jobs that run now, by the name of their thread. */
  public List<RunningJob> runningJobs() {
    lock.lock();
    try {
      List<RunningJob> jobs = new ArrayList<>(running.size());
      running.forEach(
          (thread, job) ->
              jobs.add(new RunningJob(thread.getName(), job.kind(), job.startNanos())));
      return jobs;
    } finally {
      lock.unlock();
    }
  }

  /** How many threads it has started. */
  public int threadCount() {
    lock.lock();
    try {
      return threads.size();
    } finally {
      lock.unlock();
    }
  }

  /** Queues a job; false if the pool is closed. */
  boolean submit(WorkRequest<?> request) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      request.ticket = nextTicket++;
      (request.slow ? slowQueue : queue).add(request);
      if (idleThreads >= queue.size() + slowQueue.size() || threads.size() == size) {
        jobAdded.signal();
      } else {
        threads.add(startThread());
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes a job out of the queue; false if it is no longer there. */
  boolean remove(WorkRequest<?> request) {
    lock.lock();
    try {
      return (request.slow ? slowQueue : queue).remove(request);
    } finally {
      lock.unlock();
    }
  }

  /** Drops the queued jobs of a loop that closes; their callbacks do not run. */
  void removeAllOf(EventLoop loop) {
    lock.lock();
    try {
      queue.removeIf(request -> request.loop == loop);
      slowQueue.removeIf(request -> request.loop == loop);
    } finally {
      lock.unlock();
    }
  }

  private Thread startThread() {
    return Thread.ofPlatform().daemon().name(name + "-" + (threads.size() + 1)).start(this::work);
  }

  private void work() {
    WorkRequest<?> done = null;
    while (true) {
      WorkRequest<?> job = next(done);
      if (job == null) {
        return;
      }
      job.runJob();
      done = job;
    }
  }

  /** Waits for the next job; null when the pool is closed. */
  private @Nullable WorkRequest<?> next(@Nullable WorkRequest<?> done) {
    lock.lock();
    try {
      if (done != null) {
        running.remove(Thread.currentThread());
      }
      if (done != null && done.slow) {
        slowRunning--;
        if (!slowQueue.isEmpty()) {
          jobAdded.signal();
        }
      }
      while (true) {
        WorkRequest<?> job = closed ? null : takeFirst();
        if (job != null) {
          running.put(Thread.currentThread(), job);
          return job;
        }
        if (closed) {
          return null;
        }
        idleThreads++;
        try {
          jobAdded.awaitUninterruptibly();
        } finally {
          idleThreads--;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private @Nullable WorkRequest<?> takeFirst() {
    WorkRequest<?> fast = queue.peekFirst();
    WorkRequest<?> slow = slowRunning < slowLimit ? slowQueue.peekFirst() : null;
    if (slow != null && (fast == null || slow.ticket < fast.ticket)) {
      slowRunning++;
      return slowQueue.pollFirst();
    }
    return queue.pollFirst();
  }

  /**
   * Drops what is queued and lets the threads end; a job that is running is interrupted and its
   * result dropped. Waits for the threads that have nothing to do, and for the others only as long
   * as they react to the interrupt at once.
   */
  @Override
  public void close() {
    List<Thread> ending;
    Set<Thread> busy;
    lock.lock();
    try {
      closed = true;
      queue.clear();
      slowQueue.clear();
      jobAdded.signalAll();
      ending = List.copyOf(threads);
      busy = Set.copyOf(running.keySet());
      threads.clear();
    } finally {
      lock.unlock();
    }
    for (Thread thread : ending) {
      thread.interrupt();
    }
    try {
      for (Thread thread : ending) {
        thread.join(busy.contains(thread) ? BUSY_MILLIS : 0);
      }
    } catch (InterruptedException e) {
      // Who waits for the pool is to end as well.
      Thread.currentThread().interrupt();
    }
  }
}
