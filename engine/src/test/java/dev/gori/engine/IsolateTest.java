package dev.gori.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gori.loop.Errno;
import dev.gori.loop.UvException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The boundary between Java and V8, without the runtime on top. */
final class IsolateTest {
  private static void functions(Binding b) {
    b.function("describe", a -> describe(a))
        .function("bytes", a -> StandardCharsets.US_ASCII.decode(a.bytes(0)).toString())
        .function(
            "fill",
            a -> {
              a.bytes(0).put(0, (byte) 7);
              return null;
            })
        .function(
            "give",
            a ->
                switch (a.string(0)) {
                  case "int" -> 7;
                  case "long" -> 1L << 40;
                  case "double" -> 0.5;
                  case "boolean" -> true;
                  case "string" -> "é€𐍈";
                  case "bigint" -> BigInteger.TWO.pow(80);
                  case "bytes" -> new byte[] {1, 2, 3};
                  case "large" -> new byte[100_000];
                  case "buffer" -> ByteBuffer.wrap(new byte[] {9, 8, 7}, 1, 2);
                  case "strings" -> new String[] {"a", "", "c"};
                  case "doubles" -> new double[] {1.5, -2};
                  case "array" -> new Object[] {1, "two", new String[] {"x", "y"}, null};
                  default -> null;
                })
        .function(
            "fail",
            a ->
                switch (a.string(0)) {
                  case "uv" -> throw new UvException(Errno.ENOENT, "open", "/nope");
                  case "node" ->
                      throw new NodeException("ERR_X", "no", NodeException.Kind.RANGE_ERROR);
                  case "bug" -> throw new IllegalStateException("bug");
                  default -> null;
                })
        .blocking("slow", a -> a.string(0) + a.integer(1) + a.bytes(2).remaining());
  }

  private static String describe(HostArgs a) {
    return a.size()
        + " "
        + a.integer(0)
        + " "
        + a.number(1)
        + " "
        + a.bool(2)
        + " "
        + a.string(3)
        + " "
        + a.isUndefined(4)
        + a.isUndefined(5)
        + a.isUndefined(9)
        + " "
        + a.longInteger(6);
  }

  @Test
  void argumentsCross() throws Throwable {
    TestIsolate.run(
        IsolateTest::functions,
        t ->
            assertEquals(
                "7 -3 2.5 true é true,true,true 9007199254740993".replace(",", ""),
                t.eval(
                    "report(call('test.describe', -3, 2.5, true, 'é', undefined, null,"
                        + " 9007199254740993n)[1])")));
  }

  @Test
  void buffersAreSharedForTheCall() throws Throwable {
    TestIsolate.run(
        IsolateTest::functions,
        t -> {
          assertEquals(
              "bcd",
              t.eval(
                  "report(call('test.bytes', new Uint8Array([97,98,99,100,101]).subarray(1,"
                      + " 4))[1])"));
          assertEquals(
              "7", t.eval("const u = new Uint8Array(4); call('test.fill', u); report(u[0])"));
        });
  }

  @Test
  void resultsCross() throws Throwable {
    TestIsolate.run(
        IsolateTest::functions,
        t -> {
          assertEquals("0 7", t.eval("report(call('test.give', 'int').join(' '))"));
          assertEquals("0 1099511627776", t.eval("report(call('test.give', 'long').join(' '))"));
          assertEquals("0 0.5", t.eval("report(call('test.give', 'double').join(' '))"));
          assertEquals("0 true", t.eval("report(call('test.give', 'boolean').join(' '))"));
          assertEquals("0 é€𐍈", t.eval("report(call('test.give', 'string').join(' '))"));
          assertEquals(
              "0 1208925819614629174706176",
              t.eval("report(call('test.give', 'bigint').join(' '))"));
          assertEquals(
              "6 1 2 3",
              t.eval(
                  "{const [k] = call('test.give', 'bytes'); report([k, ...scratch()].join(' '))}"));
          assertEquals(
              "4 8 7",
              t.eval(
                  "{const [k, b] = call('test.give', 'buffer'); report([k, ...new"
                      + " Uint8Array(b)].join(' '))}"));
          assertEquals(
              "4 100000",
              t.eval(
                  "{const [k, b] = call('test.give', 'large'); report([k, b.byteLength].join('"
                      + " '))}"));
          assertEquals(
              "2|a||c|",
              t.eval("report(call('test.give', 'strings').join('|').replaceAll('\\0', '|'))"));
          assertEquals(
              "5 1.5 -2",
              t.eval(
                  "{const [k] = call('test.give', 'doubles'); report([k, ...new"
                      + " Float64Array(scratch().slice().buffer)].join(' '))}"));
          assertEquals(
              "[0,[1,\"two\",[\"x\",\"y\"],null]]",
              t.eval("report(JSON.stringify(call('test.give', 'array')))"));
          assertEquals(
              "0 undefined", t.eval("report(call('test.give', 'none').map(String).join(' '))"));
        });
  }

