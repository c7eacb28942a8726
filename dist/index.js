import * as __WEBPACK_EXTERNAL_MODULE__lazy_undici_js_a92cc4cf__ from "./lazy-undici.js";
import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 770:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

module.exports = __nccwpck_require__(218);


/***/ }),

/***/ 218:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var net = __nccwpck_require__(9278);
var tls = __nccwpck_require__(4756);
var http = __nccwpck_require__(8611);
var https = __nccwpck_require__(5692);
var events = __nccwpck_require__(4434);
var assert = __nccwpck_require__(2613);
var util = __nccwpck_require__(9023);


exports.httpOverHttp = httpOverHttp;
exports.httpsOverHttp = httpsOverHttp;
exports.httpOverHttps = httpOverHttps;
exports.httpsOverHttps = httpsOverHttps;


function httpOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  return agent;
}

function httpsOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}

function httpOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  return agent;
}

function httpsOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}


function TunnelingAgent(options) {
  var self = this;
  self.options = options || {};
  self.proxyOptions = self.options.proxy || {};
  self.maxSockets = self.options.maxSockets || http.Agent.defaultMaxSockets;
  self.requests = [];
  self.sockets = [];

  self.on('free', function onFree(socket, host, port, localAddress) {
    var options = toOptions(host, port, localAddress);
    for (var i = 0, len = self.requests.length; i < len; ++i) {
      var pending = self.requests[i];
      if (pending.host === options.host && pending.port === options.port) {
        // Detect the request to connect same origin server,
        // reuse the connection.
        self.requests.splice(i, 1);
        pending.request.onSocket(socket);
        return;
      }
    }
    socket.destroy();
    self.removeSocket(socket);
  });
}
util.inherits(TunnelingAgent, events.EventEmitter);

TunnelingAgent.prototype.addRequest = function addRequest(req, host, port, localAddress) {
  var self = this;
  var options = mergeOptions({request: req}, self.options, toOptions(host, port, localAddress));

  if (self.sockets.length >= this.maxSockets) {
    // We are over limit so we'll add it to the queue.
    self.requests.push(options);
    return;
  }

  // If we are under maxSockets create a new one.
  self.createSocket(options, function(socket) {
    socket.on('free', onFree);
    socket.on('close', onCloseOrRemove);
    socket.on('agentRemove', onCloseOrRemove);
    req.onSocket(socket);

    function onFree() {
      self.emit('free', socket, options);
    }

    function onCloseOrRemove(err) {
      self.removeSocket(socket);
      socket.removeListener('free', onFree);
      socket.removeListener('close', onCloseOrRemove);
      socket.removeListener('agentRemove', onCloseOrRemove);
    }
  });
};

TunnelingAgent.prototype.createSocket = function createSocket(options, cb) {
  var self = this;
  var placeholder = {};
  self.sockets.push(placeholder);

  var connectOptions = mergeOptions({}, self.proxyOptions, {
    method: 'CONNECT',
    path: options.host + ':' + options.port,
    agent: false,
    headers: {
      host: options.host + ':' + options.port
    }
  });
  if (options.localAddress) {
    connectOptions.localAddress = options.localAddress;
  }
  if (connectOptions.proxyAuth) {
    connectOptions.headers = connectOptions.headers || {};
    connectOptions.headers['Proxy-Authorization'] = 'Basic ' +
        new Buffer(connectOptions.proxyAuth).toString('base64');
  }

  debug('making CONNECT request');
  var connectReq = self.request(connectOptions);
  connectReq.useChunkedEncodingByDefault = false; // for v0.6
  connectReq.once('response', onResponse); // for v0.6
  connectReq.once('upgrade', onUpgrade);   // for v0.6
  connectReq.once('connect', onConnect);   // for v0.7 or later
  connectReq.once('error', onError);
  connectReq.end();

  function onResponse(res) {
    // Very hacky. This is necessary to avoid http-parser leaks.
    res.upgrade = true;
  }

  function onUpgrade(res, socket, head) {
    // Hacky.
    process.nextTick(function() {
      onConnect(res, socket, head);
    });
  }

  function onConnect(res, socket, head) {
    connectReq.removeAllListeners();
    socket.removeAllListeners();

    if (res.statusCode !== 200) {
      debug('tunneling socket could not be established, statusCode=%d',
        res.statusCode);
      socket.destroy();
      var error = new Error('tunneling socket could not be established, ' +
        'statusCode=' + res.statusCode);
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    if (head.length > 0) {
      debug('got illegal response body from proxy');
      socket.destroy();
      var error = new Error('got illegal response body from proxy');
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    debug('tunneling connection has established');
    self.sockets[self.sockets.indexOf(placeholder)] = socket;
    return cb(socket);
  }

  function onError(cause) {
    connectReq.removeAllListeners();

    debug('tunneling socket could not be established, cause=%s\n',
          cause.message, cause.stack);
    var error = new Error('tunneling socket could not be established, ' +
                          'cause=' + cause.message);
    error.code = 'ECONNRESET';
    options.request.emit('error', error);
    self.removeSocket(placeholder);
  }
};

TunnelingAgent.prototype.removeSocket = function removeSocket(socket) {
  var pos = this.sockets.indexOf(socket)
  if (pos === -1) {
    return;
  }
  this.sockets.splice(pos, 1);

  var pending = this.requests.shift();
  if (pending) {
    // If we have pending requests and a socket gets closed a new one
    // needs to be created to take over in the pool for the one that closed.
    this.createSocket(pending, function(socket) {
      pending.request.onSocket(socket);
    });
  }
};

function createSecureSocket(options, cb) {
  var self = this;
  TunnelingAgent.prototype.createSocket.call(self, options, function(socket) {
    var hostHeader = options.request.getHeader('host');
    var tlsOptions = mergeOptions({}, self.options, {
      socket: socket,
      servername: hostHeader ? hostHeader.replace(/:.*$/, '') : options.host
    });

    // 0 is dummy port for v0.6
    var secureSocket = tls.connect(0, tlsOptions);
    self.sockets[self.sockets.indexOf(socket)] = secureSocket;
    cb(secureSocket);
  });
}


function toOptions(host, port, localAddress) {
  if (typeof host === 'string') { // since v0.10
    return {
      host: host,
      port: port,
      localAddress: localAddress
    };
  }
  return host; // for v0.11 or later
}

function mergeOptions(target) {
  for (var i = 1, len = arguments.length; i < len; ++i) {
    var overrides = arguments[i];
    if (typeof overrides === 'object') {
      var keys = Object.keys(overrides);
      for (var j = 0, keyLen = keys.length; j < keyLen; ++j) {
        var k = keys[j];
        if (overrides[k] !== undefined) {
          target[k] = overrides[k];
        }
      }
    }
  }
  return target;
}


var debug;
if (process.env.NODE_DEBUG && /\btunnel\b/.test(process.env.NODE_DEBUG)) {
  debug = function() {
    var args = Array.prototype.slice.call(arguments);
    if (typeof args[0] === 'string') {
      args[0] = 'TUNNEL: ' + args[0];
    } else {
      args.unshift('TUNNEL:');
    }
    console.error.apply(console, args);
  }
} else {
  debug = function() {};
}
exports.debug = debug; // for test


/***/ }),

/***/ 6171:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

var x = (y) => {
	var x = {}; __nccwpck_require__.d(x, y); return x
} 
var y = (x) => (() => (x))
module.exports = x({ ["ProxyAgent"]: () => (__WEBPACK_EXTERNAL_MODULE__lazy_undici_js_a92cc4cf__.ProxyAgent), ["fetch"]: () => (__WEBPACK_EXTERNAL_MODULE__lazy_undici_js_a92cc4cf__.fetch) });

/***/ }),

/***/ 6878:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("./lazy-undici.js");

/***/ }),

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 9874:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ Failure)
/* harmony export */ });
/* unused harmony export ERROR_CODES */
/**
 * The one error class that a run ends with on purpose. Every wing throws it; anything else that is thrown is a bug.
 * Imports nothing.
 */
/** The action's error codes, as docs/troubleshooting.md lists them. */
const ERROR_CODES = (/* unused pure expression or super */ null && ([
    'invalid_input',
    'invalid_csv',
    'empty_list',
    'unsupported_segment',
    'guard_blocked',
    'partial_replace_refused',
    'approval_required',
    'segment_changed',
    'bad_request',
    'unauthorized',
    'forbidden',
    'not_found',
    'conflict',
    'payload_too_large',
    'rate_limited',
    'server_error',
    'unexpected_response',
    'export_mismatch',
    'network_error',
    'timed_out',
    'import_stopped',
    'verification_failed',
    'runner_error',
    'internal_error',
    'cancelled',
]));
/** A run, or a target of it, cannot go on. The message says what failed; `advice` says what to do about it. */
class Failure extends Error {
    name = 'Failure';
    code;
    advice;
    httpStatus;
    api;
    /**
     * @param code one of the action's error codes
     * @param message what failed, in one sentence with a final stop; never contains a key, a token, or a text of LaunchDarkly's
     */
    constructor(code, message, details = {}) {
        super(message, { cause: details.cause });
        this.code = code;
        this.advice = details.advice;
        this.httpStatus = details.httpStatus;
        this.api = details.api;
    }
}


/***/ }),

/***/ 1296:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7170);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7468);
/** The process entry: everything is in main.ts. */


await (0,_main_js__WEBPACK_IMPORTED_MODULE_1__/* .main */ .i)(_actions_core__WEBPACK_IMPORTED_MODULE_0__, process.env);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 8175:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Jh: () => (/* binding */ throwProblems),
/* harmony export */   _E: () => (/* binding */ readTarget),
/* harmony export */   gd: () => (/* binding */ TARGET_INPUTS),
/* harmony export */   jg: () => (/* binding */ readStep),
/* harmony export */   mP: () => (/* binding */ Reader)
/* harmony export */ });
/* unused harmony export SINGLE_TARGET_INPUTS */
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9874);
/**
 * Action inputs -> Settings: all validation of what a person typed.
 * A target of a targets file goes through the same `readTarget`, from another source.
 */

const TOKEN_ADVICE = 'Create an API access token in LaunchDarkly and pass it from a secret.';
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
/** The longest that a GitHub job may run: five days, on self-hosted runners. */
const MOST_MINUTES = 5 * 24 * 60;
const MOST_REVIEWERS = 10;
/** Inputs that say where one list goes; a targets file says it instead. */
const SINGLE_TARGET_INPUTS = ['project-key', 'environment-key', 'segment-key', 'csv-path'];
/** Every input that a targets file may set, in the order of the contract. */
const TARGET_INPUTS = [
    'project-key',
    'environment-key',
    'segment-key',
    'csv-path',
    'key-column',
    'header',
    'delimiter',
    'on-invalid-row',
    'mode',
    'wait-on-approvals',
    'strategy',
    'allow-partial-replace',
    'max-removal-percent',
    'allow-empty',
    'dry-run',
    'wait',
    'timeout-minutes',
    'verify',
    'request-approval',
    'approval-notify-members',
    'approval-notify-teams',
];
/** Reads typed values from a source and collects what is wrong with them instead of stopping at the first. */
class Reader {
    problems = [];
    #source;
    constructor(source) {
        this.#source = source;
    }
    problem(name, text) {
        this.problems.push({ name, text: `\`${name}\` ${text}` });
    }
    raw(name) {
        return this.#source(name);
    }
    text(name) {
        return this.#source(name).trim();
    }
    lines(name) {
        return this.#source(name)
            .split(/\r?\n/)
            .map((line) => line.trim())
            .filter((line) => line !== '');
    }
    choice(name, allowed) {
        const value = this.text(name);
        const found = allowed.find((one) => one === value);
        if (found === undefined)
            this.problem(name, `is ${quote(value)}; allowed: ${list(allowed)}.`);
        return found ?? allowed[0];
    }
    boolean(name, other) {
        const value = this.text(name);
        if (value === other)
            return value;
        if (/^(true|True|TRUE)$/.test(value))
            return true;
        const allowed = ['true', 'false', ...(other === undefined ? [] : [other])];
        if (!/^(false|False|FALSE)$/.test(value))
            this.problem(name, `is ${quote(value)}; allowed: ${list(allowed)}.`);
        return false;
    }
    number(name, range) {
        const value = this.text(name);
        const number = /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
        if (number >= (range.from ?? 0) && number > (range.above ?? -1) && number <= range.to)
            return number;
        const low = range.above === undefined ? `from ${range.from ?? 0}` : `above ${range.above}`;
        this.problem(name, `is ${quote(value)}; allowed: a number ${low} up to ${range.to}.`);
        return range.to;
    }
    /** A key that becomes one segment of a URL path; `.` and `..` would climb out of it. */
    pathKey(name) {
        const value = this.text(name);
        if (value === '')
            this.problem(name, 'is required.');
        else if (value === '.' || value === '..' || /[\u0000-\u001f\u007f]/.test(value))
            this.problem(name, `is ${quote(value)}, which is no LaunchDarkly key.`);
        return value;
    }
}
/**
 * The settings of one target.
 * @param reader gives the inputs, and collects the problems
 * @param accessToken the token, already masked
 */
function readTarget(reader, accessToken) {
    checkToken(reader, accessToken);
    const target = {
        accessToken,
        projectKey: reader.pathKey('project-key'),
        environmentKey: reader.pathKey('environment-key'),
        segmentKey: reader.pathKey('segment-key'),
        list: readList(reader),
        mode: reader.choice('mode', ['merge', 'replace']),
        waitOnApprovals: reader.boolean('wait-on-approvals'),
        strategy: reader.choice('strategy', ['upload', 'delta']),
        allowPartialReplace: reader.boolean('allow-partial-replace'),
        maxRemovalPercent: reader.number('max-removal-percent', { from: 0, to: 100 }),
        dryRun: reader.boolean('dry-run'),
        wait: reader.boolean('wait'),
        timeoutMinutes: reader.number('timeout-minutes', { above: 0, to: MOST_MINUTES }),
        verify: reader.choice('verify', ['warn', 'fail', 'off']),
        requestApproval: reader.boolean('request-approval'),
        approvalNotifyMembers: reader.lines('approval-notify-members'),
        approvalNotifyTeams: reader.lines('approval-notify-teams'),
    };
    for (const { name, text } of contradictions(target))
        reader.problem(name, text);
    return target;
}
function readList(reader) {
    const csvPath = reader.lines('csv-path');
    if (csvPath.length === 0)
        reader.problem('csv-path', 'is required.');
    if (csvPath.some((path) => path.includes('\0')))
        reader.problem('csv-path', 'has a NUL character.');
    const header = reader.boolean('header', 'auto');
    const keyColumn = readKeyColumn(reader);
    return {
        csvPath,
        keyColumn,
        header: header === 'auto' && typeof keyColumn === 'string' ? true : header,
        delimiter: readDelimiter(reader),
        onInvalidRow: reader.choice('on-invalid-row', ['fail', 'skip']),
        allowEmpty: reader.boolean('allow-empty'),
    };
}
function readKeyColumn(reader) {
    const value = reader.text('key-column');
    const looksLikeNumber = value === '' || /^[-+]?\d+(\.\d*)?$/.test(value);
    if (!looksLikeNumber)
        return value;
    const number = Number(value);
    if (Number.isSafeInteger(number) && number >= 1)
        return number;
    reader.problem('key-column', `is ${quote(value)}; allowed: a column number from 1, or the name of a header cell.`);
    return 1;
}
function readDelimiter(reader) {
    const raw = reader.raw('delimiter');
    const value = raw === '\t' || raw === ' ' ? raw : raw.trim();
    if (value === 'auto')
        return 'auto';
    if (value === 'tab')
        return '\t';
    if (/^[\t\P{C}]$/u.test(value) && value !== '"')
        return value;
    const allowed = '`auto`, `tab`, or one character other than a double quote or a line break';
    reader.problem('delimiter', `is ${quote(value)}; allowed: ${allowed}.`);
    return 'auto';
}
function checkToken(reader, token) {
    if (token === '') {
        reader.problem('access-token', `is empty. ${TOKEN_ADVICE} Pull requests from forks get no secrets.`);
    }
    else if (/^bearer\s/i.test(token)) {
        reader.problem('access-token', 'begins with "Bearer": pass the token alone.');
    }
    else if (!/^[\u0021-\u007e]+$/.test(token)) {
        // Such characters would break the header or split it. The text itself must not be shown.
        reader.problem('access-token', `has spaces, line breaks or other characters that no token has. ${TOKEN_ADVICE}`);
    }
}
/** Settings that cannot both hold, each under the input that a person would change. */
function contradictions(target) {
    const { list: keys, mode, strategy } = target;
    const reviewers = target.approvalNotifyMembers.length + target.approvalNotifyTeams.length;
    const reviewing = target.approvalNotifyMembers.length > 0 ? 'approval-notify-members' : 'approval-notify-teams';
    const delta = strategy === 'delta';
    const rules = [
        [
            delta && target.waitOnApprovals,
            'strategy',
            'is `delta`, which changes members directly and cannot be used with `wait-on-approvals`.',
        ],
        [target.requestApproval && !target.waitOnApprovals, 'request-approval', 'needs `wait-on-approvals: true`.'],
        [reviewers > 0 && !target.requestApproval, reviewing, 'needs `request-approval: true`.'],
        [
            reviewers > MOST_REVIEWERS,
            reviewing,
            `makes ${reviewers} reviewers (members and teams together); LaunchDarkly takes ${MOST_REVIEWERS} at most.`,
        ],
        [
            target.verify === 'fail' && !target.wait,
            'verify',
            'is `fail`, which cannot be used with `wait: false`: there is nothing to verify before the import ends.',
        ],
        [
            keys.header === false && typeof keys.keyColumn === 'string',
            'header',
            'is `false`, which cannot be used with a column name in `key-column`: the name is looked up in the header row.',
        ],
        [
            target.allowPartialReplace && (delta || mode === 'merge'),
            'allow-partial-replace',
            `cannot be used with ${delta ? '`strategy: delta`' : '`mode: merge`'}, which never replaces in parts.`,
        ],
    ];
    return rules.filter(([broken]) => broken).map(([, name, text]) => ({ name, text }));
}
/** Reads what belongs to the step and not to a target. */
function readStep(reader) {
    const targetsPath = reader.text('targets-path');
    const commentOnPr = reader.boolean('comment-on-pr');
    const step = { baseUri: readBaseUri(reader), commentOnPr, githubToken: reader.text('github-token') };
    if (targetsPath === '')
        return step;
    const both = SINGLE_TARGET_INPUTS.filter((name) => reader.text(name) !== '');
    if (both.length > 0)
        reader.problem('targets-path', `cannot be used with ${list(both)}: the targets file says where each list goes.`);
    return { ...step, targetsPath };
}
function readBaseUri(reader) {
    const value = reader.text('base-uri');
    const refuse = (why) => {
        reader.problem('base-uri', `${why}; an example of what is allowed: \`https://app.launchdarkly.com\`.`);
        return value;
    };
    if (!URL.canParse(value))
        return refuse('is no URL');
    const url = new URL(value);
    if (url.username !== '' || url.password !== '')
        return refuse('has a user name or password in it');
    if (url.search !== '' || url.hash !== '' || /[?#]/.test(value))
        return refuse('has a query or a fragment');
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname)))
        return refuse('must begin with `https://` (`http://` is allowed for this machine only)');
    const path = url.pathname.replace(/\/+$/, '');
    if (path.endsWith('/api/v2'))
        return refuse('ends with `/api/v2`, which is added by the action');
    return url.origin + path;
}
/**
 * Throws one Failure that lists all problems, if there are any.
 * @throws Failure `invalid_input`
 */
function throwProblems(problems) {
    if (problems.length === 0)
        return;
    const texts = problems.map(({ text }) => text);
    const message = texts.length === 1 ? texts[0] : `${texts.length} inputs are wrong:\n- ${texts.join('\n- ')}`;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H('invalid_input', message, { advice: 'Correct the inputs of this step; nothing was read or sent.' });
}
const quote = (value) => (value === '' ? 'empty' : `\`${value.replaceAll('`', "'")}\``);
const list = (names) => names.map((name) => `\`${name}\``).join(', ');


/***/ }),

/***/ 7468:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  i: () => (/* binding */ main)
});

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(1455);
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./build/failure.js
var build_failure = __nccwpck_require__(9874);
// EXTERNAL MODULE: ./build/inputs.js
var inputs = __nccwpck_require__(8175);
;// CONCATENATED MODULE: ./build/report/failures.js
/** What ended a run, in a few words, to follow a segment's name. */
const FAILURES = {
    invalid_input: 'invalid input',
    invalid_csv: 'the key list is not valid',
    empty_list: 'the key list is empty',
    unsupported_segment: 'not a list-based big segment',
    guard_blocked: 'stopped by the removal guard',
    partial_replace_refused: 'the list is too large for one replace',
    approval_required: 'approval is required',
    segment_changed: 'the segment kept changing',
    bad_request: 'LaunchDarkly rejected the request',
    unauthorized: 'LaunchDarkly rejected the access token',
    forbidden: 'the access token lacks a permission',
    not_found: 'not found in LaunchDarkly',
    conflict: 'another import was running',
    payload_too_large: 'the upload is too large',
    rate_limited: 'LaunchDarkly limited the rate of requests',
    server_error: 'LaunchDarkly had a server error',
    unexpected_response: 'unexpected answer',
    export_mismatch: 'the export cannot be trusted',
    network_error: 'LaunchDarkly could not be reached',
    timed_out: 'the import did not end in time',
    import_stopped: 'LaunchDarkly stopped the import',
    verification_failed: 'verification failed',
    runner_error: 'the runner refused an operation',
    internal_error: 'a bug in the action',
    cancelled: 'cancelled',
};
/** What a failure is called in a title. */
const failureTitle = (failure) => FAILURES[failure.code];
/** What LaunchDarkly itself said about a failure; undefined where it said nothing. */
function apiInWords(failure) {
    const { api } = failure;
    if (!api || (!api.code && !api.message && !api.id))
        return undefined;
    const said = api.message && !failure.message.includes(api.message) ? api.message : undefined;
    const marks = [api.code && `code ${api.code}`, api.id && `error ID ${api.id}`].filter(Boolean).join(', ');
    if (said === undefined && marks === '')
        return undefined;
    if (said === undefined)
        return `LaunchDarkly's ${marks}.`;
    return `LaunchDarkly said: ${said}${marks === '' ? '' : ` (${marks})`}`;
}
/** A failure as the lines of an annotation: what failed, what LaunchDarkly said, how things stand, what to do. */
function failureInWords(failure) {
    return [failure.message, apiInWords(failure), failure.state, failure.advice, `Error code: ${failure.code}`]
        .filter((line) => line !== undefined && line !== '')
        .join('\n');
}

;// CONCATENATED MODULE: ./build/report/format.js
/** Numbers as people read them. Pure; English separators whatever the machine's locale. */
/** 1234567 → `1,234,567`. Not by Intl, which takes 8 to 16 ms to set itself up: before the first request, of every run. */
const count = (value) => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
/** 1590 → `+1,590`, -3 → `−3` (a minus sign), 0 → `±0`. */
function signed(value) {
    if (value === 0)
        return '±0';
    return `${value > 0 ? '+' : '−'}${count(Math.abs(value))}`;
}
/** `1 key`, `2 keys`; another plural may be given. */
const plural = (value, one, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;
/** `is` after `1 of 20 keys`, and after `0 of 1 key`; else `are`. */
const isOrAre = (part, whole) => (part === 1 || whole === 1 ? 'is' : 'are');
/** Decimal units, as LaunchDarkly counts: 37000000 → `37.0 MB`. */
function bytes(value) {
    if (value < 1000)
        return plural(value, 'byte');
    let size = value;
    for (const unit of ['kB', 'MB', 'GB']) {
        size /= 1000;
        if (size < 999.95 || unit === 'GB')
            return `${size < 99.95 ? size.toFixed(1) : count(size)} ${unit}`;
    }
    return '';
}
/** 0.42 → `0.4 s`, 75 → `1 min 15 s`, 7260 → `2 h 1 min`. */
function duration(seconds) {
    if (seconds < 9.95)
        return `${Math.max(0, seconds).toFixed(1)} s`;
    const whole = Math.round(seconds);
    if (whole < 60)
        return `${whole} s`;
    const [large, small, units] = whole < 3600
        ? [Math.floor(whole / 60), whole % 60, ['min', 's']]
        : [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), ['h', 'min']];
    return small === 0 ? `${large} ${units[0]}` : `${large} ${units[0]} ${small} ${units[1]}`;
}
/** A share of a whole: (2110, 998410) → `0.2%`. Never rounds something to `0%`, nor less than all to `100%`. */
function percent(part, whole) {
    if (whole <= 0 || part <= 0)
        return '0%';
    const share = (part / whole) * 100;
    if (share < 0.1)
        return '< 0.1%';
    if (share < 100 && share > 99.9)
        return '> 99.9%';
    return `${share >= 10 || Number.isInteger(share) ? Math.round(share * 10) / 10 : share.toFixed(1)}%`;
}
/** A time of day: `14:05 UTC`. */
const clock = (date) => `${date.toISOString().slice(11, 16)} UTC`;
/** `members`, or `member` after a range that ends with 1. */
const pluralOf = ({ min, max = min }, one) => max === 1 ? one : `${one}s`;
/** A range of counts: `5`, `5 to 9`, `at least 5`. */
function range({ min, max }) {
    if (max === undefined)
        return `at least ${count(min)}`;
    return min === max ? count(min) : `${count(min)} to ${count(max)}`;
}

;// CONCATENATED MODULE: ./build/report/outcome.js
function outcomeOf(target) {
    const { list } = target;
    return {
        projectKey: target.projectKey,
        environmentKey: target.environmentKey,
        segmentKey: target.segmentKey,
        mode: target.mode,
        strategy: target.strategy,
        dryRun: target.dryRun,
        status: target.status,
        errorCode: target.failure?.code ?? null,
        httpStatus: target.httpStatus ?? null,
        importId: target.importIds.at(-1) ?? null,
        importIds: target.importIds,
        approvalRequestId: target.approvalRequestId ?? null,
        rows: list?.rows ?? null,
        keys: list?.keys ?? null,
        duplicates: list?.duplicates ?? null,
        invalidRows: list?.invalidRows ?? null,
        files: list?.files.length ?? null,
        bytes: list?.bytes ?? null,
        sha256: list?.sha256 ?? null,
        parts: list ? target.parts.length : null,
        membersBefore: target.membersBefore ?? null,
        membersAfter: target.membersAfter ?? null,
        added: target.added ?? null,
        removed: target.removed ?? null,
        segmentUrl: target.segmentUrl,
    };
}
const WORST_FIRST = ['failed', 'pending_approval', 'submitted', 'complete', 'dry_run', 'unchanged'];
/** The status of a whole run: the worst of its targets. */
function statusOf(run) {
    if (run.failure || run.targets.length === 0)
        return 'failed';
    return WORST_FIRST.find((status) => run.targets.some((target) => target.status === status)) ?? 'failed';
}
/** The code of the run's own failure, else of the first target that failed; null where nothing failed. */
const errorCodeOf = (run) => run.failure?.code ?? run.targets.find((target) => target.failure)?.failure?.code ?? null;

;// CONCATENATED MODULE: ./build/report/plain.js
/**
 * Text from outside (file names, API messages, names of segments and flags) made harmless for the log and for annotations:
 * it stays readable, and stays text.
 */
// Control characters but the line feed; line and paragraph separators; everything that reorders or hides text
// (bidirectional controls, zero-width characters, tags); lone surrogates.
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}|[\u{e0000}-\u{e007f}]/gu;
/** Shows unseen characters as escapes (`\u001b`); line feeds stay, CR LF is one of them, a tab is a space. */
function visible(text) {
    return text
        .replaceAll('\r\n', '\n')
        .replaceAll('\t', ' ')
        .replace(UNSEEN, (character) => `\\u${character.codePointAt(0).toString(16).padStart(4, '0')}`);
}
/** As `visible`, on one line. */
const oneLine = (text) => visible(text).replace(/\s*\n\s*/g, ' ');
/**
 * Makes sure that the runner finds no command in a text. It takes `::name::` at the start of a line (after white space)
 * and `##[name]` anywhere in it: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
function harmless(text) {
    return visible(text)
        .replace(/^(\s*):(?=:)/gm, '$1: ')
        .replaceAll('##[', '## [');
}
/** A name on one line, in at most `max` characters: what is longer loses its middle. */
function plain_short(text, max) {
    // A name may be huge: all but its ends is left aside first. A character is two code units at most.
    const ends = text.length > 4 * max ? text.slice(0, 2 * max) + text.slice(-2 * max) : text;
    const characters = [...oneLine(ends)];
    if (characters.length <= max)
        return characters.join('');
    const head = Math.ceil((max - 1) / 2);
    return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (max - 1 - head)).join('')}`;
}
/** Cuts a text off after `max` characters. */
function cut(text, max) {
    if (text.length <= max)
        return text;
    const characters = [...text.slice(0, 2 * max)];
    return characters.length < max ? text : `${characters.slice(0, max - 1).join('')}…`;
}
/** Breaks a text into lines of at most `width` characters, at spaces; a longer word keeps a line of its own. */
function wrap(text, width) {
    const lines = [];
    for (const paragraph of text.split('\n')) {
        if (paragraph.length <= width) {
            lines.push(paragraph);
            continue;
        }
        let line = '';
        for (const word of paragraph.split(' ')) {
            if (line !== '' && line.length + 1 + word.length > width) {
                lines.push(line);
                line = word;
            }
            else
                line = line === '' ? word : `${line} ${word}`;
        }
        lines.push(line);
    }
    return lines;
}

;// CONCATENATED MODULE: ./build/report/words.js



/** Characters of a name among others, and of a warning. */
const NAME = 60;
const WARNING = 2000;
/** What each kind of problem means, for one row. */
const PROBLEMS = {
    missing_column: 'The row has no key column.',
    empty_key: 'The key is empty.',
    control_character: 'The key contains a control character or a line break.',
    invalid_utf8: 'The key is not valid UTF-8.',
    malformed_quoting: 'The quoting of the row is malformed.',
    placeholder: 'The key is a placeholder for an empty value, such as NULL.',
};
const PROBLEM_NAMES = {
    missing_column: ['missing key column', 'missing key columns'],
    empty_key: ['empty key', 'empty keys'],
    control_character: ['control character', 'control characters'],
    invalid_utf8: ['invalid UTF-8', 'invalid UTF-8'],
    malformed_quoting: ['malformed quoting', 'malformed quoting'],
    placeholder: ['placeholder such as NULL', 'placeholders such as NULL'],
};
/** `8 empty keys, 4 placeholders such as NULL`, the most frequent first. */
function problemsInWords(list) {
    return Object.keys(PROBLEM_NAMES)
        .map((kind) => ({ kind, total: list.problemTotals[kind] ?? 0 }))
        .filter(({ total }) => total > 0)
        .sort((a, b) => b.total - a.total)
        .map(({ kind, total }) => plural(total, ...PROBLEM_NAMES[kind]))
        .join(', ');
}
/** `beta (production)`. */
const nameOf = (target) => `${plain_short(target.segmentKey, NAME)} (${plain_short(target.environmentKey, NAME)})`;
/** A target among others: `production/beta`, with the project in front where there are several. */
function labelOf(targets, target) {
    const names = [target.environmentKey, target.segmentKey];
    if (targets.some((other) => other.projectKey !== target.projectKey))
        names.unshift(target.projectKey);
    return names.map((name) => plain_short(name, NAME)).join('/');
}
/** A warning about a target; among several targets it says which one. */
const warningText = (targets, target, text) => (targets.length > 1 && target ? `${labelOf(targets, target)}: ` : '') + cut(text, WARNING);
const STATUS_NAMES = {
    failed: 'failed',
    pending_approval: 'waiting for approval',
    submitted: 'submitted',
    complete: 'complete',
    unchanged: 'unchanged',
    dry_run: 'dry run',
};
/** `9 complete, 1 unchanged, 2 failed`. */
function tally(targets) {
    return ['complete', 'submitted', 'pending_approval', 'dry_run', 'unchanged', 'failed']
        .map((status) => ({ status, total: targets.filter((target) => target.status === status).length }))
        .filter(({ total }) => total > 0)
        .map(({ status, total }) => `${count(total)} ${STATUS_NAMES[status]}`)
        .join(', ');
}
/** What a target came to, in a few words, to follow its name. */
function verdict(target) {
    switch (target.status) {
        case 'complete':
            return `${target.mode} complete`;
        case 'submitted':
            return `${target.mode} submitted`;
        case 'pending_approval':
            return `${target.mode} waits for approval`;
        case 'unchanged':
            return 'nothing to change';
        case 'dry_run':
            return `dry run of a ${target.mode}`;
        case 'failed':
            return target.failure ? failureTitle(target.failure) : 'failed';
    }
}
/** What a target came to, in a sentence or two. */
function outcomeInWords(target) {
    const keys = plural(target.list?.keys ?? 0, 'key');
    switch (target.status) {
        case 'complete':
            return completeInWords(target);
        case 'submitted':
            return `LaunchDarkly accepted ${keys} and is still processing ${target.list?.keys === 1 ? 'it' : 'them'}; this step did not wait for the end.`;
        case 'pending_approval':
            return target.importIds.length > 0
                ? `${keys} ${target.list?.keys === 1 ? 'is' : 'are'} uploaded. LaunchDarkly changes the segment when the import is approved and applied${request(target)}.`
                : `An earlier approval request for this segment is still pending${request(target)}. Nothing was uploaded.`;
        case 'unchanged':
            return target.list?.keys === 0
                ? 'The list is empty, and merging it changes nothing. Nothing was sent.'
                : `The segment already holds ${target.mode === 'replace' ? 'exactly ' : target.list?.keys === 1 ? '' : 'all of '}the ${keys} of the list.`;
        case 'dry_run':
            return dryRunInWords(target);
        case 'failed':
            return target.failure?.message ?? 'The run failed.';
    }
}
function completeInWords(target) {
    const { membersBefore: before, membersAfter: after } = target;
    if (after === undefined)
        return `LaunchDarkly has finished the import of ${plural(target.list?.keys ?? 0, 'key')}.`;
    if (before === undefined)
        return `${plural(after, 'member')} now.`;
    const change = after === before ? 'as many as before' : `${count(before)} before, ${signed(after - before)}`;
    return `${plural(after, 'member')} now (${change}).`;
}
function dryRunInWords(target) {
    const keys = target.list?.keys ?? 0;
    const { membersBefore: before, added, removed } = target;
    if (added !== undefined && removed !== undefined) {
        return added + removed === 0
            ? 'The segment already holds the list: a real run would change nothing.'
            : `A real run would add ${plural(added, 'member')} and remove ${count(removed)}. Nothing was changed.`;
    }
    const now = before === undefined ? '' : `; it has ${count(before)} now`;
    return target.mode === 'replace'
        ? `A real run would leave the segment with ${plural(keys, 'member')}${now}. Nothing was changed.`
        : `A real run would merge ${plural(keys, 'key')} into the segment${now}. Nothing was changed.`;
}
/** How the removal guard judged, in a sentence; undefined where there is nothing to say (a merge). */
function guardInWords(guard, before) {
    switch (guard.verdict) {
        case 'off':
            return 'Off: max-removal-percent is 100.';
        case 'not_needed':
            return undefined;
        case 'passed':
        case 'blocked':
            return judgement(guard, before ?? 0);
    }
}
function judgement(guard, before) {
    const { removalsByCount, removalsBySample = 0, sampled, sampledMembers = 0, maxRemovalPercent, verdict } = guard;
    const removals = verdict === 'blocked' ? Math.max(removalsByCount, removalsBySample) : removalsByCount;
    const found = `${count(removals)} of ${plural(before, 'member')} (${percent(removals, before)}) would be removed`;
    const allowed = `up to ${maxRemovalPercent}% may be`;
    const sample = `${count(sampledMembers)} of ${plural(sampled ?? 0, 'looked-up key')} of the list ${areMembers(sampledMembers, sampled)} now`;
    if (verdict === 'blocked') {
        return `Blocked. ${sampled === undefined ? capital(found) : `At least ${found}`}; ${allowed}.${sampled === undefined ? '' : ` ${sample}.`}`;
    }
    if (sampled === undefined)
        return `Passed. ${capital(found)}; ${allowed}.`;
    return removals === 0
        ? `Passed. ${sample}, and the list has no fewer keys than the segment has members.`
        : `Passed. ${sample}; by the counts at least ${found}, ${allowed}.`;
}
/** What verification found, in a sentence or two. */
function verificationInWords(verification, after) {
    const found = [];
    const { countOk, expectedMembers: expected } = verification;
    if (countOk !== undefined && expected) {
        if (countOk)
            found.push('the number of members is right');
        else
            found.push(`LaunchDarkly counts ${after === undefined ? 'another number of members' : plural(after, 'member')}, expected ${range(expected)}`);
    }
    if (verification.sampled > 0) {
        const { sampled, sampledMembers } = verification;
        found.push(`${count(sampledMembers)} of ${plural(sampled, 'sampled key')} ${areMembers(sampledMembers, sampled)}`);
    }
    if (verification.removedSampled) {
        const { removedSampled, removedGone = 0 } = verification;
        found.push(`${count(removedGone)} of ${plural(removedSampled, 'removed key')} ${isOrAre(removedGone, removedSampled)} gone`);
    }
    const what = found.length === 0 ? '' : ` ${capital(found.join('; '))}.`;
    switch (verification.verdict) {
        case 'passed':
            return `Passed.${what}`;
        case 'warned':
            return `Passed with a warning.${what}`;
        case 'failed':
            return `Failed.${what}`;
        case 'skipped':
            return verification.setting === 'off' ? 'Off: verify is off.' : 'Not done.';
    }
}
/** To follow `… of … keys`. */
const areMembers = (members, keys = 0) => members === 1 || keys === 1 ? 'is a member' : 'are members';
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const request = ({ approvalRequestId: id }) => id === undefined ? '' : ` (approval request ${id})`;

;// CONCATENATED MODULE: ./build/report/annotations.js





const WARNINGS = 10;
const ROW_WARNINGS = 7;
/** How many warnings the log may show as annotations while the run goes on. */
const LIVE_WARNINGS = WARNINGS - ROW_WARNINGS;
/** Characters of an annotation; GitHub's own limit is 64 KiB. */
const MESSAGE = 8000;
/**
 * The annotations that end a run: one error or one notice, and the warnings that there is room for.
 * @param annotated texts of warnings that the log has shown as annotations already
 * @param extra warnings about the reporting itself
 * @param remarks sentences that the notice ends with
 */
function annotationsOf(run, { annotated = new Set(), extra = [], remarks = [] } = {}) {
    const rows = rowWarnings(run.targets);
    const texts = [
        ...run.targets.flatMap((target) => target.warnings.map((text) => warningText(run.targets, target, text))),
        ...extra,
    ];
    const others = [...new Set(texts)].filter((text) => !annotated.has(text));
    return [
        ...rows,
        ...limited(others, WARNINGS - rows.length - annotated.size),
        ...(statusOf(run) === 'failed' ? [failureOf(run), ...remarks.map(notice)] : [successOf(run, remarks)]),
    ];
}
/** Sends annotations to the log, made harmless. */
function annotate(core, annotations) {
    for (const { level, message, title, file, ...place } of annotations) {
        core[level](harmless(cut(message, MESSAGE)), {
            ...place,
            ...(file !== undefined && { file: harmless(oneLine(file)) }),
            ...(title !== undefined && { title: cut(harmless(oneLine(title)), 120) }),
        });
    }
}
function failureOf(run) {
    const failed = run.targets.filter((target) => target.failure);
    const [first] = failed;
    if (run.failure)
        return {
            level: 'error',
            title: `Import failed: ${failureTitle(run.failure)}`,
            message: failureInWords(run.failure),
        };
    if (run.targets.length === 1 && first?.failure) {
        return { level: 'error', title: `${nameOf(first)}: ${verdict(first)}`, message: failureInWords(first.failure) };
    }
    return {
        level: 'error',
        title: `${count(failed.length)} of ${plural(run.targets.length, 'segment')} failed`,
        // All names first, since a long message is cut off.
        message: [
            `Failed: ${failed.map((target) => labelOf(run.targets, target)).join(', ')}.`,
            ...failed.map((target) => `${labelOf(run.targets, target)}: ${failureInWords(target.failure).replaceAll('\n', ' ')}`),
        ].join('\n'),
    };
}
function successOf(run, remarks) {
    const [first] = run.targets;
    if (run.targets.length === 1 && first) {
        return {
            level: 'notice',
            title: `${nameOf(first)}: ${verdict(first)}`,
            message: [outcomeInWords(first), ...verified(first), ...remarks].join('\n'),
        };
    }
    return {
        level: 'notice',
        title: `${plural(run.targets.length, 'segment')}: ${tally(run.targets)}`,
        message: [
            ...run.targets.slice(0, 50).map((target) => `${labelOf(run.targets, target)}: ${outcomeInWords(target)}`),
            ...remarks,
        ].join('\n'),
    };
}
/** Whether what is said of a finished import was checked. */
function verified({ status, verification }) {
    if (status !== 'complete' || verification === undefined)
        return [];
    if (verification.verdict === 'skipped')
        return ['Not verified.'];
    return verification.verdict === 'passed'
        ? [`Verified by count and ${plural(verification.sampled, 'looked-up key')}.`]
        : [];
}
const notice = (message) => ({ level: 'notice', message });
/** The first problems of the lists at their places; a list that several targets share is told once. */
function rowWarnings(targets) {
    const lists = targets.flatMap((target) => (target.list && target.list.problems.length > 0 ? [target.list] : []));
    const problems = new Map(lists.flatMap((list) => list.problems.slice(0, ROW_WARNINGS).map((row) => [`${row.file}:${row.line}:${row.column}`, { row, list }])));
    return [...problems.values()].slice(0, ROW_WARNINGS).map(({ row, list }, index) => ({
        level: 'warning',
        title: list.invalidRows === 1
            ? 'Invalid row'
            : `Invalid row (${problems.size > list.problems.length ? 'one' : index + 1} of ${count(list.invalidRows)})`,
        message: `${PROBLEMS[row.kind]}${index === 0 && list.invalidRows > 1 ? ` In all: ${problemsInWords(list)}.` : ''}`,
        file: row.file,
        startLine: row.line,
        startColumn: row.column,
    }));
}
function limited(texts, room) {
    const shown = texts.length <= room ? texts : texts.slice(0, Math.max(0, room - 1));
    const left = texts.length - shown.length;
    const all = left > 0 && room > 0
        ? [...shown, `… and ${plural(left, 'more warning')}: the job summary and the report have all of them.`]
        : shown;
    return all.map((message) => ({ level: 'warning', message }));
}

;// CONCATENATED MODULE: ./build/report/facts.js



/** The facts that a phase added to what is known; none for phases that tell of themselves as they go. */
function factsOf(phase, target) {
    switch (phase) {
        case 'list':
            return target.list ? listFacts(target.list, target.parts.length) : [];
        case 'plan':
            return planFacts(target);
        case 'verify':
            return verifyFacts(target);
        default:
            return [];
    }
}
function listFacts(list, parts) {
    return [
        ...fileFacts(list),
        { label: 'Rows', value: list.rows },
        { label: 'Keys', value: list.keys },
        { label: 'Duplicates', value: list.duplicates },
        { label: 'Invalid rows', value: list.invalidRows, note: problemsInWords(list) },
        ...(list.trimmedKeys > 0
            ? [
                {
                    label: 'Trimmed',
                    value: list.trimmedKeys,
                    note: list.trimmedKeys === 1 ? 'key had spaces around it' : 'keys had spaces around them',
                    minor: true,
                },
            ]
            : []),
        { label: 'Size', value: bytes(list.bytes) + (parts > 1 ? ` in ${plural(parts, 'upload')}` : ''), minor: true },
        // A list that was refused before its end has none.
        ...(list.sha256 === '' ? [] : [{ label: 'SHA-256', value: list.sha256, minor: true }]),
    ];
}
/** Files that the log names; the summary names more, the report all. */
const FILES = 20;
const PATH = 40;
function fileFacts({ files }) {
    const skipped = files.filter((file) => file.headerSkipped).length;
    const [only] = files;
    if (only && files.length === 1) {
        const size = bytes(only.bytes) + (only.gzip ? ' (gzip)' : '');
        const header = skipped === 1 ? 'header row skipped' : 'no header row';
        return [{ label: 'File', value: `${plain_short(only.path, 1.5 * PATH)}, ${size}, ${header}`, minor: true }];
    }
    const size = bytes(files.reduce((total, file) => total + file.bytes, 0));
    const where = skipped === 0 ? 'in none' : skipped === files.length ? 'in each' : `in ${count(skipped)}`;
    const named = files.slice(0, FILES).map((file) => ({ file, path: plain_short(file.path, PATH) }));
    const width = Math.max(...named.map(({ path }) => path.length));
    return [
        { label: 'Files', value: `${count(files.length)}, ${size}; header row skipped ${where}`, minor: true },
        ...named.map(({ file, path }) => ({
            label: '',
            value: `${path.padEnd(width)}${plural(file.rows, 'row').padStart(16)}`,
            minor: true,
        })),
        ...(files.length > FILES
            ? [{ label: '', value: `… and ${plural(files.length - FILES, 'more file')}`, minor: true }]
            : []),
    ];
}
function planFacts(target) {
    const { segment, guard, membersBefore: before, added, removed, list, mode } = target;
    const keys = list?.keys ?? 0;
    const guarded = guard && guardInWords(guard, before);
    const facts = [];
    if (segment) {
        const kind = segment.contextKind ? `, contexts of kind ${segment.contextKind}` : '';
        facts.push({ label: 'Segment', value: `${segment.name ?? target.segmentKey}${kind}`, minor: true });
        if (segment.flags.length > 0) {
            const names = segment.flags.slice(0, 5).map((flag) => flag.key);
            const more = segment.flags.length > 5 ? `, and ${count(segment.flags.length - 5)} more` : '';
            facts.push({
                label: 'Flags',
                value: `${plural(segment.flags.length, 'flag targets', 'flags target')} it: ${names.join(', ')}${more}`,
                minor: true,
            });
        }
    }
    if (before !== undefined)
        facts.push({ label: 'Members now', value: before });
    if (added !== undefined)
        facts.push({ label: 'To add', value: added });
    if (removed !== undefined)
        facts.push({ label: 'To remove', value: removed });
    if (added === undefined)
        facts.push({ label: 'Planned', value: planned(mode, keys, before) });
    if (target.parts.length > 1)
        facts.push({ label: 'Uploads', value: target.parts.length });
    if (guarded)
        facts.push({ label: 'Removal guard', value: guarded, minor: true });
    return facts;
}
function planned(mode, keys, before) {
    if (mode === 'replace')
        return `replace: ${plural(keys, 'member')} afterwards`;
    if (before === undefined)
        return `merge of ${plural(keys, 'key')}`;
    const expected = { min: Math.max(before, keys), max: before + keys };
    return `merge: ${range(expected)} ${pluralOf(expected, 'member')} afterwards`;
}
function verifyFacts({ membersAfter, verification }) {
    if (!verification || verification.verdict === 'skipped')
        return [];
    const { countOk, expectedMembers: expected, sampled, sampledMembers, removedSampled, removedGone } = verification;
    const facts = [];
    if (membersAfter !== undefined) {
        const judged = countOk === undefined || expected === undefined
            ? {}
            : { note: countOk ? 'as expected' : `expected: ${range(expected)}` };
        facts.push({ label: 'Members now', value: membersAfter, ...judged });
    }
    if (sampled > 0)
        facts.push({
            label: 'Sample',
            value: `${count(sampledMembers)} of ${plural(sampled, 'key')} ${areMembers(sampledMembers, sampled)}`,
        });
    if (removedSampled) {
        const gone = removedGone ?? 0;
        facts.push({
            label: 'Removed',
            value: `${count(gone)} of ${plural(removedSampled, 'key')} ${isOrAre(gone, removedSampled)} gone`,
        });
    }
    return facts;
}

;// CONCATENATED MODULE: ./build/report/log.js





const WIDTH = 80;
const LABEL = 14;
/** Seconds between two lines about one progress, and between two about one unchanged wait. */
const PROGRESS_EVERY = 5;
const WAITING_EVERY = 60;
const GROUPS = {
    list: 'List',
    plan: 'Plan',
    export: 'Export',
    upload: 'Upload',
    wait: 'Wait',
    change: 'Change',
    verify: 'Verify',
};
/** Lists and plans of all targets come before the first change of any: two groups are enough for many targets. */
const groupOf = (phase, many) => {
    if (!many)
        return GROUPS[phase];
    return phase === 'list' || phase === 'plan' || phase === 'export' ? 'Lists and plans' : 'Changes';
};
/** Turns the events of a run into log lines. Texts are made harmless; nothing here knows a key or a token. */
function createLog(core, targets) {
    const many = targets.length > 1;
    const annotated = new Set();
    /** Of the phase that each target is in. */
    const progress = new Map();
    const waits = new Map();
    let group = '';
    const labels = targets.map((target) => plain_short(labelOf(targets, target), 40));
    const widest = Math.max(0, ...labels.map((label) => label.length));
    const say = (target, text) => {
        const prefix = many ? `${(labels[target] ?? '').padEnd(widest)}  ` : '  ';
        for (const line of text.split('\n'))
            core.info(harmless(prefix + line));
    };
    const tellLine = (target, text) => say(target, many ? text : wrap(text, WIDTH - 2).join('\n'));
    function enter(name) {
        if (name === group)
            return;
        if (group !== '')
            core.endGroup();
        group = name;
        if (name !== '')
            core.startGroup(name);
    }
    function tellProgress(event) {
        const now = Date.now();
        const begun = progress.get(event.target);
        // An attempt that starts over is measured anew, and so is other work of the same phase.
        const goesOn = begun && event.done >= begun.done && (begun.what ?? event.what) === event.what;
        const seen = goesOn ? begun : { began: now, told: now, done: 0, ended: false };
        seen.what = event.what;
        progress.set(event.target, seen);
        seen.done = event.done;
        const done = event.total !== undefined && event.done >= event.total;
        // Nothing is said after the end: the last chunk and the last file may both report it.
        if (seen.ended || (!done && now - seen.told < PROGRESS_EVERY * 1000))
            return;
        seen.told = now;
        seen.ended = done;
        const seconds = (now - seen.began) / 1000;
        // What took no time is no news; among many targets, only what took long is.
        if (done && seconds < (many ? PROGRESS_EVERY : 0.1))
            return;
        say(event.target, progressLine(event, seconds, done));
    }
    function tellWait({ target, text, seconds, until }) {
        const now = Date.now();
        const last = waits.get(target);
        if (last?.text === text && now - last.told < WAITING_EVERY * 1000)
            return;
        const began = last?.text === text ? last.began : now;
        waits.set(target, { text, began, told: now });
        const what = last?.text === text ? `Still waiting (${duration((now - began) / 1000)})` : text.replace(/\.$/, '');
        tellLine(target, `${what}; again in ${duration(seconds)}, until ${clock(until)}`);
    }
    function warn(target, text) {
        const full = warningText(targets, targets[target], text);
        if (annotated.has(full))
            return;
        if (annotated.size < LIVE_WARNINGS) {
            annotated.add(full);
            core.warning(harmless(full));
        }
        else
            tellLine(target, `Warning: ${text}`);
    }
    function listen(event) {
        const { target } = event;
        switch (event.type) {
            case 'phase':
                progress.set(target, { began: Date.now(), told: Date.now(), done: 0, ended: false });
                waits.delete(target);
                enter(groupOf(event.phase, many) + (event.detail && !many ? `: ${event.detail}` : ''));
                break;
            case 'found': {
                const facts = factsOf(event.phase, event.result);
                if (facts.length > 0)
                    say(target, many ? sentence(facts) : aligned(facts));
                break;
            }
            case 'progress':
                tellProgress(event);
                break;
            case 'waiting':
                tellWait(event);
                break;
            case 'line':
                waits.delete(target);
                tellLine(target, event.text);
                break;
            case 'warning':
                warn(target, event.text);
                break;
            case 'debug':
                core.debug(harmless(many ? `${labels[target]}: ${event.text}` : event.text));
                break;
        }
    }
    const [only] = targets;
    if (only && !many) {
        const where = [only.projectKey, only.environmentKey, only.segmentKey].map(oneLine).join(' / ');
        const how = `${only.mode}${only.strategy === 'delta' ? ' by delta' : ''}${only.dryRun ? ', dry run' : ''}`;
        core.info(harmless(`${where}: ${how}`));
    }
    else if (many)
        core.info(`${plural(targets.length, 'LaunchDarkly segment')} to bring up to date`);
    return { listen, close: () => enter(''), annotated };
}
function progressLine({ what, done, total, unit }, seconds, finished) {
    const amount = (value) => (unit === 'bytes' ? bytes(value) : count(value));
    const rate = seconds < 0.1 ? '' : `, ${amount(Math.round(done / seconds))}${unit === 'bytes' ? '' : ` ${unit}`}/s`;
    const noun = unit === 'bytes' ? '' : ` ${done === 1 ? unit.replace(/s$/, '') : unit}`;
    if (finished)
        return `${what}: ${amount(done)}${noun} in ${duration(seconds)}${rate}`;
    const share = total ? ` of ${amount(total)} (${Math.floor((done / total) * 100)}%)` : '';
    return `${what}: ${amount(done)}${share}${unit === 'bytes' ? '' : ` ${unit}`}${rate}`;
}
/** Facts below each other, numbers flush right, texts wrapped to 80 columns. */
function aligned(facts) {
    const digits = Math.max(0, ...facts.map(({ value }) => (typeof value === 'number' ? count(value).length : 0)));
    const lines = facts.flatMap(({ label, value, note = '' }) => {
        const head = label.padEnd(LABEL) + (typeof value === 'number' ? `${count(value).padStart(digits)}  ` : '');
        const text = typeof value === 'number' ? note : value;
        return wrap(oneLine(text), WIDTH - 2 - head.length).map((line, index) => (index === 0 ? head : ' '.repeat(head.length)) + line);
    });
    return lines.map((line) => line.trimEnd()).join('\n');
}
/** The facts that matter most, in a line. */
function sentence(facts) {
    return facts
        .filter(({ minor }) => !minor)
        .map(({ label, value, note = '' }) => {
        if (typeof value === 'string')
            return value;
        const name = label.toLowerCase();
        return `${count(value)} ${value === 1 ? name.replace(/s\b/, '') : name}${note === '' ? '' : ` (${note})`}`;
    })
        .join(', ');
}

;// CONCATENATED MODULE: ./build/report/markdown.js
/**
 * GitHub-flavoured Markdown in which text from outside stays text, and documents that keep a limit of bytes.
 * What could be markup becomes an entity, which no Markdown or HTML parser takes for markup, inside tables neither.
 */


/** Bytes of a text in UTF-8. */
const size = (text) => Buffer.byteLength(text);
const entity = (character) => `&#${character.charCodeAt(0)};`;
const entities = (text) => text.replace(/[&<>"'*_`[\]\\|~#$@^]/g, entity);
// GitHub looks for mentions, references, addresses and :emoji: in the text after entities are resolved: an invisible word
// joiner (U+2060) keeps it from finding any. Only its own documentation and LaunchDarkly's may become links.
const OWN_LINK = /(?<!\w)https:\/\/(?:docs\.github\.com|launchdarkly\.com\/docs)\//;
const LOOKED_FOR = /@|#(?=\w)|GH-(?=\d)|www(?=\.)|:(?=\/\/)|:(?=(?:100|1234|[\w+-]*[a-z][\w+-]*):)/;
const LINK_OR_LOOKED_FOR = new RegExp(`(${OWN_LINK.source})|${LOOKED_FOR.source}`, 'gi');
const unlinked = (text) => text.replace(LINK_OR_LOOKED_FOR, (match, own) => (own === undefined ? `${match}\u2060` : match));
/** Text from outside in running text, also at the start of a paragraph; line feeds become line breaks. */
const prose = (text) => inner(visible(text).trimStart()).replace(/^(?:[-+=]|\d+[.)](?=\s|$))/, (start) => start.slice(0, -1) + entity(start.slice(-1)));
const inner = (text) => entities(unlinked(visible(text))).replaceAll('\n', '<br>');
/** As `prose`, but what stands between backticks is in code type: for texts of our own that may quote others. */
const rich = (text) => text
    .split(/`([^`\n]+)`/)
    .map((piece, index) => (index % 2 === 1 ? code(piece) : index === 0 ? prose(piece) : inner(piece)))
    .join('');
/** A name from outside, in code type, on one line, its middle cut out beyond `max` characters. */
const code = (text, max = 200) => `<code>${entities(unlinked(plain_short(text, max)))}</code>`;
/** A link, or only its label if the address is not http(s). The label is Markdown. */
function markdown_link(label, url) {
    if (url === undefined || !/^https?:\/\//.test(url))
        return label;
    return `<a href="${entities(oneLine(url))}">${label}</a>`;
}
/** What stays visible of something folded, and its body. Both are Markdown; the title is one line. */
const folded = (title, body, open = false) => `<details${open ? ' open' : ''}><summary>${title}</summary>\n\n${body}\n\n</details>`;
/**
 * A table with one row of Markdown cells for each item, in at most `maxBytes` bytes: items whose rows no longer fit are
 * counted in a last row.
 */
function table(columns, items, cells, maxBytes) {
    const line = (row) => `| ${row.join(' | ')} |`;
    const more = (left) => line([`… and ${count(left)} more`, ...columns.slice(1).map(() => '')]);
    const lines = [
        line(columns.map((column) => column.title)),
        `|${columns.map((column) => (column.number ? '--:' : ':--')).join('|')}|`,
    ];
    let left = maxBytes - size(lines.join('\n')) - size(more(items.length)) - 2;
    for (const [index, item] of items.entries()) {
        const row = line(cells(item, index));
        left -= size(row) + 1;
        if (left < 0) {
            lines.push(more(items.length - index));
            break;
        }
        lines.push(row);
    }
    return lines.join('\n');
}
/** Joins the blocks of all items with blank lines while they fit into `maxBytes`; `more` says how many did not. */
function joinWithin(items, block, maxBytes, more) {
    const taken = [];
    let left = maxBytes - size(more(items.length)) - 2;
    for (const [index, item] of items.entries()) {
        const text = block(item);
        left -= size(text) + 2;
        if (left < 0) {
            taken.push(more(items.length - index));
            break;
        }
        taken.push(text);
    }
    return taken.join('\n\n');
}

;// CONCATENATED MODULE: ./build/report/tables.js



/** Invalid rows that are listed; sync/ hands over the first few. */
const PROBLEM_ROWS = 20;
/** The first invalid rows, where they are, and what is wrong. */
function problemsTable({ list }, maxBytes) {
    if (!list || list.invalidRows === 0)
        return '';
    const columns = [
        { title: 'File' },
        { title: 'Line', number: true },
        { title: 'Column', number: true },
        { title: 'Problem' },
    ];
    const cells = (row) => [code(row.file), count(row.line), count(row.column), PROBLEMS[row.kind]];
    const shown = list.problems.slice(0, PROBLEM_ROWS);
    const rest = list.invalidRows > shown.length ? `\n\n… and ${count(list.invalidRows - shown.length)} more.` : '';
    return `**Invalid rows:** ${problemsInWords(list)}\n\n${table(columns, shown, cells, maxBytes)}${rest}`;
}
function uploadsTable({ parts }, maxBytes) {
    if (parts.length < 2)
        return '';
    const retried = parts.some((part) => (part.attempts ?? 1) > 1);
    const columns = [
        { title: 'Part', number: true },
        { title: 'Keys', number: true },
        { title: 'Size', number: true },
        { title: 'Import' },
        { title: 'Status' },
        ...(retried ? [{ title: 'Attempts', number: true }] : []),
    ];
    const cells = (part, index) => [
        count(index + 1),
        count(part.keys),
        bytes(part.bytes),
        part.importId === undefined ? '' : code(part.importId, 60),
        part.importStatus === undefined
            ? part.importId === undefined
                ? 'not sent'
                : 'accepted'
            : code(part.importStatus, 60),
        ...(retried ? [count(part.attempts ?? 1)] : []),
    ];
    return folded(plural(parts.length, 'upload'), table(columns, parts, cells, maxBytes));
}
function filesTable({ list }, maxBytes) {
    if (!list || list.files.length < 2)
        return '';
    const columns = [
        { title: 'File' },
        { title: 'Rows', number: true },
        { title: 'New keys', number: true },
        { title: 'Duplicates', number: true },
        { title: 'Invalid', number: true },
        { title: 'Header row' },
        { title: 'Size', number: true },
    ];
    const cells = (file) => [
        code(file.path),
        count(file.rows),
        count(file.keys),
        count(file.duplicates),
        count(file.invalidRows),
        file.headerSkipped ? 'skipped' : 'none',
        `${bytes(file.bytes)}${file.gzip ? ' (gzip)' : ''}`,
    ];
    return folded(plural(list.files.length, 'file'), table(columns, list.files, cells, maxBytes));
}

;// CONCATENATED MODULE: ./build/report/section.js






const ICONS = {
    complete: '✅',
    submitted: '🚀',
    pending_approval: '⏳',
    unchanged: '✅',
    dry_run: '🔍',
    failed: '❌',
};
/** Characters of one text from outside, so that no single one can fill a document. */
const TEXT = 2000;
const section_text = (value) => rich(cut(value, TEXT));
/** `beta` in `web` / `production`. */
const place = (target) => `${code(target.segmentKey, 100)} in ${code(target.projectKey, 100)} / ${code(target.environmentKey, 100)}`;
/** One target: heading, outcome, numbers, and what else there is to say. `tableBytes` bounds each long table. */
function targetBlocks(target, tableBytes) {
    return [
        `### ${ICONS[target.status]} ${place(target)}: ${prose(verdict(target))}`,
        target.failure ? failureBlock(target.failure) : prose(outcomeInWords(target)),
        ...target.warnings.slice(0, 20).map((warning) => section_alert('WARNING', [section_text(warning)])),
        numbers(target),
        notes(target),
        problemsTable(target, tableBytes),
        uploadsTable(target, tableBytes),
        filesTable(target, tableBytes),
    ].filter((block) => block !== '');
}
const section_alert = (kind, paragraphs) => `> [!${kind}]\n${paragraphs.map((paragraph) => `> ${paragraph}`).join('\n>\n')}`;
function failureBlock(failure) {
    const said = apiInWords(failure);
    return section_alert('CAUTION', [
        `<b>${section_text(failure.message)}</b>`,
        ...(said === undefined ? [] : [prose(cut(said, TEXT))]),
        ...(failure.state === undefined ? [] : [section_text(failure.state)]),
        ...(failure.advice === undefined ? [] : [`**What to do:** ${section_text(failure.advice)}`]),
        `Error code: ${code(failure.code)}`,
    ]);
}
/** The numbers of a target, one column each; what is unknown has no column. */
function numbers(target) {
    const { list, membersBefore: before, membersAfter: after } = target;
    const change = before !== undefined && after !== undefined ? ` (${signed(after - before)})` : '';
    const cells = [
        ['Members before', before === undefined ? undefined : count(before)],
        ['Members after', after === undefined ? undefined : count(after) + change],
        [target.dryRun ? 'Would add' : 'Added', target.added === undefined ? undefined : count(target.added)],
        [target.dryRun ? 'Would remove' : 'Removed', target.removed === undefined ? undefined : count(target.removed)],
        ['Keys in list', list && count(list.keys)],
        ['Duplicates', list && count(list.duplicates)],
        ['Invalid rows', list && count(list.invalidRows)],
    ];
    const known = cells.filter(([, value]) => value !== undefined);
    if (known.length === 0)
        return '';
    return table(known.map(([title]) => ({ title, number: true })), [known], (row) => row.map(([, value]) => value ?? ''), 10_000);
}
/** The approval request, as a link where LaunchDarkly named its page. */
function approvalNote({ approvalRequestId: id, approvalUrl: url }) {
    if (id === undefined)
        return undefined;
    return `request ${url === undefined ? code(id) : markdown_link(code(id), url)} is pending`;
}
/** What is known of segment, list, guard, verification and time: a short list. */
function notes(target) {
    const { list, segment, guard, verification } = target;
    const guarded = guard && guardInWords(guard, target.membersBefore);
    const total = target.timings.find(({ phase }) => phase === 'total');
    const steps = target.timings.filter(({ phase, seconds }) => phase !== 'total' && seconds >= 0.05);
    const entries = [
        ['Segment', segmentNote(target)],
        ['Flags', segment && flagsNote(segment.flags)],
        ['Approval', approvalNote(target)],
        // A failure of the guard has told the numbers already.
        ['Removal guard', target.failure?.code === 'guard_blocked' ? undefined : guarded && prose(guarded)],
        ['Verification', verification && prose(verificationInWords(verification, target.membersAfter))],
        ['List', list && listNote(target)],
        ['SHA-256', list?.sha256 && code(list.sha256)],
        [
            'Time',
            total &&
                duration(total.seconds) +
                    (steps.length < 2 ? '' : ` (${steps.map((step) => `${step.phase} ${duration(step.seconds)}`).join(', ')})`),
        ],
    ];
    return entries
        .filter(([, value]) => value)
        .map(([label, value]) => `- **${label}:** ${value}`)
        .join('\n');
}
function segmentNote({ segment, segmentUrl, segmentKey, strategy }) {
    const kind = segment?.contextKind ? `, contexts of kind ${code(segment.contextKind, 60)}` : '';
    const delta = strategy === 'delta' ? ', only the difference sent (delta)' : '';
    return `${markdown_link(prose(plain_short(segment?.name ?? segmentKey, 100)), segmentUrl)}${kind}${delta}`;
}
const FLAGS = 20;
/** The flags that target a segment, in Markdown. */
function flagsNote(flags) {
    if (flags.length === 0)
        return 'none targets this segment';
    const names = flags.slice(0, FLAGS).map((flag) => code(flag.key, 60));
    const more = flags.length > FLAGS ? ` and ${count(flags.length - FLAGS)} more` : '';
    return `${plural(flags.length, 'flag targets', 'flags target')} this segment: ${names.join(', ')}${more}`;
}
function listNote({ list, parts, strategy }) {
    if (!list)
        return '';
    const [file] = list.files;
    return [
        `${plural(list.rows, 'row')} in ${list.files.length === 1 && file ? code(file.path) : plural(list.files.length, 'file')}`,
        ...(list.files.length === 1 && file?.headerSkipped ? ['header row skipped'] : []),
        ...(list.trimmedKeys > 0 ? [`spaces around ${plural(list.trimmedKeys, 'key')} removed`] : []),
        `${bytes(list.bytes)}${parts.length > 0 && strategy === 'upload' ? ` in ${plural(parts.length, 'upload')}` : ''}`,
    ].join(', ');
}

;// CONCATENATED MODULE: ./build/report/document.js






/** A whole run in at most `maxBytes` bytes of Markdown. */
function documentOf(run, maxBytes) {
    const only = run.targets.length === 1 && !run.failure ? run.targets[0] : undefined;
    if (only)
        return joinWithin(targetBlocks(only, maxBytes / 4), (block) => block, maxBytes, (left) => `… and ${plural(left, 'more section')}: see the report.`);
    const heading = `### ${ICONS[statusOf(run)]} ${headline(run)}`;
    const blocks = [heading];
    if (run.failure)
        blocks.push(failureBlock(run.failure));
    if (run.targets.length > 0)
        blocks.push(overview(run, maxBytes / 2));
    const details = (targets, room) => joinWithin(targets, (target) => detail(target, maxBytes / 16), room, (left) => `… and the details of ${plural(left, 'more segment')}: see the report.`);
    // Failures first and open: if something must be left out, it is not them.
    const failed = run.targets.filter((target) => target.status === 'failed');
    const others = run.targets.filter((target) => target.status !== 'failed');
    if (failed.length > 0)
        blocks.push(details(failed, maxBytes / 3));
    const left = maxBytes - size(blocks.join('\n\n')) - 200;
    if (others.length > 0)
        blocks.push(folded(`Details of ${plural(others.length, 'segment')}`, details(others, left)));
    return blocks.join('\n\n');
}
const detail = (target, tableBytes) => folded(`${ICONS[target.status]} ${place(target)}: ${prose(verdict(target))}`, targetBlocks(target, tableBytes).slice(1).join('\n\n'), target.status === 'failed');
function headline(run) {
    if (run.failure)
        return `LaunchDarkly segment import: ${prose(failureTitle(run.failure))}`;
    return `${plural(run.targets.length, 'LaunchDarkly segment')}: ${prose(tally(run.targets))}`;
}
const number = (value) => (value === undefined ? '' : count(value));
/** All targets of a run in one table. */
function overview(run, maxBytes) {
    const exact = run.targets.some((target) => target.added !== undefined);
    const columns = [
        { title: 'Segment' },
        { title: 'Result' },
        { title: 'Keys', number: true },
        { title: 'Before', number: true },
        { title: 'After', number: true },
        ...(exact
            ? [
                { title: 'Added', number: true },
                { title: 'Removed', number: true },
            ]
            : []),
    ];
    const projects = new Set(run.targets.map((target) => target.projectKey)).size > 1;
    const cells = (target) => [
        `${projects ? `${code(target.projectKey, 60)} / ` : ''}${code(target.environmentKey, 60)} / ${markdown_link(code(target.segmentKey, 60), target.segmentUrl)}`,
        `${ICONS[target.status]} ${prose(verdict(target))}`,
        number(target.list?.keys),
        number(target.membersBefore),
        number(target.membersAfter),
        ...(exact ? [number(target.added), number(target.removed)] : []),
    ];
    return table(columns, run.targets, cells, maxBytes);
}

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: ./build/report/github.js
/** What the environment of a workflow run says about it. Pure, but for reading the event's file. */

/** The page of this workflow run; undefined outside GitHub Actions. */
function runUrlOf(env) {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
    if (!server || !repository || !id)
        return undefined;
    const attempt = env.GITHUB_RUN_ATTEMPT;
    return `${server}/${repository}/actions/runs/${id}${attempt && attempt !== '1' ? `/attempts/${attempt}` : ''}`;
}
/** Reads the event that started the run: https://docs.github.com/webhooks/webhook-events-and-payloads#pull_request */
function pullRequestOf(env) {
    const [owner, repo] = (env.GITHUB_REPOSITORY ?? '').split('/');
    const event = eventOf(env);
    const request = event.pull_request ?? (event.issue?.pull_request ? event.issue : undefined);
    if (!owner || !repo || typeof request?.number !== 'number') {
        return { skipped: 'No comment: this run does not belong to a pull request.' };
    }
    const head = event.pull_request?.head;
    if (head && head.repo?.full_name !== env.GITHUB_REPOSITORY) {
        return { skipped: 'No comment: this pull request comes from a fork, whose runs may not write comments.' };
    }
    return { number: request.number, owner, repo };
}
function eventOf(env) {
    try {
        return JSON.parse((0,external_node_fs_namespaceObject.readFileSync)(env.GITHUB_EVENT_PATH ?? '', 'utf8')) ?? {};
    }
    catch {
        return {};
    }
}

;// CONCATENATED MODULE: ./build/report/comment.js
/** One sticky comment on the pull request: written once, updated in place by every later run. */




/** GitHub allows 65,536 characters; bytes are never fewer. */
const MAX_BYTES = 65_000;
const TIME_LIMIT = 30_000;
/** Which comment is this run's: the hidden first line of its body. One per workflow, job and segment (or targets file). */
function markerOf(run, targetsPath, env) {
    const workflow = (env.GITHUB_WORKFLOW_REF ?? '').split('@')[0] || env.GITHUB_WORKFLOW;
    const [first] = run.targets;
    const what = targetsPath ?? [first?.projectKey, first?.environmentKey, first?.segmentKey];
    const id = (0,external_node_crypto_namespaceObject.createHash)('sha256')
        .update(JSON.stringify([workflow, what]))
        .digest('hex')
        .slice(0, 32);
    return `<!-- launchdarkly-segment-import ${id} -->`;
}
/** The comment's Markdown, marker first, within GitHub's limit whatever the input. Pure. */
function commentOf(run, marker, runUrl) {
    const foot = runUrl === undefined ? '' : `\n\n<sub>${markdown_link('Workflow run', runUrl)}</sub>`;
    return `${marker}\n${documentOf(run, MAX_BYTES - size(marker) - size(foot) - 2)}${foot}\n`;
}
/**
 * Writes or updates the comment. Never throws: a comment does not decide over an import.
 * @returns what to tell people instead, if there is no comment: `skipped` is as it should be, `failed` is not
 */
async function comment(body, marker, { githubToken, env, signal }) {
    const request = pullRequestOf(env);
    if ('skipped' in request)
        return request;
    if (githubToken === '')
        return { failed: 'No comment: the input github-token is empty.' };
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), TIME_LIMIT);
    const stop = () => limit.abort();
    signal?.addEventListener('abort', stop);
    try {
        await write(body, marker, request, githubToken, env, limit.signal);
        return {};
    }
    catch (error) {
        return { failed: `No comment: ${limit.signal.aborted ? 'GitHub did not answer in time.' : reason(error)}` };
    }
    finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', stop);
    }
}
async function write(body, marker, place, token, env, signal) {
    // Loaded only here: few runs comment, and it takes longer to load than everything else.
    const { getOctokit } = await __nccwpck_require__.e(/* import() */ 413).then(__nccwpck_require__.bind(__nccwpck_require__, 2413));
    const baseUrl = env.GITHUB_API_URL;
    // Octokit would print some of GitHub's headers past the log.
    const log = { debug: () => { }, info: () => { }, warn: () => { }, error: () => { } };
    const octokit = getOctokit(token, { request: { signal, log }, ...(baseUrl ? { baseUrl } : {}) });
    const issue = { owner: place.owner, repo: place.repo, issue_number: place.number };
    const author = await octokit
        .graphql('query { viewer { login } }')
        .then(({ viewer }) => viewer.login)
        .catch(() => 'github-actions[bot]');
    for await (const page of octokit.paginate.iterator(octokit.rest.issues.listComments, { ...issue, per_page: 100 })) {
        const own = page.data.find((found) => found.user?.login === author && found.body?.startsWith(marker));
        if (own) {
            if (own.body !== body)
                await octokit.rest.issues.updateComment({ owner: place.owner, repo: place.repo, comment_id: own.id, body });
            return;
        }
    }
    await octokit.rest.issues.createComment({ ...issue, body });
}
function reason(error) {
    // Octokit gives 500 to errors of the network, too; they have no response.
    const { status, response } = error;
    if (response === undefined)
        return 'GitHub could not be reached.';
    if (status === 403 || status === 404) {
        return `GitHub refused it (${status}). The job needs "permissions: pull-requests: write", and github-token must be a token for this repository.`;
    }
    return `GitHub answered ${status}.`;
}

;// CONCATENATED MODULE: ./build/report/json.js
/** The report for machines: docs/report.schema.json describes it, docs/report.md explains it. */




/** Everything that is known of a run, as one object. Pure. */
function reportOf(run, runUrl) {
    return {
        version: 1,
        status: statusOf(run),
        errorCode: errorCodeOf(run),
        failure: run.failure ?? null,
        runUrl: runUrl ?? null,
        targets: run.targets.map((target) => ({
            ...outcomeOf(target),
            approvalUrl: target.approvalUrl ?? null,
            failure: target.failure ?? null,
            trimmedKeys: target.list?.trimmedKeys ?? null,
            problemTotals: target.list?.problemTotals ?? {},
            problems: target.list?.problems ?? [],
            fileList: target.list?.files ?? [],
            uploads: target.parts,
            segment: target.segment ?? null,
            guard: target.guard ?? null,
            verification: target.verification ?? null,
            warnings: target.warnings,
            timings: target.timings,
        })),
    };
}
/** Writes the report to a new folder in `RUNNER_TEMP`, readable by its owner only, and gives its path. */
async function writeReport(report, runnerTemp) {
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(runnerTemp || (0,external_node_os_namespaceObject.tmpdir)(), 'launchdarkly-segment-import-report-'));
    const path = (0,external_node_path_.join)(folder, 'report.json');
    await (0,promises_.writeFile)(path, `${JSON.stringify(report, null, 2)}\n`, { mode: 0o600 });
    return path;
}

;// CONCATENATED MODULE: ./build/report/outputs.js

const outputs_text = (value) => (value === null ? '' : String(value ?? ''));
/**
 * Every output by its name, ready to be set: plain decimal digits, empty where it does not apply.
 * For several targets counts are the sums of what is known, and what belongs to one import only is empty.
 */
function outputsOf(run, reportPath) {
    const outcomes = run.targets.map(outcomeOf);
    const only = outcomes.length === 1 ? outcomes[0] : undefined;
    const sum = (name) => {
        const known = outcomes.map((outcome) => outcome[name]).filter((value) => value !== null);
        return known.length === 0 ? '' : String(known.reduce((total, value) => total + value, 0));
    };
    return {
        status: statusOf(run),
        'error-code': outputs_text(errorCodeOf(run)),
        'http-status': outputs_text(only?.httpStatus),
        'import-id': outputs_text(only?.importId),
        'approval-request-id': outputs_text(only?.approvalRequestId),
        rows: sum('rows'),
        keys: sum('keys'),
        duplicates: sum('duplicates'),
        'invalid-rows': sum('invalidRows'),
        files: sum('files'),
        bytes: sum('bytes'),
        sha256: outputs_text(only?.sha256),
        parts: sum('parts'),
        'members-before': sum('membersBefore'),
        'members-after': sum('membersAfter'),
        added: sum('added'),
        removed: sum('removed'),
        'segment-url': outputs_text(only?.segmentUrl),
        results: JSON.stringify(outcomes),
        'report-path': reportPath,
    };
}

;// CONCATENATED MODULE: ./build/report/summary.js

const summary_MAX_BYTES = 900 * 1024;
/** The Markdown of a run's job summary, under 900 KiB whatever the input. Pure. */
const summaryOf = (run) => `${documentOf(run, summary_MAX_BYTES - 2)}\n`;

;// CONCATENATED MODULE: ./build/report/report.js









/** So many milliseconds after a cancellation nothing is waited for any more. */
const PATIENCE_MS = 750;
/**
 * Tells people and machines what a run came to. Never throws, and never changes what the run came to: what cannot be
 * written is a warning. Leaves exactly one error annotation if the run failed, else exactly one notice; the exit code
 * is for the caller to set (`process.exitCode`, not `setFailed`, which would add an error of its own).
 */
async function tell(run, context) {
    const { core, env, settings, log, warnings = [], signal } = context;
    const extra = [];
    const remarks = [];
    const attempt = async (what, action) => {
        try {
            await impatiently(action(), signal);
        }
        catch (error) {
            extra.push(`The ${what} could not be written: ${error.message}`);
        }
    };
    const runUrl = runUrlOf(env);
    let reportPath = '';
    await attempt('report', async () => {
        reportPath = await writeReport(reportOf(run, runUrl), env.RUNNER_TEMP);
    });
    // Without its file, @actions/core prints outputs to the log in a way that GitHub no longer accepts.
    if (env.GITHUB_OUTPUT) {
        await attempt('outputs', () => {
            for (const [name, value] of Object.entries(outputsOf(run, reportPath)))
                core.setOutput(name, value);
        });
    }
    if (env.GITHUB_STEP_SUMMARY) {
        await attempt('job summary', async () => {
            core.summary.addRaw(summaryOf(run));
            await core.summary.write();
        });
    }
    if (settings?.commentOnPr && !signal?.aborted) {
        const marker = markerOf(run, settings.targetsPath, env);
        const { githubToken } = settings;
        const told = await comment(commentOf(run, marker, runUrl), marker, { githubToken, env, signal });
        if (told.failed !== undefined)
            extra.push(told.failed);
        if (told.skipped !== undefined)
            remarks.push(told.skipped);
    }
    if (run.targets.length > 1)
        report_overview(run, core);
    annotate(core, annotationsOf(run, { annotated: log?.annotated ?? new Set(), extra: [...warnings, ...extra], remarks }));
}
/** Waits for something, but not long once the run is cancelled. */
async function impatiently(work, signal) {
    const { promise, reject } = Promise.withResolvers();
    let timer;
    const hurry = () => {
        timer = setTimeout(() => reject(new Error('the disk did not answer in time.')), PATIENCE_MS);
    };
    if (signal?.aborted)
        hurry();
    else
        signal?.addEventListener('abort', hurry);
    try {
        await Promise.race([work, promise]);
    }
    finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', hurry);
    }
}
/** All targets below each other at the end of the log. */
function report_overview({ targets }, core) {
    const cell = (value) => (value === undefined ? '' : count(value)).padStart(12);
    const labels = targets.map((target) => labelOf(targets, target));
    const width = Math.min(40, Math.max(...labels.map((label) => label.length)));
    core.info(`${plural(targets.length, 'segment')}: ${tally(targets)}`);
    core.info(`  ${''.padEnd(width)}${'before'.padStart(12)}${'after'.padStart(12)}`);
    for (const [index, target] of targets.entries()) {
        const label = (labels[index] ?? '').padEnd(width);
        core.info(harmless(`  ${label}${cell(target.membersBefore)}${cell(target.membersAfter)}  ${verdict(target)}`));
    }
}

;// CONCATENATED MODULE: ./build/sync/readings.js
/**
 * What a text may stand for: itself, and with percent-, form-, JSON- or HTML-encoding undone, or its line breaks shown as
 * spaces, once or twice.
 */
/** What must not reach a line that people see, and is shown as one space. */
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
const DECODERS = [
    [CONTROLS, () => ' '],
    [/(?:%[\da-f]{2})+/gi, percentDecoded],
    [/(?:%[\da-f]{2})+|\+/gi, (encoded) => (encoded === '+' ? ' ' : percentDecoded(encoded))],
    [/\\(?:u[\da-f]{4}|["\\/bfnrt])/gi, jsonDecoded],
];
/** As HTML defines it: entities by number, and by name with a semicolon or, some of them, without. */
const ENTITY = /&(?:#x?[\da-f]+|[a-z][a-z\d]*);?/gi;
/** All readings of a text, the text itself first, each once. */
async function readingsOf(text) {
    const starts = Array.from({ length: text.length }, (_, index) => index);
    const readings = new Map([[text, { text, starts, ends: starts.map((start) => start + 1) }]]);
    const decoders = [...DECODERS];
    // Loaded only here: the names of all entities are long, and most texts hold no sign that could begin or hide one.
    if (/[&%\\]/.test(text))
        decoders.push([ENTITY, (await __nccwpck_require__.e(/* import() */ 161).then(__nccwpck_require__.bind(__nccwpck_require__, 1161))).decodeHTML]);
    for (let layer = 0; layer < 2; layer += 1) {
        for (const reading of [...readings.values()]) {
            for (const decoder of decoders) {
                const next = undo(reading, decoder);
                if (!readings.has(next.text))
                    readings.set(next.text, next);
            }
        }
    }
    return [...readings.values()];
}
function undo(reading, [pattern, decode]) {
    let text = '';
    const starts = [];
    const ends = [];
    let at = 0;
    const keep = (until) => {
        text += reading.text.slice(at, until);
        for (; at < until; at += 1) {
            starts.push(reading.starts[at]);
            ends.push(reading.ends[at]);
        }
    };
    for (const { index, 0: encoded } of reading.text.matchAll(pattern)) {
        const decoded = decode(encoded);
        if (decoded === encoded)
            continue;
        keep(index);
        at += encoded.length;
        text += decoded;
        for (let unit = 0; unit < decoded.length; unit += 1) {
            starts.push(reading.starts[index]);
            ends.push(reading.ends[at - 1]);
        }
    }
    keep(reading.text.length);
    return { text, starts, ends };
}
function percentDecoded(encoded) {
    return Buffer.from(encoded.replaceAll('%', ''), 'hex').toString('utf8');
}
function jsonDecoded(encoded) {
    try {
        return JSON.parse(`"${encoded}"`);
    }
    catch {
        return encoded;
    }
}

;// CONCATENATED MODULE: ./build/sync/redact.js

/** What stands in for a secret, and for a text that could not be compared. */
const MASK = '***';
/** So much of a text is shown. */
const SHOWN = 500;
/** So much of it is compared: more, since a secret may begin in what is shown, and be encoded at length. */
const COMPARED = 3_000;
/** So much of all texts is compared; those behind it are not shown. */
const COMPARED_IN_ALL = 60_000;
/** A longer secret is known by so many characters: it goes with everything behind it. */
const LONG = 100;
/** Places where a key may begin are found by its first characters. */
const PREFIX = 8;
/**
 * Takes every secret out of the texts, plain or in any encoding of readings.ts. A token is found anywhere, and so is a key
 * that is too long or too odd for chance; another key only where it is not part of a longer word or of a UUID, so that a
 * key `1` does not tear numbers and IDs apart.
 * @returns a text that may be shown for each, `***` where that is not known in time. Never rejects.
 */
async function redact(texts, { tokens, lists, signal }) {
    const compared = new Map();
    const places = new Places();
    let room = COMPARED_IN_ALL;
    for (const text of new Set(texts)) {
        room -= Math.min(text.length, COMPARED);
        if (room >= 0)
            compared.set(text, new Compared(text));
    }
    try {
        for (const text of compared.values()) {
            for (const reading of await readingsOf(text.text)) {
                text.note(reading);
                for (const token of tokens)
                    if (token !== '')
                        text.findToken(token, reading);
                if (lists.length > 0)
                    places.add(reading, text);
            }
        }
        places.sort();
        for (const list of places.none ? [] : lists) {
            for await (const keys of list.keys()) {
                if (signal.aborted)
                    return texts.map(() => MASK);
                for (const key of keys)
                    places.find(key);
            }
        }
    }
    catch {
        // A list cannot be read again, so nobody can tell whether a key is in there.
        return texts.map(() => MASK);
    }
    return texts.map((text) => compared.get(text)?.shown() ?? MASK);
}
/** A text, and what of it must not be shown. */
class Compared {
    text;
    #isWhole;
    /** For each place, where what begins there and must not be shown ends. */
    #hidden;
    #limit;
    constructor(text) {
        this.text = text.slice(0, COMPARED);
        this.#isWhole = text.length <= COMPARED;
        this.#hidden = new Uint16Array(this.text.length);
        this.#limit = Math.min(this.text.length, SHOWN);
    }
    /** Nothing is shown that is too near to the end to be known for no secret. */
    note({ text, starts }) {
        if (!this.#isWhole)
            this.#limit = Math.min(this.#limit, starts[text.length - LONG] ?? 0);
    }
    findToken(token, reading) {
        const start = token.slice(0, LONG);
        for (let at = reading.text.indexOf(start); at >= 0; at = reading.text.indexOf(start, at + 1)) {
            this.hide(reading, at, token.length);
        }
    }
    /** Hides a secret of so many characters that begins here. */
    hide({ starts, ends }, at, length) {
        const start = starts[at];
        const end = length > LONG ? this.text.length : ends[at + length - 1];
        this.#hidden[start] = Math.max(this.#hidden[start], end);
    }
    shown() {
        let shown = '';
        let at = 0;
        while (at < this.#limit) {
            let end = this.#hidden[at];
            shown += end === 0 ? this.text[at] : MASK;
            // What overlaps goes as one.
            for (at += 1; at < end; at += 1)
                end = Math.max(end, this.#hidden[at]);
        }
        if (at < this.text.length || !this.#isWhole)
            shown += '…';
        return shown.replace(CONTROLS, ' ').trim().toWellFormed();
    }
}
/** All places of all texts where a key may begin. */
class Places {
    /** By the first characters that a key there has: all of a shorter key. */
    #byPrefix = new Map();
    #longFound = new Set();
    get none() {
        return this.#byPrefix.size === 0;
    }
    add(reading, text) {
        const borders = bordersOf(reading.text);
        for (let at = 0; at < reading.text.length; at += 1) {
            const place = { rest: reading.text.slice(at), at, reading, borders, text };
            const most = Math.min(PREFIX, place.rest.length);
            for (let length = borders[at] ? 1 : PREFIX; length <= most; length += 1) {
                if (length < PREFIX && !borders[at + length])
                    continue;
                const prefix = place.rest.slice(0, length);
                const others = this.#byPrefix.get(prefix);
                if (others)
                    others.push(place);
                else
                    this.#byPrefix.set(prefix, [place]);
            }
        }
    }
    /** By what stands there, so that those of one key are next to each other and found by bisection. */
    sort() {
        for (const places of this.#byPrefix.values()) {
            if (places.length > 1)
                places.sort((a, b) => (a.rest < b.rest ? -1 : Number(a.rest > b.rest)));
        }
    }
    find(key) {
        const places = this.#byPrefix.get(key.length > PREFIX ? key.slice(0, PREFIX) : key);
        if (places === undefined)
            return;
        const isLong = key.length > LONG;
        const start = isLong ? key.slice(0, LONG) : key;
        if (this.#longFound.has(start))
            return;
        const anywhere = isNoChance(key);
        for (let index = firstFrom(places, start); places[index]?.rest.startsWith(start); index += 1) {
            const { at, reading, borders, text } = places[index];
            if (anywhere || (borders[at] && borders[at + key.length]))
                text.hide(reading, at, key.length);
            if (isLong)
                this.#longFound.add(start);
        }
    }
}
/** The index of the first place whose rest does not sort before the text. */
function firstFrom(places, text) {
    let low = 0;
    let high = places.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (places[middle].rest < text)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
/** Whether a key is not found within a longer word, or a UUID, by chance. */
function isNoChance(key) {
    return key.length >= 2 * PREFIX || (key.length >= PREFIX && /[^\p{L}\p{N}]/u.test(key));
}
const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi;
/** For each place of a text, the end included, whether a word (letters and digits, or a UUID) may begin or end there. */
function bordersOf(text) {
    const borders = [true];
    let before = false;
    for (let at = 0; at < text.length; at += 1) {
        const isWord = /[\p{L}\p{N}]/u.test(text[at]);
        if (at > 0)
            borders.push(!before || !isWord);
        before = isWord;
    }
    borders.push(true);
    for (const { index, 0: uuid } of text.matchAll(UUID))
        borders.fill(false, index + 1, index + uuid.length);
    return borders;
}

;// CONCATENATED MODULE: ./build/sync/showable.js

/** A text that may be shown for each. Never rejects. */
async function showableAll({ shared, list, members }, texts, lists = [list, members].filter((keys) => keys !== undefined)) {
    return await redact(texts, { tokens: shared.tokens, lists, signal: shared.signal });
}
async function showable(run, text) {
    return (await showableAll(run, [text]))[0];
}
/** A UUID, or the ID of a MongoDB document. */
const RANDOM_ID = /^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[\da-f]{24})$/;
/**
 * An ID that may be shown. One that LaunchDarkly has drawn at random is no key, and comparing it with ten million takes
 * seconds: it is compared with the tokens only.
 */
async function showableId(run, id) {
    return RANDOM_ID.test(id) ? (await showableAll(run, [id], []))[0] : await showable(run, id);
}
/** A path that may stand in a link; none if something in it must not be shown, since the link would lead nowhere. */
async function showablePath(run, path) {
    return path !== undefined && (await showable(run, path)) === path ? path : undefined;
}
async function showableError(run, api) {
    const names = ['code', 'message', 'id'].filter((name) => api[name] !== undefined);
    const texts = await showableAll(run, names.map((name) => api[name]));
    return Object.fromEntries(names.map((name, index) => [name, texts[index]]));
}
/** The segment, with those of its texts that people see. Its tags are compared only, and stay as they are. */
async function showableSegment(run, segment) {
    const { name, contextKind, external, flags, sitePath, ...rest } = segment;
    const texts = [name, contextKind, external, sitePath, ...flags.flatMap((flag) => [flag.key, flag.name])];
    const given = texts.filter((text) => text !== undefined);
    const shown = new Map((await showableAll(run, given)).map((text, index) => [given[index], text]));
    return {
        ...rest,
        name: shown.get(name),
        flags: flags.map((flag) => ({ key: shown.get(flag.key), name: shown.get(flag.name) })),
        ...(contextKind !== undefined && { contextKind: shown.get(contextKind) }),
        ...(external !== undefined && { external: shown.get(external) }),
        ...(sitePath !== undefined && shown.get(sitePath) === sitePath && { sitePath }),
    };
}

;// CONCATENATED MODULE: ./build/sync/plan.js
/**
 * What would happen, decided from counts alone: how the parts are sent, and whether a replace removes too much.
 * Pure: nothing here reads, sends or waits.
 */

/** One upload takes at most so many keys: https://launchdarkly.com/docs/home/flags/list-based-segments */
const MOST_KEYS_PER_UPLOAD = 1_000_000;
/** One upload's whole request body; LaunchDarkly says "40 MB" and not which, so the smaller reading. */
const MOST_BYTES_PER_UPLOAD = 40_000_000;
/** What the multipart framing around a part's bytes may take: boundaries, headers, the longest file name. */
const MULTIPART_ALLOWANCE = 4_096;
/** What one part of a list may hold. */
const PART_LIMITS = { keys: MOST_KEYS_PER_UPLOAD, bytes: MOST_BYTES_PER_UPLOAD - MULTIPART_ALLOWANCE };
/** Keys that are looked up before a replace; a shorter list is looked up whole. */
const GUARD_SAMPLE = 50;
/** The guard errs on the side of going on with a probability of one in a thousand. */
const GUARD_ALPHA = 0.001;
/**
 * The mode of each upload of a list, in order.
 * @param parts uploads that the list needs
 * @param membersBefore the segment's members now, if known
 * @throws Failure `partial_replace_refused`, or `invalid_input` where an approval would be needed for each part
 */
function uploadModes(target, parts, membersBefore) {
    if (parts > 1 && target.waitOnApprovals) {
        throw new build_failure/* Failure */.H('invalid_input', `The list needs ${parts} uploads, and only one can wait for approval.`, {
            advice: 'Lists for `wait-on-approvals` must fit one upload: 1,000,000 keys and 40 MB. ' +
                'Split the list over several segments, or import without approval.',
        });
    }
    if (target.mode === 'merge' || parts <= 1)
        return Array(parts).fill(target.mode);
    if (membersBefore === 0)
        return Array(parts).fill('merge');
    if (target.allowPartialReplace)
        return ['replace', ...Array(parts - 1).fill('merge')];
    const holds = membersBefore === undefined ? 'is not known to be empty' : `has ${plan_count(membersBefore, 'member')}`;
    throw new build_failure/* Failure */.H('partial_replace_refused', `The list needs ${parts} uploads, and the segment ${holds}: a replace in parts would leave out members that should stay until the last part is in.`, {
        advice: 'Set `strategy: delta`, which sends only the difference and never takes a staying member out. ' +
            'Or set `allow-partial-replace: true` if the segment may lack most of its members for a while.',
    });
}
/**
 * Judges a replace: `blocked` if more than the allowed share of the members would go, by the counts alone, or
 * even by the most favourable reading of the sample.
 */
function judgeRemovals(facts) {
    const { keys, membersBefore, maxRemovalPercent, sample, exactRemovals } = facts;
    const allowed = (membersBefore * maxRemovalPercent) / 100;
    const removalsByCount = exactRemovals ?? Math.max(0, membersBefore - keys);
    const summary = { maxRemovalPercent, removalsByCount, verdict: 'passed' };
    if (exactRemovals === undefined && sample !== undefined) {
        summary.sampled = sample.size;
        summary.sampledMembers = sample.members;
        summary.removalsBySample = leastRemovals(keys, membersBefore, sample);
    }
    if (removalsByCount > allowed || (summary.removalsBySample ?? 0) > allowed)
        summary.verdict = 'blocked';
    return summary;
}
/** The fewest removals that a sample of the list leaves plausible; exact where it is the whole list. */
function leastRemovals(keys, membersBefore, sample) {
    const whole = sample.size >= keys;
    const staying = whole ? sample.members : Math.ceil(upperBound(sample.members, sample.size, GUARD_ALPHA) * keys);
    return Math.max(0, membersBefore - staying);
}
/**
 * The one-sided Clopper-Pearson upper bound: the largest share at which so few successes in so many trials still
 * have the probability `alpha`. Sampling is without repetition, which makes the bound only more careful.
 * @param alpha the chance of a true share above the bound, such as 0.001
 */
function upperBound(successes, trials, alpha) {
    if (successes >= trials)
        return 1;
    let low = successes / trials;
    let high = 1;
    // 60 halvings reach the last bit of a double.
    for (let step = 0; step < 60; step += 1) {
        const middle = (low + high) / 2;
        if (atMost(successes, trials, middle) > alpha)
            low = middle;
        else
            high = middle;
    }
    return high;
}
/** P(X <= successes) of a binomial distribution. */
function atMost(successes, trials, share) {
    let term = (1 - share) ** trials;
    let sum = term;
    for (let hits = 1; hits <= successes; hits += 1) {
        term *= ((trials - hits + 1) / hits) * (share / (1 - share));
        sum += term;
    }
    return sum;
}
/**
 * The Failure of a blocked replace: the numbers, and both ways on.
 * @param exact the removals are known to the last one (delta)
 */
function guardFailure(guard, keys, membersBefore, exact = false) {
    const removals = Math.max(guard.removalsByCount, guard.removalsBySample ?? 0);
    const share = membersBefore === 0 ? 0 : (removals / membersBefore) * 100;
    const bySample = guard.removalsBySample !== undefined && guard.removalsBySample > guard.removalsByCount;
    const least = Math.min(100, Math.ceil(share));
    // The next run draws another sample: what would have let this one pass may not let that one.
    const limit = bySample && guard.sampled < keys ? `100\` (no guard; ${least} is the least that could do)` : `${least}\``;
    const found = bySample
        ? ` Of ${plan_count(guard.sampled, 'key')} of the list that ${was(guard.sampled)} looked up, ${guard.sampledMembers} ${guard.sampledMembers === 1 ? 'is a member' : 'are members'} now: it may be another list or the wrong column.`
        : '';
    return new build_failure/* Failure */.H('guard_blocked', `This replace would remove ${exact ? '' : 'at least '}${plan_count(removals, 'member')} of ${membersBefore.toLocaleString('en-US')} (${plan_percent(share)}%), and ` +
        `\`max-removal-percent\` allows ${guard.maxRemovalPercent}%. The list has ${plan_count(keys, 'key')}.${found}`, {
        advice: 'If the list is wrong, correct the export (is it complete, is `key-column` right?) and run again. ' +
            `If the removals are meant, set \`max-removal-percent: ${limit} for this run.`,
    });
}
/** The member counts that are right after an import. */
function expectedMembers(mode, keys, membersBefore) {
    if (mode === 'replace')
        return { min: keys, max: keys };
    if (membersBefore === undefined)
        return { min: keys };
    return { min: Math.max(membersBefore, keys), max: membersBefore + keys };
}
/** Rounded up, so that a share just above the limit does not look like the limit. */
const plan_percent = (value) => Math.ceil(value * 100 - 1e-9) / 100;
/** To follow a noun. */
const was = (number) => (number === 1 ? 'was' : 'were');
/** A number with its noun: `1 key`, `2,000 keys`. */
function plan_count(number, noun) {
    return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

;// CONCATENATED MODULE: ./build/sync/state.js
/**
 * One sentence about what a run that did not succeed has left behind.
 */

/**
 * What the segment holds now as far as this run can know, and what goes on at LaunchDarkly without it.
 */
function describeState(run) {
    const { footprint, result, settings } = run;
    const total = result.parts.length;
    const sentences = [];
    const delta = changesMade(run);
    if (delta !== undefined)
        sentences.push(delta);
    else if (footprint.partsDone > 0 && footprint.partsDone < total)
        sentences.push(partsDone(run));
    if (footprint.held) {
        sentences.push(`LaunchDarkly holds the import ${footprint.running} until it is approved; it has not changed the segment yet.`);
    }
    else if (footprint.running !== undefined) {
        const name = footprint.running === '' ? 'an import (LaunchDarkly gave no ID)' : `the import ${footprint.running}`;
        sentences.push(`LaunchDarkly has accepted ${name} and goes on with it; what the segment holds until then is not known.`);
    }
    else if (footprint.unanswered) {
        sentences.push('An upload went out, and no answer of LaunchDarkly says what became of it: whether it imports the list is not known, and neither is what the segment holds.');
    }
    else if (footprint.stopped !== undefined) {
        sentences.push(`What the segment holds after the stopped import ${footprint.stopped} is not known.`);
    }
    else if (delta === undefined && total > 0 && footprint.partsDone === total) {
        sentences.push(`LaunchDarkly reported ${total === 1 ? 'the import' : 'all imports'} as complete.${membersNow(run)}`);
    }
    if (sentences.length > 0)
        return sentences.join(' ');
    return settings.dryRun ? 'A dry run changes nothing.' : 'Nothing was imported: this run has not changed the segment.';
}
/** What a delta has changed; undefined if that is nothing. */
function changesMade({ footprint, result }) {
    if (footprint.changes === undefined)
        return undefined;
    const { toAdd, toRemove, removed, unclear } = footprint.changes;
    const added = keysAdded({ footprint, result });
    if (added + removed + unclear === 0)
        return undefined;
    const made = `${added.toLocaleString('en-US')} of ${plan_count(toAdd, 'addition')} and ${removed.toLocaleString('en-US')} of ${plan_count(toRemove, 'removal')} were made`;
    if (added === toAdd && removed === toRemove)
        return `${made}.${membersNow({ result })}`;
    const doubt = unclear === 0
        ? ''
        : `; whether ${plan_count(unclear, 'more key')} ${unclear === 1 ? 'was' : 'were'} changed is not known`;
    return `${made}${doubt}. Running again does the rest.`;
}
/** Keys that a delta has added, by itself and by imports that are complete. */
function keysAdded({ footprint, result }) {
    const imported = result.parts.slice(0, footprint.partsDone);
    return (footprint.changes?.added ?? 0) + imported.reduce((sum, part) => sum + part.keys, 0);
}
function partsDone({ footprint, result, settings }) {
    const total = result.parts.length;
    const done = result.parts.slice(0, footprint.partsDone);
    const keys = done.reduce((sum, part) => sum + part.keys, 0);
    const name = `${footprint.partsDone === 1 ? 'Part 1' : `Parts 1 to ${footprint.partsDone}`} of ${total} (${plan_count(keys, 'key')})`;
    const replaced = settings.mode === 'replace';
    return replaced
        ? `${name} ${footprint.partsDone === 1 ? 'is' : 'are'} imported, and the segment lacks the rest of the list until a run succeeds.`
        : `${name} ${footprint.partsDone === 1 ? 'is' : 'are'} merged, the others are not; running again is safe.`;
}
function membersNow({ result }) {
    return result.membersAfter === undefined ? '' : ` It has ${plan_count(result.membersAfter, 'member')} now.`;
}

;// CONCATENATED MODULE: ./build/sync/failed.js
/**
 * How an error becomes a failed result.
 */



/**
 * Notes in the result why a target failed and what the segment holds now, unless the target has ended before: how it
 * ended is never overwritten. Never rejects.
 * @param error whatever was thrown; what is no Failure is a bug, or a machine in trouble
 */
async function noteFailure(run, error) {
    const { result } = run;
    if (result.status !== 'failed' || result.failure !== undefined)
        return;
    const { signal } = run.shared;
    const failure = toFailure(signal.aborted ? signal.reason : error);
    const summary = { ...summariseFailure(failure), state: describeState(run) };
    // At once, since redacting what LaunchDarkly said may take longer than a cancelled run has.
    result.failure = summary;
    const api = failure.api && (await showableError(run, failure.api));
    // A cancellation may have come meanwhile: then that is how the run ends.
    if (signal.aborted)
        result.failure = { ...summariseFailure(toFailure(signal.reason)), state: summary.state };
    else if (api !== undefined)
        result.failure = { ...summary, api };
}
/** A failure for people and machines. What LaunchDarkly said is left out: it must be redacted first. */
function summariseFailure(failure) {
    const { code, message, advice } = failure;
    return { code, message, ...(advice !== undefined && { advice }) };
}
/** What was thrown, as a Failure. The text of an unexpected error is not shown: nobody knows what is in it. */
function toFailure(error) {
    if (error instanceof build_failure/* Failure */.H)
        return error;
    const { code, syscall, stack } = (error ?? {});
    if (code !== undefined && syscall !== undefined) {
        return new build_failure/* Failure */.H('runner_error', `The runner's disk or system refused an operation: ${code} (${syscall}).`, {
            advice: 'Check that the folder in RUNNER_TEMP exists, is writable and has free space for the list.',
            cause: error,
        });
    }
    const name = error instanceof Error ? error.name : typeof error;
    const frames = stack
        ?.split('\n')
        .filter((line) => /^\s+at /.test(line))
        .slice(0, 3)
        .map((line) => line.trim());
    return new build_failure/* Failure */.H('internal_error', `Something happened that this action does not expect: ${[name, ...(frames ?? [])].join(' ')}`, {
        advice: 'This is a bug in the action; please report it with this message.',
        cause: error,
    });
}

;// CONCATENATED MODULE: external "node:stream"
const external_node_stream_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");
;// CONCATENATED MODULE: ./build/list/failure.js
/** How reading a list fails: with the position in the file, and with everything that was counted until then. */

/** `file:line:column`, as far as it is known. */
function failure_place({ file, line, column }) {
    return [file, line, column].filter((piece) => piece !== undefined).join(':');
}
/** The list cannot be used. The message begins with `file:line:column` where it applies, and holds no key. */
class ListFailure extends build_failure/* Failure */.H {
    /** Where it is, for an annotation. */
    position;
    /**
     * What was read. Complete if invalid rows or a missing key are the reason; else it ends where reading ended, and
     * `sha256` is empty. Absent if no file was opened.
     */
    summary;
    constructor(code, message, details = {}) {
        super(code, details.position ? `${failure_place(details.position)}: ${message}` : message, details);
        this.position = details.position;
    }
}
/** The word for a system error, such as `EACCES: permission denied`, without the path that Node adds to it. */
function systemMessage(error) {
    const { message } = error;
    return (message ?? String(error)).replace(/, \w+( '.*'.*)?$/s, '');
}
/** The failure for a file or directory that is there and cannot be read. */
function unreadable(shown, cause) {
    return new ListFailure('invalid_csv', `the file cannot be read (${systemMessage(cause)}).`, {
        position: { file: shown },
        advice: 'Check that the file exists until this step ends and that the runner may read it.',
        cause,
    });
}
/** The failure for what is no file that has an end, such as a pipe or a device. */
function notRegular(shown) {
    return new ListFailure('invalid_csv', 'this is not a regular file.', {
        position: { file: shown },
        advice: 'Write the list to a regular file first.',
    });
}

;// CONCATENATED MODULE: ./build/list/bytes.js
/** What the bytes of a list mean to those who read and write it: names, and the CSV reader's classes. Pure. */
const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const DELETE = 0x7f;
/** Classes of bytes, as bits: it ends what is searched for. */
const ENDS_FIELD = 1;
/** A control character: it may be a tab that trimming takes off. */
const HAS_CONTROL = 2;
const HAS_COMMA = 4;
const HAS_QUOTE = 8;
const HAS_NON_ASCII = 16;
/**
 * A table with the class of every byte.
 *
 * @param ends bytes that also get ENDS_FIELD
 */
function classTable(ends) {
    const table = Uint8Array.from({ length: 256 }, (_, byte) => {
        if (byte < SPACE || byte === DELETE)
            return HAS_CONTROL;
        if (byte === QUOTE)
            return HAS_QUOTE;
        if (byte === COMMA)
            return HAS_COMMA;
        return byte >= 0x80 ? HAS_NON_ASCII : 0;
    });
    for (const byte of ends)
        table[byte] |= ENDS_FIELD;
    return table;
}
/** The first byte behind the comma. */
const FIRST_PLAIN = 0x2d;
/**
 * Skips four bytes at a time while all of them are in [FIRST_PLAIN, 0x7e]: these have no class, and if the delimiter is
 * smaller they end no field. Identifiers consist of them. Measured: 5 to 7 % less time for lists of several columns.
 * Three bytes that may be read must follow the first one of another kind.
 *
 * @returns where it stopped, at most three bytes before a byte of another kind
 */
function skipPlain(view, start) {
    for (let at = start;; at += 4) {
        const word = view.getInt32(at, true);
        // A byte below 0x2d borrows; one above 0x7e has bit 7, or carries into it.
        if (((word | (word - 0x2d2d2d2d) | (word + 0x01010101)) & 0x80808080) !== 0)
            return at;
    }
}

;// CONCATENATED MODULE: ./build/list/fingerprint.js
/**
 * A seeded 96-bit fingerprint of a line: equal lines have equal fingerprints, different ones practically never.
 *
 * Three 32-bit lanes. A step takes four bytes, mixes them with a secret odd factor, and each lane takes that in, rotates by
 * a distance of its own and multiplies by a secret odd number of its own; MurmurHash3's finalizer closes it
 * (https://github.com/aappleby/smhasher). Every step is a bijection, so lines that differ in one step differ in every
 * lane; for more, all three lanes must cancel in the same step, each by its own multiplier. The secrets are drawn
 * anew in every process, so nobody can prepare two keys that collide. For n keys the chance that any two collide is
 * n² / 2^97: 10^-15 for 10 million, 2·10^-14 for 50 million; a memory error is likelier.
 */

// Bound once: a look-up of a global costs nothing in Node itself, and most of the time in the VM contexts that tests run in.
const { imul, clz32 } = Math;
/** A line is read in words of four bytes, so this many bytes behind its end must exist (and are ignored). */
const SLACK = 8;
/** All bytes below this end a line: in normalised text only LF is. */
const BELOW_LF = 0x0b;
/** All bytes below this end a line: controls, LF, CR, tab and space. */
const BELOW_SPACE = 0x21;
const secrets = (0,external_node_crypto_namespaceObject.randomFillSync)(new Int32Array(7));
const [START_A, START_B, START_C] = secrets;
const [IN, OUT_A, OUT_B, OUT_C] = secrets.slice(3).map((word) => word | 1);
/** MurmurHash3's 32-bit finalizer: every bit of the input changes every bit of the output half of the time. */
function finalize(hash) {
    let h = hash;
    h = imul(h ^ (h >>> 16), 0x85ebca6b);
    h = imul(h ^ (h >>> 13), 0xc2b2ae35);
    return h ^ (h >>> 16);
}
/** Where the line that begins at `start` ends: its first byte below `floor`. SLACK bytes must follow it. */
function lineEnd(view, start, floor) {
    const floors = imul(floor, 0x01010101);
    for (let at = start;; at += 4) {
        const word = view.getInt32(at, true);
        const stop = belowFloor(word, floors);
        if (stop !== 0)
            return at + (bitsBefore(stop) >> 3);
    }
}
/**
 * Of the lowest byte below the floor bit 7 is set, and of no byte before it:
 * https://graphics.stanford.edu/~seander/bithacks.html#HasLessInWord
 */
function belowFloor(word, floors) {
    return (word - floors) & ~word & 0x80808080;
}
/** How many bits of a word are in the bytes before the lowest one that is marked. */
function bitsBefore(stop) {
    return (31 - clz32(stop & -stop)) & 24;
}
/** Takes a line's fingerprint and finds its end. The results are fields, so that a line costs no allocation. */
class LineDigest {
    /** The fingerprint. */
    a = 0;
    b = 0;
    c = 0;
    /**
     * Reads the line that begins at `start`, up to but without the first byte below `floor`. SLACK bytes must follow it.
     * Four bytes a step, and the search for the end in the same step: 35 ns for a UUID, of which finding the end takes 15.
     *
     * @returns where the line ends
     */
    read(view, start, floor) {
        const floors = imul(floor, 0x01010101);
        let at = start;
        let a = START_A;
        let b = START_B;
        let c = START_C;
        let word;
        let stop;
        for (;;) {
            word = view.getInt32(at, true);
            stop = belowFloor(word, floors);
            if (stop !== 0)
                break;
            let mixed = imul(word, IN);
            mixed ^= mixed >>> 15;
            a ^= mixed;
            b ^= mixed;
            c ^= mixed;
            a = imul((a << 5) | (a >>> 27), OUT_A);
            b = imul((b << 13) | (b >>> 19), OUT_B);
            c = imul((c << 23) | (c >>> 9), OUT_C);
            at += 4;
        }
        // The last word is padded with zeros, which no line has, so that lengths need not be told apart.
        const bits = bitsBefore(stop);
        let mixed = imul(word & ((1 << bits) - 1), IN);
        mixed ^= mixed >>> 15;
        a ^= mixed;
        b ^= mixed;
        c ^= mixed;
        this.a = finalize(imul((a << 5) | (a >>> 27), OUT_A));
        this.b = finalize(imul((b << 13) | (b >>> 19), OUT_B));
        this.c = finalize(imul((c << 23) | (c >>> 9), OUT_C));
        return at + (bits >> 3);
    }
}

;// CONCATENATED MODULE: external "node:buffer"
const external_node_buffer_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");
;// CONCATENATED MODULE: ./build/list/key.js
/**
 * What is a key, what is a header cell, and what is wrong with a row: the rules, in tables. docs/lists.md shows the
 * same tables; a test keeps both equal. Pure.
 */

/** First cells that `header: auto` takes for a header row. Compared without case, spaces, `_` and `-`. */
const HEADER_WORDS = [
    'account id',
    'account key',
    'anonymous id',
    'client id',
    'contact id',
    'context',
    'context key',
    'customer id',
    'customer key',
    'device id',
    'distinct id',
    'e-mail',
    'e-mail address',
    'external id',
    'guid',
    'id',
    'key',
    'keys',
    'member id',
    'member key',
    'organization id',
    'profile id',
    'subject id',
    'tenant id',
    'uid',
    'user',
    'user email',
    'user id',
    'user key',
    'user name',
    'uuid',
    'visitor id',
];
/** What exports write where there is no value. Compared exactly, so that a key such as `none` or `nan` survives. */
const PLACEHOLDERS = ['null', 'NULL', 'undefined', 'NaN', 'None', '\\N', '#N/A', '(null)'];
/** Every kind of problem that a row can have. */
const key_PROBLEMS = {
    missing_column: {
        what: 'the row ends before the key column',
        advice: 'Check `key-column` and `delimiter`, or export every row with all of its columns.',
    },
    empty_key: {
        what: 'the key is empty',
        advice: "Leave rows without a key out of the export (WHERE key IS NOT NULL AND key <> '').",
    },
    control_character: {
        what: 'the key holds a control character, such as a line break or a tab',
        advice: 'Clean the key column in the export, and check that `delimiter` is right.',
    },
    invalid_utf8: {
        what: 'the key is not valid UTF-8',
        advice: 'Export the file as UTF-8, not as Latin-1 or Windows-1252.',
    },
    malformed_quoting: {
        what: 'the quoting is malformed',
        advice: 'Quote a whole field or nothing of it, and double each quote inside a quoted field (RFC 4180), as CSV exporters do.',
    },
    placeholder: {
        what: 'the key is a placeholder for no value, such as NULL',
        advice: "Leave rows without a key out of the export (WHERE key IS NOT NULL AND key <> '').",
    },
};
const normalise = (cell) => cell.toLowerCase().replace(/[ _-]/g, '');
const headerWords = new Set(HEADER_WORDS.map(normalise));
/** Whether a first row's key cell names a column rather than being a key. Takes the cell as text, trimmed or not. */
function isHeaderWord(cell) {
    return headerWords.has(normalise(cell));
}
const placeholders = new Set(PLACEHOLDERS);
const longestPlaceholder = Math.max(...PLACEHOLDERS.map((text) => text.length));
/** By first byte: most keys are told from a placeholder without making a string of them. */
const startsPlaceholder = new Uint8Array(256);
for (const text of PLACEHOLDERS)
    startsPlaceholder[text.charCodeAt(0)] = 1;
/** Whether a key, as the bytes [start, end), is an export's placeholder for nothing. */
function isPlaceholder(bytes, start, end) {
    return (end - start <= longestPlaceholder &&
        startsPlaceholder[bytes[start]] === 1 &&
        placeholders.has(bytes.toString('latin1', start, end)));
}
/** Whether the bytes [start, end) hold U+0000 to U+001F or U+007F. */
function hasControlCharacter(bytes, start, end) {
    for (let at = start; at < end; at++) {
        const byte = bytes[at];
        if (byte < 0x20 || byte === 0x7f)
            return true;
    }
    return false;
}
/**
 * Judges a key, as the bytes [start, end) already trimmed.
 *
 * @param knownUtf8 that the bytes around it were found valid as a whole, so that the check per key can be spared
 * @returns the problem with it, or undefined for a key that can be sent
 */
function keyProblem(bytes, start, end, knownUtf8) {
    if (start >= end)
        return 'empty_key';
    if (!knownUtf8 && !(0,external_node_buffer_namespaceObject.isUtf8)(bytes.subarray(start, end)))
        return 'invalid_utf8';
    if (hasControlCharacter(bytes, start, end))
        return 'control_character';
    if (isPlaceholder(bytes, start, end))
        return 'placeholder';
    return undefined;
}

;// CONCATENATED MODULE: ./build/list/block.js
/** Some hundred thousand normalised lines with their fingerprints: the unit that is deduplicated and written. */



/** Large enough that a block's fingerprints of one group are many, see distinct.ts. */
const block_MAX_BYTES = 8_388_608;
const MIN_BYTES = 65_536;
/** A block has room for a key in so many bytes. */
const BYTES_PER_KEY = 32;
function memory(size) {
    const bytes = Buffer.allocUnsafeSlow(size + SLACK);
    return { bytes, view: new DataView(bytes.buffer) };
}
class Block {
    /** Lines in it. */
    count = 0;
    /** Where each line starts; `starts[count]` is the end of the last one. */
    starts;
    /** The fingerprints, one array per 32 bits. */
    a;
    b;
    c;
    #maxKeys;
    #memory;
    #digest = new LineDigest();
    /** @param bytes how much there is to come, roughly: a short list needs no large block */
    constructor(bytes = block_MAX_BYTES) {
        const size = Math.min(Math.max(bytes, MIN_BYTES), block_MAX_BYTES);
        this.#maxKeys = Math.ceil(size / BYTES_PER_KEY);
        this.#memory = memory(size);
        this.starts = new Uint32Array(this.#maxKeys + 1);
        this.a = new Int32Array(this.#maxKeys);
        this.b = new Int32Array(this.#maxKeys);
        this.c = new Int32Array(this.#maxKeys);
    }
    get bytes() {
        return this.#memory.bytes;
    }
    /** Bytes in it. */
    get used() {
        return this.starts[this.count];
    }
    clear() {
        this.count = 0;
    }
    /** Whether it has no room for a line, or not for so many bytes of keys. An empty block takes any. */
    isFull(bytes) {
        return this.count === this.#maxKeys || (this.count > 0 && this.used + bytes + SLACK > this.bytes.length - SLACK);
    }
    /**
     * Adds the key [start, end) of `source`, in which quotes are doubled already. The block must not be full.
     *
     * @param quoted whether the line needs quotes around the key
     */
    add(source, start, end, quoted) {
        this.#reserve(end - start);
        const from = this.used;
        const { bytes, view } = this.#memory;
        let at = from;
        if (quoted)
            bytes[at++] = QUOTE;
        at += copy(source, start, end, this.#memory, at);
        if (quoted)
            bytes[at++] = QUOTE;
        bytes[at] = LF;
        this.#digest.read(view, from, BELOW_LF);
        this.#note(this.count++, at);
    }
    /**
     * Adds keys as long as each is a line of its own without anything that needs a closer look. The caller knows that
     * [start, limit) is valid UTF-8 and has no quote, comma or delimiter, and no U+007F; an LF must stand at `limit`.
     * The block must not be full for `limit - start` bytes.
     *
     * @returns the start of the first line that was not added: it is blank, odd or incomplete, or the block is full
     */
    addPlainLines(source, start, limit) {
        const { bytes, view } = source;
        this.#reserve(limit - start);
        const target = this.#memory;
        let at = start;
        // Lines that end with LF are copied together.
        let run = start;
        let out = this.used;
        let { count } = this;
        while (count < this.#maxKeys) {
            const end = this.#digest.read(view, at, BELOW_SPACE);
            if (end === at || end >= limit)
                break;
            const crlf = bytes[end] === CR && bytes[end + 1] === LF && end + 1 < limit;
            if ((!crlf && bytes[end] !== LF) || isPlaceholder(bytes, at, end))
                break;
            this.#note(count++, out + end - run);
            at = end + 1;
            if (!crlf)
                continue;
            out += copy(source, run, end, target, out);
            target.bytes[out++] = LF;
            run = ++at;
        }
        this.count = count;
        copy(source, run, at, target, out);
        return at;
    }
    /**
     * Adds lines that are normalised already, up to the last LF before `limit`. An LF must stand at `limit`.
     * The block must not be full for `limit - start` bytes.
     *
     * @returns the start of the first line that was not added: it is incomplete, or the block is full
     */
    addNormalisedLines(source, start, limit) {
        const { view } = source;
        this.#reserve(limit - start);
        const out = this.used - start;
        let at = start;
        let { count } = this;
        while (at < limit && count < this.#maxKeys) {
            const end = this.#digest.read(view, at, BELOW_LF);
            if (end >= limit)
                break;
            this.#note(count++, out + end);
            at = end + 1;
        }
        this.count = count;
        copy(source, start, at, this.#memory, out + start);
        return at;
    }
    /**
     * Adds normalised lines like addNormalisedLines(), but for those of a set, and without fingerprints.
     *
     * @param line the number of the first line
     * @returns the start and the number of the first line that was not looked at
     */
    addLinesExcept(leftOut, line, source, start, limit) {
        const { view } = source;
        this.#reserve(limit - start);
        let at = start;
        let next = line;
        let skip = leftOut.nextFrom(line);
        // Lines that follow each other are copied together.
        let run = start;
        let out = this.used;
        let { count } = this;
        while (at < limit && count < this.#maxKeys) {
            const end = lineEnd(view, at, BELOW_LF) + 1;
            if (end > limit)
                break;
            if (next++ === skip) {
                skip = leftOut.nextFrom(next);
                out += copy(source, run, at, this.#memory, out);
                run = end;
            }
            else
                this.starts[++count] = out + end - run;
            at = end;
        }
        this.count = count;
        copy(source, run, at, this.#memory, out);
        return { start: at, line: next };
    }
    /** Notes the end of a line, where its LF is, and the fingerprint that was read last as its own. */
    #note(line, lineEnd) {
        this.a[line] = this.#digest.a;
        this.b[line] = this.#digest.b;
        this.c[line] = this.#digest.c;
        this.starts[line + 1] = lineEnd + 1;
    }
    /** Makes room for keys of so many bytes; only an empty block ever needs more than it has. */
    #reserve(bytes) {
        const needed = this.used + bytes + 2 * SLACK;
        if (needed <= this.bytes.length)
            return;
        const larger = memory(needed);
        this.bytes.copy(larger.bytes, 0, 0, this.used);
        this.#memory = larger;
    }
}
/**
 * Copies [start, end) and returns its length. For short ones, the call of Buffer.copy() costs more than copying by the
 * word, which may write up to three bytes too many; there is room for them.
 */
function copy(from, start, end, to, out) {
    if (end - start > 60)
        return from.bytes.copy(to.bytes, out, start, end);
    for (let at = start; at < end; at += 4)
        to.view.setInt32(out + at - start, from.view.getInt32(at, true), true);
    return end - start;
}

;// CONCATENATED MODULE: ./build/list/window.js
/** The part of a file that is in memory: chunks are fed at its end, rows are taken from its front. */




class Window {
    /** `memory.bytes[limit]` is an LF: whatever is searched for stops there. */
    memory = memory(0);
    /** The end of what was fed. */
    limit = 0;
    /** Whether nothing comes after it. */
    final = false;
    #validUtf8;
    /**
     * Drops what is before `from`, which becomes 0, and takes the next bytes of the file, which are copied; undefined for
     * its end.
     */
    feed(chunk, from) {
        const rest = this.limit - from;
        const needed = rest + (chunk?.length ?? 0);
        const { bytes } = this.memory;
        if (needed + SLACK > bytes.length) {
            // Twice as much: for what is left of a chunk before the next one, and for rows of many chunks.
            this.memory = memory(2 * needed);
            bytes.copy(this.memory.bytes, 0, from, this.limit);
        }
        else
            bytes.copyWithin(0, from, this.limit);
        chunk?.copy(this.memory.bytes, rest);
        this.limit = needed;
        this.final = chunk === undefined;
        this.#validUtf8 = undefined;
        this.memory.bytes[needed] = LF;
    }
    /**
     * Whether there are lines from `start` on that are valid UTF-8 and have none of these bytes. Native searches at some
     * 20 GB/s: they cost 1 % of what plain lines save, see Block.addPlainLines().
     */
    hasPlainLines(start, without) {
        const rest = this.memory.bytes.subarray(start, this.limit);
        return !without.some((byte) => rest.includes(byte)) && start < this.validUtf8;
    }
    /**
     * How many bytes are known to be valid UTF-8: all lines that end with LF, or none. A character may be cut by the end
     * of what was fed.
     */
    get validUtf8() {
        if (this.#validUtf8 === undefined) {
            const fed = this.memory.bytes.subarray(0, this.limit);
            const lines = this.final ? fed : fed.subarray(0, fed.lastIndexOf(LF) + 1);
            this.#validUtf8 = (0,external_node_buffer_namespaceObject.isUtf8)(lines) ? lines.length : 0;
        }
        return this.#validUtf8;
    }
}

;// CONCATENATED MODULE: ./build/list/csv.js



/** A row longer than this is taken for a quote that never closes, so that memory stays flat. */
const MAX_ROW_BYTES = 67_108_864;
/** A row with more columns, which is more than a spreadsheet has, is taken for a list on one line. */
const MAX_COLUMNS = 16_384;
class FieldReader {
    start = 0;
    end = 0;
    flags = 0;
    line = 0;
    column = 0;
    problem;
    /** Whether the row has fewer columns. */
    missing = false;
    /** How many it has. */
    columns = 0;
    /** 1-based number of the column that is given. May be changed between rows. */
    keyColumn;
    /** Where in the window the next row starts. */
    position = 0;
    #window = new Window();
    /** The line of `position`, which is its start. */
    #line = 1;
    #file;
    #delimiter;
    /** What stops the search for the end of a field: LF, CR and the delimiter's first byte. The HAS_ bits of the rest. */
    #classes;
    /** What stops the search for a closing quote. */
    #quotedClasses = classTable([LF, CR, QUOTE]);
    /**
     * @param file as people should see it, for messages
     * @param delimiter one character
     */
    constructor(file, delimiter, keyColumn) {
        this.#file = file;
        this.#delimiter = Buffer.from(delimiter);
        this.keyColumn = keyColumn;
        this.#classes = classTable([LF, CR, this.#delimiter[0]]);
    }
    /** The window that `position`, `start` and `end` are in. `bytes[limit]` is an LF. */
    get memory() {
        return this.#window.memory;
    }
    get bytes() {
        return this.#window.memory.bytes;
    }
    /** The end of what was fed. */
    get limit() {
        return this.#window.limit;
    }
    /** Takes the next bytes of the file, which are copied; undefined for its end. Call it when next() says `more`. */
    feed(chunk) {
        if (this.limit - this.position > MAX_ROW_BYTES)
            throw this.#tooLong();
        this.#window.feed(chunk, this.position);
        this.position = 0;
    }
    /** Whether all that was fed and not read yet can be read as lines that are keys, see Block.addPlainLines(). */
    isPlain() {
        const odd = [QUOTE, COMMA, DELETE, this.#delimiter[0]];
        return this.keyColumn === 1 && this.#window.hasPlainLines(this.position, odd);
    }
    /** Whether the window up to `end` is known to be valid UTF-8; if not, who asks has to look for himself. */
    isKnownUtf8(end) {
        return end <= this.#window.validUtf8;
    }
    /** Remembers the place of the next row, for reset(). Only valid until the next feed(). */
    mark() {
        return { position: this.position, line: this.#line };
    }
    /** Goes back to a place. */
    reset({ position, line }) {
        this.position = position;
        this.#line = line;
    }
    /** Goes on at `position`, after so many complete lines that were read elsewhere. */
    skipLines(position, lines) {
        this.position = position;
        this.#line += lines;
    }
    /**
     * Reads a row, blank lines before it included.
     *
     * @param cells gets the content of every field, with inner quotes still doubled; incomplete if more is to be fed
     * @throws ListFailure `invalid_csv` for a quote that never closes, and a row that cannot be one
     */
    next(cells) {
        const { limit, final } = this.#window;
        const { bytes, view } = this.#window.memory;
        const { keyColumn } = this;
        const classes = this.#classes;
        const quotedClasses = this.#quotedClasses;
        const delimiter = this.#delimiter[0];
        const blank = this.#skipBlankLines();
        if (blank !== 'row')
            return blank;
        let at = this.position;
        let line = this.#line;
        let lineStart = at;
        let malformed = false;
        let found = false;
        for (let column = 1;; column++) {
            const fieldStart = at;
            const fieldLine = line;
            const fieldLineStart = lineStart;
            let start = at;
            let end = -1;
            let flags = 0;
            if (bytes[at] === QUOTE) {
                start = ++at;
                for (;;) {
                    at = skipPlain(view, at);
                    let kind = quotedClasses[bytes[at]];
                    while ((kind & ENDS_FIELD) === 0) {
                        flags |= kind;
                        kind = quotedClasses[bytes[++at]];
                    }
                    if (at >= limit) {
                        if (!final && limit - this.position <= MAX_ROW_BYTES)
                            return 'more';
                        throw this.#unclosed(fieldLine, fieldStart - fieldLineStart + 1, final);
                    }
                    // If what follows a quote or a CR was not fed yet, nothing is found below, and all is read again.
                    const byte = bytes[at++];
                    const pair = at < limit && (byte === QUOTE ? bytes[at] === QUOTE : byte === CR && bytes[at] === LF);
                    if (pair)
                        at++;
                    if (byte === QUOTE) {
                        if (!pair)
                            break;
                    }
                    else {
                        line++;
                        lineStart = at;
                    }
                    flags |= kind;
                }
                end = at - 1;
                // Text after the closing quote: where this field ends is a guess, and with it where the rows after it begin.
                if (!this.#endsField(at))
                    malformed = true;
            }
            // The flags of the unquoted field, or of nothing.
            let outside = 0;
            for (;;) {
                if (delimiter < FIRST_PLAIN)
                    at = skipPlain(view, at);
                let kind = classes[bytes[at]];
                while ((kind & ENDS_FIELD) === 0) {
                    outside |= kind;
                    kind = classes[bytes[++at]];
                }
                if (this.#endsField(at))
                    break;
                outside |= kind;
                at++;
            }
            // A CR may have an LF behind it, and a delimiter several bytes.
            if (!final && at + (bytes[at] === CR ? 2 : this.#delimiter.length) > limit)
                return 'more';
            cells?.push(bytes.toString('utf8', start, end < 0 ? at : end));
            if (column === keyColumn) {
                found = true;
                this.start = start;
                this.end = end < 0 ? at : end;
                this.flags = end < 0 ? outside : flags;
                this.line = fieldLine;
                this.column = fieldStart - fieldLineStart + 1;
                if ((outside & HAS_QUOTE) !== 0)
                    malformed = true;
            }
            if (bytes[at] === delimiter) {
                if (column === MAX_COLUMNS)
                    throw this.#tooWide();
                at += this.#delimiter.length;
                continue;
            }
            if (!found) {
                this.start = at;
                this.end = at;
                this.flags = 0;
                this.line = line;
                this.column = at - lineStart + 1;
            }
            this.missing = !found;
            this.columns = column;
            this.problem = malformed ? 'malformed_quoting' : found ? undefined : 'missing_column';
            this.position = this.#behindBreak(at);
            this.#line = line + 1;
            return 'row';
        }
    }
    /** Whether a field ends at `at`: what looks like a delimiter may be another character with the same first byte. */
    #endsField(at) {
        const { bytes } = this.#window.memory;
        if (bytes[at] === LF || bytes[at] === CR)
            return true;
        for (let index = 0; index < this.#delimiter.length; index++) {
            if (bytes[at + index] !== this.#delimiter[index])
                return false;
        }
        return true;
    }
    /** Lines with nothing but spaces and tabs (where these do not delimit) are no rows. */
    #skipBlankLines() {
        const { limit, final } = this.#window;
        const { bytes } = this.#window.memory;
        const delimiter = this.#delimiter[0];
        for (;;) {
            let at = this.position;
            while ((bytes[at] === SPACE || bytes[at] === TAB) && bytes[at] !== delimiter)
                at++;
            if (at >= limit)
                return final ? 'end' : 'more';
            if (bytes[at] !== LF && bytes[at] !== CR)
                return 'row';
            if (!final && bytes[at] === CR && at + 1 >= limit)
                return 'more';
            this.position = this.#behindBreak(at);
            this.#line++;
        }
    }
    /** Where the next line starts, after the line break or the end of the file at `at`. */
    #behindBreak(at) {
        const { bytes } = this.#window.memory;
        return Math.min(this.limit, at + (bytes[at] === CR && bytes[at + 1] === LF ? 2 : 1));
    }
    #tooWide() {
        const what = `the row has more than ${MAX_COLUMNS.toLocaleString('en')} columns: this looks like a list on one line.`;
        return new ListFailure('invalid_csv', what, {
            position: { file: this.#file, line: this.#line, column: 1 },
            advice: 'Write one key per line, and check `delimiter`.',
        });
    }
    #tooLong() {
        return new ListFailure('invalid_csv', `the row that begins here is longer than ${MAX_ROW_BYTES / 1_048_576} MiB.`, {
            position: { file: this.#file, line: this.#line, column: 1 },
            advice: 'Check that this is a CSV file with a line per row.',
        });
    }
    #unclosed(line, column, final) {
        const where = final ? 'until the end of the file' : `within ${MAX_ROW_BYTES / 1_048_576} MiB`;
        return new ListFailure('invalid_csv', `the quote that opens here does not close ${where}.`, {
            position: { file: this.#file, line, column },
            advice: 'Check that the file is complete, that quotes inside a quoted field are doubled (RFC 4180), and that `delimiter` is right.',
        });
    }
}

;// CONCATENATED MODULE: ./build/list/pattern.js
/**
 * One pattern: what its braces stand for, and which names match. Not everybody who writes a pattern owns the runner, so
 * braces are bounded before they are expanded, and matching never goes back further than to the last `*`.
 */

/** No path is longer on Linux. */
const MOST_CHARACTERS = 4096;
/** Patterns that the braces of one may stand for. */
const MOST_ALTERNATIVES = 1000;
/** As Node's glob has it: names are compared as most file systems of the platform do. */
const fold = ['win32', 'darwin'].includes(process.platform)
    ? (text) => text.toLowerCase()
    : (text) => text;
function outOfBounds(pattern, what, advice) {
    const shown = pattern.length > 100 ? `${pattern.slice(0, 100)}…` : pattern;
    return new ListFailure('invalid_input', `csv-path: \`${shown}\` ${what}.`, { advice });
}
/**
 * The patterns without braces that a pattern stands for.
 * @throws ListFailure `invalid_input` beyond the bounds
 */
function alternatives(pattern) {
    if (pattern.length > MOST_CHARACTERS) {
        throw outOfBounds(pattern, `has more than ${MOST_CHARACTERS} characters`, 'Write one path or glob per line.');
    }
    return expanded(pattern, pattern);
}
/** @param whole for messages, where `pattern` is a part of it */
function expanded(pattern, whole) {
    const bounded = (count) => {
        if (count <= MOST_ALTERNATIVES)
            return;
        throw outOfBounds(whole, `stands for more than ${MOST_ALTERNATIVES} patterns`, 'Use `*` instead of some of the braces.');
    };
    for (let open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', open + 1)) {
        const group = groupAt(pattern, open, bounded);
        if (!group)
            continue;
        const before = pattern.slice(0, open);
        const after = expanded(pattern.slice(group.end), whole);
        const all = [];
        for (const option of group.options) {
            const middles = expanded(option, whole);
            bounded(all.length + middles.length * after.length);
            for (const middle of middles)
                for (const rest of after)
                    all.push(before + middle + rest);
        }
        return all;
    }
    return [pattern];
}
/** The options of the braces that open here, if they close and have any: else they are characters as others. */
function groupAt(pattern, open, bounded) {
    const options = [];
    let depth = 0;
    let from = open + 1;
    for (let at = open; at < pattern.length; at++) {
        const character = pattern[at];
        if (character === '{')
            depth++;
        else if (character === ',' && depth === 1) {
            options.push(pattern.slice(from, at));
            from = at + 1;
        }
        else if (character === '}' && --depth === 0) {
            options.push(pattern.slice(from, at));
            const all = options.length > 1 ? options : pattern_range(options[0], bounded);
            return all && { options: all, end: at + 1 };
        }
    }
    return undefined;
}
/** `1..12`, or `01..12` with zeros in front. */
function pattern_range(text, bounded) {
    const [, first, last] = /^(\d{1,9})\.\.(\d{1,9})$/.exec(text) ?? [];
    if (first === undefined || last === undefined)
        return undefined;
    const count = Math.abs(Number(last) - Number(first)) + 1;
    bounded(count);
    const width = /^0\d/.test(first) || /^0\d/.test(last) ? Math.max(first.length, last.length) : 1;
    const step = Number(last) < Number(first) ? -1 : 1;
    return Array.from({ length: count }, (_, index) => String(Number(first) + step * index).padStart(width, '0'));
}
const STAR = '*';
/** Tells whether a name is matched, in at most as many steps as its length times the pattern's. */
function matcher(segment) {
    const tokens = tokensOf([...fold(segment)]);
    return (name) => {
        if (name.startsWith('.') && !segment.startsWith('.'))
            return false;
        const characters = [...fold(name)];
        let token = 0;
        // Where to go on if what follows the last star does not match: it takes one character more.
        let star = -1;
        let taken = 0;
        for (let at = 0; at < characters.length;) {
            const wanted = tokens[token];
            if (wanted === STAR) {
                star = token++;
                taken = at;
            }
            else if (wanted?.(characters[at])) {
                token++;
                at++;
            }
            else if (star >= 0) {
                token = star + 1;
                at = ++taken;
            }
            else
                return false;
        }
        while (tokens[token] === STAR)
            token++;
        return token === tokens.length;
    };
}
function tokensOf(characters) {
    const tokens = [];
    for (let at = 0; at < characters.length; at++) {
        const character = characters[at];
        const set = character === '[' ? setAt(characters, at) : undefined;
        if (set) {
            tokens.push(set.has);
            at = set.end;
        }
        else if (character === '?')
            tokens.push(() => true);
        else if (character !== STAR)
            tokens.push((other) => other === character);
        else if (tokens.at(-1) !== STAR)
            tokens.push(STAR);
    }
    return tokens;
}
/** The characters between brackets: single ones, ranges, or with `!` or `^` all others. Without its end it is none. */
function setAt(characters, open) {
    const negated = ['!', '^'].includes(characters[open + 1]);
    const start = open + (negated ? 2 : 1);
    // A bracket that comes first is one of the characters.
    const end = characters.indexOf(']', start + 1);
    if (end < 0)
        return undefined;
    const ranges = [];
    for (let at = start; at < end; at++) {
        const isRange = characters[at + 1] === '-' && at + 2 < end;
        ranges.push([characters[at], characters[isRange ? at + 2 : at]]);
        if (isRange)
            at += 2;
    }
    return { has: (other) => ranges.some(([from, to]) => from <= other && other <= to) !== negated, end };
}

;// CONCATENATED MODULE: ./build/list/glob.js



/** Names and directories that are looked at for all patterns of a list. */
const MOST_NAMES = 10_000_000;
/** After so many, signals are let in. */
const NAMES_AT_ONCE = 10_000;
class Globs {
    #workspace;
    #signal;
    #names = 0;
    constructor(workspace, signal) {
        this.#workspace = workspace;
        this.#signal = signal;
    }
    /**
     * What a pattern matches: `*`, `?`, `[…]`, `{a,b}`, `{1..9}` and `**`. Wildcards match no name that begins with a dot
     * unless the dot is written, and `**` follows no links.
     *
     * @returns absolute paths, unsorted
     * @throws ListFailure `invalid_input` beyond the bounds; a system error for a directory that cannot be read
     */
    async find(pattern) {
        const found = new Set();
        // A backslash separates on every system: workflows are written on one and run on another.
        for (const alternative of alternatives(pattern.replaceAll('\\', '/'))) {
            for (const path of await this.#walk(pattern, alternative))
                found.add(path);
        }
        return [...found];
    }
    async #walk(pattern, alternative) {
        const { root } = external_node_path_.parse(alternative);
        const segments = alternative
            .slice(root.length)
            .split('/')
            .filter((segment, index, all) => segment !== '' && segment !== '.' && !(segment === '**' && all[index - 1] === '**'));
        const wantsDirectories = alternative.endsWith('/');
        if (segments.at(-1) === '**' && !wantsDirectories)
            segments.push('*');
        let places = new Set([external_node_path_.resolve(this.#workspace, root)]);
        for (const [index, segment] of segments.entries()) {
            const last = index === segments.length - 1;
            const next = new Set();
            if (segment === '**')
                await this.#addBelow(pattern, places, next);
            else if (/[*?[]/.test(segment)) {
                const matches = matcher(segment);
                for (const place of places) {
                    for await (const entry of this.#entries(pattern, place)) {
                        if (!last && !entry.isDirectory() && !entry.isSymbolicLink())
                            continue;
                        if (matches(entry.name))
                            next.add(external_node_path_.join(place, entry.name));
                    }
                }
            }
            else {
                for (const place of places) {
                    await this.#count(pattern);
                    const path = external_node_path_.join(place, segment);
                    if (!last || (await ifPresent((0,promises_.lstat)(path))))
                        next.add(path);
                }
            }
            places = next;
        }
        if (wantsDirectories) {
            for (const place of places)
                if (!(await ifPresent((0,promises_.stat)(place)))?.isDirectory())
                    places.delete(place);
        }
        return places;
    }
    /** Adds directories, and those in them to any depth. */
    async #addBelow(pattern, directories, to) {
        const open = [...directories];
        for (const directory of open)
            to.add(directory);
        for (let directory = open.pop(); directory !== undefined; directory = open.pop()) {
            for await (const entry of this.#entries(pattern, directory)) {
                const path = external_node_path_.join(directory, entry.name);
                if (!entry.isDirectory() || entry.name.startsWith('.') || to.has(path))
                    continue;
                to.add(path);
                open.push(path);
            }
        }
    }
    async *#entries(pattern, directory) {
        await this.#count(pattern);
        this.#signal?.throwIfAborted();
        for (const entry of (await ifPresent((0,promises_.readdir)(directory, { withFileTypes: true }))) ?? []) {
            await this.#count(pattern);
            yield entry;
        }
    }
    async #count(pattern) {
        if (++this.#names > MOST_NAMES) {
            throw outOfBounds(pattern, `leads through more than ${MOST_NAMES.toLocaleString('en')} names`, 'Name the directory of the list.');
        }
        if (this.#names % NAMES_AT_ONCE !== 0)
            return;
        await new Promise((resolve) => setImmediate(resolve));
        this.#signal?.throwIfAborted();
    }
}
/** What was asked of the file system, or undefined if there is nothing of that name. */
async function ifPresent(asked) {
    try {
        return await asked;
    }
    catch (error) {
        const { code = '' } = error;
        if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EINVAL'].includes(code))
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/list/files.js




/**
 * How a path is shown: relative to the workspace if it is inside, else absolute; always with forward slashes, which is
 * what GitHub's annotations take on every system.
 */
function shownPath(path, workspace, platform = external_node_path_) {
    const relative = platform.relative(workspace, path);
    const inside = relative !== '' && !/^\.\.([\\/]|$)/.test(relative) && !platform.isAbsolute(relative);
    return (inside ? relative : path).split(platform.sep).join('/');
}
/** The stats of what a path leads to, or undefined where there is nothing. */
async function statOf(path, shown) {
    try {
        return await ifPresent((0,promises_.stat)(path));
    }
    catch (error) {
        throw unreadable(shown, error);
    }
}
/** The files that one line of `csv-path` stands for: absolute paths, unsorted. */
async function expand(pattern, workspace, globs, signal) {
    // What exists under exactly this name wins, so a file name may hold characters that are special in a glob.
    const literal = external_node_path_.resolve(workspace, pattern);
    const found = await statOf(literal, shownPath(literal, workspace));
    if (found)
        return found.isDirectory() ? ownFiles(literal, workspace) : [literal];
    const directories = [];
    const files = [];
    for (const match of await matched(pattern, workspace, globs, signal)) {
        signal?.throwIfAborted();
        const kind = await statOf(match, shownPath(match, workspace));
        (kind?.isDirectory() ? directories : files).push(match);
    }
    // `out/*` means the files in out/; only a glob that finds nothing but directories (`exports/day=*`) means theirs.
    if (files.length > 0)
        return files;
    return (await Promise.all(directories.map((directory) => ownFiles(directory, workspace)))).flat();
}
/** A directory that cannot be read may hold a part of the list, so it is an error. */
async function matched(pattern, workspace, globs, signal) {
    try {
        return await globs.find(pattern);
    }
    catch (error) {
        signal?.throwIfAborted();
        if (error instanceof ListFailure)
            throw error;
        throw unreadable(shownPath(error.path ?? workspace, workspace), error);
    }
}
/** A directory's own files, without the markers and checksums that exporters leave there (`_SUCCESS`, `.part-0.crc`). */
async function ownFiles(directory, workspace) {
    try {
        const names = (await (0,promises_.readdir)(directory)).filter((name) => !/^[._]/.test(name));
        const paths = names.map((name) => external_node_path_.join(directory, name));
        const kinds = await Promise.all(paths.map((path) => statOf(path, shownPath(path, workspace))));
        return paths.filter((_, index) => !kinds[index]?.isDirectory());
    }
    catch (error) {
        throw error instanceof ListFailure ? error : unreadable(shownPath(directory, workspace), error);
    }
}
/**
 * Finds the files of a list: each once (also if several patterns or links lead to it), sorted by path.
 *
 * @param patterns paths, directories and globs, absolute or relative to the workspace
 * @param signal aborting rejects with its reason
 * @throws ListFailure `invalid_input` for a pattern that matches no file or is beyond the bounds, `invalid_csv` for a
 *   match that is no readable regular file
 */
async function findFiles(patterns, workspace, signal) {
    const globs = new Globs(workspace, signal);
    const paths = new Set();
    for (const pattern of patterns) {
        const found = await expand(pattern, workspace, globs, signal);
        if (found.length === 0) {
            throw new ListFailure('invalid_input', `csv-path: \`${pattern}\` matches no file in ${workspace}.`, {
                advice: 'Check the path and that an earlier step of the same job made or downloaded the file. ' +
                    'Names that begin with `_` or `.` count only if they are written out.',
            });
        }
        for (const path of found)
            paths.add(path);
    }
    const files = new Map();
    // By code unit, so that the order does not depend on the runner's locale.
    for (const path of [...paths].sort()) {
        signal?.throwIfAborted();
        const shown = shownPath(path, workspace);
        const found = await statOf(path, shown);
        if (found && !found.isFile())
            throw notRegular(shown);
        if (!found) {
            throw new ListFailure('invalid_csv', 'the link leads to no file.', {
                position: { file: shown },
                advice: 'Write the list to a regular file first.',
            });
        }
        const identity = await (0,promises_.realpath)(path);
        if (!files.has(identity))
            files.set(identity, { path, shown, bytes: found.size });
    }
    return [...files.values()];
}

;// CONCATENATED MODULE: ./build/list/header.js


/**
 * Decides on the first row, leaves the reader at the first data row, and sets its key column. To be called again with
 * more fed while it returns false.
 *
 * @param noted its `headerSkipped` is set
 * @throws ListFailure `invalid_csv` for a file with rows whose header lacks the named column, or has it twice
 */
function skipHeader(reader, file, settings, noted) {
    const { keyColumn } = settings;
    if (typeof keyColumn === 'number') {
        reader.keyColumn = keyColumn;
        if (settings.header === false)
            return true;
        const start = reader.mark();
        const step = reader.next();
        if (step === 'more')
            return false;
        if (step === 'end')
            return true;
        noted.headerSkipped = settings.header === true || (reader.problem === undefined && isHeaderWord(cell(reader)));
        if (!noted.headerSkipped) {
            checkDelimiter(reader, file);
            reader.reset(start);
        }
        return true;
    }
    const start = reader.mark();
    const cells = [];
    reader.keyColumn = 1;
    const first = reader.next(cells);
    if (first === 'more')
        return false;
    if (first === 'end')
        return true;
    const { line } = reader;
    const name = keyColumn.trim();
    const names = cells.map(unescaped);
    const columns = names.flatMap((cell, index) => (cell === name ? [index + 1] : []));
    reader.keyColumn = columns[0] ?? 1;
    noted.headerSkipped = true;
    if (columns.length === 1)
        return true;
    // A file of a header row alone has nothing to read, so nothing is wrong with it.
    const step = reader.next();
    if (step === 'more') {
        reader.reset(start);
        return false;
    }
    if (step === 'end')
        return true;
    throw columns.length === 0
        ? missing({ file: file.shown, line, column: 1 }, keyColumn, names)
        : ambiguous({ file: file.shown, line, column: 1 }, keyColumn, columns);
}
/** The row's field as text. */
function cell({ bytes, start, end }) {
    return unescaped(bytes.toString('utf8', start, end));
}
/** A field's content trimmed, with its doubled quotes halved. */
function unescaped(content) {
    return content.replaceAll('""', '"').trim();
}
/** A first row such as `user_id;email` is a header row for another delimiter, not a key. */
function checkDelimiter(reader, file) {
    if (reader.problem !== undefined)
        return;
    const text = cell(reader);
    const found = [...';\t|,'].find((delimiter) => isHeaderWord(text.split(delimiter)[0]));
    if (found === undefined)
        return;
    const name = found === '\t' ? 'a tab' : `\`${found}\``;
    throw new ListFailure('invalid_csv', `the first row looks like a header row with ${name} between its columns.`, {
        position: { file: file.shown, line: reader.line, column: reader.column },
        advice: `Set \`delimiter\` to ${found === '\t' ? '`tab`' : name}, or \`header\` to \`false\` if this is a key.`,
    });
}
/** Says nothing of what the first row holds: it may be keys. */
function missing(position, name, cells) {
    const count = `${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}`;
    const similar = cells.some((cell) => cell.toLowerCase() === name.trim().toLowerCase());
    return new ListFailure('invalid_csv', `no cell of the header row is \`${name}\` (it has ${count}${similar ? ', and one differs in case only' : ''}).`, {
        position,
        advice: 'Write `key-column` exactly as the header row has it, check `delimiter`, or give the number of the column.',
    });
}
function ambiguous(position, name, columns) {
    return new ListFailure('invalid_csv', `the header row has \`${name}\` in columns ${columns.join(' and ')}.`, {
        position,
        advice: 'Give the number of the column as `key-column`, with `header: true`.',
    });
}

;// CONCATENATED MODULE: ./build/list/problems.js


/** The failure for a list with invalid rows, which are not to be skipped. */
function invalidRows({ invalidRows, rows, problems, problemTotals }) {
    const first = problems[0];
    const kinds = Object.keys(key_PROBLEMS).filter((kind) => problemTotals[kind]);
    const totals = kinds.map((kind) => `${problemTotals[kind]} ${problems_nameOf(kind, problemTotals[kind])}`).join(', ');
    const count = `${invalidRows} of ${rows} ${rows === 1 ? 'row' : 'rows'} ${invalidRows === 1 ? 'is' : 'are'} invalid (${totals}).`;
    const advice = new Set(kinds.map((kind) => key_PROBLEMS[kind].advice));
    return new ListFailure('invalid_csv', first ? `${key_PROBLEMS[first.kind].what}. ${count}` : count, {
        ...(first ? { position: { file: first.file, line: first.line, column: first.column } } : {}),
        advice: [...advice, 'To import the valid rows only, set `on-invalid-row: skip`.'].join(' '),
    });
}
/** `empty keys`; what cannot be counted has no plural. */
function problems_nameOf(kind, total) {
    const name = kind.replaceAll('_', ' ');
    return total === 1 || kind === 'invalid_utf8' || kind === 'malformed_quoting' ? name : `${name}s`;
}
/** The failure for a list without a key, where that is not allowed. */
function emptyList({ rows, invalidRows, files }) {
    const rejected = invalidRows > 0 ? `, ${invalidRows} of them rejected` : '';
    return new ListFailure('empty_list', `The list has no keys: ${files.length} ${files.length === 1 ? 'file' : 'files'}, ${rows} ${rows === 1 ? 'row' : 'rows'}${rejected}.`, { advice: 'Check the export. If an empty list is what you mean, set `allow-empty: true`.' });
}

;// CONCATENATED MODULE: ./build/list/signature.js
/** What the first bytes of a file say about it: is this text that can be read at all? Pure. */

/** How many of a file's first bytes are looked at. */
const SAMPLE_BYTES = 65_536;
/** Formats whose first bytes no text begins with. */
const MAGIC = [
    { name: 'a ZIP archive or an Excel workbook', bytes: 'PK\x03\x04' },
    { name: 'Zstandard-compressed', bytes: '\x28\xb5\x2f\xfd' },
    { name: 'xz-compressed', bytes: '\xfd7zXZ\x00' },
    { name: 'a 7z archive', bytes: '7z\xbc\xaf\x27\x1c' },
    { name: 'an LZ4 frame', bytes: '\x04\x22\x4d\x18' },
    { name: 'a Snappy stream', bytes: '\xff\x06\x00\x00sNaPpY' },
    { name: 'bzip2-compressed', bytes: '1AY&SY', offset: 4 },
    { name: 'a tar archive', bytes: 'ustar', offset: 257 },
    { name: 'an Avro file', bytes: 'Obj\x01' },
    { name: 'a Parquet file', bytes: 'PAR1\x15' },
    { name: 'an SQLite database', bytes: 'SQLite format 3\x00' },
    { name: 'an old Excel workbook', bytes: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' },
    { name: 'gzip-compressed twice', bytes: '\x1f\x8b' },
];
/** Whether these are the first two bytes of a gzip file (RFC 1952). */
function isGzip(bytes) {
    return bytes[0] === 0x1f && bytes[1] === 0x8b;
}
/**
 * Judges a file by its first bytes (decompressed).
 *
 * @param sample at most SAMPLE_BYTES are looked at; fewer only if the file is shorter
 */
function signature(sample) {
    const bytes = sample.subarray(0, SAMPLE_BYTES);
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
        return { bom: 3, ...signature_unreadable(sample.subarray(3, SAMPLE_BYTES + 3)) };
    }
    return { bom: 0, ...signature_unreadable(bytes) };
}
function signature_unreadable(bytes) {
    if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
        return { unreadable: 'UTF-16, not UTF-8' };
    }
    for (const { name, bytes: magic, offset = 0 } of MAGIC) {
        if (bytes.toString('latin1', offset, offset + magic.length) === magic)
            return { unreadable: `${name}, not text` };
    }
    let even = 0;
    let odd = 0;
    let controls = 0;
    let high = 0;
    for (let at = 0; at < bytes.length; at++) {
        const byte = bytes[at];
        if (byte === 0 && at % 2 === 0)
            even++;
        else if (byte === 0)
            odd++;
        if (byte >= 0x80)
            high++;
        else if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)
            controls++;
    }
    // UTF-16 without a mark: Latin text has a zero in every other byte, and only there.
    if (Math.max(even, odd) * 4 > bytes.length && Math.min(even, odd) * 20 <= Math.max(even, odd)) {
        return { unreadable: 'UTF-16 (it has no byte order mark, but every other byte is zero), not UTF-8' };
    }
    // Text in another encoding has high bytes but no control characters: its rows are judged one by one. Random bytes
    // are half high and a tenth control characters.
    const share = (0,external_node_buffer_namespaceObject.isUtf8)(wholeCharacters(bytes)) ? controls : controls > 0 ? controls + high : 0;
    if (share * 10 > bytes.length * 3)
        return { unreadable: 'binary, not text' };
    return {};
}
/** Without the last character, if the sample may have cut it. */
function wholeCharacters(bytes) {
    if (bytes.length < SAMPLE_BYTES)
        return bytes;
    let end = bytes.length;
    while (end > 0 && (bytes[end - 1] & 0xc0) === 0x80)
        end--;
    return bytes.subarray(0, bytes[end - 1] >= 0xc0 ? end - 1 : end);
}

;// CONCATENATED MODULE: external "node:zlib"
const external_node_zlib_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");
;// CONCATENATED MODULE: ./build/list/source.js
/** A file's bytes, decompressed, chunk by chunk, each read while the one before is worked on. */






/** Smaller chunks pay more per read; larger ones leave the processor's cache (64 KiB: +20 %, 4 MiB: +5 %). */
const CHUNK_BYTES = 1_048_576;
const GZIP_CHUNK_BYTES = 262_144;
/**
 * So that no pipe that takes the file's place makes us wait for a writer, and files of the system that have no end yet
 * give an error instead. Windows has no such flag, nor such files.
 */
const OPEN_AT_ONCE = external_node_fs_namespaceObject.constants.O_RDONLY | (external_node_fs_namespaceObject.constants.O_NONBLOCK ?? 0);
/**
 * Opens a file. gzip is recognised by its first two bytes.
 *
 * @throws ListFailure `invalid_csv` if it cannot be opened or is no regular file; so do next() if it cannot be read to
 *   its end, if it changes meanwhile, and if it is a truncated or corrupt gzip
 */
async function openSource(file) {
    const failure = (what, advice, cause) => new ListFailure('invalid_csv', what, { position: { file: file.shown }, advice, cause });
    let handle;
    try {
        handle = await (0,promises_.open)(file.path, OPEN_AT_ONCE);
    }
    catch (error) {
        throw unreadable(file.shown, error);
    }
    try {
        const before = await handle.stat();
        if (!before.isFile())
            throw notRegular(file.shown);
        const magic = Buffer.alloc(2);
        await handle.read(magic, 0, 2, 0);
        /** A file that somebody still writes is not the list that was meant. */
        const unchanged = async (bytesRead) => {
            const after = await handle.stat();
            if (after.size !== before.size || after.mtimeMs !== before.mtimeMs || bytesRead !== after.size) {
                throw failure('the file changed while it was read.', 'Start this step when the export is finished.');
            }
        };
        const gzip = isGzip(magic);
        const inner = gzip ? new GzipSource(handle, before.size) : new PlainSource(handle, before.size);
        return {
            gzip,
            get bytesRead() {
                return inner.bytesRead;
            },
            async next() {
                try {
                    const chunk = await inner.next();
                    if (!chunk)
                        await unchanged(gzip ? before.size : inner.bytesRead);
                    return chunk;
                }
                catch (error) {
                    if (error instanceof ListFailure)
                        throw error;
                    if (!gzip || !isZlibError(error))
                        throw unreadable(file.shown, error);
                    await unchanged(before.size);
                    throw failure(`the gzip data is truncated or corrupt (${systemMessage(error)}).`, 'Write or download the file again; `gzip -t` tests one.', error);
                }
            },
            async close() {
                await inner.close();
                await handle.close().catch(() => { });
            },
        };
    }
    catch (error) {
        await handle.close().catch(() => { });
        throw error instanceof ListFailure ? error : unreadable(file.shown, error);
    }
}
function isZlibError(error) {
    return error instanceof TrailingGarbage || Object.hasOwn(external_node_zlib_namespaceObject.constants, error?.code ?? '');
}
class TrailingGarbage extends Error {
}
/** Two pieces of memory in turn: one is worked on while the other is read into. */
class PlainSource {
    bytesRead = 0;
    #handle;
    #buffers;
    #ahead;
    constructor(handle, size) {
        this.#handle = handle;
        const length = Math.min(size + 1, CHUNK_BYTES);
        this.#buffers = [Buffer.allocUnsafeSlow(length), Buffer.allocUnsafeSlow(length)];
    }
    async next() {
        const length = await (this.#ahead ?? this.#read());
        const [chunk, other] = this.#buffers;
        this.bytesRead += length;
        this.#buffers = [other, chunk];
        this.#ahead = length > 0 ? this.#read() : undefined;
        // Whoever asks next sees the error; until then it is not unhandled.
        this.#ahead?.catch(() => { });
        return length > 0 ? chunk.subarray(0, length) : undefined;
    }
    async #read() {
        return (await this.#handle.read(this.#buffers[0])).bytesRead;
    }
    async close() {
        await this.#ahead?.catch(() => { });
    }
}
class GzipSource {
    #gunzip;
    #chunks;
    #handle;
    #size;
    constructor(handle, size) {
        this.#handle = handle;
        this.#size = size;
        // zlib inflates one chunk on a thread of its own while this thread reads the one before.
        this.#gunzip = (0,external_node_zlib_namespaceObject.createGunzip)({ chunkSize: CHUNK_BYTES, readableHighWaterMark: CHUNK_BYTES });
        (0,external_node_stream_namespaceObject.pipeline)(bytesOf(handle), this.#gunzip, () => { });
        this.#chunks = this.#gunzip[Symbol.asyncIterator]();
    }
    get bytesRead() {
        return this.#gunzip.bytesWritten;
    }
    async next() {
        const { value, done } = await this.#chunks.next();
        if (!done)
            return value;
        await this.#expectZeros();
        return undefined;
    }
    /** zlib stops at the first zero byte after a member, as gzip does for padding: what follows must be zeros, too. */
    async #expectZeros() {
        if (this.bytesRead >= this.#size)
            return;
        const buffer = Buffer.alloc(65_536);
        for (let at = this.bytesRead; at < this.#size;) {
            const { bytesRead } = await this.#handle.read(buffer, 0, buffer.length, at);
            if (bytesRead === 0)
                return;
            if (buffer.subarray(0, bytesRead).some((byte) => byte !== 0))
                throw new TrailingGarbage('trailing garbage');
            at += bytesRead;
        }
    }
    async close() {
        this.#gunzip.destroy();
        await this.#chunks.return?.();
    }
}
/** The file's bytes. A stream made from the handle would close it when zlib fails, and then nobody could ask why. */
async function* bytesOf(handle) {
    for (let position = 0;;) {
        const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(GZIP_CHUNK_BYTES), 0, GZIP_CHUNK_BYTES, position);
        if (bytesRead === 0)
            return;
        position += bytesRead;
        yield buffer.subarray(0, bytesRead);
    }
}

;// CONCATENATED MODULE: ./build/list/part.js
/** One file of the normalised list, and the ways to read it again: whoever does sees that it was not changed. */




const part_CHUNK_BYTES = 1_048_576;
async function openPart({ path, bytes }) {
    const handle = await (0,promises_.open)(path, 'r');
    try {
        const { size } = await handle.stat();
        if (size !== bytes)
            throw changed();
        return handle;
    }
    catch (error) {
        await letGo(handle);
        throw error;
    }
}
/** Closes what was only read: nothing is lost if that fails, so no outcome may change. */
async function letGo(handle) {
    await handle?.close().catch(() => { });
}
function changed() {
    return new Error('A part of the list changed on disk.');
}
/** Goes along while a part is read. */
class Check {
    left;
    #expected;
    #crc32 = 0;
    constructor({ bytes, crc32 }) {
        this.left = bytes;
        this.#expected = crc32;
    }
    /**
     * To be called with each piece before it is given away, so that the last one of a changed part never is.
     * @param piece undefined or empty where the file ends too early
     */
    take(piece) {
        if (!piece?.length || piece.length > this.left)
            throw changed();
        this.left -= piece.length;
        this.#crc32 = (0,external_node_zlib_namespaceObject.crc32)(piece, this.#crc32);
        if (this.left === 0 && this.#crc32 !== this.#expected)
            throw changed();
    }
}
async function* chunksOf(part) {
    const handle = await openPart(part);
    const source = new PlainSource(handle, part.bytes);
    const check = new Check(part);
    try {
        while (check.left > 0) {
            const chunk = await source.next();
            check.take(chunk);
            yield chunk;
        }
    }
    finally {
        await source.close();
        await letGo(handle);
    }
}
function streamOf(part) {
    let handle;
    const check = new Check(part);
    return new external_node_stream_namespaceObject.Readable({
        // Large reads: an upload takes a sixth less processor time than with 256 KiB.
        highWaterMark: part_CHUNK_BYTES,
        construct(callback) {
            openPart(part).then((opened) => {
                handle = opened;
                callback();
            }, (error) => callback(error));
        },
        read(size) {
            if (check.left === 0) {
                this.push(null);
                return;
            }
            const buffer = Buffer.allocUnsafeSlow(Math.min(Math.max(size, 65_536), check.left));
            handle
                .read(buffer, 0, buffer.length)
                .then(({ bytesRead }) => {
                const piece = buffer.subarray(0, bytesRead);
                check.take(piece);
                this.push(piece);
            })
                .catch((error) => this.destroy(error));
        },
        destroy(error, callback) {
            letGo(handle).then(() => callback(error));
        },
    });
}

;// CONCATENATED MODULE: ./build/list/stored.js
/** Keys that were written as parts, and the ways to read them again: a few, all as text, all as blocks. */




/** At every so many keys the position is noted, so that a single key is found by reading a few kilobytes. */
const KEYS_PER_NOTE = 1024;
/** The key that a normalised line holds: the line without its LF. */
function keyOf(line) {
    return line.startsWith('"') ? line.slice(1, -1).replaceAll('""', '"') : line;
}
/** Distinct keys on disk. Everything is in first-seen order. */
class StoredKeys {
    /** How many. */
    count;
    /** Size of all parts. */
    bytes;
    /** SHA-256 of all parts put together, lower-case hex. */
    sha256;
    parts;
    landmarks;
    constructor({ keys, bytes, sha256, parts, landmarks }) {
        this.count = keys;
        this.bytes = bytes;
        this.sha256 = sha256;
        this.landmarks = landmarks;
        this.parts = parts.map((part) => ({ ...part, open: () => streamOf(part), chunks: () => chunksOf(part) }));
    }
    /**
     * Gives single keys; reads only a few kilobytes for each.
     *
     * @param indices 0-based, in any order, below `count`
     * @returns the keys, in the order of the indices
     */
    async keysAt(indices) {
        const keys = new Map();
        for (const part of this.parts) {
            const wanted = indices.filter((index) => index >= part.firstIndex && index < part.firstIndex + part.keys);
            if (wanted.length === 0)
                continue;
            const handle = await openPart(part);
            try {
                for (const note of new Set(wanted.map((index) => Math.floor((index - part.firstIndex) / KEYS_PER_NOTE)))) {
                    const from = part.notes[note];
                    const piece = Buffer.alloc((part.notes[note + 1] ?? part.bytes) - from);
                    const { bytesRead } = await handle.read(piece, 0, piece.length, from);
                    if (bytesRead < piece.length)
                        throw changed();
                    const lines = piece.toString().split('\n');
                    const first = part.firstIndex + note * KEYS_PER_NOTE;
                    for (const index of wanted) {
                        if (index >= first && index < first + KEYS_PER_NOTE)
                            keys.set(index, keyOf(lines[index - first]));
                    }
                }
            }
            finally {
                await letGo(handle);
            }
        }
        return indices.map((index) => {
            const key = keys.get(index);
            if (key === undefined)
                throw new RangeError(`There is no key ${index} in a list of ${this.count}.`);
            return key;
        });
    }
    /** All keys as text, some thousand at a time; memory stays flat. */
    async *keys() {
        for (const part of this.parts) {
            let rest = Buffer.alloc(0);
            for await (const chunk of part.open()) {
                const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
                const end = bytes.lastIndexOf(LF) + 1;
                rest = bytes.subarray(end);
                if (end > 0)
                    yield bytes
                        .toString('utf8', 0, end - 1)
                        .split('\n')
                        .map(keyOf);
            }
        }
    }
    /** All keys as text, exactly `size` at a time but for the last time. */
    async *batches(size) {
        let batch = [];
        for await (const keys of this.keys()) {
            for (const key of keys) {
                batch.push(key);
                if (batch.length < size)
                    continue;
                yield batch;
                batch = [];
            }
        }
        if (batch.length > 0)
            yield batch;
    }
    /** All lines with their fingerprints. A block is valid until the next but one. */
    blocks() {
        return this.#blocks((block, memory, start, limit) => block.addNormalisedLines(memory, start, limit));
    }
    /**
     * The lines that are not in a set, without fingerprints. A block is valid until the next but one.
     *
     * @param first the number in `leftOut` of the first line
     */
    blocksWithout(leftOut, first) {
        let line = first;
        return this.#blocks((block, memory, start, limit) => {
            const next = block.addLinesExcept(leftOut, line, memory, start, limit);
            line = next.line;
            return next.start;
        });
    }
    /** @param add adds lines to a block that is not full, and returns the start of the first one that it did not look at */
    async *#blocks(add) {
        let block = new Block(this.bytes);
        let other = new Block(this.bytes);
        const window = new Window();
        let at = 0;
        for (const part of this.parts) {
            for await (const chunk of part.chunks()) {
                window.feed(chunk, at);
                at = 0;
                for (;;) {
                    if (block.isFull(window.limit - at)) {
                        yield block;
                        [block, other] = [other, block];
                        block.clear();
                    }
                    const from = at;
                    at = add(block, window.memory, at, window.limit);
                    if (at === from || at >= window.limit)
                        break;
                }
            }
        }
        if (block.count > 0)
            yield block;
    }
}

;// CONCATENATED MODULE: ./build/list/tally.js
/** Row problems that are kept. */
const MOST_PROBLEMS = 7;
class Tally {
    trimmedKeys = 0;
    /** On disk. */
    totalBytes;
    #fileCount;
    #files = [];
    #problems = [];
    #problemTotals = {};
    #filesDone = 0;
    #bytesDone = 0;
    constructor(files) {
        this.#fileCount = files.length;
        this.totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
    }
    /** Begins the next file. */
    open({ shown, bytes }, gzip) {
        const counts = {
            path: shown,
            rows: 0,
            keys: 0,
            duplicates: 0,
            invalidRows: 0,
            headerSkipped: false,
            gzip,
            bytes,
        };
        this.#files.push(counts);
        return counts;
    }
    /** The file was read to its end. */
    close() {
        this.#filesDone++;
        this.#bytesDone += this.#files.at(-1).bytes;
    }
    problem(problem) {
        this.#problemTotals[problem.kind] = (this.#problemTotals[problem.kind] ?? 0) + 1;
        if (this.#problems.length < MOST_PROBLEMS)
            this.#problems.push(problem);
    }
    /** @param bytes read of the file that is open */
    progress(bytes) {
        return {
            files: this.#fileCount,
            filesDone: this.#filesDone,
            bytes: this.#bytesDone + bytes,
            totalBytes: this.totalBytes,
            rows: this.#sum('rows'),
        };
    }
    summary(contents) {
        return {
            rows: this.#sum('rows'),
            keys: this.#sum('keys'),
            duplicates: this.#sum('duplicates'),
            invalidRows: this.#sum('invalidRows'),
            trimmedKeys: this.trimmedKeys,
            files: this.#files,
            bytes: contents?.bytes ?? 0,
            sha256: contents?.sha256 ?? '',
            problemTotals: this.#problemTotals,
            problems: this.#problems,
        };
    }
    #sum(count) {
        return this.#files.reduce((total, file) => total + file[count], 0);
    }
}

;// CONCATENATED MODULE: ./build/list/line-set.js
/** A set of a list's lines, by their numbers from 0: one bit for each line up to the last one in it. */
class LineSet {
    /** How many are in it. */
    count = 0;
    #bits = new Uint8Array(0);
    add(line) {
        const at = Math.floor(line / 8);
        const bit = 1 << (line % 8);
        if (at >= this.#bits.length) {
            const larger = new Uint8Array(2 * at + 64);
            larger.set(this.#bits);
            this.#bits = larger;
        }
        if ((this.#bits[at] & bit) !== 0)
            return;
        this.#bits[at] |= bit;
        this.count++;
    }
    /** The first line in it from this one on; Infinity if there is none. */
    nextFrom(line) {
        let at = Math.floor(line / 8);
        let bits = (this.#bits[at] ?? 0) & (0xff << (line % 8));
        while (bits === 0) {
            if (++at >= this.#bits.length)
                return Number.POSITIVE_INFINITY;
            bits = this.#bits[at];
        }
        return 8 * at + 31 - Math.clz32(bits & -bits);
    }
    /** How many of the lines [from, to) are in it. */
    countIn(from, to) {
        let count = 0;
        for (let line = this.nextFrom(from); line < to; line = this.nextFrom(line + 1))
            count++;
        return count;
    }
}

;// CONCATENATED MODULE: ./build/list/distinct.js

const distinct_GROUPS = 256;
/** A kept line: the fingerprint's three words, and the line's number in its block. */
const WORDS = 4;
/** 16 MB of them. */
const FEW_LINES = 1_048_576;
/** Lines are compared again when so many times as many are kept as were distinct; later if none was repeated. */
const GROWTH = 4;
const GROWTH_OF_DISTINCT = 16;
class Fingerprints {
    /** Lines that were added. */
    lines = 0;
    /** Lines whose fingerprints are kept. */
    kept = 0;
    #repeated = new LineSet();
    #fewLines;
    #runs = [];
    #compareAt;
    /** @param fewLines how many are only compared at the end */
    constructor(fewLines = FEW_LINES) {
        this.#fewLines = fewLines;
        this.#compareAt = fewLines;
    }
    /** Adds a block's lines; the block may be used again at once. */
    add(block) {
        this.#runs.push(grouped(block, this.lines));
        this.lines += block.count;
        this.kept += block.count;
        if (this.kept < this.#compareAt)
            return;
        const distinct = this.#compare();
        const growth = distinct < this.kept ? GROWTH : GROWTH_OF_DISTINCT;
        this.#compareAt = Math.max(this.#fewLines, growth * distinct);
        if (distinct < this.kept / 2)
            this.#forgetRepeated(distinct);
    }
    /** The lines that equal an earlier one, of all that were added. Frees the fingerprints: nothing can be added then. */
    repeated() {
        this.#compare();
        this.#replace([]);
        return this.#repeated;
    }
    /** Keeps the fingerprints of distinct lines only. */
    #forgetRepeated(distinct) {
        const run = { first: 0, bounds: new Uint32Array(distinct_GROUPS + 1), kept: new Int32Array(WORDS * distinct) };
        this.#compare((group, kept) => {
            const from = run.bounds[group];
            run.kept.set(kept, WORDS * from);
            run.bounds[group + 1] = from + kept.length / WORDS;
        });
        this.#replace([run]);
        this.kept = distinct;
    }
    #replace(runs) {
        // Frees the memory at once, not at some garbage collection.
        for (const { kept } of this.#runs)
            kept.buffer.transfer(0);
        this.#runs = runs;
    }
    /**
     * Compares all lines that are kept, and notes the repeated ones.
     *
     * @param take called with the distinct lines of each group, valid until it returns
     * @returns how many are distinct
     */
    #compare(take) {
        const largest = this.#largestGroup();
        const lines = new Int32Array(WORDS * largest);
        const slots = new Int32Array(slotsFor(largest));
        let distinct = 0;
        for (let group = 0; group < distinct_GROUPS; group++) {
            let end = 0;
            slots.fill(0);
            for (const { first, bounds, kept } of this.#runs) {
                const more = kept.subarray(WORDS * bounds[group], WORDS * bounds[group + 1]);
                lines.set(more, end);
                end = this.#keepDistinct(lines, slots, end, end + more.length, first);
            }
            distinct += end / WORDS;
            take?.(group, lines.subarray(0, end));
        }
        return distinct;
    }
    #largestGroup() {
        const sizes = new Uint32Array(distinct_GROUPS);
        for (const { bounds } of this.#runs) {
            for (let group = 0; group < distinct_GROUPS; group++)
                sizes[group] += bounds[group + 1] - bounds[group];
        }
        return sizes.reduce((most, size) => Math.max(most, size));
    }
    /**
     * Moves the lines [from, to) of `lines` together, without those that are known already; their numbers are not needed
     * any more. `slots` is the hash table of the lines before them: open addressing, the position of a line, counted from
     * 1; 0 is free.
     *
     * @returns where the distinct lines end
     */
    #keepDistinct(lines, slots, from, to, first) {
        const mask = slots.length - 1;
        let end = from;
        for (let at = from; at < to; at += WORDS) {
            const a = lines[at];
            const b = lines[at + 1];
            const c = lines[at + 2];
            let slot = a & mask;
            let entry = slots[slot];
            while (entry !== 0 && !(lines[entry - 1] === a && lines[entry] === b && lines[entry + 1] === c)) {
                slot = (slot + 1) & mask;
                entry = slots[slot];
            }
            if (entry !== 0) {
                this.#repeated.add(first + lines[at + 3]);
                continue;
            }
            slots[slot] = end + 1;
            if (end < at) {
                lines[end] = a;
                lines[end + 1] = b;
                lines[end + 2] = c;
            }
            end += WORDS;
        }
        return end;
    }
}
/** Sorts a block's lines by group, keeping their order within one: a counting sort. */
function grouped({ a, b, c, count }, first) {
    const bounds = new Uint32Array(distinct_GROUPS + 1);
    for (let line = 0; line < count; line++)
        bounds[(a[line] >>> 24) + 1] += 1;
    for (let group = 1; group <= distinct_GROUPS; group++)
        bounds[group] += bounds[group - 1];
    const next = bounds.slice();
    const kept = new Int32Array(WORDS * count);
    for (let line = 0; line < count; line++) {
        const group = a[line] >>> 24;
        const at = WORDS * next[group];
        next[group] += 1;
        kept[at] = a[line];
        kept[at + 1] = b[line];
        kept[at + 2] = c[line];
        kept[at + 3] = line;
    }
    return { first, bounds, kept };
}
/** A power of two, of which so many lines fill five eighths at most: fuller, searching is slow. */
function slotsFor(lines) {
    let slots = 16;
    while (lines * 8 > slots * 5)
        slots *= 2;
    return slots;
}

;// CONCATENATED MODULE: ./build/list/parts.js
/** The normalised list on disk: one key per line, cut into parts that each fit one upload. */








/** Writes blocks to parts, in order, and takes the digest on the way. */
class PartWriter {
    keys = 0;
    bytes = 0;
    #directory;
    #limits;
    #hash = (0,external_node_crypto_namespaceObject.createHash)('sha256');
    #parts = [];
    #firstQuoted;
    #firstNonAscii;
    #longest;
    #longestBytes = 0;
    #handle;
    #written = Promise.resolve();
    /** @param parent the parts get a directory of their own in here */
    constructor(parent, limits) {
        this.#limits = limits;
        this.#directory = (0,promises_.mkdtemp)((0,external_node_path_.join)(parent, 'list-'));
        this.#directory.catch(() => { });
    }
    /**
     * Takes a block whose lines are all to be kept.
     *
     * @returns when the block may be used again
     */
    write(block) {
        const { bytes, starts, count } = block;
        this.#hash.update(bytes.subarray(0, block.used));
        this.#noteLandmarks(block);
        for (let from = 0; from < count;) {
            let part = this.#parts.at(-1);
            let to = part ? fitting(starts, from, count, this.#limits, part) : from;
            if (!part || to === from) {
                part = { path: '', bytes: 0, crc32: 0, keys: 0, firstIndex: this.keys, notes: [] };
                this.#parts.push(part);
                this.#then(() => this.#openPart(this.#parts.indexOf(part)));
                // One line at least, so that this ends; that lines fit is for the caller to see to.
                to = Math.max(from + 1, fitting(starts, from, count, this.#limits, part));
            }
            const start = starts[from];
            const nextNote = part.notes.length * KEYS_PER_NOTE;
            for (let key = nextNote; key < part.keys + to - from; key += KEYS_PER_NOTE) {
                part.notes.push(part.bytes + starts[from + key - part.keys] - start);
            }
            part.keys += to - from;
            part.bytes += starts[to] - start;
            this.keys += to - from;
            this.bytes += starts[to] - start;
            const piece = bytes.subarray(start, starts[to]);
            part.crc32 = (0,external_node_zlib_namespaceObject.crc32)(piece, part.crc32);
            this.#then(() => writeAll(this.#handle, piece));
            from = to;
        }
        return this.#written;
    }
    /** Completes the last part. */
    async finish() {
        await this.#written;
        await this.close();
        return {
            keys: this.keys,
            bytes: this.bytes,
            sha256: this.#hash.digest('hex'),
            parts: this.#parts,
            landmarks: {
                ...(this.#firstQuoted === undefined ? {} : { firstQuoted: this.#firstQuoted }),
                ...(this.#firstNonAscii === undefined ? {} : { firstNonAscii: this.#firstNonAscii }),
                ...(this.#longest === undefined ? {} : { longest: this.#longest }),
                partStarts: this.#parts.map((part) => part.firstIndex),
            },
        };
    }
    /** Closes what is open, whatever happened. Never rejects. */
    async close() {
        await this.#written.catch(() => { });
        await this.#handle?.close().catch(() => { });
        this.#handle = undefined;
    }
    #then(action) {
        this.#written = this.#written.then(action);
        // Whoever waits for it sees the error; until then it is not unhandled.
        this.#written.catch(() => { });
    }
    async #openPart(index) {
        try {
            // Some file systems tell only here that something was not written.
            await this.#handle?.close();
            this.#handle = undefined;
            const path = (0,external_node_path_.join)(await this.#directory, `part-${index + 1}.csv`);
            this.#handle = await (0,promises_.open)(path, 'wx', 0o600);
            this.#parts[index].path = path;
        }
        catch (error) {
            throw unwritable(error);
        }
    }
    #noteLandmarks({ bytes, starts, count, used }) {
        let longestBytes = this.#longestBytes;
        for (let line = 0; line < count; line++) {
            const length = starts[line + 1] - starts[line];
            if (length <= longestBytes)
                continue;
            longestBytes = length;
            this.#longest = this.keys + line;
        }
        this.#longestBytes = longestBytes;
        const lines = bytes.subarray(0, used);
        // Native searches first: most lists have no quote at all. A normalised line with a quote begins with one.
        if (this.#firstQuoted === undefined && lines.includes(QUOTE)) {
            this.#firstQuoted = this.keys + starts.findIndex((start) => bytes[start] === QUOTE);
        }
        if (this.#firstNonAscii === undefined && !(0,external_node_buffer_namespaceObject.isAscii)(lines)) {
            let line = 0;
            while ((0,external_node_buffer_namespaceObject.isAscii)(bytes.subarray(starts[line], starts[line + 1])))
                line++;
            this.#firstNonAscii = this.keys + line;
        }
    }
}
/** The end of the lines from `from` on that still fit the part. */
function fitting(starts, from, count, limits, part) {
    let low = from;
    let high = Math.min(count, from + limits.keys - part.keys);
    const room = starts[from] + limits.bytes - part.bytes;
    while (low < high) {
        const middle = (low + high + 1) >>> 1;
        if (starts[middle] <= room)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}
async function writeAll(handle, bytes) {
    try {
        for (let at = 0; at < bytes.length;)
            at += (await handle.write(bytes, at)).bytesWritten;
    }
    catch (error) {
        throw unwritable(error);
    }
}
function unwritable(cause) {
    return new ListFailure('runner_error', `The normalised list cannot be written (${systemMessage(cause)}).`, {
        advice: "Check that the runner's temporary directory (RUNNER_TEMP) is writable and has room for the whole list, twice if " +
            'keys are repeated.',
        cause,
    });
}

;// CONCATENATED MODULE: ./build/list/writer.js
/** Lines that may repeat go in, distinct keys on disk come out. */





/**
 * Writes blocks as if no line were repeated, which is so for most lists. If one was, what was written is read again and
 * written without. Measured with 10 million lines against looking each one up while it is read: a fifth less time for
 * lists without repeats, up to a third more for the others.
 */
class DistinctWriter {
    #options;
    #parts;
    #fingerprints = new Fingerprints();
    constructor(options) {
        this.#options = options;
        this.#parts = new PartWriter(options.tempDirectory, options.limits);
    }
    /** Lines that were written. */
    get lines() {
        return this.#fingerprints.lines;
    }
    /** Whether a line of so many bytes fits a part at all. */
    fits(lineBytes) {
        return lineBytes <= this.#options.limits.bytes;
    }
    /** @returns when the block may be used again */
    write(block) {
        this.#fingerprints.add(block);
        return this.#parts.write(block);
    }
    /** The lines that repeat an earlier one, of what was written and of this block, when nothing is to be made of them. */
    giveUp(block) {
        this.#fingerprints.add(block);
        return this.#fingerprints.repeated();
    }
    async finish() {
        const repeated = this.#fingerprints.repeated();
        const contents = await this.#parts.finish();
        if (repeated.count === 0)
            return { contents, repeated };
        const distinct = await copyWithout(new StoredKeys(contents), repeated, 0, this.#options);
        // Only for the room: whoever gave the directory removes it, and all that is in it.
        await (0,promises_.rm)((0,external_node_path_.dirname)(contents.parts[0].path), { recursive: true, force: true }).catch(() => { });
        return { contents: distinct, repeated };
    }
    /** Closes what is open, whatever happened. Never rejects. */
    async close() {
        await this.#parts.close();
    }
}
/** Writes the keys again, but for those whose number (the first one's is `first`) is in `leftOut`. */
async function copyWithout(keys, leftOut, first, { tempDirectory, limits, onProgress, signal }) {
    const writer = new PartWriter(tempDirectory, limits);
    const total = keys.count - leftOut.count;
    try {
        let written = Promise.resolve();
        for await (const block of keys.blocksWithout(leftOut, first)) {
            signal?.throwIfAborted();
            const before = written;
            written = writer.write(block);
            await before;
            onProgress?.(writer.keys, total);
        }
        return await writer.finish();
    }
    finally {
        await writer.close();
    }
}

;// CONCATENATED MODULE: ./build/list/read.js













/** A list that was read: its distinct keys on disk, and what was counted on the way. */
class KeyList extends StoredKeys {
    summary;
    constructor(contents, summary) {
        super(contents);
        this.summary = summary;
    }
}
/**
 * Reads a key list.
 *
 * @throws ListFailure `invalid_input` (a pattern that matches nothing), `invalid_csv`, `empty_list`; with
 *   `onInvalidRow: 'fail'` the whole list is read first, so that the failure's summary is complete
 */
async function readKeyList(options) {
    options.signal?.throwIfAborted();
    const files = await findFiles(options.settings.csvPath, options.workspace, options.signal);
    const reading = new Reading(options, files);
    try {
        for (const file of files)
            await reading.file(file);
        return await reading.finish();
    }
    catch (error) {
        options.signal?.throwIfAborted();
        if (error instanceof ListFailure)
            error.summary ??= reading.giveUp();
        throw error;
    }
    finally {
        await reading.close();
    }
}
class Reading {
    #options;
    #writer;
    #tally;
    /** The files so far, and the line with which each began. */
    #files = [];
    /** One block is filled while the other is written. */
    #block;
    #other;
    #otherWritten = Promise.resolve();
    constructor(options, files) {
        const { tempDirectory, limits, onRewrite, signal } = options;
        this.#options = options;
        this.#tally = new Tally(files);
        // A gzip file may hold ten times as much.
        this.#block = new Block(10 * this.#tally.totalBytes);
        this.#other = new Block(10 * this.#tally.totalBytes);
        this.#writer = new DistinctWriter({
            tempDirectory,
            limits,
            ...(onRewrite && { onProgress: onRewrite }),
            ...(signal && { signal }),
        });
    }
    async file(file) {
        const source = await openSource(file);
        const counts = this.#tally.open(file, source.gzip);
        this.#files.push({ counts, first: this.#writer.lines + this.#block.count });
        try {
            await this.#rows(file, source, counts);
            this.#tally.close();
            this.#options.onProgress?.(this.#tally.progress(0));
        }
        finally {
            await source.close();
        }
    }
    async #rows(file, source, counts) {
        const { settings, signal, onProgress } = this.#options;
        const reader = new FieldReader(file.shown, delimiterOf(file.path, settings), 1);
        const feed = async () => {
            const chunk = await source.next();
            signal?.throwIfAborted();
            onProgress?.(this.#tally.progress(source.bytesRead));
            return chunk;
        };
        reader.feed(await firstBytes(file, feed));
        while (!skipHeader(reader, file, settings, counts))
            reader.feed(await feed());
        // A line is not longer than what was fed, so it fits a part.
        const isPlain = () => this.#writer.fits(reader.limit - reader.position) && reader.isPlain();
        let plain = isPlain();
        for (;;) {
            if (plain) {
                const { position, limit } = reader;
                if (this.#block.isFull(limit - position))
                    await this.#flush();
                const before = this.#block.count;
                const end = this.#block.addPlainLines(reader.memory, position, limit);
                counts.rows += this.#block.count - before;
                reader.skipLines(end, this.#block.count - before);
            }
            const step = reader.next();
            if (step === 'row') {
                if (this.#block.isFull(reader.end - reader.start))
                    await this.#flush();
                this.#row(reader, file, counts);
                counts.rows++;
            }
            else if (step === 'more') {
                reader.feed(await feed());
                plain = isPlain();
            }
            else
                return;
        }
    }
    /** Judges a row: its key goes to the block, or its problem to the problems. */
    #row(row, file, counts) {
        const { bytes, flags } = row;
        let { start, end } = row;
        while (start < end && isPadding(bytes[start]))
            start++;
        while (end > start && isPadding(bytes[end - 1]))
            end--;
        const problem = row.problem ??
            // Most keys are plain: a look at the flags is all they need.
            ((flags & (HAS_CONTROL | HAS_NON_ASCII)) !== 0 || start === end || isPlaceholder(bytes, start, end)
                ? keyProblem(bytes, start, end, (flags & HAS_NON_ASCII) === 0 || row.isKnownUtf8(end))
                : undefined);
        if (problem) {
            counts.invalidRows++;
            this.#tally.problem({ file: file.shown, line: row.line, column: row.column, kind: problem });
            return;
        }
        const quoted = (flags & (HAS_COMMA | HAS_QUOTE)) !== 0;
        if (!this.#writer.fits(end - start + (quoted ? 3 : 1))) {
            throw new ListFailure('invalid_csv', `a key of ${end - start} bytes is larger than one upload may be.`, {
                position: { file: file.shown, line: row.line, column: row.column },
                advice: 'Check that `key-column` names the right column.',
            });
        }
        if (end - start < row.end - row.start)
            this.#tally.trimmedKeys++;
        this.#block.add(row.memory, start, end, quoted);
    }
    /** Hands the block to the writer, and goes on with the other one. */
    async #flush() {
        const block = this.#block;
        const written = this.#writer.write(block);
        this.#block = this.#other;
        this.#block.clear();
        this.#other = block;
        await this.#otherWritten;
        this.#otherWritten = written;
    }
    /** Counts what was read until now, of a list that is not to be used. */
    giveUp() {
        const repeated = this.#writer.giveUp(this.#block);
        this.#block.clear();
        this.#count(repeated);
        return this.#tally.summary();
    }
    #count(repeated) {
        let end = this.#writer.lines;
        for (const { counts, first } of this.#files.toReversed()) {
            counts.duplicates = repeated.countIn(first, end);
            counts.keys = end - first - counts.duplicates;
            end = first;
        }
    }
    async finish() {
        const { settings } = this.#options;
        await this.#flush();
        const { contents, repeated } = await this.#writer.finish();
        this.#count(repeated);
        const summary = this.#tally.summary(contents);
        const list = new KeyList(contents, summary);
        const failure = summary.invalidRows > 0 && settings.onInvalidRow === 'fail'
            ? invalidRows(summary)
            : summary.keys === 0 && !settings.allowEmpty
                ? emptyList(summary)
                : undefined;
        if (!failure)
            return list;
        failure.summary = summary;
        throw failure;
    }
    async close() {
        await this.#writer.close();
    }
}
function isPadding(byte) {
    return byte === SPACE || byte === TAB;
}
function delimiterOf(path, { delimiter }) {
    if (delimiter !== 'auto')
        return delimiter;
    return /\.tsv(\.gz)?$/i.test(path) ? '\t' : ',';
}
/** The file's first bytes without a byte order mark; undefined for an empty file. */
async function firstBytes(file, next) {
    // Copies, since a chunk is valid only until the next one; a gzip file may begin with many small chunks.
    const chunks = [];
    let length = 0;
    while (length < SAMPLE_BYTES) {
        const chunk = await next();
        if (!chunk)
            break;
        chunks.push(Buffer.from(chunk));
        length += chunk.length;
    }
    const bytes = Buffer.concat(chunks);
    const { bom, unreadable } = signature(bytes);
    if (unreadable) {
        throw new ListFailure('invalid_csv', `the file is ${unreadable}.`, {
            position: { file: file.shown },
            advice: 'Export the list as CSV text in UTF-8, plain or gzip-compressed.',
        });
    }
    return bytes.length > 0 ? bytes.subarray(bom) : undefined;
}

;// CONCATENATED MODULE: ./build/launchdarkly/call.js
/** The encoded path of an API resource, for keys of any kind. */
function apiPath(...segments) {
    return `/api/v2/${segments.map(encodeSegment).join('/')}`;
}
/** The URL of a link in an answer. One that is a path is below the base URI, whose prefix LaunchDarkly does not know. */
function linkUrl(baseUri, href) {
    const prefix = new URL(baseUri).pathname.replace(/\/$/, '');
    const isBare = /^\/(?!\/)/.test(href) && !`${href}/`.startsWith(`${prefix}/`);
    return URL.parse(isBare ? prefix + href : href, `${baseUri}/`);
}
/** `.` and `..` are steps in a path, not names, and to many servers and proxies `%2E` is too: better not to ask for them. */
function encodeSegment(segment) {
    const encoded = encodeURIComponent(segment.toWellFormed());
    return /^\.{1,2}$/.test(encoded) ? encoded.replaceAll('.', '%2E') : encoded;
}

;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");
;// CONCATENATED MODULE: ./build/launchdarkly/errors.js
/** An answer that is not success, as a `Failure` with a code and advice. */


const PROXY_ADVICE = 'Check the proxy that https_proxy names, its user name and password, and that it allows this host. ' +
    'no_proxy lists hosts that need no proxy.';
const CODES = {
    400: 'bad_request',
    401: 'unauthorized',
    403: 'forbidden',
    404: 'not_found',
    407: 'network_error',
    409: 'conflict',
    413: 'payload_too_large',
    429: 'rate_limited',
};
/** An answer that the request did not hope for. */
function failureOfAnswer(answer, purpose, place) {
    const { status } = answer;
    const code = CODES[status] ?? (status >= 500 ? 'server_error' : status >= 400 ? 'bad_request' : 'unexpected_response');
    const html = isHtml(answer);
    const api = redirectOf(answer, place)?.said ?? (html ? undefined : apiError(answer.text));
    const advice = adviceFor(code, status, purpose, place);
    return new build_failure/* Failure */.H(code, `${whatHappened(code, answer, purpose, place)} (${phrase(status)}${html ? ', an HTML page' : ''}).`, {
        advice: html && !advice.includes(somebodyElse(place)) ? `${advice} ${somebodyElse(place)}` : advice,
        httpStatus: status,
        ...(api && { api }),
    });
}
/** An answer with the right status whose content makes no sense: `what` says what it is instead. */
function unexpected(answer, purpose, place, what) {
    return new build_failure/* Failure */.H('unexpected_response', `${notLaunchDarkly(purpose)} (${phrase(answer.status)}, ${isHtml(answer) ? 'an HTML page' : what}).`, { advice: somebodyElse(place), httpStatus: answer.status });
}
/** Part of an upload had not been sent when its answer came, so that the answer cannot be to the whole. */
function answeredTooEarly(status, purpose, place) {
    const message = `The request to ${purpose.doing} was answered before all of it had been sent (${phrase(status)}).`;
    return new build_failure/* Failure */.H('unexpected_response', message, { advice: somebodyElse(place), httpStatus: status });
}
function whatHappened(code, answer, purpose, place) {
    const { doing } = purpose;
    if (answer.status === 407)
        return `The proxy${place.proxy ? ` ${place.proxy}` : ''} refused the request to ${doing}`;
    if (code === 'server_error')
        return `LaunchDarkly failed to ${doing}`;
    if (code === 'conflict')
        return `LaunchDarkly cannot ${doing} while another import runs in this environment`;
    if (code === 'rate_limited')
        return `LaunchDarkly put off the request to ${doing}: the account's rate limit is reached`;
    if (code !== 'unexpected_response')
        return `LaunchDarkly refused to ${doing}`;
    const redirect = redirectOf(answer, place);
    if (!redirect)
        return notLaunchDarkly(purpose);
    return `LaunchDarkly redirected the request to ${doing} to ${redirect.where}`;
}
function notLaunchDarkly(purpose) {
    return `The answer to the request to ${purpose.doing} is not one of LaunchDarkly's`;
}
function phrase(status) {
    return `${status} ${external_node_http_namespaceObject.STATUS_CODES[status] ?? ''}`.trim();
}
function isHtml({ headers, text }) {
    return /\bhtml\b/i.test(headers['content-type'] ?? '') || /^\s*<(!doctype|html|head|body)\b/i.test(text);
}
function adviceFor(code, status, purpose, place) {
    const permission = `"${purpose.needs.action}" on ${purpose.needs.resource}`;
    switch (code) {
        case 'bad_request':
            return `LaunchDarkly could not work with this request. Check ${purpose.check}; LaunchDarkly's own message says more.`;
        case 'unauthorized':
            return (`Check that the access token is an API access token (not an SDK key), that it has neither expired nor been deleted, ` +
                `and that it belongs to an account on ${place.host}. LaunchDarkly also answers 401 to a valid token that lacks a permission: ` +
                `to ${purpose.doing}, its role must allow ${permission}.`);
        case 'forbidden':
            return `The access token's role must allow ${permission}. Custom roles made since October 2024 also need "viewProject" to read anything.`;
        case 'not_found':
            return (`Check ${purpose.check}. LaunchDarkly also answers 404 when the token has no access to the project: ` +
                `its role must allow ${permission}.`);
        case 'conflict':
            return ('LaunchDarkly runs one import at a time in an environment, whichever segment it is for. ' +
                'Run again when the other import has ended, allow more time, or sync the segments of an environment one after another.');
        case 'payload_too_large':
            return 'LaunchDarkly takes at most 40 MB in one upload. If a proxy or gateway on the way allows less, raise its limit.';
        case 'rate_limited':
            return "The limits are shared by everything that uses the account's API. Run at a quieter time, or allow more time.";
        case 'server_error':
            return 'Look at https://status.launchdarkly.com and run again later; the same list can be sent again safely.';
        case 'network_error':
            return PROXY_ADVICE;
        default:
            return status >= 300
                ? 'The token is never sent anywhere else. Check that the base URI is the final address of your LaunchDarkly instance, with https.'
                : somebodyElse(place);
    }
}
function somebodyElse({ host, proxy }) {
    return proxy
        ? `The proxy ${proxy} or something behind it may have answered in LaunchDarkly's place: check that it lets requests to ${host} through unchanged.`
        : `Something between the runner and LaunchDarkly (a gateway, a firewall, a sign-in page) may have answered in its place: check what ${host} leads to from this runner.`;
}
/** Where a redirect leads. Only an origin is told, and as LaunchDarkly's words: paths and queries may hold credentials or keys. */
function redirectOf({ status, headers }, place) {
    if (status < 300 || status >= 400)
        return undefined;
    const url = URL.parse(headers.location ?? '', `https://${place.host}`);
    if (!headers.location || !url)
        return { where: 'nowhere' };
    if (url.host === place.host)
        return { where: 'another address on the same host' };
    return { where: 'another host', said: { message: `Location: ${url.protocol}//${url.host}` } };
}
/** LaunchDarkly's `{code, message, id}`, as it wrote it. */
function apiError(text) {
    const body = parseJson(text);
    if (!isRecord(body))
        return undefined;
    const api = {};
    for (const name of ['code', 'message', 'id']) {
        const value = body[name];
        if (typeof value === 'string' && value)
            api[name] = value;
    }
    return Object.keys(api).length > 0 ? api : undefined;
}
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./build/launchdarkly/segments.js
/** Larger list-based segments: look at one, ask for a member, add and remove members. */


/** `proj/P:env/E:segment/S`: https://launchdarkly.com/docs/home/account/role-resources */
function segmentResource({ projectKey, environmentKey, segmentKey }) {
    return `proj/${projectKey}:env/${environmentKey}:segment/${segmentKey}`;
}
function segmentPath(ref, ...below) {
    return apiPath('segments', ref.projectKey, ref.environmentKey, ref.segmentKey, ...below);
}
/**
 * What a request on a segment is for. That changes of the membership need the role action `updateIncluded` is inferred:
 * LaunchDarkly names no action for imports.
 */
function segmentPurpose(ref, doing, action = 'updateIncluded') {
    const resource = action === 'viewProject' ? `proj/${ref.projectKey}` : segmentResource(ref);
    const check = `the project key "${ref.projectKey}", the environment key "${ref.environmentKey}" and the segment key "${ref.segmentKey}"`;
    return { doing, needs: { action, resource }, check };
}
/** Reads the segment. */
async function getSegment(client, ref) {
    const purpose = segmentPurpose(ref, 'read the segment', 'viewProject');
    const { answer, json } = await client.requestJson({ method: 'GET', path: segmentPath(ref), expect: [200], purpose });
    if (!isRecord(json) || typeof json.name !== 'string')
        throw client.unexpected(answer, purpose, 'no segment');
    const metadata = isRecord(json._unboundedMetadata) ? json._unboundedMetadata : {};
    return withoutUndefined({
        name: json.name,
        unbounded: json.unbounded === true,
        external: segments_text(json._external),
        contextKind: segments_text(json.unboundedContextKind),
        includedCount: whole(metadata.includedCount),
        version: whole(metadata.version),
        lastModified: whole(metadata.lastModified),
        importInProgress: typeof json._importInProgress === 'boolean' ? json._importInProgress : undefined,
        flags: list(json._flags).flatMap((flag) => isRecord(flag) && segments_text(flag.key) ? [{ key: String(flag.key), name: segments_text(flag.name) ?? String(flag.key) }] : []),
        tags: list(json.tags).filter((tag) => typeof tag === 'string'),
        sitePath: sitePath(json),
    });
}
/**
 * Whether the segment includes a context.
 * That LaunchDarkly answers 404 for a context it has never seen is not documented, but would mean the same as "no".
 * @param key the context key; it leaves only in the request's path, which is never shown
 */
async function isMember(client, ref, key) {
    const purpose = segmentPurpose(ref, 'look up a member', 'viewProject');
    const answer = await client.request({
        method: 'GET',
        path: segmentPath(ref, 'contexts', key),
        shownPath: `${segmentPath(ref, 'contexts')}/***`,
        expect: [200, 404],
        purpose,
    });
    const json = parseJson(answer.text);
    if (answer.status === 404 && !isHtml(answer))
        return false;
    if (!isRecord(json) || typeof json.included !== 'boolean')
        throw client.unexpected(answer, purpose, 'no membership');
    return json.included;
}
/**
 * Adds contexts to and removes contexts from those that the segment includes. Doing it twice is doing it once.
 * LaunchDarkly documents no limit for the number of keys: a `payload_too_large` or `bad_request` may mean that there are too many.
 */
async function changeMembers(client, ref, change, hooks = {}) {
    const { add = [], remove = [] } = change;
    if (add.length + remove.length === 0)
        return;
    const purpose = segmentPurpose(ref, 'change the members');
    const answer = await client.request({
        method: 'POST',
        path: segmentPath(ref, 'contexts'),
        json: { included: { add, remove } },
        expect: [200, 204],
        purpose,
        ...hooks,
    });
    if (isHtml(answer))
        throw client.unexpected(answer, purpose, '');
}
/**
 * A segment's page for a person. LaunchDarkly does not document the addresses of its pages: where the API did not name
 * one (`Segment.sitePath`), this is made after the pattern of flag pages.
 */
function segmentUrl(baseUri, ref, path) {
    if (path)
        return linkUrl(baseUri, path).href;
    const [project, environment, segment] = [ref.projectKey, ref.environmentKey, ref.segmentKey].map(encodeURIComponent);
    return `${baseUri}/projects/${project}/segments/${segment}/targeting?env=${environment}&selected-env=${environment}`;
}
/** The path of a resource's page: `_site`, or `_links.site`. */
function sitePath(resource) {
    const links = isRecord(resource._links) ? resource._links : {};
    const site = isRecord(resource._site) ? resource._site : links.site;
    const href = isRecord(site) ? segments_text(site.href) : undefined;
    return href && /^\/[\w.~%-]/.test(href) && !/[\s\\<>"]/.test(href) ? href : undefined;
}
function segments_text(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}
function list(value) {
    return Array.isArray(value) ? value : [];
}
/** A count or a time: LaunchDarkly's examples write times as strings of digits. */
function whole(value) {
    const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
    return Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
/** `exactOptionalPropertyTypes` tells an absent property from one that is undefined. */
function withoutUndefined(value) {
    return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));
}

;// CONCATENATED MODULE: ./build/launchdarkly/approvals.js
/**
 * Approvals of segment changes. Experimental: the flow is inferred from the API description, nobody has tried it.
 * https://launchdarkly.com/docs/api/approvals
 */




/** What the environment says about approvals of segment changes; undefined: it asks for none. */
async function getSegmentApprovalSettings(client, ref) {
    const purpose = segmentPurpose(ref, "read the environment's approval settings", 'viewProject');
    const path = apiPath('projects', ref.projectKey, 'environments', ref.environmentKey);
    const { answer, json } = await client.requestJson({ method: 'GET', path, expect: [200], purpose });
    if (!isRecord(json) || !segments_text(json.key))
        throw client.unexpected(answer, purpose, 'no environment');
    const settings = isRecord(json.resourceApprovalSettings) ? json.resourceApprovalSettings.segment : undefined;
    if (!isRecord(settings))
        return undefined;
    return withoutUndefined({
        required: settings.required === true,
        requiredTags: list(settings.requiredApprovalTags).filter((tag) => typeof tag === 'string'),
        minApprovals: typeof settings.minNumApprovals === 'number' ? settings.minNumApprovals : undefined,
        canReviewOwnRequest: typeof settings.canReviewOwnRequest === 'boolean' ? settings.canReviewOwnRequest : undefined,
    });
}
/**
 * Whether changes of a segment with these tags need approval. Tags narrow the rule down: "Require approval only on flags
 * with the provided tags. Otherwise all flags will require approval" (API description, `requiredApprovalTags`).
 */
function needsApproval(settings, tags) {
    if (settings === undefined)
        return false;
    const { required, requiredTags } = settings;
    return requiredTags.length > 0 ? requiredTags.some((tag) => tags.includes(tag)) : required;
}
const PAGE = 200;
/** The approval requests for this segment that may still be applied. */
async function listPendingApprovalRequests(client, ref) {
    const open = 'status anyOf ["pending", "scheduled"]';
    try {
        return await listRequests(client, ref, `resourceId equals ${segmentResource(ref)},${open}`);
    }
    catch (error) {
        // The description names `resourceId` as a field to filter by; its own text for a 400 does not.
        if (error instanceof build_failure/* Failure */.H && error.code === 'bad_request')
            return await listRequests(client, ref, open);
        throw error;
    }
}
async function listRequests(client, ref, filter) {
    const purpose = segmentPurpose(ref, 'list the pending approval requests', 'viewProject');
    const found = [];
    for (let offset = 0;; offset += PAGE) {
        const path = `${apiPath('approval-requests')}?${new URLSearchParams({ filter, limit: String(PAGE), offset: String(offset) })}`;
        const { answer, json } = await client.requestJson({ method: 'GET', path, expect: [200], purpose });
        if (!isRecord(json) || !Array.isArray(json.items))
            throw client.unexpected(answer, purpose, 'no list of approval requests');
        const items = json.items.filter(isRecord);
        found.push(...items
            .filter(({ resourceId, status }) => resourceId === segmentResource(ref) && (status === 'pending' || status === 'scheduled'))
            .flatMap((item) => approvalRequest(item) ?? []));
        if (json.items.length < PAGE)
            return found;
    }
}
/** Opens the approval request that processes an import which waits for approval. It is not sent twice: people are notified. */
async function createApprovalRequest(client, ref, request) {
    const { importId, description, comment, notifyMemberIds = [], notifyTeamKeys = [] } = request;
    const purpose = segmentPurpose(ref, 'open the approval request', 'createApprovalRequest');
    const { answer, json } = await client.requestJson({
        method: 'POST',
        path: apiPath('approval-requests'),
        json: {
            resourceId: segmentResource(ref),
            description,
            ...(comment && { comment }),
            instructions: [{ kind: 'processBigSegmentImport', importId }],
            ...(notifyMemberIds.length > 0 && { notifyMemberIds }),
            ...(notifyTeamKeys.length > 0 && { notifyTeamKeys }),
        },
        expect: [200, 201],
        purpose,
        idempotent: false,
    });
    const created = isRecord(json) ? approvalRequest(json) : undefined;
    if (!created)
        throw client.unexpected(answer, purpose, 'no approval request');
    return created;
}
function approvalRequest(item) {
    const id = segments_text(item._id);
    if (!id || !/^[\w-]{1,100}$/.test(id))
        return undefined;
    const imports = list(item.instructions)
        .filter(isRecord)
        .filter(({ kind }) => kind === 'processBigSegmentImport');
    return withoutUndefined({
        id,
        status: segments_text(item.status),
        reviewStatus: segments_text(item.reviewStatus),
        description: segments_text(item.description),
        importIds: imports.flatMap(({ importId }) => segments_text(importId) ?? []),
        sitePath: sitePath(item),
    });
}

;// CONCATENATED MODULE: ./build/sync/approval.js
/**
 * Approvals of a segment's changes: whether they are needed, and the request for an import that waits for one.
 * Experimental: the flow is inferred from the API description, and nobody has tried it on a live account.
 */





/**
 * Fails where the environment wants approvals and the run does not; finds a request that is already waiting.
 * @param before what was seen when the plan was made, if it was
 */
async function readApprovals(run, tags, before) {
    const { strategy, waitOnApprovals, dryRun } = run.settings;
    const unknown = before !== undefined && before.needed === undefined;
    const needed = unknown ? undefined : ((await readNeed(run, tags)) ?? before?.needed);
    const approvals = needed === undefined ? {} : { needed };
    if (!(needed ?? waitOnApprovals))
        return approvals;
    if (waitOnApprovals) {
        const pending = await findPending(run, before?.pending);
        return pending === undefined ? approvals : { ...approvals, pending };
    }
    const refusal = new build_failure/* Failure */.H('approval_required', 'Changes to this segment need approval in this environment.', {
        advice: strategy === 'delta'
            ? 'A delta changes members directly and never goes around an approval. Use `strategy: upload` with `wait-on-approvals: true`.'
            : 'Set `wait-on-approvals: true`, and `request-approval: true` to open the request in the same step.',
    });
    // Whether an approved import is through can be asked by a dry run, which goes around nothing.
    if (strategy === 'delta' && dryRun)
        return { ...approvals, refusal };
    throw refusal;
}
/** Whether changes need approval; undefined where that cannot be read and the run goes on without. */
async function readNeed(run, tags) {
    try {
        return needsApproval(await getSegmentApprovalSettings(run.client, run.ref), tags);
    }
    catch (error) {
        if (!(error instanceof build_failure/* Failure */.H) || error.code === 'cancelled' || run.deadline.over)
            throw error;
        if (run.settings.strategy === 'delta') {
            if (error.code === 'network_error')
                throw error;
            throw new build_failure/* Failure */.H('approval_required', `Whether changes to this segment need approval could not be read: ${error.message}`, {
                advice: 'A delta changes members directly, so it stops where an approval may be needed. Give the token a role that may read the environment ' +
                    '(`viewProject` on `proj/PROJECT`), or use `strategy: upload`.',
                cause: error,
            });
        }
        run.emit({ type: 'debug', text: `Approval settings could not be read: ${error.message}` });
        return undefined;
    }
}
async function findPending(run, before) {
    try {
        const [pending] = await listPendingApprovalRequests(run.client, run.ref);
        return pending && { id: await showableId(run, pending.id) };
    }
    catch (error) {
        if (!(error instanceof build_failure/* Failure */.H) || error.code === 'cancelled' || run.deadline.over)
            throw error;
        run.warn(`Whether an approval request is already pending for this segment could not be read: ${error.message}`);
        return before;
    }
}
/**
 * Asks for approval of the import, and notes the request in the result.
 * @param importId the import that LaunchDarkly holds until it is approved
 * @throws Failure of the request; it says that the import is uploaded and waiting
 */
async function requestApproval(run, importId) {
    const { approvalNotifyMembers, approvalNotifyTeams } = run.settings;
    try {
        const request = await createApprovalRequest(run.client, run.ref, {
            importId,
            description: describe(run),
            notifyMemberIds: approvalNotifyMembers,
            notifyTeamKeys: approvalNotifyTeams,
        });
        const id = await showableId(run, request.id);
        const path = await showablePath(run, request.sitePath);
        run.result.approvalRequestId = id;
        if (path !== undefined)
            run.result.approvalUrl = linkUrl(run.shared.baseUri, path).href;
        run.line(`Approval request ${id} is open.`);
    }
    catch (error) {
        if (!(error instanceof build_failure/* Failure */.H))
            throw error;
        const { code, message, advice, httpStatus, api, cause } = error;
        const missing = code === 'forbidden' ? 'The token may not open approval requests: its role needs `createApprovalRequest`. ' : '';
        throw new build_failure/* Failure */.H(code, `The import ${run.result.importIds.at(-1)} is uploaded and waits for approval, but the approval request could not be opened: ${message}`, {
            advice: `${missing}Open the approval request for this import in LaunchDarkly by hand, or decline it there and run again. ${advice ?? ''}`.trimEnd(),
            ...(httpStatus !== undefined && { httpStatus }),
            ...(api !== undefined && { api }),
            cause,
        });
    }
}
/** What reviewers read: the change in numbers, and where it comes from. */
function describe(run) {
    const { result, settings, shared } = run;
    const keys = plan_count(result.list?.keys ?? 0, 'key');
    const before = result.membersBefore === undefined ? '' : `, which had ${plan_count(result.membersBefore, 'member')}`;
    const what = settings.mode === 'replace'
        ? `Replace all members of the segment${before} with a list of ${keys}.`
        : `Add a list of ${keys} to the segment${before}.`;
    const digest = result.list === undefined ? '' : ` SHA-256 of the list: ${result.list.sha256}.`;
    return `${what}${digest}${shared.runUrl === undefined ? '' : ` Uploaded by ${shared.runUrl}`}`;
}

;// CONCATENATED MODULE: ./build/list/difference.js
/** What one list has and another has not, in memory that grows with the keys of both. */



/**
 * The keys of `list` that `other` does not have, in the order of `list`, written as parts like a list. Two calls with
 * the lists swapped give the whole difference.
 *
 * Keys are told apart by their fingerprints, see fingerprint.ts: that a key is lost that way is likelier to come from
 * a memory error.
 *
 * @param options `onProgress` is called for every block (some hundred thousand keys): keys of both lists that were
 *   looked at, of how many
 */
async function subtract(list, other, options) {
    const { onProgress, ...rest } = options;
    const total = other.count + list.count;
    const fingerprints = new Fingerprints();
    for (const keys of [other, list]) {
        for await (const block of keys.blocks()) {
            rest.signal?.throwIfAborted();
            fingerprints.add(block);
            onProgress?.(fingerprints.lines, total);
        }
    }
    // Neither has a key twice: what is repeated is in both.
    return new StoredKeys(await copyWithout(list, fingerprints.repeated(), other.count, rest));
}

;// CONCATENATED MODULE: ./build/list/layout.js
/**
 * How the file of a segment's members may be laid out. LaunchDarkly does not document it, so its first rows are read
 * for every layout that makes sense of them; which one is right shows when the members are counted and looked up.
 */



const DELIMITERS = [',', '\t', ';', '|'];
const SAMPLE_ROWS = 100;
const layout_IN = ['included', 'include'];
const OUT = ['excluded', 'exclude'];
const YES = ['true', 'yes', '1'];
const NO = ['false', 'no', '0'];
/** Header words beside those of lists, where a row has none of these. */
const MEMBER_WORDS = ['included', 'member', 'members', 'target', 'targets', 'targetkey', 'targetingkey'];
const layout_normalise = (cell) => cell.toLowerCase().replace(/[ _-]/g, '');
/** What a yes in a column of this name means: a member, the opposite, or undefined for other columns. */
function meaningOf(header) {
    const word = layout_normalise(header ?? '').replace(/^is/, '');
    if ([...layout_IN, 'member'].includes(word))
        return true;
    return OUT.includes(word) ? false : undefined;
}
/**
 * Every way to read a file that its beginning allows, the likeliest first. The key is under a header word or in the
 * first column; the delimiter is a comma unless another one makes a header row, or cells that say included or excluded.
 *
 * @param sample the file's first bytes, without a byte order mark
 * @param whole whether that is all of it
 */
function layoutsOf(sample, whole) {
    return DELIMITERS.flatMap((delimiter) => {
        const rows = firstRows(sample, whole, delimiter);
        const [first = []] = rows;
        const layouts = [...withHeader(rows), ...withoutHeader(rows)].map((layout) => ({
            delimiter,
            columns: first.length,
            ...layout,
        }));
        const telling = first.length > 1 && layouts.some(({ header, mark }) => header || mark !== undefined);
        return delimiter === ',' || telling ? layouts : [];
    });
}
function withHeader([names = [], ...rows]) {
    const columnsWith = (isWord) => names.flatMap((name, index) => (isWord(name) ? [index + 1] : []));
    const keyColumns = columnsWith(isHeaderWord);
    if (keyColumns.length === 0)
        keyColumns.push(...columnsWith((name) => MEMBER_WORDS.includes(layout_normalise(name))));
    // A column that is called a key is one; `id` and `email` may be other things about it.
    const named = (column) => (/keys?$/.test(layout_normalise(names[column - 1])) ? 0 : 1);
    keyColumns.sort((one, other) => named(one) - named(other));
    return keyColumns.flatMap((keyColumn) => marksOf(rows, keyColumn, names).map((mark) => ({ header: true, keyColumn, ...mark })));
}
function withoutHeader(rows) {
    return marksOf(rows, 1).map((mark) => ({ header: false, keyColumn: 1, ...mark }));
}
/** The columns that may say which rows are members. Where a yes may mean either, or nothing, there are three ways. */
function marksOf(rows, keyColumn, names = []) {
    let unclear;
    for (let index = 0; index < (rows[0]?.length ?? 0); index++) {
        const column = index + 1;
        if (column === keyColumn)
            continue;
        const cells = rows.map((row) => layout_normalise(row[index] ?? ''));
        const meaning = meaningOf(names[index]);
        if (meaning !== undefined)
            return [{ mark: markOf(column, meaning, true) }];
        if (cells.every((cell) => layout_IN.includes(cell) || OUT.includes(cell)))
            return [{ mark: markOf(column) }];
        if (cells.every((cell) => YES.includes(cell) || NO.includes(cell)))
            unclear ??= column;
    }
    return unclear === undefined ? [{}] : [{ mark: markOf(unclear, true) }, {}, { mark: markOf(unclear, false) }];
}
/**
 * @param yes what a yes means, where the column may hold one
 * @param blankIsNo whether an empty cell counts as a no
 */
function markOf(column, yes, blankIsNo = false) {
    const known = new Map([
        ...layout_IN.map((word) => [word, true]),
        ...OUT.map((word) => [word, false]),
        ...(yes === undefined ? [] : YES.map((word) => [word, yes])),
        ...(yes === undefined ? [] : NO.map((word) => [word, !yes])),
        ...(yes !== undefined && blankIsNo ? [['', !yes]] : []),
    ]);
    return { column, isMember: (cell) => known.get(layout_normalise(cell)) };
}
/** The cells of the first complete rows, as text. A sample that makes no sense has none. */
function firstRows(sample, whole, delimiter) {
    const reader = new FieldReader('', delimiter, 1);
    const rows = [];
    try {
        reader.feed(sample);
        if (whole)
            reader.feed(undefined);
        for (;;) {
            const start = reader.mark();
            reader.keyColumn = 1;
            if (rows.length === SAMPLE_ROWS || reader.next() !== 'row')
                return rows;
            const cells = [cellOf(reader)];
            while (cells.length < reader.columns) {
                reader.reset(start);
                reader.keyColumn = cells.length + 1;
                reader.next();
                cells.push(cellOf(reader));
            }
            rows.push(cells);
        }
    }
    catch (error) {
        if (!(error instanceof ListFailure))
            throw error;
        return rows;
    }
}
/** The field that the reader stands at, as text. */
function cellOf({ bytes, start, end }) {
    return bytes.toString('utf8', start, end).replaceAll('""', '"');
}

;// CONCATENATED MODULE: ./build/list/members.js
/**
 * A segment's members out of an exported file. Other than in a list nothing is trimmed, rejected or skipped: members
 * are what LaunchDarkly has, and a row that cannot be read to the byte makes the file unreadable.
 */














/** Members with control characters are kept in memory; a segment that has more of them came by another way than lists. */
const MOST_UNLISTABLE = 100_000;
/** Distinct members of a segment. */
class Members {
    stored;
    /** Keys that no list can hold, since they have control characters. */
    #unlistable;
    constructor(stored, unlistable) {
        this.stored = stored;
        this.#unlistable = unlistable;
    }
    static none() {
        return new Members(new StoredKeys({ keys: 0, bytes: 0, sha256: '', parts: [], landmarks: { partStarts: [] } }), []);
    }
    get count() {
        return this.stored.count + this.#unlistable.length;
    }
    /** The members that the list does not have. */
    async without(list, options) {
        return new Members(await subtract(this.stored, list, options), this.#unlistable);
    }
    /** Gives single keys, in any order. Those that no list can hold have the first indices. */
    async keysAt(indices) {
        const { length } = this.#unlistable;
        const stored = await this.stored.keysAt(indices.filter((index) => index >= length).map((index) => index - length));
        return [...indices.filter((index) => index < length).map((index) => this.#unlistable[index]), ...stored];
    }
    /** All keys, some thousand at a time. */
    async *keys() {
        if (this.#unlistable.length > 0)
            yield [...this.#unlistable];
        yield* this.stored.keys();
    }
    /** All keys, at most `size` at a time. */
    async *batches(size) {
        for (let at = 0; at < this.#unlistable.length; at += size)
            yield this.#unlistable.slice(at, at + size);
        yield* this.stored.batches(size);
    }
}
/** The exported file, as messages name it: where it lies is nobody's business. */
async function exported(path) {
    return { path, shown: 'export', bytes: (await (0,promises_.stat)(path)).size };
}
/**
 * The layouts that an exported file may have, the likeliest first.
 * @throws ListFailure for a file that is no text
 */
async function exportLayouts(path) {
    const file = await exported(path);
    const source = await openSource(file);
    try {
        const sample = (await firstBytes(file, () => source.next())) ?? Buffer.alloc(0);
        return layoutsOf(sample.subarray(0, SAMPLE_BYTES), sample.length < SAMPLE_BYTES - 3);
    }
    finally {
        await source.close();
    }
}
/**
 * Reads the members out of an exported file (plain or gzip) of the given layout.
 * @throws ListFailure for a row that has another layout, or whose key is not exactly clear
 */
async function readMembers(path, layout, options) {
    const file = await exported(path);
    const source = await openSource(file);
    const writer = new DistinctWriter(options);
    const block = new Block();
    const unlistable = new Set();
    const flush = async () => {
        await writer.write(block);
        block.clear();
    };
    const feed = async () => {
        const chunk = await source.next();
        options.signal?.throwIfAborted();
        return chunk;
    };
    try {
        const reader = new FieldReader(file.shown, layout.delimiter, layout.keyColumn);
        reader.feed(await firstBytes(file, feed));
        let header = layout.header;
        let plain = reader.isPlain();
        for (;;) {
            if (plain && !header && layout.columns === 1) {
                const { position, limit } = reader;
                if (block.isFull(limit - position))
                    await flush();
                const before = block.count;
                reader.skipLines(block.addPlainLines(reader.memory, position, limit), block.count - before);
            }
            const start = reader.mark();
            const step = reader.next();
            if (step === 'more') {
                reader.feed(await feed());
                plain = reader.isPlain();
                continue;
            }
            if (step === 'end')
                break;
            if (reader.columns !== layout.columns)
                throw unclear(reader, 'the row has another number of columns');
            if (header) {
                header = false;
                continue;
            }
            if (layout.mark && !members_isMember(reader, start, layout.mark, layout.keyColumn))
                continue;
            if (block.isFull(reader.end - reader.start))
                await flush();
            addMember(reader, block, unlistable, writer);
        }
        await flush();
        const { contents } = await writer.finish();
        return new Members(new StoredKeys(contents), [...unlistable]);
    }
    finally {
        await writer.close();
        await source.close();
    }
}
/** Reads the row's mark, and then its key again. */
function members_isMember(reader, start, mark, keyColumn) {
    reader.reset(start);
    reader.keyColumn = mark.column;
    reader.next();
    const member = mark.isMember(cellOf(reader));
    if (member === undefined)
        throw unclear(reader, 'it is not clear whether the row is a member');
    reader.reset(start);
    reader.keyColumn = keyColumn;
    reader.next();
    return member;
}
function addMember(row, block, unlistable, writer) {
    const { bytes, start, end, flags } = row;
    if (row.problem !== undefined)
        throw unclear(row, 'the quoting is malformed');
    if (start === end)
        throw unclear(row, 'the key is empty');
    if ((flags & HAS_NON_ASCII) !== 0 && !row.isKnownUtf8(end) && !(0,external_node_buffer_namespaceObject.isUtf8)(bytes.subarray(start, end))) {
        throw unclear(row, 'the key is not valid UTF-8');
    }
    if ((flags & HAS_CONTROL) !== 0 && hasControlCharacter(bytes, start, end)) {
        unlistable.add(cellOf(row));
        if (unlistable.size > MOST_UNLISTABLE)
            throw unclear(row, 'too many keys have control characters');
        return;
    }
    const quoted = (flags & (HAS_COMMA | HAS_QUOTE)) !== 0;
    if (!writer.fits(end - start + 3))
        throw unclear(row, 'the key is longer than one upload may be');
    block.add(row.memory, start, end, quoted);
}
function unclear({ line, column }, what) {
    return new ListFailure('export_mismatch', `${what}.`, { position: { file: 'export', line, column } });
}

;// CONCATENATED MODULE: external "node:events"
const external_node_events_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");
;// CONCATENATED MODULE: ./build/launchdarkly/deadline.js
/** The time that a run may take, and waits that respect it. */


/** Node fires a timer of more milliseconds than this at once. */
const LONGEST_TIMER = 2 ** 31 - 1;
/** The reason of a deadline's signal when time is over. A cancellation's reason is a `Failure` with code `cancelled`. */
class TimeOver extends Error {
    name = 'TimeOver';
}
/** A point in time that everything must end by, and the cancellation that may come before it. */
class Deadline {
    at;
    /** Aborts when time is over (reason: `TimeOver`) or the run is cancelled (reason: `Failure`), whichever is first. */
    signal;
    #end;
    #controller = new AbortController();
    #cancellation;
    #timer;
    /**
     * @param milliseconds from now
     * @param cancellation aborts when the run is cancelled; its reason does not matter
     */
    constructor(milliseconds, cancellation) {
        this.at = new Date(Date.now() + milliseconds);
        this.#end = performance.now() + milliseconds;
        this.signal = this.#controller.signal;
        // Every request under way listens; there may be many at once.
        (0,external_node_events_namespaceObject.setMaxListeners)(0, this.signal);
        this.#cancellation = cancellation;
        cancellation?.addEventListener('abort', this.#cancel);
        if (cancellation?.aborted)
            this.#cancel();
        else
            this.#arm();
    }
    /** Milliseconds that are left; 0 when time is over. */
    remaining() {
        return Math.max(0, this.#end - performance.now());
    }
    get cancelled() {
        return this.signal.reason instanceof build_failure/* Failure */.H;
    }
    /** Whether nothing may be begun any more: time is over, or the run is cancelled. */
    get over() {
        return this.signal.aborted || this.remaining() === 0;
    }
    throwIfCancelled() {
        if (this.cancelled)
            throw this.signal.reason;
    }
    /** Stops the clock, so that it does not keep the process alive. The signal does not abort any more. */
    dispose() {
        clearTimeout(this.#timer);
        this.#cancellation?.removeEventListener('abort', this.#cancel);
    }
    /** Ends every wait and every row of repeats that still goes on: nothing may outlive what it was for. */
    end() {
        this.dispose();
        this.#controller.abort(new build_failure/* Failure */.H('cancelled', 'Nobody waits for this any more.'));
    }
    #cancel = () => {
        this.dispose();
        this.#controller.abort(new build_failure/* Failure */.H('cancelled', 'The run was cancelled.'));
    };
    #arm() {
        const remaining = this.remaining();
        this.#timer = setTimeout(() => {
            if (this.remaining() > 0)
                this.#arm();
            else
                this.#controller.abort(new TimeOver('Time is over.'));
        }, Math.min(Math.ceil(remaining), LONGEST_TIMER));
    }
}
/**
 * Waits, but not longer than the deadline: then it ends early, and the caller looks at `deadline.over`.
 * Rejects at once when the run is cancelled.
 */
async function sleep(milliseconds, deadline) {
    if (!deadline.over) {
        const { promise, resolve } = Promise.withResolvers();
        const wake = () => resolve();
        const timer = setTimeout(wake, Math.min(milliseconds, LONGEST_TIMER));
        deadline.signal.addEventListener('abort', wake);
        await promise;
        clearTimeout(timer);
        deadline.signal.removeEventListener('abort', wake);
    }
    deadline.throwIfCancelled();
}

;// CONCATENATED MODULE: ./build/launchdarkly/multipart.js
/** One file and some fields as a `multipart/form-data` body of known length. */



/**
 * Chunks handed to the connection are at most this long. The stall timer sees progress per chunk, so the chunk's length
 * is what bounds the slowest link that still counts as moving.
 */
const LONGEST_CHUNK = 131_072;
/**
 * Builds the body: the fields in the order given, then the file as field `file` of type `text/csv`.
 * @param fields names and values; plain ASCII without line breaks
 */
function multipart(fields, fileName, file) {
    const boundary = `----segment-import-${(0,external_node_crypto_namespaceObject.randomBytes)(18).toString('hex')}`;
    const head = Buffer.from(`${fields.map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('')}` +
        `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${escapeFileName(fileName)}"\r\n` +
        'Content-Type: text/csv\r\n\r\n');
    const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
    return {
        contentType: `multipart/form-data; boundary=${boundary}`,
        length: head.length + file.bytes + tail.length,
        open: () => framed(head, file, tail),
    };
}
function framed(head, file, tail) {
    let missing = file.bytes;
    const body = new external_node_stream_namespaceObject.Transform({
        transform(chunk, _encoding, done) {
            missing -= chunk.length;
            if (missing < 0)
                return done(multipart_unreadable('it is longer than it was when it was checked'));
            for (let at = 0; at < chunk.length; at += LONGEST_CHUNK)
                this.push(chunk.subarray(at, at + LONGEST_CHUNK));
            return done();
        },
        flush(done) {
            if (missing > 0)
                return done(multipart_unreadable(`${missing} of its ${file.bytes} bytes ${missing === 1 ? 'is' : 'are'} missing at the end`));
            this.push(tail);
            return done();
        },
    });
    body.push(head);
    try {
        // Each end destroys the other: a failing file fails the body, and a request that ends early closes the file.
        (0,external_node_stream_namespaceObject.pipeline)(file.open(), body, () => { });
    }
    catch (error) {
        body.destroy(error);
    }
    return body;
}
/** What went wrong with the body itself, and not with the connection. */
function multipart_unreadable(reason) {
    return new build_failure/* Failure */.H('invalid_csv', `The list could not be read while it was being uploaded: ${reason}.`, {
        advice: "The upload was broken off, so that LaunchDarkly does not import half a list. Check that the runner's disk is " +
            'healthy and that nothing else cleans up its temporary folder, then run again.',
    });
}
/** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data */
function escapeFileName(name) {
    return name.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');
}

;// CONCATENATED MODULE: ./build/launchdarkly/imports.js
/** Imports of a list into a larger list-based segment: start one, and wait for its end. */





/**
 * Uploads a file and so starts an import. A file whose answer was lost is sent again until LaunchDarkly accepts it:
 * the same file twice gives the same members. Waits while another import runs in the environment.
 */
async function startImport(client, ref, options) {
    const state = { attempt: 0, mayHaveMutated: false };
    const fields = [
        ['mode', options.mode],
        ['waitOnApprovals', String(options.waitOnApprovals)],
    ];
    const answer = await client.request({
        method: 'POST',
        path: segmentPath(ref, 'imports'),
        upload: multipart(fields, options.fileName, options.file),
        expect: [204],
        purpose: segmentPurpose(ref, 'start the import'),
        async beforeAttempt(attempt) {
            state.attempt = attempt;
            await options.beforeAttempt?.({ ...state });
        },
        afterAttempt(attempted) {
            state.mayHaveMutated ||= attempted.kind === 'unknown';
            if (attempted.kind !== 'not_sent' && attempted.status !== undefined)
                state.httpStatus = attempted.status;
            options.onState?.({ ...state });
        },
    });
    return withoutUndefined({
        importId: idFromLocation(answer.headers.location),
        attempts: state.attempt,
        answerLost: state.mayHaveMutated,
        httpStatus: 204,
    });
}
async function getImport(client, ref, id) {
    const purpose = segmentPurpose(ref, 'tell how the import is going', 'viewProject');
    const path = segmentPath(ref, 'imports', id);
    const shownPath = segmentPath(ref, 'imports', '***');
    const { answer, json } = await client.requestJson({ method: 'GET', path, shownPath, expect: [200], purpose });
    if (!isRecord(json) || !segments_text(json.status))
        throw client.unexpected(answer, purpose, 'no import');
    return withoutUndefined({
        status: String(json.status),
        mode: segments_text(json.mode),
        files: list(json.files)
            .filter(isRecord)
            .map((file) => withoutUndefined({ filename: segments_text(file.filename), status: segments_text(file.status) })),
    });
}
const DOCUMENTED = ['preparing', 'pending_approval', 'ready', 'in_progress', 'complete', 'stopped'];
const UNKNOWN_IMPORT_TOLERATED = 30_000;
const READY_MEANS_PENDING = 60_000;
/**
 * Asks for the import's status until it is final, or nothing more will happen without a person.
 * Tolerates every trouble on the way but a token that is refused.
 * @throws Failure `timed_out` when the deadline comes first
 */
async function waitForImport(client, ref, id, options) {
    const { deadline } = client;
    const started = performance.now();
    let status;
    let statusSince = started;
    let unknownSince;
    let trouble;
    while (!deadline.over) {
        try {
            const now = (await getImport(client, ref, id)).status;
            if (now !== status) {
                status = now;
                statusSince = performance.now();
                await options.onStatus?.(now, DOCUMENTED.includes(now));
            }
            unknownSince = undefined;
            trouble = undefined;
            if (now === 'complete' || now === 'stopped' || now === 'pending_approval')
                return now;
            if (now === 'ready' && options.waitOnApprovals && performance.now() - statusSince >= READY_MEANS_PENDING)
                return 'pending_approval';
        }
        catch (error) {
            if (!(error instanceof build_failure/* Failure */.H) ||
                error.code === 'cancelled' ||
                error.code === 'unauthorized' ||
                error.code === 'forbidden')
                throw error;
            trouble = error;
            if (error.code === 'not_found') {
                unknownSince ??= performance.now();
                if (performance.now() - unknownSince >= UNKNOWN_IMPORT_TOLERATED)
                    throw error;
            }
        }
        await sleep(pollDelay(performance.now() - started), deadline);
    }
    deadline.throwIfCancelled();
    const known = DOCUMENTED.includes(status ?? '') ? `is "${status}"` : 'is none that is documented';
    throw new build_failure/* Failure */.H('timed_out', `LaunchDarkly accepted the import, but it had not ended when the time allowed was over ` +
        `(its ${status ? `last known status ${known}` : 'status could not be read'}).`, {
        advice: `It goes on in LaunchDarkly: look at the segment's page before importing again. Imports can take hours: allow more time.` +
            (trouble ? ` The last question was not answered well: ${trouble.message}` : ''),
    });
}
/** Milliseconds between two questions, after `elapsed` milliseconds of waiting: a twentieth of it, 1 to 15 s, jitter only downward. */
function pollDelay(elapsed) {
    return Math.min(15_000, Math.max(1_000, elapsed / 20)) * (1 - Math.random() / 10);
}
/**
 * The ID of what a `Location` header points to: the last element of its path, be it absolute or relative.
 * An ID goes into paths and is shown to people, so one with unusual characters counts as none.
 */
function idFromLocation(location) {
    const path = location && URL.parse(location, 'http://localhost')?.pathname;
    const last = path ? decoded(path.split('/').findLast((element) => element !== '') ?? '') : '';
    return /^[\w.~-]{1,200}$/.test(last) && /\w/.test(last) ? last : undefined;
}
function decoded(segment) {
    try {
        return decodeURIComponent(segment);
    }
    catch {
        return '';
    }
}

;// CONCATENATED MODULE: ./build/sync/upload.js
/**
 * Sends parts one after another, each finished before the next: LaunchDarkly runs one import at a time in an environment.
 */





/**
 * Imports all parts and waits as the settings say.
 * @throws Failure of the request, `import_stopped`, `approval_required` or `timed_out`
 */
async function uploadParts(run, uploads) {
    const { parts, waitForAll = false } = uploads;
    run.result.parts = parts.map(({ keys, bytes }) => ({ keys, bytes }));
    let mustVerify = false;
    for (const index of parts.keys()) {
        const last = index === parts.length - 1;
        const started = await run.timed('upload', () => uploadPart(run, uploads, index));
        // A late copy of a lost replace could arrive after the next part and undo it.
        if (started.answerLost && parts.length > 1 && uploads.modes.includes('replace'))
            mustVerify = true;
        if (last && !waitForAll && !run.settings.wait && !run.settings.requestApproval)
            return { outcome: 'submitted', mustVerify };
        const end = await run.timed('wait', () => waitForPart(run, index, started.importId));
        if (started.importId === undefined)
            mustVerify = true;
        if (end === 'pending_approval')
            return { outcome: end, mustVerify, ...(started.importId !== undefined && { importId: started.importId }) };
        run.footprint.partsDone += 1;
        delete run.footprint.running;
    }
    return { outcome: 'complete', mustVerify };
}
async function uploadPart(run, uploads, index) {
    const { footprint, settings } = run;
    const part = uploads.parts[index];
    run.emit({ type: 'phase', phase: 'upload', ...which(run, index) });
    const { importId, answerLost } = await startImport(run.client, run.ref, {
        mode: uploads.modes[index],
        waitOnApprovals: settings.waitOnApprovals,
        fileName: fileName(run.ref.segmentKey, index, uploads.parts.length),
        file: part,
        beforeAttempt: async ({ mayHaveMutated }) => {
            if (!mayHaveMutated && footprint.partsDone === 0)
                await uploads.beforeFirstChange();
        },
        onState: ({ attempt, mayHaveMutated, httpStatus }) => {
            footprint.unanswered = mayHaveMutated;
            notePart(run, index, { attempts: attempt });
            if (httpStatus !== undefined)
                run.result.httpStatus = httpStatus;
        },
    });
    footprint.unanswered = false;
    footprint.running = '';
    if (importId !== undefined) {
        const shown = await showableId(run, importId);
        footprint.running = shown;
        run.result.importIds = [...run.result.importIds, shown];
        notePart(run, index, { importId: shown });
    }
    return { answerLost, ...(importId !== undefined && { importId }) };
}
async function waitForPart(run, index, importId) {
    run.emit({ type: 'phase', phase: 'wait', ...which(run, index) });
    if (importId === undefined) {
        if (run.settings.waitOnApprovals)
            throw namelessApproval();
        await watchFlag(run);
        return 'complete';
    }
    const shownId = run.result.importIds.at(-1);
    let warned = false;
    const end = await waitForImport(run.client, run.ref, importId, {
        waitOnApprovals: run.settings.waitOnApprovals,
        onStatus: async (status, documented) => {
            const shown = documented ? status : await showable(run, status);
            notePart(run, index, { importStatus: shown });
            run.line(`Import ${shownId}: ${shown}`);
            if (documented || warned)
                return;
            warned = true;
            run.warn(`LaunchDarkly says that the import is "${shown}", a status that is not documented. Waiting goes on.`);
        },
    });
    if (end === 'stopped') {
        delete run.footprint.running;
        run.footprint.stopped = shownId;
        throw new build_failure/* Failure */.H('import_stopped', `LaunchDarkly stopped the import ${shownId} before it was complete.`, {
            advice: 'LaunchDarkly gives no reason. Look at the segment in LaunchDarkly; if it was not stopped or declined by a person, run again, ' +
                'and quote the import ID to LaunchDarkly support if it stops again.',
        });
    }
    if (end === 'pending_approval')
        run.footprint.held = true;
    if (end === 'pending_approval' && !run.settings.waitOnApprovals) {
        throw new build_failure/* Failure */.H('approval_required', `LaunchDarkly holds the import ${shownId} until it is approved.`, {
            advice: 'Approve or decline it in LaunchDarkly. For the next run set `wait-on-approvals: true`, ' +
                'and `request-approval: true` to ask for approval in the same step.',
        });
    }
    return end;
}
/** An import that waits for approval does nothing that could be seen, and cannot be named in a request either. */
function namelessApproval() {
    return new build_failure/* Failure */.H('unexpected_response', 'LaunchDarkly accepted the import but did not say its ID, so its approval cannot be followed.', {
        advice: 'Look for it at the segment in LaunchDarkly, and approve or decline it there.',
    });
}
/**
 * Waits for an import that LaunchDarkly accepted without saying its ID, by the segment's own flag.
 * A flag that was never seen true proves nothing.
 * @throws Failure `timed_out` at the deadline
 */
async function watchFlag(run) {
    run.warn('LaunchDarkly accepted the import but did not say its ID, so its end is read off the segment and then verified.');
    const start = Date.now();
    for (let seen = false;;) {
        const busy = await importInProgress(run);
        if (seen && busy === false)
            return;
        seen ||= busy === true;
        if (run.deadline.remaining() <= 0) {
            throw new build_failure/* Failure */.H('timed_out', `The end of the import was not seen by ${run.deadline.at.toISOString()}.`, {
                advice: 'Look at the segment in LaunchDarkly, and run again if it does not hold the list.',
            });
        }
        await sleep(pollDelay(Date.now() - start), run.deadline);
    }
}
/** The segment's `_importInProgress`; undefined where it cannot be read. */
async function importInProgress(run) {
    try {
        return (await getSegment(run.client, run.ref)).importInProgress;
    }
    catch (error) {
        if (!(error instanceof build_failure/* Failure */.H) || ['cancelled', 'unauthorized', 'forbidden'].includes(error.code))
            throw error;
        return undefined;
    }
}
/** Which part it is, where there are several. */
function which({ result }, index) {
    const total = result.parts.length;
    return total > 1 ? { detail: `part ${index + 1} of ${total}` } : {};
}
/** `<segment>.csv`, or `<segment>-2-of-3.csv`. */
function fileName(segmentKey, index, total) {
    return total === 1 ? `${segmentKey}.csv` : `${segmentKey}-${index + 1}-of-${total}.csv`;
}
function notePart(run, index, facts) {
    run.result.parts = run.result.parts.map((part, at) => (at === index ? { ...part, ...facts } : part));
}

;// CONCATENATED MODULE: ./build/sync/change.js
/**
 * Carries a difference out: additions first, then removals. Every step may be done twice, so that a run that was
 * interrupted is finished by the next one.
 */




/** More additions than this go by imports, which LaunchDarkly is made for, but which block others of the environment. */
const MOST_SINGLE_ADDITIONS = 5_000;
/** Keys in a request to begin with: LaunchDarkly documents no limit. */
const BATCH = 1_000;
/**
 * Makes the changes, and notes in the result how many were made, also when it fails on the way.
 * @param beforeFirstChange called right before each attempt as long as nothing was changed; throwing ends it
 * @returns whether success must be verified, as for uploads
 * @throws Failure of a request or an import
 */
async function change(run, { additions, removals }, beforeFirstChange) {
    const { result, footprint } = run;
    const changes = { toAdd: additions.count, toRemove: removals.count, added: 0, removed: 0, unclear: 0 };
    footprint.changes = changes;
    let mustVerify = false;
    try {
        if (additions.count > MOST_SINGLE_ADDITIONS) {
            const { parts } = additions;
            const modes = parts.map(() => 'merge');
            // A key that replaces another one must be in before the other one goes.
            const uploaded = await uploadParts(run, { parts, modes, beforeFirstChange, waitForAll: removals.count > 0 });
            mustVerify = uploaded.mustVerify;
        }
        else {
            run.emit({ type: 'phase', phase: 'change' });
            await run.timed('change', () => changeAll(run, additions, 'add', beforeFirstChange));
        }
        if (removals.count > 0) {
            run.emit({ type: 'phase', phase: 'change' });
            await run.timed('change', () => changeAll(run, removals, 'remove', beforeFirstChange));
        }
        result.added = additions.count;
        result.removed = removals.count;
        return { mustVerify };
    }
    catch (error) {
        result.added = keysAdded(run);
        result.removed = changes.removed;
        throw error;
    }
}
/** Adds or removes keys batch by batch, in smaller batches once LaunchDarkly has found one too large. */
async function changeAll(run, keys, kind, beforeFirstChange) {
    const changes = run.footprint.changes;
    const made = kind === 'add' ? 'added' : 'removed';
    let size = BATCH;
    for await (const batch of keys.batches(BATCH)) {
        for (let at = 0; at < batch.length;) {
            const some = batch.slice(at, at + size);
            try {
                await changeSome(run, { [kind]: some }, some.length, beforeFirstChange);
            }
            catch (error) {
                if (some.length === 1 || !isTooLarge(error))
                    throw error;
                size = Math.ceil(some.length / 2);
                run.line(`LaunchDarkly found ${some.length} keys too many for one request: going on with ${size}.`);
                continue;
            }
            at += some.length;
            changes[made] += some.length;
            run.emit({
                type: 'progress',
                what: kind === 'add' ? 'Adding' : 'Removing',
                done: changes[made],
                total: keys.count,
                unit: 'keys',
            });
        }
    }
}
async function changeSome(run, change, size, beforeFirstChange) {
    const { footprint } = run;
    const changes = footprint.changes;
    await changeMembers(run.client, run.ref, change, {
        beforeAttempt: async () => {
            const untouched = changes.added + changes.removed + changes.unclear + footprint.partsDone === 0;
            if (untouched)
                await beforeFirstChange();
        },
        afterAttempt: (attempted) => {
            // A success is one only when its answer has turned out to be LaunchDarkly's.
            const success = attempted.kind === 'answered' && attempted.status < 300;
            if (success || attempted.kind === 'unknown')
                changes.unclear = size;
        },
    });
    changes.unclear = 0;
}
/** Whether fewer keys may do. LaunchDarkly documents neither a limit nor the answer to more, so a 400 must say nothing else. */
function isTooLarge(error) {
    if (!(error instanceof build_failure/* Failure */.H))
        return false;
    if (error.code === 'payload_too_large')
        return true;
    const { code = '', message = '' } = error.api ?? {};
    return (error.code === 'bad_request' &&
        (message === '' || /too (many|large|long|big)|at most|max|limit|exceed|size|fewer/i.test(`${code} ${message}`)));
}

;// CONCATENATED MODULE: external "node:stream/promises"
const external_node_stream_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");
;// CONCATENATED MODULE: ./build/launchdarkly/exports.js






/**
 * Starts an export and gives its ID. The one documented answer is a 200 without content; that the ID is in `Location`
 * is inferred from imports, and an ID in the body would be as good.
 */
async function startExport(client, ref) {
    const purpose = segmentPurpose(ref, 'export the members', 'createSegmentExport');
    const answer = await client.request({
        method: 'POST',
        path: segmentPath(ref, 'exports'),
        expect: [200, 201, 202, 204],
        purpose,
    });
    const body = parseJson(answer.text);
    const id = idFromLocation(answer.headers.location) ??
        (isRecord(body) ? idFromLocation(segments_text(body.id) ?? segments_text(body._id)) : undefined);
    if (!id || isHtml(answer))
        throw client.unexpected(answer, purpose, 'no export ID');
    return id;
}
const DONE = /^(complete|completed|success|succeeded|finished|done)$/i;
const GONE_WRONG = /^(stopped|failed|failure|error|errored|cancell?ed|expired)$/i;
const UNKNOWN_EXPORT_TOLERATED = 30_000;
/**
 * Asks for the export's status until its file is there. Only the status `complete` is documented, as an example.
 * @param options `onStatus` is called with each new status; one that is not known may be any text
 * @throws Failure `export_mismatch` if it ended otherwise, `timed_out` when the deadline comes first
 */
async function waitForExport(client, ref, id, options = {}) {
    const { deadline } = client;
    const purpose = segmentPurpose(ref, 'tell how the export is going', 'createSegmentExport');
    const started = performance.now();
    let known;
    while (!deadline.over) {
        try {
            const path = segmentPath(ref, 'exports', id);
            const shownPath = segmentPath(ref, 'exports', '***');
            const { answer, json } = await client.requestJson({ method: 'GET', path, shownPath, expect: [200], purpose });
            const status = isRecord(json) ? segments_text(json.status) : undefined;
            if (!isRecord(json) || !status)
                throw client.unexpected(answer, purpose, 'no export');
            if (status !== known)
                await options.onStatus?.(status, DONE.test(status));
            known = status;
            if (GONE_WRONG.test(status))
                throw new build_failure/* Failure */.H('export_mismatch', `LaunchDarkly ended the export as "${status}".`, { advice: WITHOUT });
            if (DONE.test(status)) {
                const link = fileLink(json, client.baseUri);
                if (!link)
                    throw client.unexpected(answer, purpose, 'no link to the exported file');
                return withoutUndefined({
                    link,
                    sizeBytes: typeof json.sizeBytes === 'number' ? json.sizeBytes : undefined,
                });
            }
        }
        catch (error) {
            if (error instanceof build_failure/* Failure */.H && error.cause instanceof TimeOver)
                break;
            const early = performance.now() - started < UNKNOWN_EXPORT_TOLERATED;
            if (!(error instanceof build_failure/* Failure */.H && error.code === 'not_found' && early))
                throw error;
        }
        await sleep(pollDelay(performance.now() - started), deadline);
    }
    deadline.throwIfCancelled();
    throw new build_failure/* Failure */.H('timed_out', 'The export of the members had not ended when the time allowed was over.', {
        advice: `Allow more time. ${WITHOUT}`,
    });
}
const WITHOUT = 'Nothing was changed. The strategy "upload" needs no export.';
/** The link that is not the export itself. Its name is not documented; anything that says it is the file comes first. */
function fileLink(body, baseUri) {
    const links = Object.entries(isRecord(body._links) ? body._links : {}).filter(([name]) => !['self', 'parent', 'site', 'segment'].includes(name));
    const named = links.find(([name, link]) => /file|download|export|csv|content|location/i.test(name) && isRecord(link));
    const link = (named ?? links[0])?.[1];
    const href = isRecord(link) ? segments_text(link.href) : undefined;
    return (href && linkUrl(baseUri, href)) || undefined;
}
/**
 * Opens an export's file. The stream fails (`Failure`) rather than end early; read it to the end or destroy it.
 * Another origin than LaunchDarkly's gets no token; plain http is for loopback only; redirects are refused.
 */
async function openExport(client, ref, { link }) {
    const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(link.hostname);
    if (link.username || link.password || !(link.protocol === 'https:' || (link.protocol === 'http:' && loopback))) {
        throw new build_failure/* Failure */.H('unexpected_response', 'The link to the exported file is not a plain https link.', {
            advice: WITHOUT,
        });
    }
    const purpose = segmentPurpose(ref, 'give out the exported file', 'createSegmentExport');
    try {
        return await client.requestStream({ method: 'GET', path: link, shownPath: '***', expect: [200], purpose });
    }
    catch (error) {
        const elsewhere = link.origin !== new URL(client.baseUri).origin;
        if (!(error instanceof build_failure/* Failure */.H && elsewhere && error.httpStatus && error.httpStatus < 500))
            throw error;
        const message = `The exported file could not be read: the server that keeps it answered ${error.httpStatus}.`;
        throw new build_failure/* Failure */.H('unexpected_response', message, {
            advice: `Such links do not live long: run again. ${WITHOUT}`,
            httpStatus: error.httpStatus,
        });
    }
}

;// CONCATENATED MODULE: ./build/sync/sample.js
/**
 * Which keys of a list are looked up, and looking them up.
 */

/** Look-ups at once: enough to hide the round trip, few enough to stay far below LaunchDarkly's rate limits. */
const PARALLEL_LOOKUPS = 4;
/** Keys that are looked up after an import. */
const VERIFY_SAMPLE = 20;
/**
 * Distinct random whole numbers below `size`, by Floyd's algorithm; all of them if there are not more than `wanted`.
 * Uses Math.random: a sample of one's own list needs no secrecy.
 */
function randomIndices(size, wanted) {
    if (size <= wanted)
        return Array.from({ length: size }, (_, index) => index);
    const chosen = new Set();
    for (let top = size - wanted; top < size; top += 1) {
        const candidate = Math.floor(Math.random() * (top + 1));
        chosen.add(chosen.has(candidate) ? top : candidate);
    }
    return [...chosen];
}
/** Some keys at random, all of them if there are not more. */
async function sampleKeys(keys, wanted) {
    return lookable(await keys.keysAt(randomIndices(keys.count, wanted)));
}
/** The telling keys of a list, as far as they can be looked up. */
async function tellingKeys(list) {
    return lookable(await list.keysAt(tellingIndices(list)));
}
/** Without the keys that URLs take for steps in the path, however they are encoded: whatever an answer says, it is about another resource. */
function lookable(keys) {
    return keys.filter((key) => key !== '.' && key !== '..');
}
/**
 * The keys that are most likely to show that an import went wrong: the first and the last, one of each kind that a
 * reader may treat differently, both ends of each part, and random others up to VERIFY_SAMPLE.
 */
function tellingIndices(list) {
    const { keys } = list.summary;
    const { firstQuoted, firstNonAscii, longest, partStarts } = list.landmarks;
    const ends = partStarts.slice(1).flatMap((start) => [start - 1, start]);
    const telling = [0, keys - 1, firstQuoted, firstNonAscii, longest, ...ends].filter((index) => index !== undefined);
    const chosen = new Set(telling.filter((index) => index >= 0 && index < keys).slice(0, VERIFY_SAMPLE));
    for (const index of randomIndices(keys, VERIFY_SAMPLE)) {
        if (chosen.size >= VERIFY_SAMPLE)
            break;
        chosen.add(index);
    }
    return [...chosen];
}
/**
 * Looks keys up, a few at a time.
 * @returns for each key whether it is a member, in the order given
 * @throws Failure of the first look-up that fails for good
 */
async function lookUp(client, ref, keys) {
    const found = Array(keys.length).fill(false);
    // A generator, other than an array's iterator, ends for all workers when one of them leaves it by an error.
    const queue = (function* () {
        yield* keys.entries();
    })();
    const worker = async () => {
        for (const [index, key] of queue)
            found[index] = await isMember(client, ref, key);
    };
    await Promise.all(Array.from({ length: Math.min(PARALLEL_LOOKUPS, keys.length) }, worker));
    return found;
}

;// CONCATENATED MODULE: ./build/sync/temporary.js
/**
 * Temporary files. Tidying up never throws, and never changes how a run ended: what could not be removed is a warning.
 */

/** Removes a file, or a folder with everything in it. Never rejects. */
async function remove(path, warn) {
    try {
        await (0,promises_.rm)(path, { recursive: true, force: true });
    }
    catch (error) {
        const { code = 'unknown error' } = error;
        warn(`Temporary files could not be removed (${code}): keys may stay in the folder that RUNNER_TEMP names.`);
    }
}
/** For `await using`: at the end of the block the file or folder is removed. */
const removedAtEnd = (path, warn) => ({
    [Symbol.asyncDispose]: () => remove(path, warn),
});

;// CONCATENATED MODULE: ./build/sync/export.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
/**
 * The segment's members as LaunchDarkly exports them: its file, read in the one layout that stands the tests.
 */













/** Keys of an export that are looked up before it is trusted. */
const EXPORT_SAMPLE = 10;
/** A secret is longer than this; what is shorter may stand anywhere. */
const SHORTEST_SECRET = 16;
/** Downloads of one file before a connection that breaks is given up. */
const MOST_DOWNLOADS = 3;
/** Why an export is not what it should be: the end of a sentence, without a key in it. */
class Distrust extends Error {
}
/**
 * Exports the members and reads them. The file is trusted only if it has as many keys as LaunchDarkly counts, and its
 * keys are members when they are looked up. It is gone when this ends; the members are in `folder`.
 *
 * @param folder is made; for this export alone
 * @param expected LaunchDarkly's own count
 * @throws Failure `export_mismatch` for an export that is not to be trusted, and those of requests
 */
async function exportMembers(run, folder, expected) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        await (0,promises_.mkdir)(folder, { recursive: true, mode: 0o700 });
        const path = (0,external_node_path_.join)(folder, 'export');
        const _file = __addDisposableResource(env_1, removedAtEnd(path, run.warn), true);
        try {
            await download(run, path);
            return await readExport(run, folder, path, expected);
        }
        catch (error) {
            // A disk that is full is no fault of the export.
            if (error instanceof ListFailure && error.code !== 'runner_error')
                throw distrusted(error.message, error);
            if (error instanceof Distrust)
                throw distrusted(error.message, error);
            throw error;
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function download(run, path) {
    const id = await startExport(run.client, run.ref);
    const shownId = await showableId(run, id);
    const file = await waitForExport(run.client, run.ref, id, {
        onStatus: async (status, known) => run.line(`Export ${shownId}: ${known ? status : await showable(run, status)}`),
    });
    const { href, pathname, search } = file.link;
    if (pathname.length + search.length > SHORTEST_SECRET)
        run.shared.mask(href);
    if (search.length > SHORTEST_SECRET)
        run.shared.mask(search.slice(1));
    for (let attempt = 1;; attempt += 1) {
        const stream = await openExport(run.client, run.ref, file);
        try {
            return await save(run, stream, file, path);
        }
        catch (error) {
            const broken = error instanceof build_failure/* Failure */.H && error.code === 'network_error';
            if (!broken || attempt === MOST_DOWNLOADS || run.deadline.over)
                throw error;
            const wait = Math.min(1_000 * 2 ** attempt, run.deadline.remaining());
            const until = new Date(Date.now() + wait);
            run.emit({ type: 'waiting', text: `Waiting to download again: ${error.message}`, seconds: wait / 1_000, until });
            await sleep(wait, run.deadline);
        }
    }
}
async function save(run, stream, { sizeBytes }, path) {
    let done = 0;
    const tell = (total) => run.emit({ type: 'progress', what: 'Downloading', done, ...(total && { total }), unit: 'bytes' });
    await (0,external_node_stream_promises_namespaceObject.pipeline)(stream, async function* (chunks) {
        for await (const chunk of chunks) {
            done += chunk.length;
            tell(sizeBytes);
            yield chunk;
        }
    }, (0,external_node_fs_namespaceObject.createWriteStream)(path, { mode: 0o600 }));
    tell(done);
}
async function readExport(run, folder, path, expected) {
    let first;
    for (const layout of await exportLayouts(path)) {
        const tempDirectory = (0,external_node_path_.join)(folder, 'members');
        // Every reading makes a folder of its own in here, so that nothing depends on the last one being gone.
        await remove(tempDirectory, run.warn);
        await (0,promises_.mkdir)(tempDirectory, { recursive: true, mode: 0o700 });
        try {
            const { signal } = run.shared;
            const members = await readMembers(path, layout, { tempDirectory, limits: PART_LIMITS, signal });
            await test(run, members, expected);
            tellLayout(run, layout, members);
            return members;
        }
        catch (error) {
            if (!(error instanceof Distrust || (error instanceof ListFailure && error.code !== 'runner_error')))
                throw error;
            first ??= error;
        }
    }
    throw first ?? new Distrust('the exported file is empty');
}
/** @throws Distrust */
async function test(run, members, expected) {
    if (members.count !== expected) {
        throw new Distrust(`it has ${plan_count(members.count, 'key')} and the segment has ${plan_count(expected, 'member')}, as LaunchDarkly counts them.`);
    }
    const sample = await sampleKeys(members, EXPORT_SAMPLE);
    const strangers = (await lookUp(run.client, run.ref, sample)).filter((found) => !found).length;
    if (strangers > 0) {
        throw new Distrust(`of ${plan_count(sample.length, 'key')} of it that ${was(sample.length)} looked up, ${strangers} ${strangers === 1 ? 'is no member' : 'are no members'}.`);
    }
}
function tellLayout(run, { header, mark, columns }, members) {
    const how = [
        columns === 1 ? 'one column' : `${columns} columns`,
        header ? 'a header row' : 'no header row',
        ...(mark ? ['a column that marks excluded rows'] : []),
    ];
    run.line(`The export has ${how.join(', ')}; its ${plan_count(members.count, 'key')} and the segment's count agree.`);
}
function distrusted(why, cause) {
    return new build_failure/* Failure */.H('export_mismatch', `LaunchDarkly's export of the members cannot be trusted: ${why}`, {
        advice: 'Nothing was changed. If something else is changing the segment, or an import has just ended, run again. ' +
            'If it happens again, use `strategy: upload`, which needs no export, and report it as a fact about the format.',
        cause,
    });
}

;// CONCATENATED MODULE: ./build/sync/look.js
/**
 * Step 1: what is the segment, may it be changed this way, and what is at stake. Reads only.
 */




/**
 * Reads the segment and the approval settings, and refuses what cannot be imported into.
 * @throws Failure `not_found`, `unsupported_segment`, `forbidden`, `guard_blocked`, `approval_required`, and those of requests
 */
async function look(run) {
    const read = await readSegment(run);
    const segment = read && (await showableSegment(run, read));
    const membersBefore = segment && describeSegment(run, segment);
    const approvals = await readApprovals(run, segment?.tags ?? []);
    return {
        ...(segment !== undefined && { segment }),
        ...(membersBefore !== undefined && { membersBefore }),
        approvals,
    };
}
/** Thrown inside to leave a plan that the segment does not match any more; says what has changed. */
class PlanOutdated extends Error {
}
/**
 * Looks again at all that a plan rests on: nothing may be done, or claimed, by a plan that was made for something else.
 * What could not be read when the plan was made is not compared, and what cannot be read any more counts as it was.
 * @returns what was planned for, for a merge with the number of members that it meets
 * @throws PlanOutdated if it has changed; Failure as `look`
 */
async function checkUnchanged(run, planned) {
    const segment = planned.segment && ((await readSegment(run)) ?? planned.segment);
    const approvals = await readApprovals(run, segment?.tags ?? [], planned.approvals);
    const { needed, pending } = planned.approvals;
    if (approvals.needed !== needed || approvals.pending?.id !== pending?.id) {
        throw new PlanOutdated('The approvals that the segment needs have changed');
    }
    if (planned.segment === undefined || segment === undefined)
        return planned;
    if (run.settings.strategy === 'delta' || run.settings.mode === 'replace') {
        if (!sameMembers(planned.segment, segment))
            throw new PlanOutdated('The segment has changed');
        return planned;
    }
    // A merge adds to whatever members there are.
    if (segment.includedCount === undefined)
        return planned;
    run.result.membersBefore = segment.includedCount;
    return { ...planned, membersBefore: segment.includedCount };
}
function sameMembers(planned, now) {
    const versioned = planned.version !== undefined || planned.lastModified !== undefined;
    // A replace that need not see what it removes, and did not.
    if (!versioned && planned.includedCount === undefined)
        return true;
    if (planned.version !== now.version || planned.lastModified !== now.lastModified)
        return false;
    return versioned || planned.includedCount === now.includedCount;
}
/** Whether the run may go on although it cannot see what it changes: it removes nothing, or is told not to care. */
function mayGoBlind(run) {
    const { mode, strategy, maxRemovalPercent } = run.settings;
    return strategy === 'upload' && (mode === 'merge' || maxRemovalPercent === 100);
}
/**
 * Whether LaunchDarkly answers and does not let this run see: a missing permission (it says 401 or 403), a fault of its
 * own, or no answer of LaunchDarkly's at all. No connection, or no time left, is another matter.
 */
function hidesAnswer(run, error) {
    const codes = ['unauthorized', 'forbidden', 'bad_request', 'server_error', 'unexpected_response'];
    return error instanceof build_failure/* Failure */.H && codes.includes(error.code) && !run.deadline.over;
}
/**
 * Reads the segment.
 * @returns undefined where it cannot be read and the run goes on without
 * @throws Failure `not_found` with how to create one; `forbidden` or `guard_blocked` where it must be read
 */
async function readSegment(run) {
    try {
        return await getSegment(run.client, run.ref);
    }
    catch (error) {
        if (error instanceof build_failure/* Failure */.H && error.code === 'not_found')
            throw missingSegment(run, error);
        if (!hidesAnswer(run, error))
            throw error;
        if (mayGoBlind(run)) {
            run.warn(`The run goes on without knowing the segment's members, since it could not be read: ${error.message}`);
            return undefined;
        }
        // Nothing says yet that the token is good at all.
        if (error.code === 'unauthorized')
            throw error;
        throw blind(run, `the segment could not be read: ${error.message}`, error);
    }
}
/** Refuses a segment that takes no imports, and notes what it is. Gives its number of members, if that is known. */
function describeSegment(run, segment) {
    refuseUnsupported(run, segment);
    const { name, contextKind, flags, sitePath } = segment;
    run.result.segment = { name, flags, ...(contextKind !== undefined && { contextKind }) };
    if (sitePath !== undefined)
        run.result.segmentUrl = segmentUrl(run.shared.baseUri, run.ref, sitePath);
    const membersBefore = readCount(run, segment);
    if (membersBefore !== undefined)
        run.result.membersBefore = membersBefore;
    return membersBefore;
}
function readCount(run, segment) {
    if (segment.includedCount !== undefined)
        return segment.includedCount;
    if (!mayGoBlind(run))
        throw blind(run, 'LaunchDarkly did not say how many members the segment has.');
    run.warn('LaunchDarkly did not say how many members the segment has. The run goes on without knowing it.');
    return undefined;
}
/**
 * A replace, or a delta, that cannot see what it would do.
 * @param why completes "Nothing was sent, since …", with its final stop
 */
function blind(run, why, cause) {
    const [what, instead] = run.settings.strategy === 'delta'
        ? ['What a delta would change', 'use `strategy: upload`']
        : ['What a replace would remove', 'set `max-removal-percent: 100` to replace without looking'];
    const refused = cause?.code === 'forbidden' || cause?.code === 'unauthorized';
    return new build_failure/* Failure */.H(refused ? 'forbidden' : 'guard_blocked', `Nothing was sent, since ${why}`, {
        advice: `${what} cannot be known without it. Give the token a role that may read the segment (\`viewProject\` on \`proj/PROJECT\`), or ${instead}.`,
        ...(cause?.httpStatus !== undefined && { httpStatus: cause.httpStatus }),
        ...(cause?.api !== undefined && { api: cause.api }),
        cause,
    });
}
function missingSegment(run, error) {
    const { projectKey, environmentKey, segmentKey } = run.ref;
    const details = error.httpStatus === undefined ? {} : { httpStatus: error.httpStatus };
    return new build_failure/* Failure */.H('not_found', `The segment \`${segmentKey}\` was not found in \`${projectKey}\` / \`${environmentKey}\`.`, {
        ...details,
        ...(error.api !== undefined && { api: error.api }),
        advice: 'Check `project-key`, `environment-key` and `segment-key` (keys, not names); a token without access to the project also gets 404. ' +
            'If the segment does not exist yet, create a list-based one for more than 15,000 targets. A segment cannot be converted later. ' +
            'In LaunchDarkly: Segments, Create segment, "Larger list-based segment". ' +
            'By API: POST /api/v2/segments/{project}/{environment} with `"unbounded": true` and `"unboundedContextKind": "user"`. ' +
            'With Terraform: `launchdarkly_segment` with `unbounded = true`.',
        cause: error,
    });
}
function refuseUnsupported(run, segment) {
    const { segmentKey } = run.ref;
    if (segment.external !== undefined) {
        throw new build_failure/* Failure */.H('unsupported_segment', `The segment \`${segmentKey}\` is synced from ${segment.external}, and LaunchDarkly takes no imports for it.`, {
            advice: 'Change its members in that tool, or import into a list-based segment of another key.',
        });
    }
    if (!segment.unbounded) {
        throw new build_failure/* Failure */.H('unsupported_segment', `The segment \`${segmentKey}\` is no larger list-based segment (\`unbounded\` is not true).`, {
            advice: 'Only list-based segments made for more than 15,000 targets take imports, and a segment cannot be converted. ' +
                'Create a new one (`"unbounded": true`) under another key and let the flags target it.',
        });
    }
}

;// CONCATENATED MODULE: ./build/sync/verify.js
/**
 * Step 5: does the segment hold what it should? Looks until it does, or for two minutes, then judges what was seen last.
 */





/** How late counts and look-ups are is not documented: https://launchdarkly.com/docs/home/flags/list-based-segments */
const verify_PATIENCE_MS = 120_000;
/**
 * Compares the segment with what it should hold, and notes it in the result.
 * @throws Failure `verification_failed` where the setting, or `forced`, asks for it; `cancelled`
 */
async function verify(run, expected) {
    const { verify: setting } = run.settings;
    if (setting === 'off' && !expected.forced) {
        await noteMembersAfter(run);
        run.result.verification = { setting, sampled: 0, sampledMembers: 0, verdict: 'skipped' };
        return;
    }
    run.emit({ type: 'phase', phase: 'verify' });
    const seen = await run.timed('verify', () => watch(run, expected));
    if (seen.members !== undefined)
        run.result.membersAfter = seen.members;
    const complaints = judge(seen, expected);
    const fails = complaints.some(({ grave }) => grave) || setting === 'fail' || expected.forced;
    const verdict = complaints.length === 0 ? 'passed' : fails ? 'failed' : 'warned';
    run.result.verification = summarise(run, seen, expected, verdict);
    run.found('verify');
    if (verdict === 'passed')
        return;
    const text = complaints.map((complaint) => complaint.text).join(' ');
    if (verdict === 'warned')
        return run.warn(text);
    throw new build_failure/* Failure */.H('verification_failed', text, {
        advice: 'Look at the segment in LaunchDarkly: is another job, an integration or a person changing it? Then run again. ' +
            'If it happens again, compare how your keys are written (quotes, spaces, letters outside ASCII) with what the segment shows.',
    });
}
async function watch(run, expected) {
    const end = Math.min(Date.now() + verify_PATIENCE_MS, run.deadline.at.getTime());
    let seen = { missing: expected.present, lingering: expected.absent ?? [], complete: false };
    for (let delay = 1_000;; delay = Math.min(delay * 2, 15_000)) {
        seen = await verify_look(run, expected, seen);
        if (judge(seen, expected).length === 0 || isFinal(seen.unreadable))
            return seen;
        const left = end - Date.now();
        if (left <= 0)
            return seen;
        const wait = Math.min(delay, left);
        run.emit({
            type: 'waiting',
            text: 'Verification: LaunchDarkly does not show all changes yet',
            seconds: wait / 1000,
            until: new Date(end),
        });
        await sleep(wait, run.deadline);
    }
}
/**
 * Looks once at everything, also at what was right before: a look-up may have shown the segment as it was before the
 * import. What cannot be read keeps what was seen last.
 */
async function verify_look(run, { present, absent = [] }, before) {
    const seen = { ...before };
    delete seen.unreadable;
    try {
        const members = (await getSegment(run.client, run.ref)).includedCount;
        if (members !== undefined)
            seen.members = members;
        const found = await lookUp(run.client, run.ref, present);
        seen.missing = present.filter((_, index) => !found[index]);
        const left = await lookUp(run.client, run.ref, absent);
        seen.lingering = absent.filter((_, index) => left[index]);
        seen.complete = true;
    }
    catch (error) {
        if (!(error instanceof build_failure/* Failure */.H) || error.code === 'cancelled')
            throw error;
        seen.unreadable = error;
    }
    return seen;
}
/** Asking again would not help. */
const isFinal = (failure) => failure !== undefined && ['unauthorized', 'forbidden', 'not_found', 'bad_request'].includes(failure.code);
/** What is wrong with what was seen; empty if nothing is. */
function judge(seen, expected) {
    const { min, max = Number.POSITIVE_INFINITY } = expected.members;
    const complaints = [];
    if (!seen.complete) {
        complaints.push({
            text: `The segment could not be checked: ${seen.unreadable?.message ?? 'time was up.'}`,
            grave: false,
        });
        return complaints;
    }
    if (seen.members === undefined) {
        complaints.push({ text: 'LaunchDarkly did not say how many members the segment has.', grave: false });
    }
    else if (seen.members < min || seen.members > max) {
        const right = min === max
            ? plan_count(min, 'member')
            : Number.isFinite(max)
                ? `${min.toLocaleString('en-US')} to ${plan_count(max, 'member')}`
                : `at least ${plan_count(min, 'member')}`;
        complaints.push({ text: `The segment has ${plan_count(seen.members, 'member')}, not ${right}.`, grave: false });
    }
    if (seen.missing.length > 0) {
        const { length } = expected.present;
        complaints.push({
            text: `Of ${plan_count(length, 'key')} of the list that ${was(length)} looked up, ${seen.missing.length} ${are(seen.missing.length)} not in the segment.`,
            grave: true,
        });
    }
    if (seen.lingering.length > 0) {
        const length = expected.absent?.length ?? 0;
        complaints.push({
            text: `Of ${plan_count(length, 'removed key')} that ${was(length)} looked up, ${seen.lingering.length} ${are(seen.lingering.length)} still in the segment.`,
            grave: true,
        });
    }
    return complaints;
}
const are = (number) => (number === 1 ? 'is' : 'are');
function summarise(run, seen, expected, verdict) {
    const { present, absent, members: expectedMembers } = expected;
    return {
        setting: run.settings.verify,
        expectedMembers,
        ...(seen.members !== undefined && {
            countOk: seen.members >= expectedMembers.min && seen.members <= (expectedMembers.max ?? Number.POSITIVE_INFINITY),
        }),
        sampled: present.length,
        sampledMembers: present.length - seen.missing.length,
        ...(absent !== undefined && { removedSampled: absent.length, removedGone: absent.length - seen.lingering.length }),
        verdict,
    };
}
/** Notes the count after the import for the outputs; not knowing it is no failure. */
async function noteMembersAfter(run) {
    try {
        const { includedCount } = await getSegment(run.client, run.ref);
        if (includedCount !== undefined)
            run.result.membersAfter = includedCount;
    }
    catch (error) {
        if (!(error instanceof build_failure/* Failure */.H) || error.code === 'cancelled')
            throw error;
    }
}

;// CONCATENATED MODULE: ./build/sync/delta.js
/**
 * `strategy: delta`: exports the members and changes only what is different. What stays a member is never touched.
 */












/** https://launchdarkly.com/docs/home/flags/list-based-segments */
const MOST_MEMBERS_EXPORTED = 10_000_000;
/** Keys of each kind of change that are looked up afterwards. */
const CHANGES_SAMPLE = 10;
/**
 * Looks, exports and compares. The export is the only thing that this leaves in LaunchDarkly.
 * @throws Failure whatever refuses this list or this segment; PlanOutdated
 */
async function planDelta(run) {
    const { result } = run;
    run.emit({ type: 'phase', phase: 'export' });
    const seen = await run.timed('look', () => look(run));
    const difference = await run.timed('export', () => compare(run, seen));
    const { additions, removals } = difference;
    run.emit({ type: 'phase', phase: 'plan' });
    result.parts = [];
    if (run.settings.mode === 'replace')
        guard(run, seen.membersBefore, removals.count);
    result.added = additions.count;
    result.removed = removals.count;
    run.found('plan');
    const changesNothing = additions.count + removals.count === 0;
    if (!changesNothing && seen.approvals.refusal !== undefined)
        throw seen.approvals.refusal;
    return { look: seen, changesNothing, carryOut: () => carryOut(run, seen, difference) };
}
/** Additions are what the list has and the segment has not; removals, of a `replace`, the other way round. */
async function compare(run, seen) {
    const { membersBefore } = seen;
    const list = run.list;
    const replaces = run.settings.mode === 'replace';
    // Without members all of the list is new; without keys a merge adds nothing. Neither needs an export.
    if (membersBefore === 0 || (list.count === 0 && !replaces))
        return { additions: list, removals: Members.none() };
    if (membersBefore > MOST_MEMBERS_EXPORTED)
        throw tooManyMembers(membersBefore);
    const folder = (0,external_node_path_.join)(run.folder, 'delta');
    await remove(folder, run.warn);
    await (0,promises_.mkdir)(folder, { recursive: true, mode: 0o700 });
    run.members = await exportMembers(run, folder, membersBefore).catch(async (error) => {
        // An export of a segment that has changed since it was counted cannot match.
        if (error instanceof build_failure/* Failure */.H && error.code === 'export_mismatch')
            await checkUnchanged(run, seen);
        throw error;
    });
    const options = {
        tempDirectory: folder,
        limits: PART_LIMITS,
        signal: run.shared.signal,
        onProgress: (done, total) => run.emit({ type: 'progress', what: 'Comparing', done, total, unit: 'keys' }),
    };
    const additions = await subtract(list, run.members.stored, options);
    const removals = replaces ? await run.members.without(list, options) : Members.none();
    return { additions, removals };
}
function guard({ settings, result }, membersBefore, exactRemovals) {
    const { maxRemovalPercent } = settings;
    const { keys } = result.list;
    const summary = judgeRemovals({ keys, membersBefore, maxRemovalPercent, exactRemovals });
    result.guard =
        membersBefore === 0
            ? { ...summary, verdict: 'not_needed' }
            : maxRemovalPercent === 100
                ? { ...summary, verdict: 'off' }
                : summary;
    if (result.guard.verdict === 'blocked')
        throw guardFailure(result.guard, keys, membersBefore, true);
}
async function carryOut(run, seen, difference) {
    const { result, settings } = run;
    const { additions, removals } = difference;
    const { mustVerify } = await change(run, difference, () => checkUnchanged(run, seen));
    if (!settings.wait) {
        result.status = 'submitted';
        return;
    }
    const after = seen.membersBefore + additions.count - removals.count;
    await verify(run, {
        members: { min: after, max: after },
        present: await keysToFind(run, difference),
        absent: await sampleKeys(removals, CHANGES_SAMPLE),
        forced: mustVerify,
    });
    result.status = 'complete';
}
/** Keys that were added first, since a random key of a long list was hardly just added; then keys of all of the list. */
async function keysToFind({ list }, { additions }) {
    const added = await sampleKeys(additions, CHANGES_SAMPLE);
    const telling = await tellingKeys(list);
    return [...new Set([...added, ...telling])].slice(0, VERIFY_SAMPLE);
}
function tooManyMembers(members) {
    return new build_failure/* Failure */.H('unsupported_segment', `The segment has ${plan_count(members, 'member')}, and LaunchDarkly exports at most ${plan_count(MOST_MEMBERS_EXPORTED, 'member')}.`, {
        advice: 'A delta needs an export. Use `strategy: upload`: a `merge` is sent in as many parts as it needs; ' +
            'a `replace` in parts also needs `allow-partial-replace: true`.',
    });
}

;// CONCATENATED MODULE: ./build/sync/sync.js
/**
 * One target: read the list, look, plan; then do and verify.
 */













/** New plans after the segment changed under the first. */
const MOST_NEW_PLANS = 3;
/**
 * Reads and checks the list, looks at the segment, and decides. Changes nothing.
 * @throws Failure whatever refuses this list or this segment
 */
async function prepare(run) {
    await run.timed('read', () => readList(run));
    return makePlan(run);
}
/**
 * Does what was planned, planning anew if the segment changes before anything was sent, and verifies.
 * @throws Failure
 */
async function execute(run, first) {
    for (let plan = first;;) {
        try {
            return await sync_carryOut(run, plan);
        }
        catch (error) {
            planAgain(run, error);
        }
        plan = await makePlan(run);
    }
}
async function sync_carryOut(run, plan) {
    const { result, settings } = run;
    const { pending } = plan.look.approvals;
    if (!plan.changesNothing && pending === undefined)
        return settings.dryRun ? finishDryRun(run) : plan.carryOut();
    // What is claimed holds for the segment as it is now: the plan may have waited for hours.
    const { membersBefore } = await checkUnchanged(run, plan.look);
    if (settings.dryRun)
        return finishDryRun(run, pending?.id);
    if (pending !== undefined)
        return finishPending(run, pending.id);
    result.status = 'unchanged';
    if (membersBefore !== undefined)
        result.membersAfter = membersBefore;
}
/** Gives back everything the target holds: connections, and its part files. Never rejects. */
async function sync_close(run) {
    run.pause();
    run.list = undefined;
    run.members = undefined;
    await remove(run.folder, run.warn);
}
async function readList(run) {
    run.emit({ type: 'phase', phase: 'list' });
    await (0,promises_.mkdir)(run.folder, { recursive: true, mode: 0o700 });
    try {
        run.list = await readKeyList({
            settings: run.settings.list,
            workspace: run.shared.workspace,
            tempDirectory: run.folder,
            limits: PART_LIMITS,
            signal: run.shared.signal,
            onProgress: ({ bytes, totalBytes }) => run.emit({ type: 'progress', what: 'Reading', done: bytes, total: totalBytes, unit: 'bytes' }),
            onRewrite: (done, total) => run.emit({ type: 'progress', what: 'Taking out repeated keys', done, total, unit: 'rows' }),
        });
    }
    catch (error) {
        if (error instanceof ListFailure && error.summary !== undefined) {
            run.result.list = error.summary;
            run.found('list');
        }
        throw error;
    }
    const { summary, parts } = run.list;
    run.result.list = summary;
    run.result.parts = parts.map(({ keys, bytes }) => ({ keys, bytes }));
    run.found('list');
}
/** Plans, and again as long as the segment changes meanwhile. */
async function makePlan(run) {
    for (;;) {
        try {
            return await (run.settings.strategy === 'delta' ? planDelta(run) : planUpload(run));
        }
        catch (error) {
            planAgain(run, error);
        }
    }
}
/**
 * Lets a new plan be made.
 * @throws the error, unless it is that the plan is outdated; Failure `segment_changed` after too many plans
 */
function planAgain(run, error) {
    if (!(error instanceof PlanOutdated))
        throw error;
    if (run.newPlans === MOST_NEW_PLANS) {
        throw new build_failure/* Failure */.H('segment_changed', `The segment was changed by someone else ${MOST_NEW_PLANS + 1} times while this run was about to import.`, {
            advice: 'Find out what else changes this segment (another workflow, an integration, a person) and let only one of them.',
        });
    }
    run.newPlans += 1;
    run.line(`${error.message} since the plan was made: planning again.`);
}
/** The whole list is sent. */
async function planUpload(run) {
    const { settings, result } = run;
    const list = run.list;
    run.emit({ type: 'phase', phase: 'plan' });
    return run.timed('look', async () => {
        const seen = await look(run);
        const parts = list.parts.length > 0 ? list.parts : emptyParts(settings.mode, seen.membersBefore);
        result.parts = parts.map(({ keys, bytes }) => ({ keys, bytes }));
        try {
            // Nothing is uploaded as long as an approval request is pending.
            const { pending } = seen.approvals;
            const modes = pending ? [] : uploadModes(settings, parts.length, seen.membersBefore);
            if (settings.mode === 'replace' && !pending)
                await sync_guard(run, seen);
            return { look: seen, changesNothing: parts.length === 0, carryOut: () => upload(run, seen, parts, modes) };
        }
        finally {
            // Also where the plan is refused: what is at stake is what a person wants to see then.
            run.found('plan');
        }
    });
}
/** An empty list merges nothing; a replace with it is one upload without a byte, unless the segment is empty already. */
function emptyParts(mode, membersBefore) {
    if (mode === 'merge' || membersBefore === 0)
        return [];
    return [{ bytes: 0, keys: 0, open: () => external_node_stream_namespaceObject.Readable.from([]) }];
}
/** Step 2: refuses a replace that removes more members than allowed. */
async function sync_guard(run, { membersBefore }) {
    const { result, client, ref } = run;
    const { maxRemovalPercent } = run.settings;
    const list = run.list;
    const { keys } = list.summary;
    if (maxRemovalPercent === 100 || membersBefore === undefined || membersBefore === 0) {
        const verdict = membersBefore === 0 ? 'not_needed' : 'off';
        result.guard = { maxRemovalPercent, removalsByCount: Math.max(0, (membersBefore ?? 0) - keys), verdict };
        return;
    }
    result.guard = judgeRemovals({ keys, membersBefore, maxRemovalPercent });
    if (result.guard.verdict === 'passed') {
        const sampled = await sampleKeys(list, GUARD_SAMPLE);
        const found = await lookUp(client, ref, sampled).catch((error) => {
            if (!hidesAnswer(run, error))
                throw error;
            throw blind(run, `the segment's members could not be looked up: ${error.message}`, error);
        });
        const sample = { size: sampled.length, members: found.filter(Boolean).length };
        result.guard = judgeRemovals({ keys, membersBefore, maxRemovalPercent, sample });
    }
    if (result.guard.verdict === 'blocked')
        throw guardFailure(result.guard, keys, membersBefore);
}
/** Steps 3 to 5. */
async function upload(run, planned, parts, modes) {
    const { settings, result } = run;
    const list = run.list;
    const { keys } = list.summary;
    let { membersBefore } = planned;
    const { outcome, mustVerify, importId } = await uploadParts(run, {
        parts,
        modes,
        beforeFirstChange: async () => {
            ({ membersBefore } = await checkUnchanged(run, planned));
        },
    });
    if (outcome === 'complete') {
        await verify(run, {
            members: expectedMembers(settings.mode, keys, membersBefore),
            present: await tellingKeys(list),
            forced: mustVerify,
        });
    }
    if (outcome === 'pending_approval' && settings.requestApproval)
        await requestApproval(run, importId);
    result.status = outcome;
}
function finishPending(run, id) {
    run.result.approvalRequestId = id;
    run.result.status = 'pending_approval';
    run.warn(`Nothing was uploaded: the approval request ${id} for this segment is still pending. ` +
        'Approve and apply it, then run again; or decline it, then run again to import this list instead.');
}
function finishDryRun(run, pending) {
    run.result.status = 'dry_run';
    if (pending === undefined)
        return;
    run.result.approvalRequestId = pending;
    run.warn(`The real run would upload nothing: the approval request ${pending} for this segment is still pending.`);
}

;// CONCATENATED MODULE: ./build/sync/queue.js
/**
 * The order of many targets: per environment one after another, since LaunchDarkly runs one import at a time in each;
 * environments side by side.
 */


/** Environments at once. */
const MOST_ENVIRONMENTS = 4;
/**
 * Prepares every target, then carries them out. A target that fails says so in its result and stops no other: no worker
 * rejects, so that none goes on unsupervised.
 */
async function syncAll(runs) {
    const plans = new Map();
    for (const run of runs) {
        await settle(run, async () => {
            plans.set(run, await prepare(run));
        });
    }
    const queues = [...Map.groupBy(plans.keys(), environmentOf).values()];
    const waiting = queues.values();
    const worker = async () => {
        for (const queue of waiting) {
            for (const run of queue) {
                await settle(run, () => execute(run, plans.get(run)));
                await sync_close(run);
            }
        }
    };
    await Promise.all(Array.from({ length: Math.min(MOST_ENVIRONMENTS, queues.length) }, worker));
}
/** Runs a step of one target; its clock stands still before and after. Never rejects. */
async function settle(run, step) {
    try {
        await run.timed('total', step);
    }
    catch (error) {
        await noteFailure(run, error);
        await sync_close(run);
    }
    finally {
        run.pause();
    }
}
const environmentOf = ({ ref }) => JSON.stringify([ref.projectKey, ref.environmentKey]);

// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js + 1 modules
var lib = __nccwpck_require__(4942);
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");
;// CONCATENATED MODULE: external "node:tls"
const external_node_tls_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");
;// CONCATENATED MODULE: external "node:url"
const external_node_url_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");
;// CONCATENATED MODULE: ./build/launchdarkly/network.js
/** Why a request got no answer, as a `Failure` with advice. Node's own texts stay out: they may hold a path or a credential. */



/** No byte moved for too long, or (`trickles`) so few that an answer had not ended. */
class Stalled extends Error {
    name = 'Stalled';
    milliseconds;
    trickles;
    constructor(milliseconds, trickles = false) {
        super('No byte moved.');
        this.milliseconds = milliseconds;
        this.trickles = trickles;
    }
}
const ADVICE = 'Check that the runner can reach LaunchDarkly (DNS, firewall, the proxy in https_proxy) and run again; ' +
    'the same list can be sent again safely.';
const TLS_ADVICE = 'If your organisation inspects TLS traffic or LaunchDarkly is behind a private certificate authority, set NODE_EXTRA_CA_CERTS ' +
    "to the path of the authority's certificate in PEM format. Otherwise do not go on: somebody else may be answering.";
const RESET_ADVICE = 'Servers and gateways do that when they refuse a body that they have not read, for its size for example. ' +
    'Otherwise the network is at fault.';
const TLS_CODE = /^(ERR_TLS|ERR_SSL|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_|EPROTO)/;
const WHAT = {
    ECONNREFUSED: 'the connection was refused',
    ENOTFOUND: 'the host name is not known',
    EAI_AGAIN: 'the host name could not be looked up',
    ECONNRESET: 'the connection was broken',
    EPIPE: 'the connection was broken',
    ETIMEDOUT: 'the connection timed out',
    EHOSTUNREACH: 'the host cannot be reached',
    ENETUNREACH: 'the network cannot be reached',
};
/**
 * @param error what the connection failed with
 * @param sent of an upload: how much was on its way
 */
function causeOfError(error, purpose, place, sent) {
    if (error instanceof build_failure/* Failure */.H)
        return { failure: error, retryable: false };
    const { code = '', message = '' } = error;
    const fail = (retryable, what, advice) => ({
        failure: new build_failure/* Failure */.H('network_error', `LaunchDarkly could not be asked to ${purpose.doing}: ${what}.`, { advice }),
        retryable,
    });
    if (error instanceof TimeOver) {
        const message = `LaunchDarkly could not be asked to ${purpose.doing}: ${place.host} had not answered when the time allowed was over.`;
        const advice = 'Allow more time, or find out why the connection is this slow.';
        return { failure: new build_failure/* Failure */.H('network_error', message, { advice, cause: error }), retryable: false };
    }
    if (error instanceof Stalled) {
        const seconds = `${error.milliseconds / 1_000} seconds`;
        const what = error.trickles
            ? `the answer of ${place.host} had no end after ${seconds}`
            : `no byte moved to or from ${place.host} for ${seconds}`;
        return fail(true, what, ADVICE);
    }
    if (code === 'ERR_INVALID_CHAR') {
        const advice = 'Check that it is one line of plain ASCII, without quotes around it.';
        const failure = new build_failure/* Failure */.H('invalid_input', 'The access token has characters that no token has.', { advice });
        return { failure, retryable: false };
    }
    if (code === 'ERR_INVALID_URL')
        return fail(false, 'https_proxy does not hold the address of a proxy', PROXY_ADVICE);
    const ofProxy = proxyError(message);
    if (ofProxy?.status !== undefined) {
        const said = ofProxy.status === 0 ? 'did not answer as a proxy does' : `answered ${phrase(ofProxy.status)}`;
        return fail(ofProxy.status >= 500, `the proxy ${place.proxy} ${said} when asked to connect to ${place.host}`, PROXY_ADVICE);
    }
    const peer = ofProxy ? `the proxy ${place.proxy}` : place.host;
    const why = ofProxy?.cause ?? code;
    if (TLS_CODE.test(why) || /certificate|\bSSL\b/i.test(ofProxy?.cause ?? '')) {
        return fail(false, `the TLS connection to ${peer} could not be made${TLS_CODE.test(why) ? ` (${why})` : ''}`, TLS_ADVICE);
    }
    if (sent && !ofProxy) {
        const progress = `${sent.bytes} of ${sent.total} bytes of the upload were on their way`;
        return fail(true, `the connection to ${peer} broke after ${progress}${code ? ` (${code})` : ''}`, RESET_ADVICE);
    }
    const known = Object.keys(WHAT).find((name) => why.includes(name));
    return fail(true, `${known ? WHAT[known] : 'the connection failed'}: ${peer}${known || code ? ` (${known ?? code})` : ''}`, ADVICE);
}
/**
 * Errors of the `tunnel` package, by which @actions/http-client connects through proxies: a status that the proxy gave
 * (0: something that is no answer to CONNECT), or why it could not be reached. They have no codes of their own.
 */
function proxyError(message) {
    if (message === 'got illegal response body from proxy')
        return { status: 0 };
    const [, status, cause] = /^tunneling socket could not be established, (?:statusCode=(\d+)|cause=(.*))$/s.exec(message) ?? [];
    if (status)
        return { status: Number(status) };
    return cause === undefined ? undefined : { cause };
}

;// CONCATENATED MODULE: ./build/launchdarkly/connection.js
/**
 * One request and one answer over one connection, by @actions/http-client, whose traps are handled here:
 * whatever happens, this ends (in time), and it never takes half a request or half an answer for a whole one.
 */









/** All limits of a single exchange, in milliseconds and bytes. */
const LIMITS = {
    /** No byte moved in either direction. */
    idle: 60_000,
    /** The whole upload is sent, and its answer is being waited for. */
    answer: 300_000,
    /** An answer that is kept in memory. */
    answerBytes: 1_048_576,
    /** From its head to its end. */
    wholeAnswer: 120_000,
    /** An answer that is read while it arrives: what is slower, in bytes per millisecond, counts as not moving. */
    slowest: 0.25,
};
/** Makes a client; `keepAlive` as a pool of connections, without it for one exchange on a connection of its own. */
function newHttpClient(userAgent, keepAlive) {
    // A redirect would take the token and an empty body elsewhere. The socket timeout's message holds the path, and Stalled
    // replaces it.
    return new lib/* HttpClient */.Qq(userAgent, [], { allowRedirects: false, keepAlive, socketTimeout: LONGEST_TIMER });
}
/** For http-client an empty string is a body too, and a `Content-Length` of 0. */
const NO_BODY = null;
/** A request on its way, its answer, and everything that has to be cleaned up after it. */
class Exchange {
    status = 0;
    headers = {};
    /** The connection stood, so that the server may have got the request, even if no answer came. */
    sent = false;
    /** Bytes of the upload that have been handed to the connection. */
    bytes = 0;
    /** False for an answer that came before the whole upload had left. */
    bodySent = true;
    #http;
    #order;
    #failed = Promise.withResolvers();
    /** The head of a `101 Switching Protocols`, which nobody asked for, and which http-client does not notice. */
    #switched = Promise.withResolvers();
    #reason;
    #request;
    #connect;
    #body;
    #message;
    #timer;
    #idleLimit = LIMITS.idle;
    #lastByte = performance.now();
    constructor(client, order) {
        this.#http = client;
        this.#order = order;
        this.#failed.promise.catch(() => { });
    }
    /** Whether an idle connection was used again (its server may have closed it meanwhile). */
    get reused() {
        return this.#request?.reusedSocket ?? false;
    }
    /** Sends the request. Resolves when the answer's head is there; rejects with what went wrong. */
    async start() {
        const { signal, body } = this.#order;
        try {
            if (signal.aborted)
                throw signal.reason;
            signal.addEventListener('abort', this.#abort);
            this.#watch();
            const message = await this.#orFailed(Promise.race([this.#send().then((response) => response.message), this.#switched.promise]));
            this.#message = message;
            this.status = message.statusCode ?? 0;
            this.headers = message.headers;
            this.sent = true;
            this.#moved(LIMITS.idle);
            if (typeof body === 'object')
                this.bodySent = await this.#orFailed(this.#wholeBodyLeft(body.length));
        }
        catch (error) {
            this.finish();
            throw this.#reason ?? error;
        }
    }
    /**
     * The answer's body, cut off after `LIMITS.answerBytes` (no JSON that is wanted is so long). Rejects if it breaks off, or
     * has no end in time.
     */
    async text() {
        const timer = setTimeout(() => this.fail(new Stalled(LIMITS.wholeAnswer, true)), LIMITS.wholeAnswer);
        try {
            const chunks = [];
            let length = 0;
            await this.#orFailed((async () => {
                for await (const chunk of this.body()) {
                    chunks.push(chunk);
                    length += chunk.length;
                    if (length > LIMITS.answerBytes)
                        break;
                }
            })());
            return Buffer.concat(chunks).toString();
        }
        catch (error) {
            throw this.#reason ?? error;
        }
        finally {
            clearTimeout(timer);
            this.finish();
        }
    }
    /** The answer's body in chunks. Throws if it breaks off. The caller calls `finish` in the end. */
    async *body() {
        const message = this.#message;
        // 101 Switching Protocols: what follows is no body.
        if (this.status < 200)
            return;
        try {
            for await (const chunk of message) {
                const idle = Math.max(0, performance.now() - this.#lastByte - chunk.length / LIMITS.slowest);
                // While the reader is busy with the chunk, nobody can expect bytes to move.
                this.#moved(Number.POSITIVE_INFINITY);
                yield chunk;
                this.#moved(LIMITS.idle);
                this.#lastByte -= idle;
            }
        }
        catch (error) {
            throw this.#reason ?? error;
        }
        if (this.#reason)
            throw this.#reason;
        if (!message.complete)
            throw Object.assign(new Error('The answer broke off.'), { code: 'ECONNRESET' });
    }
    /** Gives up, whatever stage the exchange is in. */
    fail(reason) {
        this.#reason ??= reason;
        this.#failed.reject(this.#reason);
        this.finish();
    }
    /** Lets go of everything. A connection goes back to its pool only after a whole request and a whole answer. */
    finish() {
        clearTimeout(this.#timer);
        this.#order.signal.removeEventListener('abort', this.#abort);
        const whole = this.#message?.complete && this.#request?.writableFinished && this.bodySent;
        if (!whole || this.#connect)
            this.#request?.destroy();
        this.#body?.destroy();
        // The tunnel through a proxy is out of the reach of both the request (until it stands) and HttpClient.dispose().
        this.#connect?.destroy();
        this.#connect?.socket?.destroy();
        this.#order.onFinish();
    }
    #send() {
        const { url, path, method, headers, body } = this.#order;
        const httpModule = url.protocol === 'https:' ? external_node_https_namespaceObject : external_node_http_namespaceObject;
        const agent = this.#http.getAgent(url.href);
        this.#followTunnel(agent);
        const options = { ...(0,external_node_url_namespaceObject.urlToHttpOptions)(url), path, method, headers, agent };
        options.host = options.hostname;
        options.port ||= url.protocol === 'https:' ? 443 : 80;
        // The request itself is needed to end it: http-client keeps it to itself, but lets the module be chosen that makes it.
        const request = ((...args) => {
            this.#request = httpModule.request(...args);
            this.#followRequest(this.#request);
            return this.#request;
        });
        const info = { options, parsedUrl: url, httpModule: { ...external_node_https_namespaceObject, request } };
        if (typeof body !== 'object')
            return this.#http.requestRaw(info, body ?? (method === 'GET' ? NO_BODY : ''));
        this.#body = body.open();
        // First of all listeners: on 'close', http-client ends the request as if nothing had happened.
        this.#body.once('error', (error) => {
            this.fail(error instanceof build_failure/* Failure */.H ? error : multipart_unreadable(error.code ?? 'its file is gone'));
        });
        const response = this.#http.requestRaw(info, this.#body);
        this.#body.on('data', (chunk) => {
            this.bytes += chunk.length;
            this.#moved();
            this.#order.onUpload?.(this.bytes);
        });
        return response;
    }
    #followRequest(request) {
        const connected = () => {
            this.sent = true;
            this.#moved();
        };
        request.once('socket', (socket) => {
            if (request.reusedSocket)
                connected();
            else if (socket instanceof external_node_tls_namespaceObject.TLSSocket)
                socket.once('secureConnect', connected);
            else if (socket.connecting)
                socket.once('connect', connected);
            else
                connected();
        });
        request.once('upgrade', (message, socket) => {
            socket.destroy();
            this.#switched.resolve(message);
        });
        request.once('finish', () => this.#moved(this.#body ? LIMITS.answer : LIMITS.idle));
    }
    /** Keeps hold of the CONNECT request by which the `tunnel` package, http-client's proxy agent, makes a connection. */
    #followTunnel(agent) {
        const tunnel = agent;
        const connect = tunnel.request;
        if (!connect)
            return;
        const { proxyAuth, ...proxy } = tunnel.proxyOptions ?? {};
        tunnel.proxyOptions = proxy;
        tunnel.request = ((...args) => {
            this.#connect = connect(...args);
            // Done here, since the package does it by the deprecated `new Buffer`, which Node reports in the step's log.
            if (proxyAuth)
                this.#connect.setHeader('Proxy-Authorization', `Basic ${Buffer.from(proxyAuth).toString('base64')}`);
            return this.#connect;
        });
    }
    /** An answer may come while the body is still flowing. It is taken; the rest of the body is not sent. */
    async #wholeBodyLeft(total) {
        const request = this.#request;
        if (this.bytes < total) {
            this.#body.unpipe(request);
            this.#body.pause();
            return false;
        }
        if (!request.writableFinished && !request.closed) {
            const { promise, resolve } = Promise.withResolvers();
            request.once('finish', resolve).once('close', resolve);
            await promise;
        }
        return request.writableFinished;
    }
    /** Being given up must not depend on the request noticing it: without a socket it does not. */
    async #orFailed(promise) {
        return await Promise.race([promise, this.#failed.promise]);
    }
    #abort = () => this.fail(this.#order.signal.reason);
    #moved(limit = this.#idleLimit) {
        this.#idleLimit = limit;
        this.#lastByte = performance.now();
    }
    /** One timer that looks again, rather than a new one for each chunk. */
    #watch() {
        const idle = performance.now() - this.#lastByte;
        if (idle >= this.#idleLimit)
            this.fail(new Stalled(this.#idleLimit));
        else
            this.#timer = setTimeout(() => this.#watch(), Math.min(this.#idleLimit - idle, LIMITS.idle) + 1);
    }
}

;// CONCATENATED MODULE: ./build/launchdarkly/retry.js
const FRESH = { conflicts: 0, rateLimits: 0, outages: 0 };
/** An outage that lasts longer than this is not waited for. */
const LONGEST_OUTAGE = 300_000;
const CONFLICT = { first: 5_000, longest: 60_000 };
const OUTAGE = { first: 1_000, longest: 30_000 };
const RATE_LIMIT = { first: 1_000, longest: 30_000 };
/** LaunchDarkly's windows are ten seconds; a reset further away than this is a clock that is wrong. */
const LONGEST_WINDOW = 60_000;
/**
 * Decides what follows an attempt that did not succeed.
 * @param now milliseconds since the epoch
 * @returns the wait before the next attempt, or undefined to give up
 */
function decide(outcome, history, now) {
    if (outcome.kind === 'answer') {
        if (outcome.status === 409)
            return afterConflict(history);
        if (outcome.status === 429)
            return afterRateLimit(outcome.headers, history, now);
        return outcome.status >= 500 ? afterOutage(history, now) : undefined;
    }
    if (!outcome.retryable)
        return undefined;
    if (outcome.stale && history.outages === 0)
        return { ...afterOutage(history, now), wait: 0 };
    return afterOutage(history, now);
}
function afterConflict(history) {
    return {
        wait: backoff(CONFLICT, history.conflicts),
        mandated: false,
        history: { ...FRESH, conflicts: history.conflicts + 1, rateLimits: history.rateLimits },
    };
}
function afterRateLimit(headers, history, now) {
    const told = rateLimitEnd(headers, now) - now;
    return {
        wait: told > 0 ? told + Math.random() * 1_000 : backoff(RATE_LIMIT, history.rateLimits),
        mandated: told > 0,
        history: { ...FRESH, conflicts: history.conflicts, rateLimits: history.rateLimits + 1 },
    };
}
function afterOutage(history, now) {
    const outageSince = history.outageSince ?? now;
    if (now - outageSince >= LONGEST_OUTAGE)
        return undefined;
    return {
        wait: backoff(OUTAGE, history.outages),
        mandated: false,
        history: { ...history, outages: history.outages + 1, outageSince },
    };
}
/** Doubles from `first` to `longest`; jitter takes off up to half, so that many runs do not come back together. */
function backoff({ first, longest }, earlier) {
    return Math.min(longest, first * 2 ** earlier) * (1 - Math.random() / 2);
}
/**
 * When a rate limit ends, in milliseconds since the epoch; 0 if the answer does not say.
 * `Retry-After` holds seconds or a date, `X-Ratelimit-Reset` milliseconds since the epoch, which may lie in the past:
 * https://launchdarkly.com/docs/api#rate-limiting
 */
function rateLimitEnd(headers, now) {
    const retryAfter = headers['retry-after']?.trim();
    if (retryAfter) {
        const end = /^\d+(\.\d+)?$/.test(retryAfter) ? now + Number(retryAfter) * 1_000 : httpDate(retryAfter);
        if (end > 0)
            return end;
    }
    const reset = Number(headers['x-ratelimit-reset']);
    return reset > 0 ? Math.min(reset, now + LONGEST_WINDOW) : 0;
}
/** https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7. Date.parse alone takes almost anything for a date. */
function httpDate(text) {
    return /^[a-z]{3,9}, .*\d:\d\d:\d\d GMT$/i.test(text) ? Date.parse(text) : Number.NaN;
}

;// CONCATENATED MODULE: ./build/launchdarkly/client.js
/** LaunchDarkly's REST API: token, headers, deadline, repeats and errors of every request. */








/** https://launchdarkly.com/docs/api#versioning */
const API_VERSION = '20240415';
class LaunchDarklyClient {
    baseUri;
    deadline;
    #origin;
    #token;
    #userAgent;
    #observer;
    #pool;
    #open = new Set();
    constructor({ baseUri, accessToken, userAgent, deadline, observer = {} }) {
        this.baseUri = baseUri;
        this.deadline = deadline;
        this.#origin = new URL(baseUri).origin;
        this.#token = accessToken;
        this.#userAgent = userAgent;
        this.#observer = observer;
        this.#pool = newHttpClient(userAgent, true);
    }
    /**
     * Sends a request, again where that may help (see retry.ts), until it succeeds.
     * @throws Failure what the last attempt came to, also when time ends the row; `cancelled` at once on a cancellation
     */
    async request(call) {
        return await this.#repeat(call, async (exchange) => ({
            status: exchange.status,
            headers: exchange.headers,
            text: await exchange.text(),
        }));
    }
    /** Like `request`, and the answer's body must be JSON. */
    async requestJson(call) {
        const answer = await this.request(call);
        const json = parseJson(answer.text);
        if (json === undefined)
            throw this.unexpected(answer, call.purpose, 'no JSON');
        return { answer, json };
    }
    /** Like `request`, but gives the answer's body while it arrives. Read it to the end or destroy it; it fails (`Failure`) if it breaks off. */
    async requestStream(call) {
        return await this.#repeat(call, async (exchange) => {
            const stream = external_node_stream_namespaceObject.Readable.from(this.#chunks(exchange, call), { objectMode: false, highWaterMark: 262_144 });
            return stream.once('close', () => exchange.finish());
        });
    }
    /** The failure for an answer whose status is right and whose content is not. `what` is what it is instead. */
    unexpected(answer, purpose, what) {
        return unexpected(answer, purpose, this.#place(new URL(this.baseUri)), what);
    }
    /** Ends all requests under way and closes all connections. */
    close() {
        for (const exchange of this.#open)
            exchange.fail(new build_failure/* Failure */.H('cancelled', 'The connection was closed by this run.'));
        this.#pool.dispose();
    }
    async #repeat(call, read) {
        const { deadline } = this;
        const what = call.purpose.doing;
        let history = FRESH;
        let last;
        for (let attempt = 1;; attempt++) {
            deadline.throwIfCancelled();
            if (deadline.over)
                throw timeIsUp(last, what, attempt - 1);
            await call.beforeAttempt?.(attempt).catch((error) => {
                // Cut short by the deadline, it says less than the refusal that this row waits out.
                const cutShort = deadline.over && error instanceof build_failure/* Failure */.H && error.code === 'network_error';
                throw cutShort && last ? timeIsUp(last, what, attempt - 1) : error;
            });
            const result = await this.#attempt(call, attempt, read);
            call.afterAttempt?.(result.attempted);
            if ('value' in result)
                return result.value;
            deadline.throwIfCancelled();
            const { failure, outcome, attempted } = result;
            if (result.timeOver && last)
                throw timeIsUp(last, what, attempt);
            const once = call.idempotent === false && attempted.kind === 'unknown';
            const repeat = once ? undefined : decide(outcome, history, Date.now());
            if (!repeat)
                throw failure;
            // An answer that the deadline cut short says less than the one before.
            if (deadline.over)
                throw timeIsUp(!failure.api && last?.code === failure.code ? last : failure, what, attempt);
            const remaining = deadline.remaining();
            if (repeat.mandated && repeat.wait >= remaining)
                throw timeIsUp(failure, what, attempt, repeat.wait);
            last = failure;
            history = repeat.history;
            // Nobody told us how long to wait: near the end, rather ask once more than sit the time out.
            const wait = repeat.mandated ? repeat.wait : Math.min(repeat.wait, Math.max(remaining / 2, 1_000));
            if (wait > 0) {
                const until = new Date(Date.now() + Math.min(wait, remaining));
                this.#observer.onWait?.({ what, why: failure.message, seconds: Math.ceil(wait / 1_000), until });
                await sleep(wait, deadline);
            }
        }
    }
    async #attempt(call, attempt, read) {
        const { method, expect, purpose, upload } = call;
        const { url, path, shown } = this.#locate(call);
        const place = this.#place(url);
        const exchange = new Exchange(this.#connectionsFor(call, place), {
            method,
            url,
            path,
            headers: this.#headers(call, url),
            body: upload ?? (call.json === undefined ? undefined : JSON.stringify(call.json)),
            signal: this.deadline.signal,
            onFinish: () => this.#open.delete(exchange),
            onUpload: upload && ((sent) => this.#observer.onUpload?.({ sent, total: upload.length })),
        });
        const started = performance.now();
        this.#observer.onRequest?.({ method, path: shown, attempt });
        this.#open.add(exchange);
        try {
            await exchange.start();
            const { status } = exchange;
            this.#observer.onAnswer?.({ method, path: shown, status, milliseconds: Math.round(performance.now() - started) });
            if (expect.includes(status) && exchange.bodySent) {
                const value = await read(exchange);
                return { value, attempted: { kind: 'answered', status } };
            }
            return await refusal(exchange, purpose, place);
        }
        catch (error) {
            const sent = upload && exchange.sent ? { bytes: exchange.bytes, total: upload.length } : undefined;
            const { failure, retryable } = causeOfError(error, purpose, place, sent);
            const outcome = { kind: 'no_answer', retryable, stale: exchange.reused && exchange.status === 0 };
            return { failure, timeOver: error instanceof TimeOver, outcome, attempted: withoutAnswer(exchange, error) };
        }
    }
    async *#chunks(exchange, call) {
        try {
            yield* exchange.body();
        }
        catch (error) {
            throw causeOfError(error, call.purpose, this.#place(this.#locate(call).url)).failure;
        }
    }
    #locate({ path, shownPath }) {
        if (path instanceof URL)
            return { url: path, path: path.pathname + path.search, shown: shownPath ?? path.pathname };
        const url = new URL(this.baseUri);
        const prefix = url.pathname.replace(/\/$/, '');
        return { url, path: prefix + path, shown: prefix + (shownPath ?? path) };
    }
    #headers(call, url) {
        return {
            'User-Agent': this.#pool.userAgent ?? this.#userAgent,
            ...(url.origin === this.#origin && {
                Authorization: this.#token,
                'LD-API-Version': API_VERSION,
                Accept: 'application/json',
            }),
            ...(call.json !== undefined && { 'Content-Type': 'application/json' }),
            ...(call.upload && { 'Content-Type': call.upload.contentType, 'Content-Length': String(call.upload.length) }),
        };
    }
    /**
     * An idle connection may be dead without our knowing. Where that would leave unclear what happened, and for other
     * hosts, a new one is made. (Through a proxy http-client makes a new one each time, if asked each time.)
     */
    #connectionsFor(call, place) {
        const pooled = !call.upload && call.idempotent !== false && !(call.path instanceof URL) && !place.proxy;
        return pooled ? this.#pool : newHttpClient(this.#userAgent, false);
    }
    #place(url) {
        const proxy = URL.parse(proxyFor(url));
        return {
            host: url.host,
            proxy: proxy ? `${proxy.hostname}:${proxy.port || (proxy.protocol === 'https:' ? 443 : 80)}` : undefined,
        };
    }
}
/** What an attempt came to that ended with an error instead of a whole answer. */
function withoutAnswer({ sent, status }, error) {
    // A file that could not be read to its end was not sent to its end either.
    const cutShort = error instanceof build_failure/* Failure */.H && error.code !== 'cancelled';
    if (!sent || cutShort)
        return { kind: 'not_sent' };
    return { kind: 'unknown', ...(status > 0 && { status }) };
}
async function refusal(exchange, purpose, place) {
    const { status, headers } = exchange;
    // The status says what matters; a server that refuses a body may well cut its own answer short.
    const text = await exchange.text().catch(() => '');
    const answer = { status, headers, text };
    const failure = exchange.bodySent || status >= 300
        ? failureOfAnswer(answer, purpose, place)
        : answeredTooEarly(status, purpose, place);
    const attempted = { kind: status >= 300 && status < 500 ? 'answered' : 'unknown', status };
    return { failure, timeOver: false, outcome: { kind: 'answer', status, headers }, attempted };
}
function timeIsUp(last, what, attempts, wait) {
    if (!last)
        return new build_failure/* Failure */.H('network_error', `The time allowed was over before LaunchDarkly could be asked to ${what}.`, {
            advice: 'Allow more time.',
        });
    const { code, message, advice, httpStatus, api } = last;
    const end = wait === undefined
        ? `The time allowed is over after ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}.`
        : `LaunchDarkly asks to wait ${Math.ceil(wait / 1_000)} ${wait > 1_000 ? 'seconds' : 'second'}, which is longer than the time that is left.`;
    return new build_failure/* Failure */.H(code, `${message} ${end}`, {
        ...(advice && { advice }),
        ...(httpStatus && { httpStatus }),
        ...(api && { api }),
    });
}
function proxyFor(url) {
    try {
        return (0,lib/* getProxyUrl */.s_)(url.href);
    }
    catch {
        return '';
    }
}

;// CONCATENATED MODULE: ./build/version.js
/** This action's version, as in package.json (a test keeps them equal). */
const VERSION = '1.0.0';
/** What requests call themselves in `User-Agent`. */
const USER_AGENT = `launchdarkly-segment-import/${VERSION}`;

;// CONCATENATED MODULE: ./build/sync/run.js
/**
 * One target under way: its settings, what was found so far, and how it speaks to the outside.
 */





class TargetRun {
    index;
    settings;
    shared;
    ref;
    result;
    footprint = { unanswered: false, partsDone: 0 };
    list;
    /** The segment's members, where a delta has exported them: nobody may see these either. */
    members;
    /** Plans that were made since the segment had changed under the one before. */
    newPlans = 0;
    #milliseconds;
    #open;
    constructor(index, settings, shared) {
        this.index = index;
        this.settings = settings;
        this.shared = shared;
        const { projectKey, environmentKey, segmentKey, mode, strategy, dryRun } = settings;
        this.ref = { projectKey, environmentKey, segmentKey };
        this.#milliseconds = settings.timeoutMinutes * 60_000;
        this.result = {
            ...this.ref,
            mode,
            strategy,
            dryRun,
            status: 'failed',
            importIds: [],
            parts: [],
            segmentUrl: segmentUrl(shared.baseUri, this.ref),
            warnings: [],
            timings: [],
        };
    }
    /** For this target's files. */
    get folder() {
        return (0,external_node_path_.join)(this.shared.tempDirectory, String(this.index));
    }
    /** The client of this target. The deadline runs from the first call on. */
    get client() {
        return this.#opened().client;
    }
    get deadline() {
        return this.#opened().deadline;
    }
    #opened() {
        if (this.#open === undefined) {
            const deadline = new Deadline(this.#milliseconds, this.shared.signal);
            const { accessToken } = this.settings;
            const client = new LaunchDarklyClient({
                baseUri: this.shared.baseUri,
                accessToken,
                userAgent: USER_AGENT,
                deadline,
                observer: this.#observer(),
            });
            this.#open = { client, deadline };
        }
        return this.#open;
    }
    /** Closes all connections, ends what is left over of parallel look-ups, and stops the clock: waiting for other targets does not count against this one's deadline. */
    pause() {
        if (this.#open === undefined)
            return;
        this.#milliseconds = this.#open.deadline.remaining();
        this.#open.client.close();
        this.#open.deadline.end();
        this.#open = undefined;
    }
    emit(event) {
        this.shared.listen({ ...event, target: this.index });
    }
    /** Says that a phase has filled its part of the result. */
    found(phase) {
        this.emit({ type: 'found', phase, result: this.result });
    }
    line(text) {
        this.emit({ type: 'line', text });
    }
    /** Warns, of the same thing once. */
    warn = (text) => {
        if (this.result.warnings.includes(text))
            return;
        this.result.warnings = [...this.result.warnings, text];
        this.emit({ type: 'warning', text });
    };
    /** Runs a phase and adds the time it took to the result, also when it fails. */
    async timed(phase, work) {
        const start = performance.now();
        try {
            return await work();
        }
        finally {
            const seconds = (performance.now() - start) / 1000;
            const earlier = this.result.timings.find((timing) => timing.phase === phase);
            const others = this.result.timings.filter((timing) => timing !== earlier);
            this.result.timings = [...others, { phase, seconds: seconds + (earlier?.seconds ?? 0) }];
        }
    }
    #observer() {
        return {
            onRequest: ({ method, path, attempt }) => this.emit({ type: 'debug', text: `${method} ${path}${attempt > 1 ? ` (attempt ${attempt})` : ''}` }),
            onAnswer: ({ method, path, status, milliseconds }) => this.emit({ type: 'debug', text: `${method} ${path}: ${status} after ${Math.round(milliseconds)} ms` }),
            onWait: ({ what, why, seconds, until }) => {
                const text = `Waiting to ${what}: ${why}`;
                this.emit({ type: 'waiting', text, seconds, until });
            },
            onUpload: ({ sent, total }) => this.emit({ type: 'progress', what: 'Uploading', done: sent, total, unit: 'bytes' }),
        };
    }
}

;// CONCATENATED MODULE: ./build/main.js
var main_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var main_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
/**
 * The run, top to bottom; the only place that decides the exit code.
 */












/** After a signal a run has so many milliseconds to end by itself; then it is told as far as it is known. */
const GIVE_UP_MS = 2_500;
/** So many milliseconds after that is told, the process is ended, whatever still goes on. With those of tell() less than five seconds. */
const LINGER_MS = 500;
/**
 * Runs the action: inputs in; outputs, annotations, summary and exit code out.
 * @param core @actions/core, or what stands in for it
 * @param env the environment as a GitHub runner sets it
 */
async function main(core, env) {
    const tempDirectory = (0,external_node_path_.join)(env.RUNNER_TEMP || (0,external_node_os_namespaceObject.tmpdir)(), `launchdarkly-segment-import-${(0,external_node_crypto_namespaceObject.randomUUID)()}`);
    const run = { targets: [], warnings: [], tempDirectory };
    const cancellation = new AbortController();
    const overdue = Promise.withResolvers();
    let timer;
    const cancel = () => {
        if (cancellation.signal.aborted)
            return;
        cancellation.abort(new build_failure/* Failure */.H('cancelled', 'The run was cancelled.'));
        timer = setTimeout(() => overdue.resolve(giveUp(run, cancellation.signal.reason)), GIVE_UP_MS);
    };
    process.on('SIGINT', cancel).on('SIGTERM', cancel);
    await Promise.race([perform(run, core, env, cancellation.signal), overdue.promise]);
    run.log?.close();
    const { settings, log, failure, warnings } = run;
    // Copies: what goes on although it was given up changes nothing any more.
    const targets = run.targets.map(({ result }) => ({ ...result }));
    const result = { targets, ...(failure !== undefined && { failure }) };
    await tell(result, { core, env, settings, log, warnings, signal: cancellation.signal });
    process.off('SIGINT', cancel).off('SIGTERM', cancel);
    clearTimeout(timer);
    const failed = failure !== undefined || targets.some(({ status }) => status === 'failed');
    // Not process.exit: outputs may still be on their way, and libuv crashes on it on Windows.
    if (failed)
        process.exitCode = 1;
    // Only what never returns is still there then, and everything is told.
    if (cancellation.signal.aborted)
        setTimeout(endProcess, LINGER_MS).unref();
}
/** Everything but the telling. Never rejects. */
async function perform(run, core, env, signal) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            run.settings = await loadSettings(core, env);
            run.log = createLog(core, run.settings.targets);
            const shared = surroundings(run.settings, run.log, run.tempDirectory, core, env, signal);
            run.targets = run.settings.targets.map((target, index) => new TargetRun(index, target, shared));
            await (0,promises_.mkdir)(run.tempDirectory, { mode: 0o700 });
            const _folder = main_addDisposableResource(env_1, removedAtEnd(run.tempDirectory, (text) => run.warnings.push(text)), true);
            await syncAll(run.targets);
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = main_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (error) {
        await fail(run, error);
    }
}
/** Ends what has not ended: every target that has no outcome yet, or the run where there is no target. */
async function fail(run, error) {
    if (run.targets.length === 0)
        run.failure = summariseFailure(toFailure(error));
    await Promise.all(run.targets.map((target) => noteFailure(target, error)));
}
/** Goes on without what did not end after a signal, such as a read of a disk that does not answer. */
async function giveUp(run, reason) {
    void remove(run.tempDirectory, (text) => run.warnings.push(text));
    await fail(run, reason);
}
/**
 * Ends the process with the exit code that was decided. Where it can, it becomes another process that ends at once:
 * process.exit waits for all of libuv's threads, and so for a read that never returns.
 */
function endProcess() {
    const code = Number(process.exitCode ?? 0);
    const env = { ...process.env, NODE_OPTIONS: '' };
    if (process.platform !== 'win32') {
        process.execve?.(process.execPath, [process.execPath, '-e', `process.exit(${code})`], env);
    }
    process.exit(code);
}
/** Reads all inputs; the secrets among them are masked before anything else can be printed. */
async function loadSettings(core, env) {
    const accessToken = core.getInput('access-token');
    const githubToken = core.getInput('github-token');
    for (const secret of [accessToken, githubToken])
        if (secret !== '')
            core.setSecret(secret);
    const source = (name) => core.getInput(name, { trimWhitespace: false });
    const reader = new inputs/* Reader */.mP(source);
    const step = (0,inputs/* readStep */.jg)(reader);
    if (step.targetsPath === undefined) {
        const target = (0,inputs/* readTarget */._E)(reader, accessToken);
        (0,inputs/* throwProblems */.Jh)(reader.problems);
        return { ...step, targets: [target] };
    }
    (0,inputs/* throwProblems */.Jh)(reader.problems);
    // Loaded only here: the YAML parser would cost every other run a part of its start-up.
    const { loadTargets } = await Promise.all(/* import() */[__nccwpck_require__.e(815), __nccwpck_require__.e(713)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8713));
    const mask = (secret) => core.setSecret(secret);
    const targets = await loadTargets({ path: step.targetsPath, workspace: workspaceOf(env), step: source, env, mask });
    return { ...step, targets };
}
const workspaceOf = (env) => env.GITHUB_WORKSPACE || process.cwd();
/** What the targets share. */
function surroundings({ baseUri, githubToken, targets }, { listen }, tempDirectory, core, env, signal) {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
    return {
        baseUri,
        workspace: workspaceOf(env),
        tempDirectory,
        signal,
        listen,
        tokens: [githubToken, ...targets.map(({ accessToken }) => accessToken)],
        mask: (secret) => core.setSecret(secret),
        ...(server && repository && id && { runUrl: `${server}/${repository}/actions/runs/${id}` }),
    };
}


/***/ }),

/***/ 7170:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

// ESM COMPAT FLAG
__nccwpck_require__.r(__webpack_exports__);

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  ExitCode: () => (/* binding */ ExitCode),
  addPath: () => (/* binding */ addPath),
  debug: () => (/* binding */ debug),
  endGroup: () => (/* binding */ endGroup),
  error: () => (/* binding */ error),
  exportVariable: () => (/* binding */ exportVariable),
  getBooleanInput: () => (/* binding */ getBooleanInput),
  getIDToken: () => (/* binding */ getIDToken),
  getInput: () => (/* binding */ getInput),
  getMultilineInput: () => (/* binding */ getMultilineInput),
  getState: () => (/* binding */ getState),
  group: () => (/* binding */ group),
  info: () => (/* binding */ info),
  isDebug: () => (/* binding */ isDebug),
  markdownSummary: () => (/* reexport */ markdownSummary),
  notice: () => (/* binding */ notice),
  platform: () => (/* reexport */ platform_namespaceObject),
  saveState: () => (/* binding */ saveState),
  setCommandEcho: () => (/* binding */ setCommandEcho),
  setFailed: () => (/* binding */ setFailed),
  setOutput: () => (/* binding */ setOutput),
  setSecret: () => (/* binding */ setSecret),
  startGroup: () => (/* binding */ startGroup),
  summary: () => (/* reexport */ summary),
  toPlatformPath: () => (/* reexport */ toPlatformPath),
  toPosixPath: () => (/* reexport */ toPosixPath),
  toWin32Path: () => (/* reexport */ toWin32Path),
  warning: () => (/* binding */ warning)
});

// NAMESPACE OBJECT: ./node_modules/@actions/core/lib/platform.js
var platform_namespaceObject = {};
__nccwpck_require__.r(platform_namespaceObject);
__nccwpck_require__.d(platform_namespaceObject, {
  arch: () => (arch),
  getDetails: () => (getDetails),
  isLinux: () => (isLinux),
  isMacOS: () => (isMacOS),
  isWindows: () => (isWindows),
  platform: () => (platform)
});

// EXTERNAL MODULE: external "os"
var external_os_ = __nccwpck_require__(857);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_.EOL);
}
function issue(name, message = '') {
    issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");
// EXTERNAL MODULE: external "fs"
var external_fs_ = __nccwpck_require__(9896);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_.appendFileSync(filePath, `${toCommandValue(message)}${external_os_.EOL}`, {
        encoding: 'utf8'
    });
}
function prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
    const convertedValue = toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_.EOL}${convertedValue}${external_os_.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");
// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js + 1 modules
var lib = __nccwpck_require__(4942);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/auth.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
class BasicCredentialHandler {
    constructor(username, password) {
        this.username = username;
        this.password = password;
    }
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`${this.username}:${this.password}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class BearerCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Bearer ${this.token}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class PersonalAccessTokenCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`PAT:${this.token}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
//# sourceMappingURL=auth.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/oidc-utils.js
var oidc_utils_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



class OidcClient {
    static createHttpClient(allowRetry = true, maxRetry = 10) {
        const requestOptions = {
            allowRetries: allowRetry,
            maxRetries: maxRetry
        };
        return new lib/* HttpClient */.Qq('actions/oidc-client', [new BearerCredentialHandler(OidcClient.getRequestToken())], requestOptions);
    }
    static getRequestToken() {
        const token = process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
        if (!token) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable');
        }
        return token;
    }
    static getIDTokenUrl() {
        const runtimeUrl = process.env['ACTIONS_ID_TOKEN_REQUEST_URL'];
        if (!runtimeUrl) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable');
        }
        return runtimeUrl;
    }
    static getCall(id_token_url) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            var _a;
            const httpclient = OidcClient.createHttpClient();
            const res = yield httpclient
                .getJson(id_token_url)
                .catch(error => {
                throw new Error(`Failed to get ID Token. \n 
        Error Code : ${error.statusCode}\n 
        Error Message: ${error.message}`);
            });
            const id_token = (_a = res.result) === null || _a === void 0 ? void 0 : _a.value;
            if (!id_token) {
                throw new Error('Response json body do not have ID Token field');
            }
            return id_token;
        });
    }
    static getIDToken(audience) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            try {
                // New ID Token is requested from action service
                let id_token_url = OidcClient.getIDTokenUrl();
                if (audience) {
                    const encodedAudience = encodeURIComponent(audience);
                    id_token_url = `${id_token_url}&audience=${encodedAudience}`;
                }
                debug(`ID token url is ${id_token_url}`);
                const id_token = yield OidcClient.getCall(id_token_url);
                setSecret(id_token);
                return id_token;
            }
            catch (error) {
                throw new Error(`Error message: ${error.message}`);
            }
        });
    }
}
//# sourceMappingURL=oidc-utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/summary.js
var summary_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return summary_awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_.constants.R_OK | external_fs_.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return summary_awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return summary_awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = _summary;
const summary = _summary;
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/path-utils.js

/**
 * toPosixPath converts the given path to the posix form. On Windows, \\ will be
 * replaced with /.
 *
 * @param pth. Path to transform.
 * @return string Posix path.
 */
function toPosixPath(pth) {
    return pth.replace(/[\\]/g, '/');
}
/**
 * toWin32Path converts the given path to the win32 form. On Linux, / will be
 * replaced with \\.
 *
 * @param pth. Path to transform.
 * @return string Win32 path.
 */
function toWin32Path(pth) {
    return pth.replace(/[/]/g, '\\');
}
/**
 * toPlatformPath converts the given path to a platform-specific path. It does
 * this by replacing instances of / and \ with the platform-specific path
 * separator.
 *
 * @param pth The path to platformize.
 * @return string The platform-specific path.
 */
function toPlatformPath(pth) {
    return pth.replace(/[/\\]/g, external_path_namespaceObject.sep);
}
//# sourceMappingURL=path-utils.js.map
;// CONCATENATED MODULE: external "string_decoder"
const external_string_decoder_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");
// EXTERNAL MODULE: external "events"
var external_events_ = __nccwpck_require__(4434);
;// CONCATENATED MODULE: external "child_process"
const external_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");
// EXTERNAL MODULE: external "assert"
var external_assert_ = __nccwpck_require__(2613);
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io-util.js
var io_util_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { chmod, copyFile, lstat, mkdir, open: io_util_open, readdir, rename, rm, rmdir, stat, symlink, unlink } = external_fs_.promises;
// export const {open} = 'fs'
const IS_WINDOWS = process.platform === 'win32';
/**
 * Custom implementation of readlink to ensure Windows junctions
 * maintain trailing backslash for backward compatibility with Node.js < 24
 *
 * In Node.js 20, Windows junctions (directory symlinks) always returned paths
 * with trailing backslashes. Node.js 24 removed this behavior, which breaks
 * code that relied on this format for path operations.
 *
 * This implementation restores the Node 20 behavior by adding a trailing
 * backslash to all junction results on Windows.
 */
function readlink(fsPath) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        const result = yield fs.promises.readlink(fsPath);
        // On Windows, restore Node 20 behavior: add trailing backslash to all results
        // since junctions on Windows are always directory links
        if (IS_WINDOWS && !result.endsWith('\\')) {
            return `${result}\\`;
        }
        return result;
    });
}
// See https://github.com/nodejs/node/blob/d0153aee367422d0858105abec186da4dff0a0c5/deps/uv/include/uv/win.h#L691
const UV_FS_O_EXLOCK = 0x10000000;
const READONLY = external_fs_.constants.O_RDONLY;
function exists(fsPath) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        try {
            yield stat(fsPath);
        }
        catch (err) {
            if (err.code === 'ENOENT') {
                return false;
            }
            throw err;
        }
        return true;
    });
}
function isDirectory(fsPath_1) {
    return io_util_awaiter(this, arguments, void 0, function* (fsPath, useStat = false) {
        const stats = useStat ? yield stat(fsPath) : yield lstat(fsPath);
        return stats.isDirectory();
    });
}
/**
 * On OSX/Linux, true if path starts with '/'. On Windows, true for paths like:
 * \, \hello, \\hello\share, C:, and C:\hello (and corresponding alternate separator cases).
 */
function isRooted(p) {
    p = normalizeSeparators(p);
    if (!p) {
        throw new Error('isRooted() parameter "p" cannot be empty');
    }
    if (IS_WINDOWS) {
        return (p.startsWith('\\') || /^[A-Z]:/i.test(p) // e.g. \ or \hello or \\hello
        ); // e.g. C: or C:\hello
    }
    return p.startsWith('/');
}
/**
 * Best effort attempt to determine whether a file exists and is executable.
 * @param filePath    file path to check
 * @param extensions  additional file extensions to try
 * @return if file exists and is executable, returns the file path. otherwise empty string.
 */
function tryGetExecutablePath(filePath, extensions) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        let stats = undefined;
        try {
            // test file exists
            stats = yield stat(filePath);
        }
        catch (err) {
            if (err.code !== 'ENOENT') {
                // eslint-disable-next-line no-console
                console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
            }
        }
        if (stats && stats.isFile()) {
            if (IS_WINDOWS) {
                // on Windows, test for valid extension
                const upperExt = external_path_namespaceObject.extname(filePath).toUpperCase();
                if (extensions.some(validExt => validExt.toUpperCase() === upperExt)) {
                    return filePath;
                }
            }
            else {
                if (isUnixExecutable(stats)) {
                    return filePath;
                }
            }
        }
        // try each extension
        const originalFilePath = filePath;
        for (const extension of extensions) {
            filePath = originalFilePath + extension;
            stats = undefined;
            try {
                stats = yield stat(filePath);
            }
            catch (err) {
                if (err.code !== 'ENOENT') {
                    // eslint-disable-next-line no-console
                    console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
                }
            }
            if (stats && stats.isFile()) {
                if (IS_WINDOWS) {
                    // preserve the case of the actual file (since an extension was appended)
                    try {
                        const directory = external_path_namespaceObject.dirname(filePath);
                        const upperName = external_path_namespaceObject.basename(filePath).toUpperCase();
                        for (const actualName of yield readdir(directory)) {
                            if (upperName === actualName.toUpperCase()) {
                                filePath = external_path_namespaceObject.join(directory, actualName);
                                break;
                            }
                        }
                    }
                    catch (err) {
                        // eslint-disable-next-line no-console
                        console.log(`Unexpected error attempting to determine the actual case of the file '${filePath}': ${err}`);
                    }
                    return filePath;
                }
                else {
                    if (isUnixExecutable(stats)) {
                        return filePath;
                    }
                }
            }
        }
        return '';
    });
}
function normalizeSeparators(p) {
    p = p || '';
    if (IS_WINDOWS) {
        // convert slashes on Windows
        p = p.replace(/\//g, '\\');
        // remove redundant slashes
        return p.replace(/\\\\+/g, '\\');
    }
    // remove redundant slashes
    return p.replace(/\/\/+/g, '/');
}
// on Mac/Linux, test the execute bit
//     R   W  X  R  W X R W X
//   256 128 64 32 16 8 4 2 1
function isUnixExecutable(stats) {
    return ((stats.mode & 1) > 0 ||
        ((stats.mode & 8) > 0 &&
            process.getgid !== undefined &&
            stats.gid === process.getgid()) ||
        ((stats.mode & 64) > 0 &&
            process.getuid !== undefined &&
            stats.uid === process.getuid()));
}
// Get the path of cmd.exe in windows
function getCmdPath() {
    var _a;
    return (_a = process.env['COMSPEC']) !== null && _a !== void 0 ? _a : `cmd.exe`;
}
//# sourceMappingURL=io-util.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io.js
var io_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



/**
 * Copies a file or folder.
 * Based off of shelljs - https://github.com/shelljs/shelljs/blob/9237f66c52e5daa40458f94f9565e18e8132f5a6/src/cp.js
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See CopyOptions.
 */
function cp(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        const { force, recursive, copySourceDirectory } = readCopyOptions(options);
        const destStat = (yield ioUtil.exists(dest)) ? yield ioUtil.stat(dest) : null;
        // Dest is an existing file, but not forcing
        if (destStat && destStat.isFile() && !force) {
            return;
        }
        // If dest is an existing directory, should copy inside.
        const newDest = destStat && destStat.isDirectory() && copySourceDirectory
            ? path.join(dest, path.basename(source))
            : dest;
        if (!(yield ioUtil.exists(source))) {
            throw new Error(`no such file or directory: ${source}`);
        }
        const sourceStat = yield ioUtil.stat(source);
        if (sourceStat.isDirectory()) {
            if (!recursive) {
                throw new Error(`Failed to copy. ${source} is a directory, but tried to copy without recursive flag.`);
            }
            else {
                yield cpDirRecursive(source, newDest, 0, force);
            }
        }
        else {
            if (path.relative(source, newDest) === '') {
                // a file cannot be copied to itself
                throw new Error(`'${newDest}' and '${source}' are the same file`);
            }
            yield io_copyFile(source, newDest, force);
        }
    });
}
/**
 * Moves a path.
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See MoveOptions.
 */
function mv(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        if (yield ioUtil.exists(dest)) {
            let destExists = true;
            if (yield ioUtil.isDirectory(dest)) {
                // If dest is directory copy src into dest
                dest = path.join(dest, path.basename(source));
                destExists = yield ioUtil.exists(dest);
            }
            if (destExists) {
                if (options.force == null || options.force) {
                    yield rmRF(dest);
                }
                else {
                    throw new Error('Destination already exists');
                }
            }
        }
        yield mkdirP(path.dirname(dest));
        yield ioUtil.rename(source, dest);
    });
}
/**
 * Remove a path recursively with force
 *
 * @param inputPath path to remove
 */
function rmRF(inputPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (ioUtil.IS_WINDOWS) {
            // Check for invalid characters
            // https://docs.microsoft.com/en-us/windows/win32/fileio/naming-a-file
            if (/[*"<>|]/.test(inputPath)) {
                throw new Error('File path must not contain `*`, `"`, `<`, `>` or `|` on Windows');
            }
        }
        try {
            // note if path does not exist, error is silent
            yield ioUtil.rm(inputPath, {
                force: true,
                maxRetries: 3,
                recursive: true,
                retryDelay: 300
            });
        }
        catch (err) {
            throw new Error(`File was unable to be removed ${err}`);
        }
    });
}
/**
 * Make a directory.  Creates the full path with folders in between
 * Will throw if it fails
 *
 * @param   fsPath        path to create
 * @returns Promise<void>
 */
function mkdirP(fsPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        ok(fsPath, 'a path argument must be provided');
        yield ioUtil.mkdir(fsPath, { recursive: true });
    });
}
/**
 * Returns path of a tool had the tool actually been invoked.  Resolves via paths.
 * If you check and the tool does not exist, it will throw.
 *
 * @param     tool              name of the tool
 * @param     check             whether to check if tool exists
 * @returns   Promise<string>   path to tool
 */
function which(tool, check) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // recursive when check=true
        if (check) {
            const result = yield which(tool, false);
            if (!result) {
                if (IS_WINDOWS) {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also verify the file has a valid extension for an executable file.`);
                }
                else {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also check the file mode to verify the file is executable.`);
                }
            }
            return result;
        }
        const matches = yield findInPath(tool);
        if (matches && matches.length > 0) {
            return matches[0];
        }
        return '';
    });
}
/**
 * Returns a list of all occurrences of the given tool on the system path.
 *
 * @returns   Promise<string[]>  the paths of the tool
 */
function findInPath(tool) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // build the list of extensions to try
        const extensions = [];
        if (IS_WINDOWS && process.env['PATHEXT']) {
            for (const extension of process.env['PATHEXT'].split(external_path_namespaceObject.delimiter)) {
                if (extension) {
                    extensions.push(extension);
                }
            }
        }
        // if it's rooted, return it if exists. otherwise return empty.
        if (isRooted(tool)) {
            const filePath = yield tryGetExecutablePath(tool, extensions);
            if (filePath) {
                return [filePath];
            }
            return [];
        }
        // if any path separators, return empty
        if (tool.includes(external_path_namespaceObject.sep)) {
            return [];
        }
        // build the list of directories
        //
        // Note, technically "where" checks the current directory on Windows. From a toolkit perspective,
        // it feels like we should not do this. Checking the current directory seems like more of a use
        // case of a shell, and the which() function exposed by the toolkit should strive for consistency
        // across platforms.
        const directories = [];
        if (process.env.PATH) {
            for (const p of process.env.PATH.split(external_path_namespaceObject.delimiter)) {
                if (p) {
                    directories.push(p);
                }
            }
        }
        // find all matches
        const matches = [];
        for (const directory of directories) {
            const filePath = yield tryGetExecutablePath(external_path_namespaceObject.join(directory, tool), extensions);
            if (filePath) {
                matches.push(filePath);
            }
        }
        return matches;
    });
}
function readCopyOptions(options) {
    const force = options.force == null ? true : options.force;
    const recursive = Boolean(options.recursive);
    const copySourceDirectory = options.copySourceDirectory == null
        ? true
        : Boolean(options.copySourceDirectory);
    return { force, recursive, copySourceDirectory };
}
function cpDirRecursive(sourceDir, destDir, currentDepth, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        // Ensure there is not a run away recursive copy
        if (currentDepth >= 255)
            return;
        currentDepth++;
        yield mkdirP(destDir);
        const files = yield ioUtil.readdir(sourceDir);
        for (const fileName of files) {
            const srcFile = `${sourceDir}/${fileName}`;
            const destFile = `${destDir}/${fileName}`;
            const srcFileStat = yield ioUtil.lstat(srcFile);
            if (srcFileStat.isDirectory()) {
                // Recurse
                yield cpDirRecursive(srcFile, destFile, currentDepth, force);
            }
            else {
                yield io_copyFile(srcFile, destFile, force);
            }
        }
        // Change the mode for the newly created directory
        yield ioUtil.chmod(destDir, (yield ioUtil.stat(sourceDir)).mode);
    });
}
// Buffered file copy
function io_copyFile(srcFile, destFile, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        if ((yield ioUtil.lstat(srcFile)).isSymbolicLink()) {
            // unlink/re-link it
            try {
                yield ioUtil.lstat(destFile);
                yield ioUtil.unlink(destFile);
            }
            catch (e) {
                // Try to override file permission
                if (e.code === 'EPERM') {
                    yield ioUtil.chmod(destFile, '0666');
                    yield ioUtil.unlink(destFile);
                }
                // other errors = it doesn't exist, no work to do
            }
            // Copy over symlink
            const symlinkFull = yield ioUtil.readlink(srcFile);
            yield ioUtil.symlink(symlinkFull, destFile, ioUtil.IS_WINDOWS ? 'junction' : null);
        }
        else if (!(yield ioUtil.exists(destFile)) || force) {
            yield ioUtil.copyFile(srcFile, destFile);
        }
    });
}
//# sourceMappingURL=io.js.map
;// CONCATENATED MODULE: external "timers"
const external_timers_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/toolrunner.js
var toolrunner_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};







/* eslint-disable @typescript-eslint/unbound-method */
const toolrunner_IS_WINDOWS = process.platform === 'win32';
/*
 * Class for running command line tools. Handles quoting and arg parsing in a platform agnostic way.
 */
class ToolRunner extends external_events_.EventEmitter {
    constructor(toolPath, args, options) {
        super();
        if (!toolPath) {
            throw new Error("Parameter 'toolPath' cannot be null or empty.");
        }
        this.toolPath = toolPath;
        this.args = args || [];
        this.options = options || {};
    }
    _debug(message) {
        if (this.options.listeners && this.options.listeners.debug) {
            this.options.listeners.debug(message);
        }
    }
    _getCommandString(options, noPrefix) {
        const toolPath = this._getSpawnFileName();
        const args = this._getSpawnArgs(options);
        let cmd = noPrefix ? '' : '[command]'; // omit prefix when piped to a second tool
        if (toolrunner_IS_WINDOWS) {
            // Windows + cmd file
            if (this._isCmdFile()) {
                cmd += toolPath;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows + verbatim
            else if (options.windowsVerbatimArguments) {
                cmd += `"${toolPath}"`;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows (regular)
            else {
                cmd += this._windowsQuoteCmdArg(toolPath);
                for (const a of args) {
                    cmd += ` ${this._windowsQuoteCmdArg(a)}`;
                }
            }
        }
        else {
            // OSX/Linux - this can likely be improved with some form of quoting.
            // creating processes on Unix is fundamentally different than Windows.
            // on Unix, execvp() takes an arg array.
            cmd += toolPath;
            for (const a of args) {
                cmd += ` ${a}`;
            }
        }
        return cmd;
    }
    _processLineBuffer(data, strBuffer, onLine) {
        try {
            let s = strBuffer + data.toString();
            let n = s.indexOf(external_os_.EOL);
            while (n > -1) {
                const line = s.substring(0, n);
                onLine(line);
                // the rest of the string ...
                s = s.substring(n + external_os_.EOL.length);
                n = s.indexOf(external_os_.EOL);
            }
            return s;
        }
        catch (err) {
            // streaming lines to console is best effort.  Don't fail a build.
            this._debug(`error processing line. Failed with error ${err}`);
            return '';
        }
    }
    _getSpawnFileName() {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                return process.env['COMSPEC'] || 'cmd.exe';
            }
        }
        return this.toolPath;
    }
    _getSpawnArgs(options) {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                let argline = `/D /S /C "${this._windowsQuoteCmdArg(this.toolPath)}`;
                for (const a of this.args) {
                    argline += ' ';
                    argline += options.windowsVerbatimArguments
                        ? a
                        : this._windowsQuoteCmdArg(a);
                }
                argline += '"';
                return [argline];
            }
        }
        return this.args;
    }
    _endsWith(str, end) {
        return str.endsWith(end);
    }
    _isCmdFile() {
        const upperToolPath = this.toolPath.toUpperCase();
        return (this._endsWith(upperToolPath, '.CMD') ||
            this._endsWith(upperToolPath, '.BAT'));
    }
    _windowsQuoteCmdArg(arg) {
        // for .exe, apply the normal quoting rules that libuv applies
        if (!this._isCmdFile()) {
            return this._uvQuoteCmdArg(arg);
        }
        // otherwise apply quoting rules specific to the cmd.exe command line parser.
        // the libuv rules are generic and are not designed specifically for cmd.exe
        // command line parser.
        //
        // for a detailed description of the cmd.exe command line parser, refer to
        // http://stackoverflow.com/questions/4094699/how-does-the-windows-command-interpreter-cmd-exe-parse-scripts/7970912#7970912
        // need quotes for empty arg
        if (!arg) {
            return '""';
        }
        // determine whether the arg needs to be quoted
        const cmdSpecialChars = [
            ' ',
            '\t',
            '&',
            '(',
            ')',
            '[',
            ']',
            '{',
            '}',
            '^',
            '=',
            ';',
            '!',
            "'",
            '+',
            ',',
            '`',
            '~',
            '|',
            '<',
            '>',
            '"'
        ];
        let needsQuotes = false;
        for (const char of arg) {
            if (cmdSpecialChars.some(x => x === char)) {
                needsQuotes = true;
                break;
            }
        }
        // short-circuit if quotes not needed
        if (!needsQuotes) {
            return arg;
        }
        // the following quoting rules are very similar to the rules that by libuv applies.
        //
        // 1) wrap the string in quotes
        //
        // 2) double-up quotes - i.e. " => ""
        //
        //    this is different from the libuv quoting rules. libuv replaces " with \", which unfortunately
        //    doesn't work well with a cmd.exe command line.
        //
        //    note, replacing " with "" also works well if the arg is passed to a downstream .NET console app.
        //    for example, the command line:
        //          foo.exe "myarg:""my val"""
        //    is parsed by a .NET console app into an arg array:
        //          [ "myarg:\"my val\"" ]
        //    which is the same end result when applying libuv quoting rules. although the actual
        //    command line from libuv quoting rules would look like:
        //          foo.exe "myarg:\"my val\""
        //
        // 3) double-up slashes that precede a quote,
        //    e.g.  hello \world    => "hello \world"
        //          hello\"world    => "hello\\""world"
        //          hello\\"world   => "hello\\\\""world"
        //          hello world\    => "hello world\\"
        //
        //    technically this is not required for a cmd.exe command line, or the batch argument parser.
        //    the reasons for including this as a .cmd quoting rule are:
        //
        //    a) this is optimized for the scenario where the argument is passed from the .cmd file to an
        //       external program. many programs (e.g. .NET console apps) rely on the slash-doubling rule.
        //
        //    b) it's what we've been doing previously (by deferring to node default behavior) and we
        //       haven't heard any complaints about that aspect.
        //
        // note, a weakness of the quoting rules chosen here, is that % is not escaped. in fact, % cannot be
        // escaped when used on the command line directly - even though within a .cmd file % can be escaped
        // by using %%.
        //
        // the saving grace is, on the command line, %var% is left as-is if var is not defined. this contrasts
        // the line parsing rules within a .cmd file, where if var is not defined it is replaced with nothing.
        //
        // one option that was explored was replacing % with ^% - i.e. %var% => ^%var^%. this hack would
        // often work, since it is unlikely that var^ would exist, and the ^ character is removed when the
        // variable is used. the problem, however, is that ^ is not removed when %* is used to pass the args
        // to an external program.
        //
        // an unexplored potential solution for the % escaping problem, is to create a wrapper .cmd file.
        // % can be escaped within a .cmd file.
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\'; // double the slash
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '"'; // double the quote
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _uvQuoteCmdArg(arg) {
        // Tool runner wraps child_process.spawn() and needs to apply the same quoting as
        // Node in certain cases where the undocumented spawn option windowsVerbatimArguments
        // is used.
        //
        // Since this function is a port of quote_cmd_arg from Node 4.x (technically, lib UV,
        // see https://github.com/nodejs/node/blob/v4.x/deps/uv/src/win/process.c for details),
        // pasting copyright notice from Node within this function:
        //
        //      Copyright Joyent, Inc. and other Node contributors. All rights reserved.
        //
        //      Permission is hereby granted, free of charge, to any person obtaining a copy
        //      of this software and associated documentation files (the "Software"), to
        //      deal in the Software without restriction, including without limitation the
        //      rights to use, copy, modify, merge, publish, distribute, sublicense, and/or
        //      sell copies of the Software, and to permit persons to whom the Software is
        //      furnished to do so, subject to the following conditions:
        //
        //      The above copyright notice and this permission notice shall be included in
        //      all copies or substantial portions of the Software.
        //
        //      THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
        //      IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
        //      FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
        //      AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
        //      LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING
        //      FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
        //      IN THE SOFTWARE.
        if (!arg) {
            // Need double quotation for empty argument
            return '""';
        }
        if (!arg.includes(' ') && !arg.includes('\t') && !arg.includes('"')) {
            // No quotation needed
            return arg;
        }
        if (!arg.includes('"') && !arg.includes('\\')) {
            // No embedded double quotes or backslashes, so I can just wrap
            // quote marks around the whole thing.
            return `"${arg}"`;
        }
        // Expected input/output:
        //   input : hello"world
        //   output: "hello\"world"
        //   input : hello""world
        //   output: "hello\"\"world"
        //   input : hello\world
        //   output: hello\world
        //   input : hello\\world
        //   output: hello\\world
        //   input : hello\"world
        //   output: "hello\\\"world"
        //   input : hello\\"world
        //   output: "hello\\\\\"world"
        //   input : hello world\
        //   output: "hello world\\" - note the comment in libuv actually reads "hello world\"
        //                             but it appears the comment is wrong, it should be "hello world\\"
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\';
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '\\';
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _cloneExecOptions(options) {
        options = options || {};
        const result = {
            cwd: options.cwd || process.cwd(),
            env: options.env || process.env,
            silent: options.silent || false,
            windowsVerbatimArguments: options.windowsVerbatimArguments || false,
            failOnStdErr: options.failOnStdErr || false,
            ignoreReturnCode: options.ignoreReturnCode || false,
            delay: options.delay || 10000
        };
        result.outStream = options.outStream || process.stdout;
        result.errStream = options.errStream || process.stderr;
        return result;
    }
    _getSpawnOptions(options, toolPath) {
        options = options || {};
        const result = {};
        result.cwd = options.cwd;
        result.env = options.env;
        result['windowsVerbatimArguments'] =
            options.windowsVerbatimArguments || this._isCmdFile();
        if (options.windowsVerbatimArguments) {
            result.argv0 = `"${toolPath}"`;
        }
        return result;
    }
    /**
     * Exec a tool.
     * Output will be streamed to the live console.
     * Returns promise with return code
     *
     * @param     tool     path to tool to exec
     * @param     options  optional exec options.  See ExecOptions
     * @returns   number
     */
    exec() {
        return toolrunner_awaiter(this, void 0, void 0, function* () {
            // root the tool path if it is unrooted and contains relative pathing
            if (!isRooted(this.toolPath) &&
                (this.toolPath.includes('/') ||
                    (toolrunner_IS_WINDOWS && this.toolPath.includes('\\')))) {
                // prefer options.cwd if it is specified, however options.cwd may also need to be rooted
                this.toolPath = external_path_namespaceObject.resolve(process.cwd(), this.options.cwd || process.cwd(), this.toolPath);
            }
            // if the tool is only a file name, then resolve it from the PATH
            // otherwise verify it exists (add extension on Windows if necessary)
            this.toolPath = yield which(this.toolPath, true);
            return new Promise((resolve, reject) => toolrunner_awaiter(this, void 0, void 0, function* () {
                this._debug(`exec tool: ${this.toolPath}`);
                this._debug('arguments:');
                for (const arg of this.args) {
                    this._debug(`   ${arg}`);
                }
                const optionsNonNull = this._cloneExecOptions(this.options);
                if (!optionsNonNull.silent && optionsNonNull.outStream) {
                    optionsNonNull.outStream.write(this._getCommandString(optionsNonNull) + external_os_.EOL);
                }
                const state = new ExecState(optionsNonNull, this.toolPath);
                state.on('debug', (message) => {
                    this._debug(message);
                });
                if (this.options.cwd && !(yield exists(this.options.cwd))) {
                    return reject(new Error(`The cwd: ${this.options.cwd} does not exist!`));
                }
                const fileName = this._getSpawnFileName();
                const cp = external_child_process_namespaceObject.spawn(fileName, this._getSpawnArgs(optionsNonNull), this._getSpawnOptions(this.options, fileName));
                let stdbuffer = '';
                if (cp.stdout) {
                    cp.stdout.on('data', (data) => {
                        if (this.options.listeners && this.options.listeners.stdout) {
                            this.options.listeners.stdout(data);
                        }
                        if (!optionsNonNull.silent && optionsNonNull.outStream) {
                            optionsNonNull.outStream.write(data);
                        }
                        stdbuffer = this._processLineBuffer(data, stdbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.stdline) {
                                this.options.listeners.stdline(line);
                            }
                        });
                    });
                }
                let errbuffer = '';
                if (cp.stderr) {
                    cp.stderr.on('data', (data) => {
                        state.processStderr = true;
                        if (this.options.listeners && this.options.listeners.stderr) {
                            this.options.listeners.stderr(data);
                        }
                        if (!optionsNonNull.silent &&
                            optionsNonNull.errStream &&
                            optionsNonNull.outStream) {
                            const s = optionsNonNull.failOnStdErr
                                ? optionsNonNull.errStream
                                : optionsNonNull.outStream;
                            s.write(data);
                        }
                        errbuffer = this._processLineBuffer(data, errbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.errline) {
                                this.options.listeners.errline(line);
                            }
                        });
                    });
                }
                cp.on('error', (err) => {
                    state.processError = err.message;
                    state.processExited = true;
                    state.processClosed = true;
                    state.CheckComplete();
                });
                cp.on('exit', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    this._debug(`Exit code ${code} received from tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                cp.on('close', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    state.processClosed = true;
                    this._debug(`STDIO streams have closed for tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                state.on('done', (error, exitCode) => {
                    if (stdbuffer.length > 0) {
                        this.emit('stdline', stdbuffer);
                    }
                    if (errbuffer.length > 0) {
                        this.emit('errline', errbuffer);
                    }
                    cp.removeAllListeners();
                    if (error) {
                        reject(error);
                    }
                    else {
                        resolve(exitCode);
                    }
                });
                if (this.options.input) {
                    if (!cp.stdin) {
                        throw new Error('child process missing stdin');
                    }
                    cp.stdin.end(this.options.input);
                }
            }));
        });
    }
}
/**
 * Convert an arg string to an array of args. Handles escaping
 *
 * @param    argString   string of arguments
 * @returns  string[]    array of arguments
 */
function argStringToArray(argString) {
    const args = [];
    let inQuotes = false;
    let escaped = false;
    let arg = '';
    function append(c) {
        // we only escape double quotes.
        if (escaped && c !== '"') {
            arg += '\\';
        }
        arg += c;
        escaped = false;
    }
    for (let i = 0; i < argString.length; i++) {
        const c = argString.charAt(i);
        if (c === '"') {
            if (!escaped) {
                inQuotes = !inQuotes;
            }
            else {
                append(c);
            }
            continue;
        }
        if (c === '\\' && escaped) {
            append(c);
            continue;
        }
        if (c === '\\' && inQuotes) {
            escaped = true;
            continue;
        }
        if (c === ' ' && !inQuotes) {
            if (arg.length > 0) {
                args.push(arg);
                arg = '';
            }
            continue;
        }
        append(c);
    }
    if (arg.length > 0) {
        args.push(arg.trim());
    }
    return args;
}
class ExecState extends external_events_.EventEmitter {
    constructor(options, toolPath) {
        super();
        this.processClosed = false; // tracks whether the process has exited and stdio is closed
        this.processError = '';
        this.processExitCode = 0;
        this.processExited = false; // tracks whether the process has exited
        this.processStderr = false; // tracks whether stderr was written to
        this.delay = 10000; // 10 seconds
        this.done = false;
        this.timeout = null;
        if (!toolPath) {
            throw new Error('toolPath must not be empty');
        }
        this.options = options;
        this.toolPath = toolPath;
        if (options.delay) {
            this.delay = options.delay;
        }
    }
    CheckComplete() {
        if (this.done) {
            return;
        }
        if (this.processClosed) {
            this._setResult();
        }
        else if (this.processExited) {
            this.timeout = (0,external_timers_namespaceObject.setTimeout)(ExecState.HandleTimeout, this.delay, this);
        }
    }
    _debug(message) {
        this.emit('debug', message);
    }
    _setResult() {
        // determine whether there is an error
        let error;
        if (this.processExited) {
            if (this.processError) {
                error = new Error(`There was an error when attempting to execute the process '${this.toolPath}'. This may indicate the process failed to start. Error: ${this.processError}`);
            }
            else if (this.processExitCode !== 0 && !this.options.ignoreReturnCode) {
                error = new Error(`The process '${this.toolPath}' failed with exit code ${this.processExitCode}`);
            }
            else if (this.processStderr && this.options.failOnStdErr) {
                error = new Error(`The process '${this.toolPath}' failed because one or more lines were written to the STDERR stream`);
            }
        }
        // clear the timeout
        if (this.timeout) {
            clearTimeout(this.timeout);
            this.timeout = null;
        }
        this.done = true;
        this.emit('done', error, this.processExitCode);
    }
    static HandleTimeout(state) {
        if (state.done) {
            return;
        }
        if (!state.processClosed && state.processExited) {
            const message = `The STDIO streams did not close within ${state.delay / 1000} seconds of the exit event from process '${state.toolPath}'. This may indicate a child process inherited the STDIO streams and has not yet exited.`;
            state._debug(message);
        }
        state._setResult();
    }
}
//# sourceMappingURL=toolrunner.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/exec.js
var exec_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


/**
 * Exec a command.
 * Output will be streamed to the live console.
 * Returns promise with return code
 *
 * @param     commandLine        command to execute (can include additional args). Must be correctly escaped.
 * @param     args               optional arguments for tool. Escaping is handled by the lib.
 * @param     options            optional exec options.  See ExecOptions
 * @returns   Promise<number>    exit code
 */
function exec(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        const commandArgs = argStringToArray(commandLine);
        if (commandArgs.length === 0) {
            throw new Error(`Parameter 'commandLine' cannot be null or empty.`);
        }
        // Path to tool to execute should be first arg
        const toolPath = commandArgs[0];
        args = commandArgs.slice(1).concat(args || []);
        const runner = new ToolRunner(toolPath, args, options);
        return runner.exec();
    });
}
/**
 * Exec a command and get the output.
 * Output will be streamed to the live console.
 * Returns promise with the exit code and collected stdout and stderr
 *
 * @param     commandLine           command to execute (can include additional args). Must be correctly escaped.
 * @param     args                  optional arguments for tool. Escaping is handled by the lib.
 * @param     options               optional exec options.  See ExecOptions
 * @returns   Promise<ExecOutput>   exit code, stdout, and stderr
 */
function getExecOutput(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        var _a, _b;
        let stdout = '';
        let stderr = '';
        //Using string decoder covers the case where a mult-byte character is split
        const stdoutDecoder = new external_string_decoder_namespaceObject.StringDecoder('utf8');
        const stderrDecoder = new external_string_decoder_namespaceObject.StringDecoder('utf8');
        const originalStdoutListener = (_a = options === null || options === void 0 ? void 0 : options.listeners) === null || _a === void 0 ? void 0 : _a.stdout;
        const originalStdErrListener = (_b = options === null || options === void 0 ? void 0 : options.listeners) === null || _b === void 0 ? void 0 : _b.stderr;
        const stdErrListener = (data) => {
            stderr += stderrDecoder.write(data);
            if (originalStdErrListener) {
                originalStdErrListener(data);
            }
        };
        const stdOutListener = (data) => {
            stdout += stdoutDecoder.write(data);
            if (originalStdoutListener) {
                originalStdoutListener(data);
            }
        };
        const listeners = Object.assign(Object.assign({}, options === null || options === void 0 ? void 0 : options.listeners), { stdout: stdOutListener, stderr: stdErrListener });
        const exitCode = yield exec(commandLine, args, Object.assign(Object.assign({}, options), { listeners }));
        //flush any remaining characters
        stdout += stdoutDecoder.end();
        stderr += stderrDecoder.end();
        return {
            exitCode,
            stdout,
            stderr
        };
    });
}
//# sourceMappingURL=exec.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/platform.js
var platform_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const getWindowsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout: version } = yield getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', undefined, {
        silent: true
    });
    const { stdout: name } = yield getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', undefined, {
        silent: true
    });
    return {
        name: name.trim(),
        version: version.trim()
    };
});
const getMacOsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    var _a, _b, _c, _d;
    const { stdout } = yield getExecOutput('sw_vers', undefined, {
        silent: true
    });
    const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : '';
    const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : '';
    return {
        name,
        version
    };
});
const getLinuxInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout } = yield getExecOutput('lsb_release', ['-i', '-r', '-s'], {
        silent: true
    });
    const [name, version] = stdout.trim().split('\n');
    return {
        name,
        version
    };
});
const platform = external_os_.platform();
const arch = external_os_.arch();
const isWindows = platform === 'win32';
const isMacOS = platform === 'darwin';
const isLinux = platform === 'linux';
function getDetails() {
    return platform_awaiter(this, void 0, void 0, function* () {
        return Object.assign(Object.assign({}, (yield (isWindows
            ? getWindowsInfo()
            : isMacOS
                ? getMacOsInfo()
                : getLinuxInfo()))), { platform,
            arch,
            isWindows,
            isMacOS,
            isLinux });
    });
}
//# sourceMappingURL=platform.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function setSecret(secret) {
    issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${external_path_namespaceObject.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_.EOL);
    issueCommand('set-output', { name }, toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function debug(message) {
    issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map

/***/ }),

/***/ 4942:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Qq: () => (/* binding */ HttpClient),
  s_: () => (/* binding */ lib_getProxyUrl)
});

// UNUSED EXPORTS: Headers, HttpClientError, HttpClientResponse, HttpCodes, MediaTypes, isHttps

// EXTERNAL MODULE: external "http"
var external_http_ = __nccwpck_require__(8611);
var external_http_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_http_, 2);
// EXTERNAL MODULE: external "https"
var external_https_ = __nccwpck_require__(5692);
var external_https_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_https_, 2);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
    const usingSsl = reqUrl.protocol === 'https:';
    if (checkBypass(reqUrl)) {
        return undefined;
    }
    const proxyVar = (() => {
        if (usingSsl) {
            return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
        }
        else {
            return process.env['http_proxy'] || process.env['HTTP_PROXY'];
        }
    })();
    if (proxyVar) {
        try {
            return new DecodedURL(proxyVar);
        }
        catch (_a) {
            if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
                return new DecodedURL(`http://${proxyVar}`);
        }
    }
    else {
        return undefined;
    }
}
function checkBypass(reqUrl) {
    if (!reqUrl.hostname) {
        return false;
    }
    const reqHost = reqUrl.hostname;
    if (isLoopbackAddress(reqHost)) {
        return true;
    }
    const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
    if (!noProxy) {
        return false;
    }
    // Determine the request port
    let reqPort;
    if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
    }
    else if (reqUrl.protocol === 'http:') {
        reqPort = 80;
    }
    else if (reqUrl.protocol === 'https:') {
        reqPort = 443;
    }
    // Format the request hostname and hostname with port
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    // Compare request host against noproxy
    for (const upperNoProxyItem of noProxy
        .split(',')
        .map(x => x.trim().toUpperCase())
        .filter(x => x)) {
        if (upperNoProxyItem === '*' ||
            upperReqHosts.some(x => x === upperNoProxyItem ||
                x.endsWith(`.${upperNoProxyItem}`) ||
                (upperNoProxyItem.startsWith('.') &&
                    x.endsWith(`${upperNoProxyItem}`)))) {
            return true;
        }
    }
    return false;
}
function isLoopbackAddress(host) {
    const hostLower = host.toLowerCase();
    return (hostLower === 'localhost' ||
        hostLower.startsWith('127.') ||
        hostLower.startsWith('[::1]') ||
        hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
}
class DecodedURL extends URL {
    constructor(url, base) {
        super(url, base);
        this._decodedUsername = decodeURIComponent(super.username);
        this._decodedPassword = decodeURIComponent(super.password);
    }
    get username() {
        return this._decodedUsername;
    }
    get password() {
        return this._decodedPassword;
    }
}
//# sourceMappingURL=proxy.js.map
// EXTERNAL MODULE: ./node_modules/tunnel/index.js
var tunnel = __nccwpck_require__(770);
// EXTERNAL MODULE: external "./lazy-undici.js"
var external_lazy_undici_js_ = __nccwpck_require__(6171);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/index.js
/* eslint-disable @typescript-eslint/no-explicit-any */
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};





var HttpCodes;
(function (HttpCodes) {
    HttpCodes[HttpCodes["OK"] = 200] = "OK";
    HttpCodes[HttpCodes["MultipleChoices"] = 300] = "MultipleChoices";
    HttpCodes[HttpCodes["MovedPermanently"] = 301] = "MovedPermanently";
    HttpCodes[HttpCodes["ResourceMoved"] = 302] = "ResourceMoved";
    HttpCodes[HttpCodes["SeeOther"] = 303] = "SeeOther";
    HttpCodes[HttpCodes["NotModified"] = 304] = "NotModified";
    HttpCodes[HttpCodes["UseProxy"] = 305] = "UseProxy";
    HttpCodes[HttpCodes["SwitchProxy"] = 306] = "SwitchProxy";
    HttpCodes[HttpCodes["TemporaryRedirect"] = 307] = "TemporaryRedirect";
    HttpCodes[HttpCodes["PermanentRedirect"] = 308] = "PermanentRedirect";
    HttpCodes[HttpCodes["BadRequest"] = 400] = "BadRequest";
    HttpCodes[HttpCodes["Unauthorized"] = 401] = "Unauthorized";
    HttpCodes[HttpCodes["PaymentRequired"] = 402] = "PaymentRequired";
    HttpCodes[HttpCodes["Forbidden"] = 403] = "Forbidden";
    HttpCodes[HttpCodes["NotFound"] = 404] = "NotFound";
    HttpCodes[HttpCodes["MethodNotAllowed"] = 405] = "MethodNotAllowed";
    HttpCodes[HttpCodes["NotAcceptable"] = 406] = "NotAcceptable";
    HttpCodes[HttpCodes["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
    HttpCodes[HttpCodes["RequestTimeout"] = 408] = "RequestTimeout";
    HttpCodes[HttpCodes["Conflict"] = 409] = "Conflict";
    HttpCodes[HttpCodes["Gone"] = 410] = "Gone";
    HttpCodes[HttpCodes["TooManyRequests"] = 429] = "TooManyRequests";
    HttpCodes[HttpCodes["InternalServerError"] = 500] = "InternalServerError";
    HttpCodes[HttpCodes["NotImplemented"] = 501] = "NotImplemented";
    HttpCodes[HttpCodes["BadGateway"] = 502] = "BadGateway";
    HttpCodes[HttpCodes["ServiceUnavailable"] = 503] = "ServiceUnavailable";
    HttpCodes[HttpCodes["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function (Headers) {
    Headers["Accept"] = "accept";
    Headers["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function (MediaTypes) {
    MediaTypes["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
/**
 * Returns the proxy URL, depending upon the supplied url and proxy environment variables.
 * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
 */
function lib_getProxyUrl(serverUrl) {
    const proxyUrl = getProxyUrl(new URL(serverUrl));
    return proxyUrl ? proxyUrl.href : '';
}
const HttpRedirectCodes = [
    HttpCodes.MovedPermanently,
    HttpCodes.ResourceMoved,
    HttpCodes.SeeOther,
    HttpCodes.TemporaryRedirect,
    HttpCodes.PermanentRedirect
];
const HttpResponseRetryCodes = [
    HttpCodes.BadGateway,
    HttpCodes.ServiceUnavailable,
    HttpCodes.GatewayTimeout
];
const RetryableHttpVerbs = ['OPTIONS', 'GET', 'DELETE', 'HEAD'];
const ExponentialBackoffCeiling = 10;
const ExponentialBackoffTimeSlice = 5;
class HttpClientError extends Error {
    constructor(message, statusCode) {
        super(message);
        this.name = 'HttpClientError';
        this.statusCode = statusCode;
        Object.setPrototypeOf(this, HttpClientError.prototype);
    }
}
class HttpClientResponse {
    constructor(message) {
        this.message = message;
    }
    readBody() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                let output = Buffer.alloc(0);
                this.message.on('data', (chunk) => {
                    output = Buffer.concat([output, chunk]);
                });
                this.message.on('end', () => {
                    resolve(output.toString());
                });
            }));
        });
    }
    readBodyBuffer() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                const chunks = [];
                this.message.on('data', (chunk) => {
                    chunks.push(chunk);
                });
                this.message.on('end', () => {
                    resolve(Buffer.concat(chunks));
                });
            }));
        });
    }
}
function isHttps(requestUrl) {
    const parsedUrl = new URL(requestUrl);
    return parsedUrl.protocol === 'https:';
}
class HttpClient {
    constructor(userAgent, handlers, requestOptions) {
        this._ignoreSslError = false;
        this._allowRedirects = true;
        this._allowRedirectDowngrade = false;
        this._maxRedirects = 50;
        this._allowRetries = false;
        this._maxRetries = 1;
        this._keepAlive = false;
        this._disposed = false;
        this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
        this.handlers = handlers || [];
        this.requestOptions = requestOptions;
        if (requestOptions) {
            if (requestOptions.ignoreSslError != null) {
                this._ignoreSslError = requestOptions.ignoreSslError;
            }
            this._socketTimeout = requestOptions.socketTimeout;
            if (requestOptions.allowRedirects != null) {
                this._allowRedirects = requestOptions.allowRedirects;
            }
            if (requestOptions.allowRedirectDowngrade != null) {
                this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
            }
            if (requestOptions.maxRedirects != null) {
                this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
            }
            if (requestOptions.keepAlive != null) {
                this._keepAlive = requestOptions.keepAlive;
            }
            if (requestOptions.allowRetries != null) {
                this._allowRetries = requestOptions.allowRetries;
            }
            if (requestOptions.maxRetries != null) {
                this._maxRetries = requestOptions.maxRetries;
            }
        }
    }
    options(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('OPTIONS', requestUrl, null, additionalHeaders || {});
        });
    }
    get(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('GET', requestUrl, null, additionalHeaders || {});
        });
    }
    del(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('DELETE', requestUrl, null, additionalHeaders || {});
        });
    }
    post(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('POST', requestUrl, data, additionalHeaders || {});
        });
    }
    patch(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PATCH', requestUrl, data, additionalHeaders || {});
        });
    }
    put(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PUT', requestUrl, data, additionalHeaders || {});
        });
    }
    head(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('HEAD', requestUrl, null, additionalHeaders || {});
        });
    }
    sendStream(verb, requestUrl, stream, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request(verb, requestUrl, stream, additionalHeaders);
        });
    }
    /**
     * Gets a typed object from an endpoint
     * Be aware that not found returns a null.  Other errors (4xx, 5xx) reject the promise
     */
    getJson(requestUrl_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            const res = yield this.get(requestUrl, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    postJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.post(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    putJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.put(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    patchJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.patch(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    /**
     * Makes a raw http request.
     * All other methods such as get, post, patch, and request ultimately call this.
     * Prefer get, del, post and patch
     */
    request(verb, requestUrl, data, headers) {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._disposed) {
                throw new Error('Client has already been disposed.');
            }
            const parsedUrl = new URL(requestUrl);
            let info = this._prepareRequest(verb, parsedUrl, headers);
            // Only perform retries on reads since writes may not be idempotent.
            const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb)
                ? this._maxRetries + 1
                : 1;
            let numTries = 0;
            let response;
            do {
                response = yield this.requestRaw(info, data);
                // Check if it's an authentication challenge
                if (response &&
                    response.message &&
                    response.message.statusCode === HttpCodes.Unauthorized) {
                    let authenticationHandler;
                    for (const handler of this.handlers) {
                        if (handler.canHandleAuthentication(response)) {
                            authenticationHandler = handler;
                            break;
                        }
                    }
                    if (authenticationHandler) {
                        return authenticationHandler.handleAuthentication(this, info, data);
                    }
                    else {
                        // We have received an unauthorized response but have no handlers to handle it.
                        // Let the response return to the caller.
                        return response;
                    }
                }
                let redirectsRemaining = this._maxRedirects;
                while (response.message.statusCode &&
                    HttpRedirectCodes.includes(response.message.statusCode) &&
                    this._allowRedirects &&
                    redirectsRemaining > 0) {
                    const redirectUrl = response.message.headers['location'];
                    if (!redirectUrl) {
                        // if there's no location to redirect to, we won't
                        break;
                    }
                    const parsedRedirectUrl = new URL(redirectUrl);
                    if (parsedUrl.protocol === 'https:' &&
                        parsedUrl.protocol !== parsedRedirectUrl.protocol &&
                        !this._allowRedirectDowngrade) {
                        throw new Error('Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.');
                    }
                    // we need to finish reading the response before reassigning response
                    // which will leak the open socket.
                    yield response.readBody();
                    // strip authorization header if redirected to a different hostname
                    if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
                        for (const header in headers) {
                            // header names are case insensitive
                            if (header.toLowerCase() === 'authorization') {
                                delete headers[header];
                            }
                        }
                    }
                    // let's make the request with the new redirectUrl
                    info = this._prepareRequest(verb, parsedRedirectUrl, headers);
                    response = yield this.requestRaw(info, data);
                    redirectsRemaining--;
                }
                if (!response.message.statusCode ||
                    !HttpResponseRetryCodes.includes(response.message.statusCode)) {
                    // If not a retry code, return immediately instead of retrying
                    return response;
                }
                numTries += 1;
                if (numTries < maxTries) {
                    yield response.readBody();
                    yield this._performExponentialBackoff(numTries);
                }
            } while (numTries < maxTries);
            return response;
        });
    }
    /**
     * Needs to be called if keepAlive is set to true in request options.
     */
    dispose() {
        if (this._agent) {
            this._agent.destroy();
        }
        this._disposed = true;
    }
    /**
     * Raw request.
     * @param info
     * @param data
     */
    requestRaw(info, data) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => {
                function callbackForResult(err, res) {
                    if (err) {
                        reject(err);
                    }
                    else if (!res) {
                        // If `err` is not passed, then `res` must be passed.
                        reject(new Error('Unknown error'));
                    }
                    else {
                        resolve(res);
                    }
                }
                this.requestRawWithCallback(info, data, callbackForResult);
            });
        });
    }
    /**
     * Raw request with callback.
     * @param info
     * @param data
     * @param onResult
     */
    requestRawWithCallback(info, data, onResult) {
        if (typeof data === 'string') {
            if (!info.options.headers) {
                info.options.headers = {};
            }
            info.options.headers['Content-Length'] = Buffer.byteLength(data, 'utf8');
        }
        let callbackCalled = false;
        function handleResult(err, res) {
            if (!callbackCalled) {
                callbackCalled = true;
                onResult(err, res);
            }
        }
        const req = info.httpModule.request(info.options, (msg) => {
            const res = new HttpClientResponse(msg);
            handleResult(undefined, res);
        });
        let socket;
        req.on('socket', sock => {
            socket = sock;
        });
        // If we ever get disconnected, we want the socket to timeout eventually
        req.setTimeout(this._socketTimeout || 3 * 60000, () => {
            if (socket) {
                socket.end();
            }
            handleResult(new Error(`Request timeout: ${info.options.path}`));
        });
        req.on('error', function (err) {
            // err has statusCode property
            // res should have headers
            handleResult(err);
        });
        if (data && typeof data === 'string') {
            req.write(data, 'utf8');
        }
        if (data && typeof data !== 'string') {
            data.on('close', function () {
                req.end();
            });
            data.pipe(req);
        }
        else {
            req.end();
        }
    }
    /**
     * Gets an http agent. This function is useful when you need an http agent that handles
     * routing through a proxy server - depending upon the url and proxy environment variables.
     * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
     */
    getAgent(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        return this._getAgent(parsedUrl);
    }
    getAgentDispatcher(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (!useProxy) {
            return;
        }
        return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
    }
    _prepareRequest(method, requestUrl, headers) {
        const info = {};
        info.parsedUrl = requestUrl;
        const usingSsl = info.parsedUrl.protocol === 'https:';
        info.httpModule = usingSsl ? external_https_namespaceObject : external_http_namespaceObject;
        const defaultPort = usingSsl ? 443 : 80;
        info.options = {};
        info.options.host = info.parsedUrl.hostname;
        info.options.port = info.parsedUrl.port
            ? parseInt(info.parsedUrl.port)
            : defaultPort;
        info.options.path =
            (info.parsedUrl.pathname || '') + (info.parsedUrl.search || '');
        info.options.method = method;
        info.options.headers = this._mergeHeaders(headers);
        if (this.userAgent != null) {
            info.options.headers['user-agent'] = this.userAgent;
        }
        info.options.agent = this._getAgent(info.parsedUrl);
        // gives handlers an opportunity to participate
        if (this.handlers) {
            for (const handler of this.handlers) {
                handler.prepareRequest(info.options);
            }
        }
        return info;
    }
    _mergeHeaders(headers) {
        if (this.requestOptions && this.requestOptions.headers) {
            return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
        }
        return lowercaseKeys(headers || {});
    }
    /**
     * Gets an existing header value or returns a default.
     * Handles converting number header values to strings since HTTP headers must be strings.
     * Note: This returns string | string[] since some headers can have multiple values.
     * For headers that must always be a single string (like Content-Type), use the
     * specialized _getExistingOrDefaultContentTypeHeader method instead.
     */
    _getExistingOrDefaultHeader(additionalHeaders, header, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
            if (headerValue) {
                clientHeader =
                    typeof headerValue === 'number' ? headerValue.toString() : headerValue;
            }
        }
        const additionalValue = additionalHeaders[header];
        if (additionalValue !== undefined) {
            return typeof additionalValue === 'number'
                ? additionalValue.toString()
                : additionalValue;
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    /**
     * Specialized version of _getExistingOrDefaultHeader for Content-Type header.
     * Always returns a single string (not an array) since Content-Type should be a single value.
     * Converts arrays to comma-separated strings and numbers to strings to ensure type safety.
     * This was split from _getExistingOrDefaultHeader to provide stricter typing for callers
     * that assign the result to places expecting a string (e.g., additionalHeaders[Headers.ContentType]).
     */
    _getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
            if (headerValue) {
                if (typeof headerValue === 'number') {
                    clientHeader = String(headerValue);
                }
                else if (Array.isArray(headerValue)) {
                    clientHeader = headerValue.join(', ');
                }
                else {
                    clientHeader = headerValue;
                }
            }
        }
        const additionalValue = additionalHeaders[Headers.ContentType];
        // Return the first non-undefined value, converting numbers or arrays to strings if necessary
        if (additionalValue !== undefined) {
            if (typeof additionalValue === 'number') {
                return String(additionalValue);
            }
            else if (Array.isArray(additionalValue)) {
                return additionalValue.join(', ');
            }
            else {
                return additionalValue;
            }
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    _getAgent(parsedUrl) {
        let agent;
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (this._keepAlive && useProxy) {
            agent = this._proxyAgent;
        }
        if (!useProxy) {
            agent = this._agent;
        }
        // if agent is already assigned use that agent.
        if (agent) {
            return agent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        let maxSockets = 100;
        if (this.requestOptions) {
            maxSockets = this.requestOptions.maxSockets || external_http_.globalAgent.maxSockets;
        }
        // This is `useProxy` again, but we need to check `proxyURl` directly for TypeScripts's flow analysis.
        if (proxyUrl && proxyUrl.hostname) {
            const agentOptions = {
                maxSockets,
                keepAlive: this._keepAlive,
                proxy: Object.assign(Object.assign({}, ((proxyUrl.username || proxyUrl.password) && {
                    proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
                })), { host: proxyUrl.hostname, port: proxyUrl.port })
            };
            let tunnelAgent;
            const overHttps = proxyUrl.protocol === 'https:';
            if (usingSsl) {
                tunnelAgent = overHttps ? tunnel.httpsOverHttps : tunnel.httpsOverHttp;
            }
            else {
                tunnelAgent = overHttps ? tunnel.httpOverHttps : tunnel.httpOverHttp;
            }
            agent = tunnelAgent(agentOptions);
            this._proxyAgent = agent;
        }
        // if tunneling agent isn't assigned create a new agent
        if (!agent) {
            const options = { keepAlive: this._keepAlive, maxSockets };
            agent = usingSsl ? new external_https_.Agent(options) : new external_http_.Agent(options);
            this._agent = agent;
        }
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            agent.options = Object.assign(agent.options || {}, {
                rejectUnauthorized: false
            });
        }
        return agent;
    }
    _getProxyAgentDispatcher(parsedUrl, proxyUrl) {
        let proxyAgent;
        if (this._keepAlive) {
            proxyAgent = this._proxyAgentDispatcher;
        }
        // if agent is already assigned use that agent.
        if (proxyAgent) {
            return proxyAgent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        proxyAgent = new external_lazy_undici_js_.ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, ((proxyUrl.username || proxyUrl.password) && {
            token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
        })));
        this._proxyAgentDispatcher = proxyAgent;
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
                rejectUnauthorized: false
            });
        }
        return proxyAgent;
    }
    _getUserAgentWithOrchestrationId(userAgent) {
        const baseUserAgent = userAgent || 'actions/http-client';
        const orchId = process.env['ACTIONS_ORCHESTRATION_ID'];
        if (orchId) {
            // Sanitize the orchestration ID to ensure it contains only valid characters
            // Valid characters: 0-9, a-z, _, -, .
            const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, '_');
            return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`;
        }
        return baseUserAgent;
    }
    _performExponentialBackoff(retryNumber) {
        return __awaiter(this, void 0, void 0, function* () {
            retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
            const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
            return new Promise(resolve => setTimeout(() => resolve(), ms));
        });
    }
    _processResponse(res, options) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
                const statusCode = res.message.statusCode || 0;
                const response = {
                    statusCode,
                    result: null,
                    headers: {}
                };
                // not found leads to null obj returned
                if (statusCode === HttpCodes.NotFound) {
                    resolve(response);
                }
                // get the result from the body
                function dateTimeDeserializer(key, value) {
                    if (typeof value === 'string') {
                        const a = new Date(value);
                        if (!isNaN(a.valueOf())) {
                            return a;
                        }
                    }
                    return value;
                }
                let obj;
                let contents;
                try {
                    contents = yield res.readBody();
                    if (contents && contents.length > 0) {
                        if (options && options.deserializeDates) {
                            obj = JSON.parse(contents, dateTimeDeserializer);
                        }
                        else {
                            obj = JSON.parse(contents);
                        }
                        response.result = obj;
                    }
                    response.headers = res.message.headers;
                }
                catch (err) {
                    // Invalid resource (contents not json);  leaving result obj null
                }
                // note that 3xx redirects are handled by the http layer.
                if (statusCode > 299) {
                    let msg;
                    // if exception/error in body, attempt to get better error
                    if (obj && obj.message) {
                        msg = obj.message;
                    }
                    else if (contents && contents.length > 0) {
                        // it may be the case that the exception is in the body message as string
                        msg = contents;
                    }
                    else {
                        msg = `Failed request: (${statusCode})`;
                    }
                    const err = new HttpClientError(msg, statusCode);
                    err.result = response.result;
                    reject(err);
                }
                else {
                    resolve(response);
                }
            }));
        });
    }
}
const lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => ((c[k.toLowerCase()] = obj[k]), c), {});
//# sourceMappingURL=index.js.map

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(1296);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
