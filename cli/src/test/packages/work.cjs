'use strict';

// What each package is asked to do: a function of its exports, as require() gives them or import's namespace, that returns or
// resolves to something printable.

const os = require('os');
const path = require('path');
const fs = require('fs');

/** What import gives as default, and require() of a CommonJS package as its exports. */
const whole = (exports) => {
  const wrapped = exports[Symbol.toStringTag] === 'Module' || exports.__esModule;
  return wrapped ? (exports.default ?? exports) : exports;
};

const listening = (server) => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));

async function get(port, url, options) {
  const http = require('http');
  return new Promise((resolve, reject) => {
    http
      .get({ port, host: '127.0.0.1', path: url, ...options }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => (text += chunk));
        response.on('end', () => resolve(`${response.statusCode} ${text}`));
      })
      .on('error', reject);
  });
}

exports.work = {
  async express(exports) {
    const express = whole(exports);
    const app = express();
    app.use(express.json());
    app.get('/hello/:name', (request, response) => response.json({ hello: request.params.name, q: request.query.q }));
    app.use((request, response) => response.status(404).send('nothing here'));
    const server = require('http').createServer(app);
    const port = await listening(server);
    const answers = [await get(port, '/hello/gori?q=1'), await get(port, '/none')];
    server.close();
    return answers;
  },
  lodash: (exports) => whole(exports).chunk([1, 2, 3, 4, 5], 2),
  'lodash-es': ({ groupBy }) => groupBy([1.2, 1.8, 2.1], Math.floor),
  async: (exports) => whole(exports).mapLimit([1, 2, 3], 2, async (n) => n * 2),
  moment: (exports) => whole(exports).utc('2026-11-22T10:00:00Z').add(1, 'month').format('dddd, D MMMM YYYY, HH:mm'),
  dayjs: (exports) => whole(exports)('2026-11-22').add(1, 'week').format('YYYY-MM-DD'),
  debug(exports) {
    const debug = whole(exports);
    const lines = [];
    debug.enable('gori:*');
    debug.log = (...args) => lines.push(/hello 5|hello %d/.test(args.join(' ')));
    debug('gori:x')('hello %d', 5);
    debug('other')('no');
    return lines;
  },
  semver: (exports) => [whole(exports).satisfies('1.4.2', '^1.2'), whole(exports).inc('1.2.3', 'minor')],
  commander({ Command }) {
    const program = new Command().option('-n, --number <n>', 'a number', Number).argument('<file>');
    program.parse(['-n', '3', 'x.txt'], { from: 'user' });
    return [program.opts(), program.args];
  },
  yargs: (exports) => whole(exports)(['--name=gori', '--count', '3', 'rest']).scriptName('x').help(false).version(false).parseSync(),
  minimist: (exports) => whole(exports)(['-x', '1', '--flag', 'word']),
  async ws({ WebSocketServer, WebSocket }) {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await new Promise((resolve) => server.once('listening', resolve));
    server.on('connection', (socket) => socket.on('message', (data) => socket.send(`echo ${data}`)));
    const client = new WebSocket(`ws://127.0.0.1:${server.address().port}`);
    const answer = await new Promise((resolve, reject) => {
      client.on('open', () => client.send('hello'));
      client.on('message', (data) => resolve(String(data)));
      client.on('error', reject);
    });
    client.close();
    await new Promise((resolve) => server.close(resolve));
    return answer;
  },
  ajv(exports) {
    const Ajv = exports.Ajv ?? whole(exports);
    const validate = new Ajv().compile({ type: 'object', properties: { n: { type: 'integer', minimum: 2 } }, required: ['n'] });
    return [validate({ n: 3 }), validate({ n: 1 }), validate.errors[0].message];
  },
  'js-yaml': (exports) => whole(exports).load('a: 1\nb: [x, y]\nc: {d: 2026-11-22}\n'),
  uuid: ({ v5, validate, v4 }) => [v5('gori', v5.URL), validate(v4())],
  rxjs: ({ of, map, filter, toArray, lastValueFrom }) =>
    lastValueFrom(
      of(1, 2, 3, 4).pipe(
        filter((n) => n % 2 === 0),
        map((n) => n * 10),
        toArray(),
      ),
    ),
  zod(exports) {
    const z = exports.z ?? whole(exports);
    const result = z.object({ name: z.string(), age: z.number().int() }).safeParse({ name: 'x', age: 1.5 });
    return [result.success, result.error.issues.map(({ path, code }) => [path, code])];
  },
  async axios(exports) {
    const axios = whole(exports);
    const server = require('http').createServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ url: request.url, accept: request.headers.accept }));
    });
    const port = await listening(server);
    const { data, status } = await axios.get(`http://127.0.0.1:${port}/x`, { params: { a: 1 } });
    server.close();
    return [status, data];
  },
  chalk: ({ Chalk }) => new Chalk({ level: 1 }).red.bold('red'),
  nanoid: ({ nanoid, customAlphabet }) => [nanoid().length, customAlphabet('a', 5)()],
  async execa({ execa }) {
    const { stdout, exitCode } = await execa('echo', ['from', 'a child']);
    return [stdout, exitCode];
  },
  async 'p-limit'(exports) {
    const limit = whole(exports)(2);
    return Promise.all([1, 2, 3].map((n) => limit(async () => n + 1)));
  },
  async globby({ globby }) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gori-globby-'));
    fs.mkdirSync(path.join(folder, 'deep'));
    for (const name of ['a.js', 'b.txt', 'deep/c.js']) fs.writeFileSync(path.join(folder, name), '');
    const found = await globby('**/*.js', { cwd: folder });
    fs.rmSync(folder, { recursive: true });
    return found.sort();
  },
  typescript(exports) {
    const typescript = whole(exports);
    const { outputText } = typescript.transpileModule('const a: number = 1; enum E { X }', {
      compilerOptions: { module: typescript.ModuleKind.CommonJS },
    });
    return outputText.split('\n').length;
  },
  async 'source-map'(exports) {
    const { SourceMapConsumer } = whole(exports);
    const map = { version: 3, sources: ['a.js'], names: ['x'], mappings: 'AAAAA,CAAC' };
    return SourceMapConsumer.with(map, null, (consumer) => consumer.originalPositionFor({ line: 1, column: 1 }));
  },
  async 'sql.js'(exports) {
    const SQL = await whole(exports)();
    const database = new SQL.Database();
    database.run('create table t (a integer, b text)');
    database.run('insert into t values (1, ?), (2, ?)', ['one', 'two']);
    const rows = database.exec('select b, a * 10 from t order by a desc');
    database.close();
    return rows;
  },
  handlebars: (exports) => whole(exports).compile('{{#each list}}<{{this}}>{{/each}}')({ list: ['a', '<b>'] }),
  ejs: (exports) => whole(exports).render('<% for (const n of list) { %>[<%= n %>]<% } %>', { list: [1, '<'] }),
  async winston(exports) {
    const winston = whole(exports);
    const { Writable } = require('stream');
    const lines = [];
    const stream = new Writable({
      write(chunk, encoding, callback) {
        lines.push(String(chunk).trim());
        callback();
      },
    });
    const logger = winston.createLogger({ format: winston.format.json(), transports: [new winston.transports.Stream({ stream })] });
    logger.info('hello', { a: 1 });
    logger.debug('not shown');
    await new Promise((resolve) => logger.on('finish', resolve).end());
    return lines;
  },
  async chokidar(exports) {
    const chokidar = whole(exports);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gori-chokidar-'));
    const watcher = chokidar.watch(folder, { ignoreInitial: true });
    await new Promise((resolve) => watcher.on('ready', resolve));
    const added = new Promise((resolve) => watcher.on('add', (file) => resolve(path.basename(file))));
    fs.writeFileSync(path.join(folder, 'new.txt'), 'x');
    const name = await added;
    await watcher.close();
    fs.rmSync(folder, { recursive: true });
    return name;
  },
  async fastify(exports) {
    const app = whole(exports)();
    app.get('/:id', { schema: { params: { type: 'object', properties: { id: { type: 'integer' } } } } }, async (request) => ({
      id: request.params.id,
    }));
    await app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = app.server.address();
    const answers = [await get(port, '/5'), await get(port, '/x')];
    await app.close();
    return answers;
  },
  async koa(exports) {
    const Koa = whole(exports);
    const app = new Koa();
    app.use(async (context, next) => {
      await next();
      context.body += '!';
    });
    app.use((context) => {
      context.body = `path ${context.path}`;
    });
    const server = require('http').createServer(app.callback());
    const port = await listening(server);
    const answer = await get(port, '/koa');
    server.close();
    return answer;
  },
  pino(exports) {
    const pino = whole(exports);
    const lines = [];
    const logger = pino({ base: null, timestamp: false }, { write: (line) => lines.push(line.trim()) });
    logger.child({ module: 'x' }).warn({ a: 1 }, 'hello %s', 'gori');
    return lines;
  },
  async graphql({ graphql, buildSchema }) {
    const schema = buildSchema('type Query { hello(name: String!): String }');
    const { data } = await graphql({ schema, source: '{ hello(name: "gori") }', rootValue: { hello: ({ name }) => `hello ${name}` } });
    return JSON.stringify(data);
  },
  marked: ({ marked }) => marked.parse('# Title\n\n* one\n* `two`\n'),
  cheerio: ({ load }) => load('<ul><li class=a>1</li><li>2</li></ul>')('li.a').text(),
  acorn: ({ parse }) => parse('let a = 1n ?? b', { ecmaVersion: 'latest' }).body[0].declarations[0].init.type,
  immer({ produce }) {
    const before = { list: [1, 2] };
    const after = produce(before, (draft) => void draft.list.push(3));
    return [before, after, Object.isFrozen(after)];
  },
  'iconv-lite': (exports) => [...whole(exports).encode('é€한', 'utf16le')],
  async bcryptjs(exports) {
    const bcrypt = whole(exports);
    return bcrypt.compare('secret', await bcrypt.hash('secret', 4));
  },
};