  @Test
  void errorsCrossAsFieldsAndDoNotThrow() throws Throwable {
    TestIsolate.run(
        IsolateTest::functions,
        t -> {
          assertEquals(
              "1|uv|-2|ENOENT|no such file or directory|open|/nope|\1|\1|\1",
              t.eval("report(call('test.fail', 'uv').join('|').replaceAll('\\0', '|'))"));
          assertEquals(
              "1|node|RANGE_ERROR|ERR_X|no",
              t.eval("report(call('test.fail', 'node').join('|').replaceAll('\\0', '|'))"));
          assertTrue(
              t.eval("report(call('test.fail', 'bug').join('|').replaceAll('\\0', '|'))")
                  .startsWith("1|internal|java.lang.IllegalStateException: bug|"));
        });
  }

  @Test
  void requestsCompleteThroughTheRing() throws Throwable {
    TestIsolate.run(
        IsolateTest::functions,
        t -> {
          t.eval(
              """
              handlers.set(0, (request, kind, a, b) => report(`${request} ${kind} ${a} ${b}`));
              const data = new Uint8Array(3);
              callAsync('test.slow', 5, 'x', 1, data);
              """);
          t.isolate.complete(6, 42, null);
          t.isolate.complete(7, true, null);
          t.isolate.complete(8, new byte[] {65, 66}, null);
          t.isolate.complete(9, null, null);
          t.isolate.deliver();
          assertEquals("6 1 42 0,7 2 1 0,8 3 0 2,9 0 0 0", String.join(",", t.reports));
          t.reports.clear();
          t.jobs.removeFirst().run();
          t.isolate.deliver();
          assertEquals("5 4 0 0", String.join(",", t.reports));
          assertEquals("0 x13", t.eval("report(call('engine.takeOutcome', 5).join(' '))"));
        });
  }

  @Test
  void fullRingIsDeliveredBeforeMoreIsAppended() throws Throwable {
    TestIsolate.run(
        IsolateTest::functions,
        t -> {
          t.eval(
              "globalThis.seen = 0; handlers.set(9, (type, a) => { if (a !== seen++) report('out of"
                  + " order'); });");
          int count = Completions.CAPACITY * 2 + 10;
          for (int i = 0; i < count; i++) {
            t.isolate.completions().append(9, 1, i, 0, 0);
          }
          t.isolate.deliver();
          assertEquals(Integer.toString(count), t.eval("report(seen)"));
        });
  }

  @Test
  void bytesAndTheirRecordAreDeliveredTogether() throws Throwable {
    TestIsolate.run(
        IsolateTest::functions,
        t -> {
          t.eval(
              "handlers.set(9, (type, at, length) => report(arenaText(at, Math.min(length, 4)) +"
                  + " length));");
          for (int i = 0; i < 5; i++) {
            ByteBuffer data = ByteBuffer.allocate(100_000);
            data.put(("n" + i + "..").getBytes(StandardCharsets.US_ASCII)).rewind();
            int at = t.isolate.completions().putBytes(data);
            t.isolate.completions().append(9, 1, at, 100_000, 0);
          }
          t.isolate.deliver();
          assertEquals(
              "n0..100000,n1..100000,n2..100000,n3..100000,n4..100000",
              String.join(",", t.reports));
        });
  }

  @Test
  void theArenaGrowsForMoreBytesThanItHolds() throws Throwable {
    TestIsolate.run(
        IsolateTest::functions,
        t -> {
          t.eval("handlers.set(9, (type, at, length) => report(arenaText(at, 4) + length));");
          for (int size : new int[] {10, 3_000_000, 20, 7_000_000, 30}) {
            ByteBuffer data = ByteBuffer.allocate(size);
            data.put("size".getBytes(StandardCharsets.US_ASCII)).rewind();
            int at = t.isolate.completions().putBytes(data);
            t.isolate.completions().append(9, 1, at, size, 0);
          }
          t.isolate.deliver();
          assertEquals("size10,size3000000,size20,size7000000,size30", String.join(",", t.reports));
        });
  }

  @Test
  void submissionsRunWhenJavaScriptReturns() throws Throwable {
    TestIsolate.run(
        IsolateTest::functions,
        t -> {
          t.eval("handlers.set(9, () => { submit(3, 1, 'hello'); report('before'); });");
          t.isolate.completions().append(9, 1);
          t.isolate.deliver();
          assertEquals("before", String.join(",", t.reports));
          assertEquals("3:1:hello", String.join(",", t.submitted));
        });
  }

  @Test
  void timerAndImmediateStateIsRead() throws Throwable {
    TestIsolate.run(
        IsolateTest::functions,
        t -> {
          t.eval("changes(12.5, 1, 3, 2)");
          assertTrue(t.isolate.takeChanges());
          assertFalse(t.isolate.takeChanges());
          assertEquals(12.5, t.isolate.takeTimerDue());
          assertTrue(Double.isNaN(t.isolate.takeTimerDue()));
          assertTrue(t.isolate.timerKeepsAlive());
          assertEquals(3, t.isolate.immediates());
          assertEquals(2, t.isolate.immediatesKeepingAlive());
        });
  }

  @Test
  void functionsAreCompiledWithTheirNameAndPlace() throws Throwable {
    TestIsolate.run(
        IsolateTest::functions,
        t -> {
          assertEquals(
              "3 at fail (/some/file.js:2:18)",
              t.eval(
                  """
                  const f = call('engine.compileFunction', 'return [a + b,\\n function fail(){ return new Error().stack }]', '/some/file.js', 0, 0, undefined, 'a\\0b')[1];
                  const [sum, fail] = f(1, 2);
                  report(sum + ' ' + fail().split('\\n')[1].trim().replace(':2:26', ':2:18'));
                  """));
          assertEquals(
              "SyntaxError: Unexpected identifier 'b'",
              t.eval(
                  "report(call('engine.compileFunction', 'a b', '/x.js', 0, 0, undefined,"
                      + " '')[1][1])"));
        });
  }

  @Test
  void rejectionsAreTakenInOrder() throws Throwable {
    TestIsolate.run(
        IsolateTest::functions,
        t ->
            assertEquals(
                "1 0 true why 0 true other 1 true,0",
                t.eval(
                    """
                    const p = Promise.reject('why');
                    const q = Promise.reject('other');
                    p.catch(() => {});
                    const flag = rejections();
                    const [, list] = call('engine.takeRejections');
                    report(`${flag} ${list[0]} ${list[1] === p} ${list[2]} ${list[3]} ${list[4] === q} ${list[5]} ${list[6]} ${list[7] === p}`);
                    report(rejections());
                    """)));
  }

  @Test
  void rejectionThatIsHandledAtOnceIsNotMentioned() throws Throwable {
    TestIsolate.run(
        IsolateTest::functions,
        t ->
            assertEquals(
                "0",
                t.eval(
                    "Promise.reject(1).catch(() => {});"
                        + " report(call('engine.takeRejections')[1].length)")));
  }

  @Test
  void promiseStateIsSeen() throws Throwable {
    TestIsolate.run(
        IsolateTest::functions,
        t ->
            assertEquals(
                "0,1,5",
                t.eval(
                    """
                    report(call('engine.promiseState', new Promise(() => {}))[1]);
                    report(call('engine.promiseState', Promise.resolve(5))[1]);
                    report(call('engine.promiseResult', Promise.resolve(5))[1]);
                    """)));
  }

  @Test
  void contextSurvivesPromiseReactions() throws Throwable {
    TestIsolate.run(
        IsolateTest::functions,
        t ->
            assertEquals(
                "in",
                t.eval(
                    """
                    extras.setContinuationPreservedEmbedderData('in');
                    Promise.resolve().then(() => report(extras.getContinuationPreservedEmbedderData()));
                    extras.setContinuationPreservedEmbedderData(undefined);
                    """)));
  }

  @Test
  void endlessLoopIsStoppedFromAnotherThread() throws Throwable {
    TestIsolate.run(
        IsolateTest::functions,
        t -> {
          Thread stopper =
              new Thread(
                  () -> {
                    while (t.reports.isEmpty()) {
                      Thread.onSpinWait();
                    }
                    t.isolate.terminate();
                  });
          stopper.start();
          t.eval(
              "report('running'); try { for (;;) new Array(100).fill(1); } finally {"
                  + " report('finally'); }");
          stopper.join();
          assertTrue(t.isolate.isTerminated());
          assertEquals("running", String.join(",", t.reports));
        });
  }

  @Test
  void heapLimitEndsTheProgramAndNotTheJvm() throws Throwable {
    TestIsolate.run(
        IsolateTest::functions,
        t -> {
          t.eval("const hold = []; for (;;) hold.push(new Array(1e5).fill({}));");
          assertTrue(t.isolate.isOutOfMemory());
        });
  }

  @Test
  void nothingIsHeldAfterAMillionCallbacks() throws Throwable {
    TestIsolate.run(
        IsolateTest::functions,
        t -> {
          t.eval(
              "globalThis.n = 0; handlers.set(9, () => { n++; call('test.give', 'string');"
                  + " call('test.give', 'bytes'); });");
          t.isolate.completions().append(9, 1);
          t.isolate.deliver();
          int references = t.isolate.references();
          int contexts = t.isolate.callbackContexts();
          for (int i = 0; i < 1_000_000; i++) {
            t.isolate.completions().append(9, 1);
          }
          t.isolate.deliver();
          assertEquals("1000001", t.eval("report(n)"));
          assertEquals(references, t.isolate.references());
          assertEquals(contexts, t.isolate.callbackContexts());
        });
  }
}
