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

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

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

/***/ 9011:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ shortage)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1455);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9181);
/** What a full disk lacks. */


/**
 * To follow what could not be written: `; about 52.3 MB are needed there, and 1.2 MB are free`. Empty where the disk is
 * not full, or does not say. Never rejects.
 * @param needed bytes, if it is known
 */
async function shortage(error, folder, needed) {
    const { code } = error;
    if (code !== 'ENOSPC' && code !== 'EDQUOT')
        return '';
    const free = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.statfs)(folder).then(({ bavail, bsize }) => `${(0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .bytes */ .ee)(bavail * bsize)} are free`, () => undefined);
    const room = [needed !== undefined && `about ${(0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .bytes */ .ee)(needed)} are needed there`, free].filter(Boolean).join(', and ');
    return room && `; ${room}`;
}


/***/ }),

/***/ 9874:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   EM: () => (/* binding */ FAILURES),
/* harmony export */   HR: () => (/* binding */ Failure)
/* harmony export */ });
/* unused harmony export ERROR_CODES */
/**
 * The one error class that a run ends with on purpose. Every module throws it; anything else that is thrown is a bug.
 * Imports nothing.
 */
/**
 * The action's error codes, as docs/troubleshooting.md lists them, each with what ended a run, in a few words, to follow a
 * segment's name.
 */
const FAILURES = {
    invalid_input: 'invalid input',
    invalid_csv: 'the key list is not valid',
    empty_list: 'the key list is empty',
    unsupported_segment: 'the segment does not support this',
    guard_blocked: 'stopped by the guard',
    partial_replace_refused: 'the list is too large for one replace',
    approval_required: 'approval is required',
    approval_pending: 'an earlier approval request is open',
    segment_changed: 'the segment kept changing',
    bad_request: 'LaunchDarkly rejected the request',
    unauthorized: 'LaunchDarkly rejected the access token',
    forbidden: 'the access token lacks a permission',
    not_found: 'not found in LaunchDarkly',
    conflict: 'another import was running',
    payload_too_large: 'the upload is too large',
    rate_limited: 'rate-limited by LaunchDarkly',
    server_error: 'LaunchDarkly had a server error',
    unexpected_response: 'unexpected answer',
    export_mismatch: 'the export cannot be trusted',
    network_error: 'could not reach LaunchDarkly',
    timed_out: 'LaunchDarkly did not finish in time',
    import_stopped: 'LaunchDarkly stopped the import',
    verification_failed: 'verification failed',
    runner_error: 'a problem on the runner',
    internal_error: 'a bug in the action',
    cancelled: 'cancelled',
};
const ERROR_CODES = Object.keys(FAILURES);
/** A run, or a target of it, cannot go on. The message says what failed; `advice` says what to do about it. */
class Failure extends Error {
    name = 'Failure';
    code;
    /** What a person should do next: full sentences. */
    advice;
    /** The HTTP status of the answer that caused it. */
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
    /** The same failure in other words: what is not given stays. */
    with(changes) {
        const { code, message, ...details } = { ...this, message: this.message, cause: this.cause, ...changes };
        // Whatever else a kind of failure knows is among the details that its constructor takes.
        const Kind = this.constructor;
        return new Kind(code, message, details);
    }
}


/***/ }),

/***/ 2133:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  gd: () => (/* binding */ TARGET_INPUTS),
  jg: () => (/* binding */ readStep),
  _E: () => (/* binding */ readTarget)
});

;// CONCATENATED MODULE: ./build/inputs/contradictions.js
const MOST_REVIEWERS = 10;
/** Settings that cannot both hold, each under the input that a person would change. */
function contradictions(target) {
    const { list, mode, strategy, wait, waitOnApprovals: approval, requestApproval: requested } = target;
    const members = target.approvalNotifyMembers.length;
    const reviewers = members + target.approvalNotifyTeams.length;
    const notify = members > 0 ? 'approval-notify-members' : 'approval-notify-teams';
    const delta = strategy === 'delta';
    const removes = mode === 'remove';
    const snapshot = target.snapshotPath !== undefined;
    const inParts = target.allowPartialReplace;
    const isNamed = typeof list.keyColumn === 'string';
    const not = 'which cannot be used with';
    const rules = [
        [delta && approval, 'strategy', `is \`delta\`, ${not} \`wait-on-approvals\`: it changes members directly.`],
        [removes && approval, 'mode', `is \`remove\`, ${not} \`wait-on-approvals\`: it changes members directly.`],
        [
            target.bypassApprovals && approval,
            'bypass-approvals',
            'cannot be used with `wait-on-approvals`: a change waits for its approval or bypasses it.',
        ],
        [requested && !approval, 'request-approval', 'needs `wait-on-approvals: true`.'],
        [reviewers > 0 && !requested, notify, 'needs `request-approval: true`.'],
        [
            reviewers > MOST_REVIEWERS,
            notify,
            `makes ${reviewers} reviewers, teams included; LaunchDarkly takes ${MOST_REVIEWERS} at most.`,
        ],
        [
            target.verify === 'fail' && !wait,
            'verify',
            `is \`fail\`, ${not} \`wait: false\`: there is nothing to verify before the import ends.`,
        ],
        [
            removes && !wait,
            'wait',
            `is \`false\`, ${not} \`mode: remove\`: removals are done as soon as LaunchDarkly answers.`,
        ],
        [
            list.header === false && isNamed,
            'header',
            `is \`false\`, ${not} a column name in \`key-column\`: the name is looked up in the header row.`,
        ],
        [
            inParts && (delta || mode !== 'replace'),
            'allow-partial-replace',
            `cannot be used with \`${delta ? 'strategy: delta' : `mode: ${mode}`}\`, which never replaces in parts.`,
        ],
        [snapshot && approval, 'snapshot-path', 'cannot be used with `wait-on-approvals`: the change may come days later.'],
    ];
    return rules.filter(([broken]) => broken).map(([, name, text]) => ({ name, text: `\`${name}\` ${text}` }));
}

// EXTERNAL MODULE: ./build/inputs/kinds.js
var kinds = __nccwpck_require__(6447);
// EXTERNAL MODULE: ./build/inputs/reader.js
var reader = __nccwpck_require__(401);
;// CONCATENATED MODULE: ./build/inputs/import.js



/** A limit above this has no effect. */
const MOST_PERCENT = 1_000_000_000;
const paths = (input) => {
    const found = kinds/* lines */.Mn(input);
    if (found.length === 0)
        input.problem('is required.');
    if (found.some((path) => path.includes('\0')))
        input.problem('has a NUL character.');
    return found;
};
const column = (input) => {
    const looksLikeNumber = input.text === '' || /^[-+]?\d+(\.\d*)?$/.test(input.text);
    if (!looksLikeNumber)
        return input.text;
    const value = Number(input.text);
    if (Number.isSafeInteger(value) && value >= 1)
        return value;
    kinds/* refuse */.TR(input, 'a column number from 1, or the name of a header cell');
    return 1;
};
const delimiter = (input) => {
    const value = input.raw === '\t' || input.raw === ' ' ? input.raw : input.text;
    if (value === 'auto')
        return 'auto';
    if (value === 'tab')
        return '\t';
    if (/^[\t\P{C}]$/u.test(value) && value !== '"')
        return value;
    kinds/* refuse */.TR(input, '`auto`, `tab`, or one character other than a double quote or a line break');
    return 'auto';
};
const pullRequest = (input) => {
    if (!/^[1-9]\d{0,14}$/.test(input.text))
        kinds/* refuse */.TR(input, 'the number of a pull request, or nothing');
    return Number(input.text);
};
const LIST = {
    csvPath: paths,
    keyColumn: column,
    header: kinds/* booleanOr */.SX('auto'),
    delimiter,
    onInvalidRow: kinds/* choice */.Yq('fail', 'skip'),
    allowEmpty: kinds/* boolean */.zM,
};
/** What a targets file may not set: a token does not belong in a file, and only the workflow decides to bypass approvals. */
const NOT_IN_FILES = {
    accessToken: kinds/* token */.Sh,
    bypassApprovals: kinds/* boolean */.zM,
};
const CHANGE = {
    mode: kinds/* choice */.Yq('merge', 'replace', 'remove'),
    waitOnApprovals: kinds/* boolean */.zM,
    strategy: kinds/* choice */.Yq('upload', 'delta'),
    allowPartialReplace: kinds/* boolean */.zM,
    maxRemovalPercent: kinds/* number */.ai(100),
    maxAdditionPercent: kinds/* optional */.lq(kinds/* number */.ai(MOST_PERCENT)),
    snapshotPath: kinds/* optional */.lq(kinds/* newFile */.Jd),
    dryRun: kinds/* boolean */.zM,
    wait: kinds/* boolean */.zM,
    timeoutMinutes: kinds/* minutes */.Gx,
    verify: kinds/* choice */.Yq('warn', 'fail', 'off'),
    requestApproval: kinds/* boolean */.zM,
    approvalNotifyMembers: kinds/* lines */.Mn,
    approvalNotifyTeams: kinds/* lines */.Mn,
};
const STEP = {
    targetsPath: kinds/* optional */.lq(kinds/* text */.Qq),
    baseUri: kinds/* baseUri */.wW,
    commentOnPr: kinds/* boolean */.zM,
    prNumber: kinds/* optional */.lq(pullRequest),
    githubToken: kinds/* text */.Qq,
};
/** Every input that a targets file may set. */
const TARGET_INPUTS = (0,reader/* inputsOf */.Vc)(kinds/* SEGMENT */._f, LIST, CHANGE);
/** Inputs that say where one list goes; a targets file says it instead. */
const SINGLE_TARGET_INPUTS = [...(0,reader/* inputsOf */.Vc)(kinds/* SEGMENT */._f), 'csv-path'];
/** The settings of one target. */
function readTarget(reader) {
    const own = reader.read(NOT_IN_FILES);
    const segment = reader.read(kinds/* SEGMENT */._f);
    const list = reader.read(LIST);
    if (list.header === 'auto' && typeof list.keyColumn === 'string')
        list.header = true;
    const target = { ...own, ...segment, list, ...reader.read(CHANGE) };
    reader.problems.push(...contradictions(target));
    return target;
}
/** Reads what belongs to the step and not to a target. */
function readStep(reader) {
    const step = reader.read(STEP);
    const both = SINGLE_TARGET_INPUTS.filter((name) => reader.isGiven(name));
    if (step.targetsPath !== undefined && both.length > 0)
        reader.problem('targets-path', `cannot be used with ${kinds/* list */.p_(both)}: the targets file says where each list goes.`);
    return step;
}


/***/ }),

/***/ 6447:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Gx: () => (/* binding */ minutes),
/* harmony export */   Jd: () => (/* binding */ newFile),
/* harmony export */   Mn: () => (/* binding */ lines),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   SX: () => (/* binding */ booleanOr),
/* harmony export */   Sh: () => (/* binding */ token),
/* harmony export */   TR: () => (/* binding */ refuse),
/* harmony export */   Yq: () => (/* binding */ choice),
/* harmony export */   _f: () => (/* binding */ SEGMENT),
/* harmony export */   ai: () => (/* binding */ number),
/* harmony export */   fN: () => (/* binding */ LONGEST_PATH),
/* harmony export */   lq: () => (/* binding */ optional),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   wW: () => (/* binding */ baseUri),
/* harmony export */   zM: () => (/* binding */ boolean)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/** The kinds of inputs that both actions, or several inputs, have. */


const TOKEN_ADVICE = 'Create an API access token in LaunchDarkly and pass it from a secret.';
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
/** The longest that a GitHub job may run: five days, on self-hosted runners. */
const MOST_MINUTES = 5 * 24 * 60;
/** The longest path that Linux takes. */
const LONGEST_PATH = 4_096;
const EXAMPLE = 'members-${{ github.run_id }}-${{ github.run_attempt }}.csv';
const list = (names) => names.map((name) => `\`${name}\``).join(', ');
/** Says that an input is not what is allowed. */
function refuse({ text, problem }, allowed) {
    problem(`is ${quote(text)}; allowed: ${allowed}.`);
}
const quote = (value) => (value === '' ? 'empty' : `\`${value.replaceAll('`', "'")}\``);
const text = (input) => input.text;
const lines = ({ raw }) => raw
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
/** An input that may be empty. */
const optional = (kind) => (input) => input.text === '' ? undefined : kind(input);
const choice = (...allowed) => (input) => {
    const found = allowed.find((one) => one === input.text);
    if (found === undefined)
        refuse(input, list(allowed));
    return found ?? allowed[0];
};
/** Accepts exactly what `core.getBooleanInput` accepts (YAML 1.2 core schema), and the other words. */
const booleanOr = (...others) => (input) => {
    const found = others.find((one) => one === input.text);
    if (found !== undefined)
        return found;
    const value = /^(true|True|TRUE)$/.test(input.text);
    if (!value && !/^(false|False|FALSE)$/.test(input.text))
        refuse(input, list(['true', 'false', ...others]));
    return value;
};
const boolean = booleanOr();
/** A number up to `to`, from 0 or above it. */
const number = (to, low = 'from 0') => (input) => {
    const value = /^\d+(\.\d+)?$/.test(input.text) ? Number(input.text) : Number.NaN;
    if (value <= to && (value > 0 || low === 'from 0'))
        return value;
    refuse(input, `a number ${low} up to ${to}`);
    return to;
};
/** How long the run may take, from the first request on. */
const minutes = number(MOST_MINUTES, 'above 0');
const token = (input) => {
    if (input.text === '') {
        input.problem(`is empty. ${TOKEN_ADVICE} Pull requests from forks get no secrets.`);
    }
    else if (/^bearer\s/i.test(input.text)) {
        input.problem('begins with "Bearer": pass the token alone.');
    }
    else if (!/^[\u0021-\u007e]+$/.test(input.text)) {
        // Such characters would break the header or split it. The text itself must not be shown.
        input.problem(`has spaces, line breaks or other characters that no token has. ${TOKEN_ADVICE}`);
    }
    return input.text;
};
/** A key that becomes one segment of a URL path; `.` and `..` would climb out of it. */
const pathKey = (input) => {
    if (input.text === '')
        input.problem('is required.');
    else if (input.text === '.' || input.text === '..' || /[\u0000-\u001f\u007f]/.test(input.text))
        input.problem(`is ${quote(input.text)}, which is not a valid LaunchDarkly key.`);
    return input.text;
};
/** Where a segment is. */
const SEGMENT = {
    projectKey: pathKey,
    environmentKey: pathKey,
    segmentKey: pathKey,
};
const baseUri = (input) => {
    const url = URL.parse(input.text);
    const refuse = (why) => {
        input.problem(`${why}; an example of what is allowed: \`https://app.launchdarkly.com\`.`);
        return input.text;
    };
    if (url === null)
        return refuse('is not a URL');
    if (url.username !== '' || url.password !== '')
        return refuse('has a user name or password in it');
    if (/[?#]/.test(input.text))
        return refuse('has a query or a fragment');
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname)))
        return refuse('must begin with `https://` (`http://` is allowed for this machine only)');
    const path = url.pathname.replace(/\/+$/, '');
    if (path.endsWith('/api/v2'))
        return refuse('ends with `/api/v2`, which is added by the action');
    return url.origin + path;
};
/** The absolute path of a file that is to be written; no file is ever replaced. */
const newFile = ({ text, workspace, problem }) => {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, text);
    if (text === '')
        problem('is required.');
    else if (text.includes('\0'))
        problem('has a NUL character.');
    else if (path.length > LONGEST_PATH)
        problem(`is longer than ${LONGEST_PATH} characters.`);
    else if (/[/\\]$/.test(text))
        problem('names a folder; the name of a file is needed.');
    else if (exists(path))
        problem(`already exists, and no file is ever overwritten. Name it after the run and its attempt: \`${EXAMPLE}\`.`);
    return path;
};
/** True for a dangling link, too. An impossible path, such as one through a file, is found when it is checked for writing. */
function exists(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { throwIfNoEntry: false }) !== undefined;
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 401:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Vc: () => (/* binding */ inputsOf),
/* harmony export */   mP: () => (/* binding */ Reader),
/* harmony export */   x5: () => (/* binding */ refusal)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9874);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9181);
/** How inputs are read: each by its kind, all of them before the first problem is thrown. */


/** The inputs that these settings are read from. */
const inputsOf = (...kinds) => kinds.flatMap(Object.keys).map(_words_js__WEBPACK_IMPORTED_MODULE_1__/* .kebab */ .i9);
/** Reads settings from a source and collects what is wrong with them instead of stopping at the first. */
class Reader {
    problems = [];
    #source;
    #workspace;
    constructor(source, workspace) {
        this.#source = source;
        this.#workspace = workspace;
    }
    read(kinds) {
        const values = Object.entries(kinds).map(([setting, kind]) => {
            const name = (0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .kebab */ .i9)(setting);
            const raw = this.#source(name);
            const problem = (text) => this.problem(name, text);
            return [setting, kind({ raw, text: raw.trim(), workspace: this.#workspace, problem })];
        });
        return Object.fromEntries(values);
    }
    isGiven(name) {
        return this.#source(name).trim() !== '';
    }
    problem(name, text) {
        this.problems.push({ name, text: `\`${name}\` ${text}` });
    }
    /** @throws Failure `invalid_input` with all problems, if there are any */
    throwProblems() {
        const texts = this.problems.map(({ text }) => text);
        const advice = 'Correct the inputs of this step; nothing was read or sent.';
        if (texts.length > 0)
            throw refusal(texts, `${texts.length} inputs are wrong`, advice);
    }
}
/** One Failure for all that is wrong. */
function refusal(texts, title, advice) {
    const message = texts.length === 1 ? texts[0] : `${title}:\n- ${texts.join('\n- ')}`;
    return new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid_input', message, { advice });
}


/***/ }),

/***/ 5685:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ snapshotProblems)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var _list_index_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(7596);
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6447);
/** Where snapshots go: what cannot be meant is refused before a file is read or a request is sent. */




/**
 * What is wrong with the targets' `snapshot-path`s, each problem with the index of its target.
 * @param folders the only ones that will do; without them, any will
 */
function snapshotProblems(targets, workspace, folders) {
    const realPaths = realPathsOf(targets.flatMap(({ snapshotPath }) => snapshotPath ?? []));
    if (realPaths.size === 0)
        return [];
    // A pattern may lead through a link, and so may the path of a snapshot.
    const patterns = targets.flatMap(({ list }) => list.csvPath);
    const linked = realPathsOf(patterns.map((pattern) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, pattern))).values();
    const listed = (0,_list_index_js__WEBPACK_IMPORTED_MODULE_2__/* .wouldRead */ .U)([...patterns, ...linked], workspace, [...new Set([...realPaths].flat())]);
    const seen = new Set();
    return targets.flatMap(({ snapshotPath }, target) => {
        const real = realPaths.get(snapshotPath ?? '');
        if (snapshotPath === undefined || real === undefined)
            return [];
        const isShared = seen.has(real);
        seen.add(real);
        const isListed = listed.has(snapshotPath) || listed.has(real);
        const isOutside = folders?.every((folder) => !isInside(real, realPath(folder))) ?? false;
        const rules = [
            [isShared, 'is also that of another target.'],
            [
                isListed,
                'is in a folder or matches a pattern of `csv-path`: the next run would read the snapshot as part of the list.',
            ],
            [isOutside, 'must be in the workspace or in RUNNER_TEMP if a targets file names it.'],
        ];
        const broken = rules.find(([broken]) => broken);
        return broken === undefined ? [] : [{ target, name: 'snapshot-path', text: `\`snapshot-path\` ${broken[1]}` }];
    });
}
/** Paths, without those that are too long for any system, and what they are with their links resolved. */
const realPathsOf = (paths) => new Map([...new Set(paths)].filter(({ length }) => length <= _kinds_js__WEBPACK_IMPORTED_MODULE_3__/* .LONGEST_PATH */ .fN).map((path) => [path, realPath(path)]));
/** The path with its links resolved, as far as it exists. */
function realPath(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(path);
    }
    catch {
        const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path);
        return folder === path ? path : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(realPath(folder), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path));
    }
}
function isInside(path, folder) {
    const way = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(folder, path);
    return way !== '' && way !== '..' && !way.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`) && (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(folder, way) === path;
}


/***/ }),

/***/ 7596:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  PF: () => (/* reexport */ Beginnings),
  $$: () => (/* reexport */ ListFailure),
  Oe: () => (/* reexport */ Members),
  Ch: () => (/* reexport */ StoredKeys),
  oq: () => (/* reexport */ inBatches),
  hj: () => (/* reexport */ locateKeys),
  M5: () => (/* reexport */ readKeyList),
  mo: () => (/* reexport */ readMembers),
  Re: () => (/* reexport */ subtract),
  U: () => (/* reexport */ wouldRead)
});

// UNUSED EXPORTS: PLACEHOLDERS, SAMPLE_KEYS

// EXTERNAL MODULE: ./build/failure.js
var failure = __nccwpck_require__(9874);
// EXTERNAL MODULE: ./build/words.js
var words = __nccwpck_require__(9181);
;// CONCATENATED MODULE: ./build/list/failure.js
/** How reading a list fails: with the position in the file, and with everything that was counted until then. */


/** The list cannot be used. The message begins with `file:line:column` where it applies, and holds no key. */
class ListFailure extends failure/* Failure */.HR {
    hint;
    /**
     * What was read. Complete if invalid rows or a missing key are the reason; else it ends where reading ended, and
     * `sha256` is empty. Absent if no file was opened.
     */
    summary;
    constructor(code, message, details = {}) {
        super(code, message, details);
        this.hint = details.hint;
        this.summary = details.summary;
    }
}
/** The failure for what is wrong at a place in a file. */
function failureAt(place, what, details) {
    return new ListFailure('invalid_csv', `${(0,words/* placeOf */.$t)(place)}: ${what}`, details);
}
/** The word for a system error, such as `EACCES: permission denied`, without the path that Node adds to it. */
function systemMessage(error) {
    const { message } = error;
    return (message ?? String(error)).replace(/, \w+( '.*'.*)?$/s, '');
}
/** The failure for a file or directory that is there and cannot be read. */
function unreadable(file, cause) {
    const what = `the file cannot be read (${systemMessage(cause)}).`;
    return failureAt({ file }, what, { hint: 'unreadable_file', cause });
}
/** The failure for what is not a regular file, such as a pipe or a device. */
function irregular(file, what = 'this is not a regular file.') {
    return failureAt({ file }, what, { hint: 'irregular_file' });
}

;// CONCATENATED MODULE: external "node:buffer"
const external_node_buffer_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");
;// CONCATENATED MODULE: ./build/list/bytes.js
/** What the bytes of a list mean to those who read and write it: names, and the CSV reader's classes. Pure. */
const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const DELETE = 0x7f;
/** Classes of bytes, as bits. This one ends what is searched for. */
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

;// CONCATENATED MODULE: ./build/list/key.js
/**
 * What is a key, and what is a header cell: the rules, in tables. docs/lists.md shows the same tables; a test keeps
 * both equal. Pure.
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
/** A header cell as it is compared. */
const normalise = (cell) => cell.trim().toLowerCase().replace(/[ _-]/g, '');
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
/** U+0000 to U+001F, and U+007F. */
const isControl = (byte) => byte < SPACE || byte === DELETE;
/** Judges a key. Returns the problem with it, or undefined for a key that can be sent. */
function keyProblem({ window, start, end, flags }) {
    const { bytes } = window;
    if (start >= end)
        return 'empty_key';
    const knownUtf8 = (flags & HAS_NON_ASCII) === 0 || end <= window.validUtf8;
    if (!knownUtf8 && !(0,external_node_buffer_namespaceObject.isUtf8)(bytes.subarray(start, end)))
        return 'invalid_utf8';
    if ((flags & HAS_CONTROL) !== 0 && bytes.subarray(start, end).some(isControl))
        return 'control_character';
    if (isPlaceholder(bytes, start, end))
        return 'placeholder';
    return undefined;
}
/** Takes spaces and tabs off both ends of a field. Returns whether there were any. */
function trim(field) {
    const { window, start, end } = field;
    const { bytes } = window;
    while (field.start < field.end && isPadding(bytes[field.start]))
        field.start++;
    while (field.end > field.start && isPadding(bytes[field.end - 1]))
        field.end--;
    return field.start > start || field.end < end;
}
const isPadding = (byte) => byte === SPACE || byte === TAB;
/** The key that a normalised line holds: the line without its LF. */
function keyOf(line) {
    return line.startsWith('"') ? line.slice(1, -1).replaceAll('""', '"') : line;
}

;// CONCATENATED MODULE: ./build/list/window.js
/** The part of a file that is in memory: chunks are fed at its end, rows are taken from its front. */


/** Lines are read and written in words of four bytes, so this many bytes behind their end must exist. */
const SLACK = 8;
/** Bytes with a view on them, which reads and writes words anywhere. */
class Memory {
    bytes;
    view;
    /** @param size without SLACK */
    constructor(size = 0) {
        this.bytes = Buffer.allocUnsafeSlow(size + SLACK);
        this.view = new DataView(this.bytes.buffer);
    }
    get size() {
        return this.bytes.length - SLACK;
    }
    /** Moves [start, end) to the front of larger memory. */
    enlarge(size, start, end) {
        const larger = new Memory(size);
        this.bytes.copy(larger.bytes, 0, start, end);
        this.bytes = larger.bytes;
        this.view = larger.view;
    }
}
class Window extends Memory {
    /** What was fed and is not taken yet: [start, limit). An LF is at `limit`: whatever is searched for stops there. */
    start = 0;
    limit = 0;
    /** Whether nothing comes after it. */
    final = false;
    #validUtf8;
    /** Bytes that are not taken yet. */
    get left() {
        return this.limit - this.start;
    }
    /** Drops what was taken, so that `start` is 0, and takes in the next bytes of the file, a copy; undefined for its end. */
    feed(chunk) {
        const { start, limit, left } = this;
        const needed = left + (chunk?.length ?? 0);
        // Twice as much: for what is left of a chunk before the next one, and for rows of many chunks.
        if (needed > this.size)
            this.enlarge(2 * needed, start, limit);
        else
            this.bytes.copyWithin(0, start, limit);
        chunk?.copy(this.bytes, left);
        this.start = 0;
        this.limit = needed;
        this.final = chunk === undefined;
        this.#validUtf8 = undefined;
        this.bytes[needed] = LF;
    }
    /**
     * How many bytes are known to be valid UTF-8: all lines that end with LF, or none. A character may be cut by the end
     * of what was fed.
     */
    get validUtf8() {
        if (this.#validUtf8 === undefined) {
            const fed = this.bytes.subarray(0, this.limit);
            const lines = this.final ? fed : fed.subarray(0, fed.lastIndexOf(LF) + 1);
            this.#validUtf8 = (0,external_node_buffer_namespaceObject.isUtf8)(lines) ? lines.length : 0;
        }
        return this.#validUtf8;
    }
}

;// CONCATENATED MODULE: ./build/list/csv.js
/**
 * Bytes in, one field per row out, with its position: a CSV reader (RFC 4180) on bytes that makes no string and no
 * object per row. It is fed chunks cut anywhere; a row that is not complete yet is read again when more has come.
 */




/** A row longer than this is taken for a quote that never closes, so that memory stays flat. */
const MAX_ROW_BYTES = 67_108_864;
/** A row with more columns, which is more than a spreadsheet has, is taken for a list on one line. */
const MAX_COLUMNS = 16_384;
/** One row's field at a time: its properties are overwritten by the next row. */
class FieldReader {
    /** The field's content in the window: without its quotes, but with inner quotes still doubled, and not trimmed. */
    start = 0;
    end = 0;
    /** HAS_ bits of the content. HAS_QUOTE: in a quoted field, doubled quotes. */
    flags = 0;
    /** Where the field begins; for a missing one, where its row ends. 1-based; the column counts bytes. */
    line = 0;
    column = 0;
    problem;
    /** How many columns the row has. */
    columns = 0;
    /** 1-based number of the column that is given. May be changed between rows. */
    keyColumn;
    /** The line of what is read next. */
    nextLine = 1;
    /** What was fed and is not read yet; `start` and `end` are in it. Its own start may be set back before more is fed, or forth. */
    window = new Window();
    #file;
    #delimiter;
    /** What stops the search for the end of a field: LF, CR and the delimiter's first byte. The HAS_ bits of the rest. */
    #classes;
    /** What stops the search for a closing quote. */
    #quotedClasses = classTable([LF, CR, QUOTE]);
    /** @param file as people should see it, for messages */
    constructor(file, delimiter, keyColumn) {
        this.#file = file;
        this.#delimiter = Buffer.from(delimiter);
        this.keyColumn = keyColumn;
        this.#classes = classTable([LF, CR, this.#delimiter[0]]);
    }
    /** Takes the next bytes of the file, which are copied; undefined for its end. Call it when next() says `more`. */
    feed(chunk) {
        if (this.window.left > MAX_ROW_BYTES) {
            const what = `the row that begins here is longer than ${MAX_ROW_BYTES / 1_048_576} MiB.`;
            throw this.failure(what, 'long_row', { line: this.nextLine, column: 1 });
        }
        this.window.feed(chunk);
    }
    /**
     * Whether all that was fed and not read yet can be read as lines that are keys, see Block.addLines(). Native
     * searches at some 20 GB/s: they cost 1 % of what plain lines save.
     */
    isPlain() {
        const { bytes, start, limit } = this.window;
        const rest = bytes.subarray(start, limit);
        const odd = [QUOTE, COMMA, DELETE, this.#delimiter[0]];
        return this.keyColumn === 1 && !odd.some((byte) => rest.includes(byte)) && start < this.window.validUtf8;
    }
    /** What is wrong at the field, or at another place of the file. */
    failure(what, hint, { line, column } = this) {
        return failureAt({ file: this.#file, line, column }, what, { hint });
    }
    /** The content as text, with its quotes single. */
    get text() {
        return this.window.bytes.toString('utf8', this.start, this.end).replaceAll('""', '"');
    }
    /**
     * Reads a row, blank lines before it included.
     *
     * @param cells gets the content of every field as text; incomplete if more is to be fed
     * @throws ListFailure `invalid_csv` for a quote that never closes, and a row that cannot be one
     */
    next(cells) {
        const { keyColumn, window } = this;
        const { bytes, view, limit, final } = window;
        const classes = this.#classes;
        const quotedClasses = this.#quotedClasses;
        const delimiter = this.#delimiter[0];
        if (cells)
            cells.length = 0;
        const blank = this.#skipBlankLines();
        if (blank !== 'row')
            return blank;
        let at = window.start;
        let line = this.nextLine;
        let lineStart = at;
        let malformed = false;
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
                        if (!final && window.left <= MAX_ROW_BYTES)
                            return 'more';
                        const where = final ? 'until the end of the file' : `within ${MAX_ROW_BYTES / 1_048_576} MiB`;
                        const what = `the quote that opens here does not close ${where}.`;
                        const place = { line: fieldLine, column: fieldStart - fieldLineStart + 1 };
                        throw this.failure(what, 'unclosed_quote', place);
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
            cells?.push(bytes.toString('utf8', start, end < 0 ? at : end).replaceAll('""', '"'));
            if (column === keyColumn) {
                this.start = start;
                this.end = end < 0 ? at : end;
                this.flags = end < 0 ? outside : flags;
                this.line = fieldLine;
                this.column = fieldStart - fieldLineStart + 1;
                if ((outside & HAS_QUOTE) !== 0)
                    malformed = true;
            }
            if (bytes[at] === delimiter) {
                if (column === MAX_COLUMNS) {
                    const what = `the row has more than ${(0,words/* number */.ai)(MAX_COLUMNS)} columns: this looks like a whole list on a single line.`;
                    throw this.failure(what, 'list_on_one_line', { line: this.nextLine, column: 1 });
                }
                at += this.#delimiter.length;
                continue;
            }
            const missing = column < keyColumn;
            if (missing) {
                this.start = at;
                this.end = at;
                this.flags = 0;
                this.line = line;
                this.column = at - lineStart + 1;
            }
            this.columns = column;
            this.problem = malformed ? 'malformed_quoting' : missing ? 'missing_column' : undefined;
            window.start = this.#behindBreak(at);
            this.nextLine = line + 1;
            return 'row';
        }
    }
    /** Whether a field ends at `at`: what looks like a delimiter may be another character with the same first byte. */
    #endsField(at) {
        const { bytes } = this.window;
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
        const { window } = this;
        const { bytes, limit, final } = window;
        const delimiter = this.#delimiter[0];
        for (;;) {
            let at = window.start;
            while ((bytes[at] === SPACE || bytes[at] === TAB) && bytes[at] !== delimiter)
                at++;
            if (at >= limit)
                return final ? 'end' : 'more';
            if (bytes[at] !== LF && bytes[at] !== CR)
                return 'row';
            if (!final && bytes[at] === CR && at + 1 >= limit)
                return 'more';
            window.start = this.#behindBreak(at);
            this.nextLine++;
        }
    }
    /** Where the next line starts, after the line break or the end of the file at `at`. */
    #behindBreak(at) {
        const { bytes, limit } = this.window;
        return Math.min(limit, at + (bytes[at] === CR && bytes[at + 1] === LF ? 2 : 1));
    }
}

;// CONCATENATED MODULE: ./build/list/signature.js
/** What the first bytes of a file say about it: is this text that can be read at all? Pure. */

/** How many of a file's first bytes are looked at. */
const SAMPLE_BYTES = 65_536;
/** Formats recognised by first bytes that no text begins with. */
const MAGIC = [
    { name: 'a ZIP archive or an Excel workbook', bytes: 'PK\x03\x04' },
    { name: 'xz-compressed', bytes: '\xfd7zXZ\x00' },
    { name: 'a 7z archive', bytes: '7z\xbc\xaf\x27\x1c' },
    { name: 'an LZ4 frame', bytes: '\x04\x22\x4d\x18' },
    { name: 'a Snappy stream', bytes: '\xff\x06\x00\x00sNaPpY' },
    { name: 'bzip2-compressed', bytes: '1AY&SY', offset: 4 },
    // Without what ends it, a custard would be one. POSIX, and GNU.
    { name: 'a tar archive', bytes: 'ustar\x00', offset: 257 },
    { name: 'a tar archive', bytes: 'ustar  \x00', offset: 257 },
    { name: 'an Avro file', bytes: 'Obj\x01' },
    { name: 'a Parquet file', bytes: 'PAR1\x15' },
    { name: 'an SQLite database', bytes: 'SQLite format 3\x00' },
    { name: 'an old Excel workbook', bytes: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' },
];
/** How many of a file's first bytes say what it is compressed with. */
const MAGIC_BYTES = 4;
/** gzip: RFC 1952. zstd: RFC 8878, where a frame that is to be skipped may come first. */
function compressionOf(bytes) {
    const magic = bytes.toString('latin1', 0, MAGIC_BYTES);
    if (magic.startsWith('\x1f\x8b'))
        return 'gzip';
    return /^(?:\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18)/.test(magic) ? 'zstd' : 'none';
}
/**
 * Why a file cannot be read, by its first bytes (decompressed): the end of a sentence that begins with "the file is".
 *
 * @param beginning SAMPLE_BYTES of it are looked at; fewer only if the file is shorter
 * @returns undefined for text
 */
function whyUnreadable(beginning) {
    const bytes = beginning.subarray(0, SAMPLE_BYTES);
    const compression = compressionOf(bytes);
    if (compression !== 'none')
        return `compressed twice (${compression} inside), not text`;
    if (['\xff\xfe', '\xfe\xff'].includes(bytes.toString('latin1', 0, 2)))
        return 'UTF-16, not UTF-8';
    for (const { name, bytes: magic, offset = 0 } of MAGIC) {
        if (bytes.toString('latin1', offset, offset + magic.length) === magic)
            return `${name}, not text`;
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
        return 'UTF-16 (it has no byte order mark, but every other byte is zero), not UTF-8';
    }
    // Text in another encoding has high bytes but no control characters: its rows are judged one by one. Random bytes
    // are half high and a tenth control characters.
    const share = (0,external_node_buffer_namespaceObject.isUtf8)(wholeCharacters(bytes)) ? controls : controls > 0 ? controls + high : 0;
    return share * 10 > bytes.length * 3 ? 'binary, not text' : undefined;
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

;// CONCATENATED MODULE: ./build/list/layout.js
/**
 * How the file of a segment's members is laid out. LaunchDarkly does not document it, so it is found by the names in a
 * header row and by the cells below it; whether that was right shows when the members are counted and looked up.
 */




const DELIMITERS = [',', '\t', ';', '|'];
const SAMPLE_ROWS = 100;
/** Cells that say it by themselves, and cells that are an answer to the name of their column. */
const WORDS = new Map(Object.entries({ included: true, include: true, excluded: false, exclude: false }));
const ANSWERS = new Map(Object.entries({ true: true, yes: true, 1: true, false: false, no: false, 0: false }));
/** Header words beside those of lists, where a row has none of these. */
const MEMBER_WORDS = ['member', 'members', 'target', 'targets', 'targetkey', 'targetingkey'];
/**
 * Finds the layout. The key is under a header word or in the first column; the delimiter is a comma unless another one
 * makes a header row, or cells that say included or excluded.
 *
 * @param beginning the file's first 64 KiB at least, or all of it
 * @param header false if it is known that the first row is not a header
 */
function layoutOf(beginning, header) {
    for (const delimiter of DELIMITERS) {
        const rows = firstRows(beginning, delimiter);
        const layout = layoutBy(delimiter, rows, header);
        const { columns, mark } = layout;
        const isSure = columns > 1 && (layout.header || mark !== undefined);
        if (isSure && rows.every((row) => row.length === columns))
            return layout;
    }
    return layoutBy(',', firstRows(beginning, ','), header);
}
/** The layout in words: `2 columns with tabs between them, a header row`. */
function describe({ delimiter, columns, header, mark }) {
    if (columns === 0)
        return 'no rows';
    const between = delimiter === '\t' ? 'tabs' : `\`${delimiter}\``;
    return [
        columns === 1 ? 'one column' : `${columns} columns with ${between} between them`,
        header ? 'a header row' : 'no header row',
        ...(mark ? ['a column that marks excluded rows'] : []),
    ].join(', ');
}
function layoutBy(delimiter, rows, known) {
    const [names = [], ...below] = rows;
    const named = known ?? namedColumn(names, below);
    const layout = { delimiter, columns: names.length, header: named !== false, keyColumn: named || 1 };
    return { ...layout, mark: layout.header ? markIn(below, layout.keyColumn, names) : markIn(rows, layout.keyColumn) };
}
/** The column that a header row names as the key's; false for other rows. */
function namedColumn(names, below) {
    const words = names.length === 1 ? [...MEMBER_WORDS, 'included', 'include'] : MEMBER_WORDS;
    const tests = [
        // A column called a key is the key; `id` and `email` may be attributes of it.
        (name) => isHeaderWord(name) && /keys?$/.test(normalise(name)),
        // A context kind such as `user` may appear again below.
        (name, index) => isHeaderWord(name) && !below.some((row) => row[index] === name),
        (name) => words.includes(normalise(name)),
    ];
    const index = tests.map((test) => names.findIndex(test)).find((found) => found >= 0);
    return index !== undefined && index + 1;
}
/** The column that says which rows are members: by its name, by the words in it, or as the only one of its kind. */
function markIn(rows, keyColumn, names) {
    const columns = (rows[0] ?? []).map((_, index) => index + 1).filter((column) => column !== keyColumn);
    const has = (column, cells) => rows.every((row) => cells.has(normalise(row[column - 1] ?? '')));
    for (const column of columns) {
        const name = normalise(names?.[column - 1] ?? '').replace(/^is/, '');
        const yes = name === 'member' || WORDS.get(name);
        // A blank cell is a no there.
        if (yes !== undefined)
            return { column, meanings: new Map([...WORDS, ...answers(yes), ['', !yes]]) };
        if (has(column, WORDS))
            return { column, meanings: WORDS };
    }
    const [column, other] = names === undefined ? columns.filter((each) => has(each, ANSWERS)) : [];
    if (column === undefined || other !== undefined)
        return undefined;
    return { column, meanings: new Map([...WORDS, ...ANSWERS]) };
}
/** @param yes whether a yes means a member */
function answers(yes) {
    return [...ANSWERS].map(([cell, answer]) => [cell, answer === yes]);
}
/** The cells of the first complete rows, as text; none if they make no sense. */
function firstRows(beginning, delimiter) {
    const reader = new FieldReader('', delimiter, 1);
    const rows = [];
    try {
        reader.feed(beginning.subarray(0, SAMPLE_BYTES));
        if (beginning.length < SAMPLE_BYTES)
            reader.feed(undefined);
        for (let cells = []; rows.length < SAMPLE_ROWS && reader.next(cells) === 'row'; cells = [])
            rows.push(cells);
    }
    catch (error) {
        if (!(error instanceof ListFailure))
            throw error;
    }
    return rows;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
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
/** All bytes below this end a line: in normalised text only LF is. */
const BELOW_LF = 0x0b;
/** All bytes below this end a line: controls, LF, CR, tab and space. */
const BELOW_SPACE = 0x21;
const secrets = (0,external_node_crypto_.randomFillSync)(new Int32Array(7));
const [START_A, START_B, START_C] = secrets;
const [IN, OUT_A, OUT_B, OUT_C] = secrets.slice(3).map((word) => word | 1);
/** MurmurHash3's 32-bit finalizer: every bit of the input changes every bit of the output half of the time. */
function finalize(hash) {
    let h = hash;
    h = imul(h ^ (h >>> 16), 0x85ebca6b);
    h = imul(h ^ (h >>> 13), 0xc2b2ae35);
    return h ^ (h >>> 16);
}
/** What a fingerprint takes, of 32 bits each. */
const FINGERPRINT_WORDS = 3;
/**
 * Takes the fingerprint of the line that begins at `start`, up to but without the first byte below `floor`. Three bytes must
 * follow that. Four bytes a step, and the search for the end in the same step: 35 ns for a UUID, of which finding the end
 * takes 15.
 *
 * @param at where in `into` its words go
 * @returns where the line ends
 */
function fingerprint(view, start, floor, into, at) {
    const floors = imul(floor, 0x01010101);
    let a = START_A;
    let b = START_B;
    let c = START_C;
    for (let from = start;; from += 4) {
        let word = view.getInt32(from, true);
        // Of the lowest byte below the floor bit 7 is set, and of no byte before it:
        // https://graphics.stanford.edu/~seander/bithacks.html#HasLessInWord
        const stop = (word - floors) & ~word & 0x80808080;
        // How many bits are before it.
        const bits = stop === 0 ? 32 : (31 - clz32(stop & -stop)) & 24;
        // The last word is padded with zeros, which no line has, so that lengths need not be told apart.
        if (stop !== 0)
            word &= (1 << bits) - 1;
        let mixed = imul(word, IN);
        mixed ^= mixed >>> 15;
        a ^= mixed;
        b ^= mixed;
        c ^= mixed;
        a = imul((a << 5) | (a >>> 27), OUT_A);
        b = imul((b << 13) | (b >>> 19), OUT_B);
        c = imul((c << 23) | (c >>> 9), OUT_C);
        if (stop === 0)
            continue;
        into[at] = finalize(a);
        into[at + 1] = finalize(b);
        into[at + 2] = finalize(c);
        return from + (bits >> 3);
    }
}

;// CONCATENATED MODULE: ./build/list/rows.js



const BYTE_ORDER_MARK = Buffer.from('\ufeff');
/**
 * Reads the beginning of a file without a byte order mark: 64 KiB at least, or all of it.
 *
 * @param shown the file as people should see it
 * @throws ListFailure `invalid_csv` for a file that is no text
 */
async function beginningOf(file, shown) {
    const chunks = [];
    let length = 0;
    while (length < SAMPLE_BYTES + BYTE_ORDER_MARK.length) {
        const chunk = await file.next();
        if (!chunk)
            break;
        // A copy, since a chunk is valid only until the next one.
        chunks.push(Buffer.from(chunk));
        length += chunk.length;
    }
    const bytes = Buffer.concat(chunks);
    const { length: bom } = BYTE_ORDER_MARK;
    const text = bytes.subarray(0, bom).equals(BYTE_ORDER_MARK) ? bytes.subarray(bom) : bytes;
    const why = whyUnreadable(text);
    if (why !== undefined)
        throw failureAt({ file: shown }, `the file is ${why}.`, { hint: 'not_text' });
    return text;
}
class Rows {
    reader;
    #file;
    #before = { start: 0, nextLine: 1 };
    /** @param beginning what of the file was read already */
    constructor(reader, beginning, file) {
        this.reader = reader;
        this.#file = file;
        reader.feed(beginning);
    }
    /** Reads one row; see FieldReader.next(). */
    async next(cells) {
        for (;;) {
            const { window, nextLine } = this.reader;
            this.#before = { start: window.start, nextLine };
            const step = this.reader.next(cells);
            if (step !== 'more')
                return step;
            this.reader.feed(await this.#file.next());
        }
    }
    /** Goes back to before the row that next() gave. To be called before more is fed. */
    back() {
        this.reader.window.start = this.#before.start;
        this.reader.nextLine = this.#before.nextLine;
    }
    /** Reads all that is left. */
    async each({ row, writer, plain = true, cells }) {
        const { reader } = this;
        const { window } = reader;
        // A line is not longer than what was fed, so it fits a part.
        const hasKeys = () => plain && writer?.fits(window.left) === true && reader.isPlain();
        let keys = hasKeys();
        for (;;) {
            if (keys && writer) {
                if (writer.block.isFull(window.left))
                    await writer.flush();
                const before = writer.lines;
                writer.block.addLines(window, BELOW_SPACE);
                reader.nextLine += writer.lines - before;
            }
            const step = reader.next(cells);
            if (step === 'end')
                return;
            if (step === 'row') {
                if (writer?.block.isFull(reader.end - reader.start))
                    await writer.flush();
                row();
            }
            else {
                reader.feed(await this.#file.next());
                keys = hasKeys();
            }
        }
    }
}

;// CONCATENATED MODULE: ./build/list/sample.js
/** The keys that are looked up later, kept while they are written, so that nobody has to go back for them. */



const SAMPLE_KEYS = 3_200;
const REPRESENTATIVE_KEYS = 20;
/** No URL can hold a key of more bytes: `undefined` stands for each. */
const MOST_BYTES = 8_192;
/**
 * A random sample in random order, of keys whose number is not known yet. The first SAMPLE_KEYS are all kept, each at a
 * random place. Of those after them some take the place of a random one; how many are passed over until the next is drawn
 * in one go: Li's algorithm L (https://doi.org/10.1145/198429.198435).
 */
class RandomKeys {
    keys = [];
    /** The number, from 0, of the next key to be taken. */
    next = 0;
    /** As if each key had a random number, and those with the smallest had the places: the largest of these. */
    #largest = 1;
    take(key) {
        const { length } = this.keys;
        const place = Math.floor(Math.random() * Math.min(length + 1, SAMPLE_KEYS));
        if (length < SAMPLE_KEYS)
            this.keys.push(this.keys[place]);
        this.keys[place] = key;
        this.next++;
        if (this.keys.length < SAMPLE_KEYS)
            return;
        this.#largest *= Math.random() ** (1 / SAMPLE_KEYS);
        this.next += Math.floor(Math.log(Math.random()) / Math.log1p(-this.#largest));
    }
}
class Sampler {
    #keys = 0;
    #random = new RandomKeys();
    #first;
    #last;
    #quoted;
    #nonAscii;
    #longest;
    #longestBytes = 1;
    #partEnds = [];
    /** Takes all lines of a block. */
    add(block) {
        const { count, bytes, used } = block;
        if (count === 0)
            return;
        if (this.#keys === 0)
            this.#first = keyAt(block, 0);
        this.#last = keyAt(block, count - 1);
        const random = this.#random;
        while (random.next < this.#keys + count)
            random.take(keyAt(block, random.next - this.#keys));
        this.#keys += count;
        this.#findLongest(block);
        // Native searches first: most lists have no quote at all. A normalised line with a quote begins with one.
        const all = bytes.subarray(0, used);
        if (all.includes(QUOTE))
            this.#quoted ??= firstKey(block, (line) => line[0] === QUOTE);
        if (!(0,external_node_buffer_namespaceObject.isAscii)(all))
            this.#nonAscii ??= firstKey(block, (line) => !(0,external_node_buffer_namespaceObject.isAscii)(line));
    }
    /** A part begins with this line of the block that is added next. */
    beginPart(block, line) {
        if (this.#keys + line === 0 || this.#partEnds.length >= REPRESENTATIVE_KEYS)
            return;
        this.#partEnds.push(line === 0 ? this.#last : keyAt(block, line - 1), keyAt(block, line));
    }
    finish() {
        const ends = [this.#first, this.#last, this.#quoted, this.#nonAscii, this.#longest, ...this.#partEnds];
        const representative = [...new Set(ends.filter((key) => key !== undefined))].slice(0, REPRESENTATIVE_KEYS);
        return { sample: this.#random.keys, representative };
    }
    #findLongest(block) {
        const { count, starts } = block;
        let found = -1;
        for (let line = 0; line < count; line++) {
            const bytes = starts[line + 1] - starts[line];
            if (bytes <= this.#longestBytes || bytes > MOST_BYTES)
                continue;
            this.#longestBytes = bytes;
            found = line;
        }
        if (found >= 0)
            this.#longest = keyAt(block, found);
    }
}
/** A sample of keys that are in memory. */
function sampleOf(keys) {
    const random = new RandomKeys();
    while (random.next < keys.length) {
        const key = keys[random.next];
        random.take(Buffer.byteLength(key) < MOST_BYTES ? key : undefined);
    }
    return random.keys;
}
/** The key in the block's first line that passes a test; there is one. */
function firstKey(block, test) {
    const { bytes, starts } = block;
    let line = 0;
    while (!test(bytes.subarray(starts[line], starts[line + 1])))
        line++;
    return keyAt(block, line);
}
function keyAt({ bytes, starts }, line) {
    const [start, end] = [starts[line], starts[line + 1]];
    return end - start > MOST_BYTES ? undefined : keyOf(bytes.toString('utf8', start, end - 1));
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(1455);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __nccwpck_require__(7075);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __nccwpck_require__(8522);
;// CONCATENATED MODULE: ./build/list/source.js
/** A file's bytes, decompressed, chunk by chunk, each read while the one before is worked on. */



// Not by name: importing a function that a Node without zstd lacks would fail.



/** Smaller chunks pay more per read; larger ones leave the processor's cache (64 KiB: +20 %, 4 MiB: +5 %). */
const CHUNK_BYTES = 1_048_576;
const COMPRESSED_CHUNK_BYTES = 262_144;
/** 128 MiB, the default limit of `zstd -d`: how far data may refer back, all of which has to be in memory. */
const ZSTD_WINDOW_LOG = 27;
/**
 * Keeps a pipe that takes the file's place from making us wait for a writer; system files that have no end yet give an
 * error instead. Windows has neither the flag nor such files.
 */
const OPEN_AT_ONCE = external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NONBLOCK ?? 0);
/**
 * Opens a file. What it is compressed with is recognised by its first bytes.
 *
 * @param signal aborting rejects next() with its reason
 * @param onBytes called for every chunk (a megabyte): bytes on disk that were read so far
 * @throws ListFailure `invalid_csv` if it cannot be opened or is no regular file; so do next() if it cannot be read to
 *   its end, if it changes meanwhile, and if it is truncated or corrupt
 */
async function openFile({ path, shown }, signal, onBytes) {
    const failure = (what, hint, cause) => failureAt({ file: shown }, what, { hint, cause });
    const handle = await (0,promises_.open)(path, OPEN_AT_ONCE).catch((error) => {
        throw unreadable(shown, error);
    });
    try {
        const before = await handle.stat();
        if (!before.isFile())
            throw irregular(shown);
        const magic = Buffer.alloc(MAGIC_BYTES);
        await handle.read(magic, 0, MAGIC_BYTES, 0);
        const compression = compressionOf(magic);
        if (compression === 'zstd' && typeof external_node_zlib_.createZstdDecompress !== 'function') {
            throw failure(`the file is compressed with zstd, which Node ${process.versions.node} cannot read.`, 'old_node');
        }
        let bytesRead = 0;
        const count = (bytes) => {
            bytesRead = bytes;
            onBytes?.(bytes);
        };
        /** A file that somebody still writes is not the list that was meant. */
        const throwIfChanged = async (expected) => {
            const after = await handle.stat();
            if (after.size !== before.size || after.mtimeMs !== before.mtimeMs || expected !== after.size) {
                throw failure('the file changed while it was read.', 'changed_file');
            }
        };
        const chunks = compression === 'none'
            ? readAhead(handle, before.size, count)
            : decompressed(handle, before.size, compression, count);
        return {
            compression,
            async next() {
                signal?.throwIfAborted();
                try {
                    const { value: chunk, done } = await chunks.next();
                    if (done)
                        await throwIfChanged(bytesRead);
                    return chunk ?? undefined;
                }
                catch (error) {
                    if (error instanceof ListFailure)
                        throw error;
                    if (!isDamage(error))
                        throw unreadable(shown, error);
                    await throwIfChanged(before.size);
                    if (error.code === 'ZSTD_error_frameParameter_windowTooLarge') {
                        throw failure('the zstd data takes more than 128 MiB of memory to decompress.', 'large_window', error);
                    }
                    const what = `the ${compression} data is truncated or corrupt (${systemMessage(error)}).`;
                    throw failure(what, 'damaged_compression', error);
                }
            },
            async [Symbol.asyncDispose]() {
                await chunks.return().catch(() => { });
                await handle.close().catch(() => { });
            },
        };
    }
    catch (error) {
        await handle.close().catch(() => { });
        throw error instanceof ListFailure ? error : unreadable(shown, error);
    }
}
/** What is behind compressed data, or missing of it, is as wrong as what zlib finds wrong. */
const damage = (message) => Object.assign(new Error(message), { code: 'Z_DATA_ERROR' });
function isDamage(error) {
    const { code } = error;
    return typeof code === 'string' && /^(?:Z_|ZSTD_)/.test(code);
}
/**
 * The file's bytes. Two pieces of memory in turn: one is worked on while the other is read into. Closing the handle waits
 * for that.
 */
async function* readAhead(handle, size, count) {
    const length = Math.min(size + 1, CHUNK_BYTES);
    let buffer = Buffer.allocUnsafeSlow(length);
    let other = Buffer.allocUnsafeSlow(length);
    let ahead = handle.read(buffer);
    for (let total = 0;;) {
        const { bytesRead } = await ahead;
        if (bytesRead === 0)
            return;
        const chunk = buffer.subarray(0, bytesRead);
        [buffer, other] = [other, buffer];
        ahead = handle.read(buffer);
        // Whoever asks next sees the error; until then it is not unhandled.
        ahead.catch(() => { });
        total += bytesRead;
        count?.(total);
        yield chunk;
    }
}
/**
 * The content of a compressed file: zlib decompresses one chunk on a thread of its own while this thread reads the one
 * before. gunzip goes on from member to member; the decompressor of zstd may end with a frame, and another one goes on.
 */
async function* decompressed(handle, size, compression, count) {
    const gzip = compression === 'gzip';
    const options = { chunkSize: CHUNK_BYTES, readableHighWaterMark: CHUNK_BYTES };
    const params = { [external_node_zlib_.constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG };
    let before = 0;
    do {
        const decompressor = gzip
            ? external_node_zlib_.createGunzip(options)
            : external_node_zlib_.createZstdDecompress({ ...options, params });
        (0,external_node_stream_.pipeline)(bytesOf(handle, before), decompressor, () => { });
        for await (const chunk of decompressor) {
            count(before + decompressor.bytesWritten);
            yield chunk;
        }
        if (decompressor.bytesWritten === 0)
            throw damage('unexpected end of file');
        before += decompressor.bytesWritten;
        if (gzip)
            before += await countZeros(handle, before);
        count(before);
    } while (before < size);
}
/** gunzip ends with the first zero byte behind a member, as gzip does for padding: what follows must be zeros, too. */
async function countZeros(handle, from) {
    let zeros = 0;
    for await (const bytes of bytesOf(handle, from)) {
        if (bytes.some((byte) => byte !== 0))
            throw damage('trailing garbage');
        zeros += bytes.length;
    }
    return zeros;
}
/** The file's bytes. A stream made from the handle would close it when zlib fails, and then nobody could ask why. */
async function* bytesOf(handle, from) {
    for (let position = from;;) {
        const buffer = Buffer.allocUnsafeSlow(COMPRESSED_CHUNK_BYTES);
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
        if (bytesRead === 0)
            return;
        position += bytesRead;
        yield buffer.subarray(0, bytesRead);
    }
}

;// CONCATENATED MODULE: ./build/list/block.js
/** Some hundred thousand normalised lines with their fingerprints: the unit that is deduplicated and written. */




/** Large enough that a block's fingerprints of one group are many, see distinct.ts. */
const MAX_BYTES = 8_388_608;
const MIN_BYTES = 65_536;
/** A block has room for a key in so many bytes. */
const BYTES_PER_KEY = 32;
/** What a line may take beside its key, and a copy by the word behind it. */
const EXTRA_BYTES = 8;
class Block extends Memory {
    /** Lines in it. */
    count = 0;
    /** Where each line starts; `starts[count]` is the end of the last one. */
    starts;
    /** Of each line, its FINGERPRINT_WORDS. */
    fingerprints;
    #most;
    /** @param bytes how much there is to come, roughly: a short list needs no large block */
    constructor(bytes = MAX_BYTES) {
        const size = Math.min(Math.max(bytes, MIN_BYTES), MAX_BYTES);
        super(size);
        this.#most = Math.ceil(size / BYTES_PER_KEY);
        this.starts = new Uint32Array(this.#most + 1);
        this.fingerprints = new Int32Array(FINGERPRINT_WORDS * this.#most);
    }
    /** Bytes in it. */
    get used() {
        return this.starts[this.count];
    }
    /** Whether it has no room for a line, or not for so many bytes of keys. An empty block takes any. */
    isFull(bytes) {
        return this.count === this.#most || (this.count > 0 && this.used + bytes + EXTRA_BYTES > this.size);
    }
    /**
     * Adds the key [start, end) of `source`, in which quotes are doubled already. The block must not be full.
     *
     * @param quoted whether the line needs quotes around the key
     */
    add(source, start, end, quoted) {
        this.#reserve(end - start);
        const { bytes, view } = this;
        const from = this.used;
        let at = from;
        if (quoted)
            bytes[at++] = QUOTE;
        at += copy(source, start, end, this, at);
        if (quoted)
            bytes[at++] = QUOTE;
        bytes[at] = LF;
        fingerprint(view, from, BELOW_LF, this.fingerprints, FINGERPRINT_WORDS * this.count);
        this.starts[++this.count] = at + 1;
    }
    /**
     * Takes lines out of a window and adds them, as long as each is a key as it stands: until a line is blank or a placeholder,
     * ends otherwise than with LF or CRLF, or is not complete, or the block is full. The caller knows that all that is in
     * the window is normalised; or that it is valid UTF-8 and has no quote, comma or delimiter, and no U+007F. The block must
     * not be full for all of it.
     *
     * @param floor all bytes below it end a line: BELOW_LF for what is normalised, else BELOW_SPACE
     */
    addLines(window, floor) {
        this.#reserve(window.left);
        const { bytes, view, limit } = window;
        let { start } = window;
        let { count } = this;
        // Lines that end with LF are copied together.
        let run = start;
        let out = this.used;
        while (count < this.#most) {
            const end = fingerprint(view, start, floor, this.fingerprints, FINGERPRINT_WORDS * count);
            if (end === start || end >= limit)
                break;
            const crlf = bytes[end] === CR && bytes[end + 1] === LF && end + 1 < limit;
            if ((!crlf && bytes[end] !== LF) || isPlaceholder(bytes, start, end))
                break;
            this.starts[++count] = out + end + 1 - run;
            start = end + 1;
            if (!crlf)
                continue;
            out += copy(window, run, end, this, out);
            this.bytes[out++] = LF;
            run = ++start;
        }
        this.count = count;
        copy(window, run, start, this, out);
        window.start = start;
    }
    /**
     * The same for normalised lines but those of a set, without their fingerprints, which nobody needs again.
     *
     * @param line the number in `leftOut` of the first line
     * @returns the number of the first line that was not taken
     */
    addLinesExcept(leftOut, line, window) {
        this.#reserve(window.left);
        const { bytes, view, limit } = window;
        let { start } = window;
        let { count } = this;
        let next = line;
        let skip = leftOut.nextFrom(line);
        // Lines that follow each other are copied together.
        let run = start;
        let out = this.used;
        while (count < this.#most) {
            let end = skipPlain(view, start);
            while (bytes[end] !== LF)
                end++;
            if (end >= limit)
                break;
            if (next++ === skip) {
                skip = leftOut.nextFrom(next);
                out += copy(window, run, start, this, out);
                run = end + 1;
            }
            else
                this.starts[++count] = out + end + 1 - run;
            start = end + 1;
        }
        this.count = count;
        copy(window, run, start, this, out);
        window.start = start;
        return next;
    }
    /** Makes room for keys of so many bytes; only an empty block ever needs more than it has. */
    #reserve(bytes) {
        const needed = this.used + bytes + EXTRA_BYTES;
        if (needed > this.size)
            this.enlarge(needed, 0, this.used);
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

;// CONCATENATED MODULE: ./build/list/stored.js
/**
 * Keys that were written as parts, and the ways to read them again: as bytes, as text, as blocks. Whoever does sees that
 * no part was changed.
 */









/** Some of a list's keys as they are sent: one per line. */
class PartFile {
    path;
    keys = 0;
    /** Exact length. */
    bytes = 0;
    /** Of the content, to notice a change: modification times say too much and too little on network file systems. */
    crc32 = 0;
    constructor(path) {
        this.path = path;
    }
    /** Exactly the part's bytes, in pieces of their own. Fails before the last one if the file is gone or was changed. */
    async *open() {
        for await (const chunk of this.chunks())
            yield Buffer.from(chunk);
    }
    /** The same bytes as open(), in the same memory again and again: each piece is only valid until the next. */
    async *chunks() {
        const handle = await (0,promises_.open)(this.path, 'r');
        try {
            let left = this.bytes;
            let sum = 0;
            if ((await handle.stat()).size !== left)
                throw changed();
            for await (const chunk of readAhead(handle, left)) {
                left -= chunk.length;
                sum = (0,external_node_zlib_.crc32)(chunk, sum);
                // The last piece of a changed part is never given away.
                if (left < 0 || (left === 0 && sum !== this.crc32))
                    throw changed();
                yield chunk;
            }
            if (left > 0)
                throw changed();
        }
        finally {
            // Nothing is lost if that fails, so no outcome may change.
            await handle.close().catch(() => { });
        }
    }
}
/** Keys or bytes of all parts. */
function total(parts, what) {
    return parts.reduce((sum, part) => sum + part[what], 0);
}
function changed() {
    return new Error('A part of the list changed on disk.');
}
/** Texts by their first two bytes, so that most other lines are ruled out without making a string of them. */
class Beginnings {
    #known = new Uint8Array(65_536);
    /** @param text not empty */
    add(text) {
        // Behind a key of one byte a line has its LF.
        const bytes = Buffer.from(`${text.slice(0, 2)}\n`);
        this.#known[bytes.readUInt16BE()] = 1;
    }
    /** Whether the key of the normalised line that starts here may begin like one of the texts. */
    mayBegin(bytes, start) {
        // What is quoted begins behind the quote, and is rare.
        return bytes[start] === QUOTE || this.#known[bytes[start] * 256 + bytes[start + 1]] === 1;
    }
}
/** Distinct keys on disk. Everything but the sample is in first-seen order. */
class StoredKeys {
    parts;
    /** SHA-256 of all parts put together, lower-case hex. */
    sha256;
    sample;
    representative;
    constructor(parts, sha256, { sample, representative }) {
        this.parts = parts;
        this.sha256 = sha256;
        this.sample = sample;
        this.representative = representative;
    }
    static none() {
        return new StoredKeys([], (0,external_node_crypto_.createHash)('sha256').digest('hex'), { sample: [], representative: [] });
    }
    get count() {
        return total(this.parts, 'keys');
    }
    /** Size of all parts. */
    get bytes() {
        return total(this.parts, 'bytes');
    }
    /**
     * All keys as text, some thousand at a time; memory stays flat.
     *
     * @param beginnings leaves out most keys that begin like none of them, in a fifth of the time
     */
    async *keys(beginnings) {
        const window = new Window();
        for (const part of this.parts) {
            for await (const chunk of part.chunks()) {
                window.feed(chunk);
                window.start = window.bytes.lastIndexOf(LF, window.limit - 1) + 1;
                if (window.start === 0)
                    continue;
                const whole = window.bytes.subarray(0, window.start);
                const lines = beginnings
                    ? linesThatBegin(whole, beginnings)
                    : whole.toString('utf8', 0, whole.length - 1).split('\n');
                yield lines.map(keyOf);
            }
        }
    }
    /**
     * All lines with their fingerprints, or all but those of a set without. A block is valid until the next but one.
     *
     * @param first the number in `leftOut` of the first line
     */
    async *blocks(leftOut, first = 0) {
        let block = new Block(this.bytes);
        let other = new Block(this.bytes);
        const window = new Window();
        let line = first;
        for (const part of this.parts) {
            for await (const chunk of part.chunks()) {
                window.feed(chunk);
                for (let left = Number.POSITIVE_INFINITY; window.left < left;) {
                    if (block.isFull(window.left)) {
                        yield block;
                        [block, other] = [other, block];
                        block.count = 0;
                    }
                    left = window.left;
                    if (leftOut)
                        line = block.addLinesExcept(leftOut, line, window);
                    else
                        block.addLines(window, BELOW_LF);
                }
            }
        }
        if (block.count > 0)
            yield block;
    }
}
function linesThatBegin(bytes, beginnings) {
    const lines = [];
    for (let start = 0, end = 0; start < bytes.length; start = end + 1) {
        for (end = start; bytes[end] !== LF;)
            end++;
        if (beginnings.mayBegin(bytes, start))
            lines.push(bytes.toString('utf8', start, end));
    }
    return lines;
}
/** The same keys, exactly `size` at a time but for the last time. */
async function* inBatches(keys, size) {
    let batch = [];
    for await (const some of keys) {
        const all = [...batch, ...some];
        let at = 0;
        for (; at + size <= all.length; at += size)
            yield all.slice(at, at + size);
        batch = all.slice(at);
    }
    if (batch.length > 0)
        yield batch;
}

;// CONCATENATED MODULE: ./build/list/distinct.js
/**
 * Which lines repeat an earlier one? Fingerprints are kept as lines come, 16 bytes each, and compared when all are there.
 *
 * Looking a line up while it is read means a visit to a table far larger than the processor's cache. Here a block's
 * fingerprints are grouped by their first byte, and at the end one group after the other goes through one table that
 * stays in the cache: less than half the time. That a line is repeated is known late; that is the price, see
 * writer.ts. The number of lines has no limit but memory (a JavaScript Set ends at 16.7 million).
 *
 * A list of many lines and few keys would need memory for every line, so lines are also compared now and then, and
 * the repeated ones forgotten: at most 64 bytes a distinct key, or 256 if none was repeated for a long time.
 */

const GROUPS = 256;
/** A kept line: its fingerprint, and its number in its block. */
const distinct_WORDS = FINGERPRINT_WORDS + 1;
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
        const run = { first: 0, bounds: new Uint32Array(GROUPS + 1), kept: new Int32Array(distinct_WORDS * distinct) };
        this.#compare((group, kept) => {
            const from = run.bounds[group];
            run.kept.set(kept, distinct_WORDS * from);
            run.bounds[group + 1] = from + kept.length / distinct_WORDS;
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
        const lines = new Int32Array(distinct_WORDS * largest);
        const slots = new Int32Array(slotsFor(largest));
        let distinct = 0;
        for (let group = 0; group < GROUPS; group++) {
            let end = 0;
            slots.fill(0);
            for (const { first, bounds, kept } of this.#runs) {
                const more = kept.subarray(distinct_WORDS * bounds[group], distinct_WORDS * bounds[group + 1]);
                lines.set(more, end);
                end = this.#keepDistinct(lines, slots, end, end + more.length, first);
            }
            distinct += end / distinct_WORDS;
            take?.(group, lines.subarray(0, end));
        }
        return distinct;
    }
    #largestGroup() {
        const sizes = new Uint32Array(GROUPS);
        for (const { bounds } of this.#runs) {
            for (let group = 0; group < GROUPS; group++)
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
        for (let at = from; at < to; at += distinct_WORDS) {
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
            end += distinct_WORDS;
        }
        return end;
    }
}
/** Sorts a block's lines by group, keeping their order within one: a counting sort. */
function grouped({ fingerprints, count }, first) {
    const end = FINGERPRINT_WORDS * count;
    const bounds = new Uint32Array(GROUPS + 1);
    for (let from = 0; from < end; from += FINGERPRINT_WORDS)
        bounds[(fingerprints[from] >>> 24) + 1] += 1;
    for (let group = 1; group <= GROUPS; group++)
        bounds[group] += bounds[group - 1];
    const next = bounds.slice();
    const kept = new Int32Array(distinct_WORDS * count);
    for (let from = 0, line = 0; from < end; from += FINGERPRINT_WORDS, line++) {
        const a = fingerprints[from];
        const at = distinct_WORDS * next[a >>> 24];
        next[a >>> 24] += 1;
        kept[at] = a;
        kept[at + 1] = fingerprints[from + 1];
        kept[at + 2] = fingerprints[from + 2];
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

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./build/disk.js
var disk = __nccwpck_require__(9011);
;// CONCATENATED MODULE: ./build/list/parts.js
/** The normalised list on disk: one key per line, cut into parts that each fit one upload. */








/**
 * Writes blocks to parts, in order; takes the digest and the samples on the way. Disposing waits for what is being written,
 * and never rejects.
 */
class PartWriter {
    #options;
    #directory;
    #hash = (0,external_node_crypto_.createHash)('sha256');
    #sampler = new Sampler();
    #parts = [];
    #directoryMade;
    #written = Promise.resolve();
    constructor(options) {
        this.#options = options;
        this.#directory = (0,external_node_path_.join)(options.tempDirectory, `list-${(0,external_node_crypto_.randomBytes)(6).toString('hex')}`);
    }
    /** Lines that were taken. */
    get count() {
        return total(this.#parts, 'keys');
    }
    /**
     * Takes a block whose lines are all to be kept.
     *
     * @returns when the block before this one may be used again
     */
    async write(block) {
        const before = this.#written;
        const { bytes, starts, count, used } = block;
        const { limits } = this.#options;
        this.#hash.update(bytes.subarray(0, used));
        for (let from = 0; from < count;) {
            const part = this.#parts.at(-1);
            const to = part ? fitting(part, limits, starts, from, count) : from;
            if (!part || to === from) {
                this.#parts.push(new PartFile((0,external_node_path_.join)(this.#directory, `part-${this.#parts.length + 1}.csv`)));
                this.#sampler.beginPart(block, from);
                continue;
            }
            const piece = bytes.subarray(starts[from], starts[to]);
            part.keys += to - from;
            part.bytes += piece.length;
            part.crc32 = (0,external_node_zlib_.crc32)(piece, part.crc32);
            this.#append(part, piece);
            from = to;
        }
        this.#sampler.add(block);
        await before;
    }
    /** Completes the last part. */
    async finish() {
        await this.#written;
        return new StoredKeys(this.#parts, this.#hash.digest('hex'), this.#sampler.finish());
    }
    /** Removes what was written, if it can: whoever gave the directory removes it, and all that is in it. */
    async remove() {
        await (0,promises_.rm)(this.#directory, { recursive: true, force: true }).catch(() => { });
    }
    async [Symbol.asyncDispose]() {
        await this.#written.catch(() => { });
    }
    /** Writes after everything else. */
    #append(part, bytes) {
        this.#written = this.#written.then(async () => {
            try {
                this.#directoryMade ??= (0,promises_.mkdir)(this.#directory, { mode: 0o700 });
                await this.#directoryMade;
                await appendTo(part.path, bytes);
            }
            catch (cause) {
                const { tempDirectory, share } = this.#options;
                const read = share?.() || undefined;
                const lacks = await (0,disk/* shortage */.w)(cause, tempDirectory, read && total(this.#parts, 'bytes') / read);
                const what = `The normalised list cannot be written (${systemMessage(cause)}${lacks}).`;
                throw new ListFailure('runner_error', what, { hint: 'not_written', cause });
            }
        });
        // Whoever waits for it sees the error; until then it is not unhandled.
        this.#written.catch(() => { });
    }
}
async function appendTo(path, bytes) {
    const file = await (0,promises_.open)(path, 'a', 0o600);
    try {
        for (let at = 0; at < bytes.length;)
            at += (await file.write(bytes, at)).bytesWritten;
    }
    finally {
        // What turns out here not to be written is noticed when the part is read: by its checksum.
        await file.close().catch(() => { });
    }
}
/**
 * Where the lines end, of [from, end), that still fit the part. An empty one gets a line in any case: that it fits is for
 * whoever adds lines to see to.
 */
function fitting(part, limits, starts, from, end) {
    const room = starts[from] + limits.bytes - part.bytes;
    let to = Math.min(end, from + limits.keys - part.keys);
    const least = part.keys === 0 ? from + 1 : from;
    while (to > least && starts[to] > room)
        to--;
    return to;
}

;// CONCATENATED MODULE: ./build/list/writer.js
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
/** Lines that may repeat go in, distinct keys on disk come out. */




/**
 * Writes blocks as if no line were repeated, which is true of most lists. If one was, what was written is read again and
 * rewritten without repeats. Measured with 10 million lines against looking each one up while it is read: a fifth less time for
 * lists without repeats, up to a third more for the others. Disposing waits for what is being written, and never rejects.
 */
class DistinctWriter {
    #options;
    #parts;
    #fingerprints = new Fingerprints();
    /** Lines are added here; the other one is written meanwhile. */
    block;
    #other;
    /** @param bytes how much there is to come, roughly */
    constructor(options, bytes) {
        this.#options = options;
        this.#parts = new PartWriter(options);
        this.block = new Block(bytes);
        this.#other = new Block(bytes);
    }
    /** Lines that were added. */
    get lines() {
        return this.#fingerprints.lines + this.block.count;
    }
    /** Whether a line of so many bytes fits a part at all. */
    fits(lineBytes) {
        return lineBytes <= this.#options.limits.bytes;
    }
    /**
     * Adds a row's key; there must be room for it in the block.
     *
     * @returns false if no part has room for it
     */
    add({ window, start, end, flags }) {
        const quoted = (flags & (HAS_COMMA | HAS_QUOTE)) !== 0;
        const fits = this.fits(end - start + (quoted ? 3 : 1));
        if (fits)
            this.block.add(window, start, end, quoted);
        return fits;
    }
    /** Writes the block, and goes on with the other one. */
    async flush() {
        this.#fingerprints.add(this.block);
        [this.block, this.#other] = [this.#other, this.block];
        await this.#parts.write(this.#other);
        this.block.count = 0;
    }
    /** The lines that repeat an earlier one, for a caller that only wants to know. */
    giveUp() {
        this.#fingerprints.add(this.block);
        this.block.count = 0;
        return this.#fingerprints.repeated();
    }
    /** @returns every line once, in first-seen order; and the lines that were left out */
    async finish() {
        await this.flush();
        const repeated = this.#fingerprints.repeated();
        const keys = await this.#parts.finish();
        if (repeated.count === 0)
            return { keys, repeated };
        const distinct = await copyWithout(keys, repeated, 0, this.#options);
        await this.#parts.remove();
        return { keys: distinct, repeated };
    }
    async [Symbol.asyncDispose]() {
        await this.#parts[Symbol.asyncDispose]();
    }
}
/**
 * The keys of `list` that `other` does not have, in the order of `list`, written as parts like a list. Two calls with
 * the lists swapped give the whole difference. Memory grows with the keys of both.
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
    return await copyWithout(list, fingerprints.repeated(), other.count, rest);
}
/** Writes the keys again, but for those whose number (the first one's is `first`) is in `leftOut`. */
async function copyWithout(keys, leftOut, first, options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const total = keys.count - leftOut.count;
        const writer = __addDisposableResource(env_1, new PartWriter({ ...options, share: () => writer.count / total }), true);
        for await (const block of keys.blocks(leftOut, first)) {
            options.signal?.throwIfAborted();
            await writer.write(block);
            options.onProgress?.(writer.count, total);
        }
        return await writer.finish();
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

;// CONCATENATED MODULE: ./build/list/members.js
var members_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var members_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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










/** Members that no list can hold are kept in memory; more of them than this cannot have come from lists. */
const MOST_UNLISTABLE = 1_000_000;
/** How many of them the sample begins with. */
const UNLISTABLE_FIRST = 4;
/** Distinct members of a segment. */
class Members {
    /** Members that a list can hold. */
    listable;
    /** Members that no list can hold: control characters, placeholders, spaces or tabs around them. */
    unlistable;
    /** How the file was laid out: `one column, no header row`. */
    layout;
    /** The first key, since it may be a header row after all; then random keys, beginning with a few that no list can hold. */
    sample;
    constructor(listable, unlistable, layout) {
        this.listable = listable;
        this.unlistable = unlistable;
        this.layout = layout;
        const first = listable.representative.slice(0, 1);
        const odd = sampleOf(unlistable);
        this.sample = [...new Set([...first, ...odd.slice(0, UNLISTABLE_FIRST), ...listable.sample, ...odd])];
    }
    static none() {
        return new Members(StoredKeys.none(), [], 'no rows');
    }
    get count() {
        return this.listable.count + this.unlistable.length;
    }
    /** The members that the list does not have. */
    async without(list, options) {
        return new Members(await subtract(this.listable, list, options), this.unlistable, this.layout);
    }
    /** All keys, some thousand at a time. */
    async *keys(beginnings) {
        if (this.unlistable.length > 0)
            yield this.unlistable;
        yield* this.listable.keys(beginnings);
    }
}
/**
 * Reads the members out of an exported file, plain or compressed.
 *
 * @param expected how many members there should be: a header row `key` may be a member of that name
 * @throws ListFailure `export_mismatch` for a file that cannot be read, with how it was laid out; `runner_error`
 */
async function readMembers(path, { expected, ...options }) {
    const { members, layout } = await readAs(path, options);
    if (!layout.header || members.count + 1 !== expected)
        return members;
    const again = await readAs(path, options, false);
    return again.members.count === expected ? again.members : members;
}
async function readAs(path, options, header) {
    const shown = 'export';
    let shape = '';
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const file = members_addDisposableResource(env_1, await openFile({ path, shown }, options.signal), true);
            const beginning = await beginningOf(file, shown);
            const layout = layoutOf(beginning, header);
            const described = describe(layout);
            shape = ` It was read as ${described}.`;
            const rows = new Rows(new FieldReader(shown, layout.delimiter, layout.keyColumn), beginning, file);
            if (layout.header)
                await rows.next();
            const writer = members_addDisposableResource(env_1, new DistinctWriter(options), true);
            const unlistable = await readAll(rows, layout, writer);
            const { keys } = await writer.finish();
            return { members: new Members(keys, unlistable, described), layout };
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = members_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (error) {
        if (!(error instanceof ListFailure) || error.code === 'runner_error')
            throw error;
        throw new ListFailure('export_mismatch', error.message + shape, { cause: error });
    }
}
/** What makes a file unreadable; any other key is a member that no list can hold. */
const UNCLEAR = ['malformed_quoting', 'empty_key', 'invalid_utf8'];
/** @returns the members that no list can hold */
async function readAll(rows, { columns, mark }, writer) {
    const { reader } = rows;
    const unlistable = new Set();
    const cells = [];
    const row = () => {
        if (reader.columns !== columns)
            throw reader.failure('the row has a different number of columns.');
        if (mark) {
            const member = mark.meanings.get(normalise(cells[mark.column - 1] ?? ''));
            if (member === undefined)
                throw reader.failure('it is not clear whether the row is a member.');
            if (!member)
                return;
        }
        const problem = reader.problem ?? keyProblem(reader);
        if (problem !== undefined && UNCLEAR.includes(problem))
            throw reader.failure(`${words/* ROW_PROBLEMS */.cz[problem]}.`);
        const { window, start, end } = reader;
        if (problem !== undefined || trim({ window, start, end })) {
            unlistable.add(reader.text);
            if (unlistable.size > MOST_UNLISTABLE)
                throw reader.failure('too many keys cannot be held by a list.');
            return;
        }
        if (!writer.add(reader))
            throw reader.failure('the key is longer than one upload may be.');
    };
    await rows.each({ row, writer, plain: columns === 1, cells: mark && cells });
    return [...unlistable];
}

;// CONCATENATED MODULE: ./node_modules/balanced-match/dist/esm/index.js
const balanced = (a, b, str) => {
    const ma = a instanceof RegExp ? maybeMatch(a, str) : a;
    const mb = b instanceof RegExp ? maybeMatch(b, str) : b;
    const r = ma !== null && mb != null && range(ma, mb, str);
    return (r && {
        start: r[0],
        end: r[1],
        pre: str.slice(0, r[0]),
        body: str.slice(r[0] + ma.length, r[1]),
        post: str.slice(r[1] + mb.length),
    });
};
const maybeMatch = (reg, str) => {
    const m = str.match(reg);
    return m ? m[0] : null;
};
const range = (a, b, str) => {
    let begs, beg, left, right = undefined, result;
    let ai = str.indexOf(a);
    let bi = str.indexOf(b, ai + 1);
    let i = ai;
    if (ai >= 0 && bi > 0) {
        if (a === b) {
            return [ai, bi];
        }
        begs = [];
        left = str.length;
        while (i >= 0 && !result) {
            if (i === ai) {
                begs.push(i);
                ai = str.indexOf(a, i + 1);
            }
            else if (begs.length === 1) {
                const r = begs.pop();
                if (r !== undefined)
                    result = [r, bi];
            }
            else {
                beg = begs.pop();
                if (beg !== undefined && beg < left) {
                    left = beg;
                    right = bi;
                }
                bi = str.indexOf(b, i + 1);
            }
            i = ai < bi && ai >= 0 ? ai : bi;
        }
        if (begs.length && right !== undefined) {
            result = [left, right];
        }
    }
    return result;
};
//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./node_modules/brace-expansion/dist/esm/index.js

const escSlash = '\0SLASH' + Math.random().toFixed(16) + '\0';
const escOpen = '\0OPEN' + Math.random().toFixed(16) + '\0';
const escClose = '\0CLOSE' + Math.random().toFixed(16) + '\0';
const escComma = '\0COMMA' + Math.random().toFixed(16) + '\0';
const escPeriod = '\0PERIOD' + Math.random().toFixed(16) + '\0';
const escSlashPattern = new RegExp(escSlash, 'g');
const escOpenPattern = new RegExp(escOpen, 'g');
const escClosePattern = new RegExp(escClose, 'g');
const escCommaPattern = new RegExp(escComma, 'g');
const escPeriodPattern = new RegExp(escPeriod, 'g');
const slashPattern = /\\\\/g;
const openPattern = /\\{/g;
const closePattern = /\\}/g;
const commaPattern = /\\,/g;
const periodPattern = /\\\./g;
const EXPANSION_MAX = 100_000;
// `EXPANSION_MAX` caps the *number* of expansions, but not their length. An
// input like `'{a,b}'.repeat(1500)` stays under that count - its output is
// truncated to 100k results - while making every result ~1500 characters
// long. The result set, and the intermediate arrays built while combining
// brace sets, then grow large enough to exhaust memory and crash the process
// (CVE-2026-14257). `EXPANSION_MAX_LENGTH` bounds the total number of
// characters the accumulator may hold at any point, so memory stays flat no
// matter how many brace groups are chained. The limit sits well above any
// realistic expansion (100k results hitting `EXPANSION_MAX` measure ~1M
// characters) so legitimate input is unaffected.
const EXPANSION_MAX_LENGTH = 4_000_000;
// `expand_` recurses once per level of brace *nesting* - both when expanding a
// set's comma members and when re-wrapping a set whose body is a single part.
// The CVE-2026-14257 fix made the *tail* iterative (recursion on `m.post`, one
// level per chained group), which left nesting depth unbounded: about 3,100
// levels of `{{{...a,b...}}}` - only ~6KB of input - exhausted the native stack
// and crashed the process. `EXPANSION_MAX_DEPTH` bounds how deep the parser
// will follow nesting. It sits far above any realistic pattern and well below
// the depth at which the stack runs out.
const EXPANSION_MAX_DEPTH = 1_000;
// Bash keeps a quirk where a brace group followed by a comma set still expands
// (`{a},b}`). The parser implements it by rewriting the string and restarting
// the scan, absorbing one `}` per pass. `n` trailing braces therefore cost `n`
// full passes over a string that itself grows by one `escClose` sentinel each
// time - quadratic in `n`, with a ~26x constant from the sentinel's length.
// 128KB of `'{a}' + '}'.repeat(n) + ',z}'` blocked the event loop for 27
// seconds to produce two results. `EXPANSION_MAX_REWRITES` bounds how many
// times the scan may restart. Real `{a},b}` input needs a handful.
const EXPANSION_MAX_REWRITES = 1_000;
// `EXPANSION_MAX_STEPS` bounds the work one `expand` call does, which `max`,
// `maxLength` and `maxDepth` don't: nested sets are rescanned at every level
// and chained groups each rebuild up to `max` results, so 2KB of input could
// block the event loop for over 30 seconds. Each character scanned, result
// built and sequence value generated is a step, and each `expand_` call costs
// `CALL_STEPS` more. Past the budget, the set being expanded and everything
// after it stay literal. A glob needs a few hundred steps, and nesting all the
// way to `EXPANSION_MAX_DEPTH` about 4M.
const EXPANSION_MAX_STEPS = 20_000_000;
// What one `expand_` call costs on top of what it scans and builds. Setting
// one up takes about as long as scanning 16 characters, and a set whose
// results are wrapped to be expanded again makes one call per result, each
// scanning and building next to nothing: 64KB of
// `('{{' + ','.repeat(316) + '}{' + ','.repeat(316) + '}}').repeat(n)` made
// 4M such calls, which spent the budget three times as slowly as anything
// else.
const CALL_STEPS = 16;
function numeric(str) {
    return !isNaN(str) ? parseInt(str, 10) : str.charCodeAt(0);
}
function escapeBraces(str) {
    return str
        .replace(slashPattern, escSlash)
        .replace(openPattern, escOpen)
        .replace(closePattern, escClose)
        .replace(commaPattern, escComma)
        .replace(periodPattern, escPeriod);
}
function unescapeBraces(str) {
    return str
        .replace(escSlashPattern, '\\')
        .replace(escOpenPattern, '{')
        .replace(escClosePattern, '}')
        .replace(escCommaPattern, ',')
        .replace(escPeriodPattern, '.');
}
// Like `target.push(...items)` but doesn't overflow the stack
function pushAll(target, items) {
    for (let i = 0; i < items.length; i++) {
        target.push(items[i]);
    }
}
// `balanced`, run on `masked` (see `maskUnmatchedOpens`), sliced from `str`
// and charged for the characters it walks: up to the group's `}`, or the
// whole string when there is no match or unmatched `{` come first, which
// `unmatched` then flags for masking. Once a call overdraws the budget, it
// and every later one return undefined, so the rest stays literal.
function balancedWithBudget(str, masked, budget) {
    if (budget.remaining < 0) {
        return undefined;
    }
    const r = range('{', '}', masked);
    const unmatched = r !== undefined && masked.indexOf('{') < r[0];
    budget.remaining -= r && !unmatched ? r[1] + 1 : str.length;
    if (!r || budget.remaining < 0) {
        return undefined;
    }
    return {
        end: r[1],
        pre: str.slice(0, r[0]),
        body: str.slice(r[0] + 1, r[1]),
        post: str.slice(r[1] + 1),
        unmatched,
    };
}
// `masked` with every `{` that has no matching `}` swapped for a `\0`, which
// keeps the length, so a scan of it still lines up with the string it was
// made from. Such a `{` is literal either way, but `balanced` only learns that
// one is unmatched by reading to the end of the string, so with one at the
// head of every group (`'{a,{b,c}'.repeat(n)`) each scan read the rest of the
// input. That was quadratic, and once the step budget charged for it, it ran
// out partway through and left the rest literal. A scan of the masked copy
// stops at the group's `}`. It is one pass, charged as such.
function maskUnmatchedOpens(masked, budget) {
    budget.remaining -= masked.length;
    const open = [];
    for (let i = 0; i < masked.length; i++) {
        const c = masked.charCodeAt(i);
        if (c === 0x7b) {
            open.push(i);
        }
        else if (c === 0x7d && open.length) {
            open.pop();
        }
    }
    let out = '';
    let last = 0;
    for (let i = 0; i < open.length; i++) {
        const at = open[i];
        out += masked.slice(last, at) + '\0';
        last = at + 1;
    }
    return out + masked.slice(last);
}
// Whether `str` has a `,` not followed by another `,`, with a `}` after it on
// the same line - what `/,(?!,).*\}/.test(str)` asks, answered in one pass from
// the end. The regex tries every `,` and backtracks through the rest of its
// line from each, which is quadratic, and the `{a},b}` rewrite asks again on
// every pass. Like a scan, it is charged for the whole string and refused if
// that overdraws the budget.
function commaSetFollows(str, budget) {
    budget.remaining -= str.length;
    if (budget.remaining < 0) {
        return false;
    }
    // Whether a `}` follows the current position before the line ends
    let close = false;
    for (let i = str.length - 1; i >= 0; i--) {
        const c = str.charCodeAt(i);
        if (c === 0x7d) {
            close = true;
        }
        else if (c === 0x0a || c === 0x0d || c === 0x2028 || c === 0x2029) {
            // A line terminator, which `.` does not match
            close = false;
        }
        else if (c === 0x2c && close && str.charCodeAt(i + 1) !== 0x2c) {
            return true;
        }
    }
    return false;
}
/**
 * Basically just str.split(","), but handling cases
 * where we have nested braced sections, which should be
 * treated as individual members, like {a,{b,c},d}
 *
 * Returns `undefined` if the step budget runs out before the whole set is
 * split, since splitting what is left on every comma would tear apart the
 * nested sets it still holds.
 */
function parseCommaParts(str, budget) {
    const parts = [];
    // Walk the brace groups iteratively. Recursing on `post` once per group let a
    // chain of them exhaust the stack - the parsing-side counterpart to
    // the `expand_` overflow fixed for CVE-2026-14257, and not something `max` or
    // `maxLength` can bound, since it happens before expansion.
    //
    // The part the next chunk continues
    let carry = '';
    for (;;) {
        // A set's body holds no unmatched `{`, so there is nothing to mask.
        const m = balancedWithBudget(str, str, budget);
        if (budget.remaining < 0) {
            return undefined;
        }
        if (!m) {
            const tail = str.split(',');
            tail[0] = carry + tail[0];
            pushAll(parts, tail);
            return parts;
        }
        const { pre, body, post } = m;
        const p = pre.split(',');
        p[0] = carry + p[0];
        p[p.length - 1] += '{' + body + '}';
        if (!post.length) {
            pushAll(parts, p);
            return parts;
        }
        carry = p.pop();
        pushAll(parts, p);
        str = post;
    }
}
// An option that is left out, or that is NaN, gets its default. Every
// comparison against NaN is false, so a NaN bound would never be reached:
// `{ maxSteps: NaN }` let 15KB of input block the event loop for 16 seconds,
// and `{ maxDepth: NaN }` overflowed the stack again (CVE-2026-102278). Pass
// `Infinity` to lift a bound.
function bound(value, fallback) {
    return value === undefined || isNaN(value) ? fallback : value;
}
function expand(str, options = {}) {
    if (!str) {
        return [];
    }
    const max = bound(options.max, EXPANSION_MAX);
    const maxLength = bound(options.maxLength, EXPANSION_MAX_LENGTH);
    const maxDepth = bound(options.maxDepth, EXPANSION_MAX_DEPTH);
    const maxRewrites = bound(options.maxRewrites, EXPANSION_MAX_REWRITES);
    const maxSteps = bound(options.maxSteps, EXPANSION_MAX_STEPS);
    // I don't know why Bash 4.3 does this, but it does.
    // Anything starting with {} will have the first two bytes preserved
    // but *only* at the top level, so {},a}b will not expand to anything,
    // but a{},b}c will be expanded to [a}c,abc].
    // One could argue that this is a bug in Bash, but since the goal of
    // this module is to match Bash's rules, we escape a leading {}
    if (str.slice(0, 2) === '{}') {
        str = '\\{\\}' + str.slice(2);
    }
    return expand_(escapeBraces(str), max, maxLength, maxDepth, 0, maxRewrites, { remaining: maxSteps }, true).map(unescapeBraces);
}
function embrace(str) {
    return '{' + str + '}';
}
function isPadded(el) {
    return /^-?0\d/.test(el);
}
function lte(i, y) {
    return i <= y;
}
function gte(i, y) {
    return i >= y;
}
// Build `{ acc[a] + pre + values[v] }` for every combination, capping the
// number of results at `max` and the total number of characters at `maxLength`.
// This is the one place output grows, so bounding it here keeps the single
// accumulator - and therefore memory - flat regardless of how many brace groups
// are combined (CVE-2026-14257). Each result built is a step, since `max` and
// `maxLength` bound one combination, not how many brace groups are combined.
function combine(acc, pre, values, max, maxLength, dropEmpties, budget) {
    const out = [];
    let length = 0;
    // Bash drops empty results at the top level, and they don't count against
    // `max`, so `max` bounds the number of *kept* results. Only an empty
    // `acc[a] + pre` can make one, so for those the empty values are skipped
    // without being visited. Visiting them one at a time let a set of empties
    // cost `acc.length * values.length` while keeping nothing.
    let nonEmpty;
    outer: for (let a = 0; a < acc.length; a++) {
        const prefix = acc[a] + pre;
        let vs = values;
        if (dropEmpties && !prefix) {
            if (!nonEmpty)
                nonEmpty = values.filter(v => v);
            vs = nonEmpty;
        }
        for (let v = 0; v < vs.length; v++) {
            if (out.length >= max)
                break outer;
            const expansion = prefix + vs[v];
            if (length + expansion.length > maxLength)
                break outer;
            out.push(expansion);
            length += expansion.length;
        }
    }
    budget.remaining -= out.length;
    return out;
}
// The expansion values of a single numeric (`1..5`) or alphabetic (`a..e..2`)
// sequence body, or `undefined` if the step budget runs out generating them.
function expandSequence(body, isAlphaSequence, max, maxLength, budget) {
    const n = body.split(/\.\./);
    const N = [];
    // A sequence body always splits into two or three parts, but the compiler
    // can't know that.
    /* c8 ignore start */
    if (n[0] === undefined || n[1] === undefined) {
        return N;
    }
    /* c8 ignore stop */
    const x = numeric(n[0]);
    const y = numeric(n[1]);
    const width = Math.max(n[0].length, n[1].length);
    let incr = n.length === 3 && n[2] !== undefined ?
        Math.max(Math.abs(numeric(n[2])), 1)
        : 1;
    let test = lte;
    const reverse = y < x;
    if (reverse) {
        incr *= -1;
        test = gte;
    }
    const pad = n.some(isPadded);
    // A padded value is built a character at a time to `width`, which the input
    // sets, so it costs one step per character: 64KB of
    // `('{' + '0'.repeat(100) + '..99999}').repeat(n)` took 7 seconds charged
    // one step per value.
    const cost = pad ? width : 1;
    let length = 0;
    for (let i = x; test(i, y) && N.length < max; i += incr) {
        // Each value is a step. `max` and `maxLength` bound one sequence, but a
        // chain of them still generated up to `max` values each, however few
        // combining could keep.
        budget.remaining -= cost;
        if (budget.remaining < 0) {
            return undefined;
        }
        let c;
        if (isAlphaSequence) {
            c = String.fromCharCode(i);
            if (c === '\\') {
                c = '';
            }
        }
        else {
            c = String(i);
            if (pad) {
                const need = width - c.length;
                if (need > 0) {
                    const z = new Array(need + 1).join('0');
                    if (i < 0) {
                        c = '-' + z + c.slice(1);
                    }
                    else {
                        c = z + c;
                    }
                }
            }
        }
        if (length + c.length > maxLength)
            break;
        N.push(c);
        length += c.length;
    }
    return N;
}
function expand_(str, max, maxLength, maxDepth, depth, maxRewrites, budget, isTop) {
    // An overdraft here makes the first scan refuse, so `str` stays literal.
    budget.remaining -= CALL_STEPS;
    // Too deeply nested to keep following: treat the rest as literal, the same
    // way a group that cannot expand is already handled. Truncating rather than
    // throwing keeps `expand` total, matching `max` and `maxLength`.
    if (depth > maxDepth) {
        return [str];
    }
    // Consume the string's top-level brace groups left to right, threading a
    // running set of combined prefixes (`acc`). Expanding the tail iteratively -
    // rather than recursing on `m.post` once per group - keeps the native stack
    // depth constant, so deeply chained input (`'{a,b}'.repeat(3000)`) can no
    // longer overflow the stack, and leaves a single accumulator whose size
    // `maxLength` bounds directly (CVE-2026-14257).
    let acc = [''];
    // Bash drops empty results, but only when the *first* top-level group is a
    // comma set - a sequence like `{a..\}` may legitimately yield ''. The drop
    // is on the final strings, so it is applied to whichever `combine` produces
    // them (the one with no brace set left in the tail).
    // How many times the `{a},b}` rewrite below has restarted the scan. Each pass
    // re-reads the whole string, so leaving this unbounded is quadratic.
    let rewrites = 0;
    let dropEmpties = false;
    let firstGroup = true;
    // `str` with its unmatched `{` masked, once a scan has run into them
    let masked = str;
    for (;;) {
        const m = balancedWithBudget(str, masked, budget);
        // No brace set left, or no step budget left to look for one: the rest of
        // the string is literal.
        if (!m) {
            return combine(acc, str, [''], max, maxLength, dropEmpties, budget);
        }
        if (m.unmatched) {
            masked = maskUnmatchedOpens(masked, budget);
        }
        // no need to expand pre, since it is guaranteed to be free of brace-sets
        const pre = m.pre;
        // This set and the rest of the string, literal: for a set that cannot
        // expand, and for one the step budget runs out on. Once it is overdrawn,
        // every set still being expanded, at every level, stays literal like this -
        // otherwise each level above would go on combining, and wrapping and
        // expanding again, results the budget was too small for.
        const literal = () => combine(acc, pre + '{' + m.body + '}' + m.post, [''], max, maxLength, dropEmpties, budget);
        if (/\$$/.test(pre)) {
            acc = combine(acc, pre + '{' + m.body + '}', [''], max, maxLength, dropEmpties && !m.post.length, budget);
            firstGroup = false;
            if (!m.post.length)
                break;
            str = m.post;
            masked = masked.slice(m.end + 1);
            continue;
        }
        const isNumericSequence = /^-?\d+\.\.-?\d+(?:\.\.-?\d+)?$/.test(m.body);
        const isAlphaSequence = /^[a-zA-Z]\.\.[a-zA-Z](?:\.\.-?\d+)?$/.test(m.body);
        const isSequence = isNumericSequence || isAlphaSequence;
        const isOptions = m.body.indexOf(',') >= 0;
        if (!isSequence && !isOptions) {
            // {a},b}
            if (rewrites < maxRewrites && commaSetFollows(m.post, budget)) {
                rewrites++;
                str = m.pre + '{' + m.body + escClose + m.post;
                // Taking a `}` away never gives an unmatched `{` a partner, so what
                // is masked stays unmatched. The `{` it closed can be left without
                // one, and the next scan masks it.
                masked =
                    masked.slice(0, m.end) + escClose + masked.slice(m.end + 1);
                isTop = true;
                continue;
            }
            // Nothing here expands, so the whole remaining string is literal.
            return literal();
        }
        if (firstGroup) {
            dropEmpties = isTop && !isSequence;
            firstGroup = false;
        }
        let values;
        if (isSequence) {
            values = expandSequence(m.body, isAlphaSequence, max, maxLength, budget);
            if (!values) {
                return literal();
            }
        }
        else {
            let n = parseCommaParts(m.body, budget);
            // The step budget ran out partway through the set.
            if (!n) {
                return literal();
            }
            if (n.length === 1 && n[0] !== undefined) {
                // x{{a,b}}y ==> x{a}y x{b}y
                n = expand_(n[0], max, maxLength, maxDepth, depth + 1, maxRewrites, budget, false).map(embrace);
                // The step budget ran out expanding the set's only part.
                if (budget.remaining < 0) {
                    return literal();
                }
                //XXX is this necessary? Can't seem to hit it in tests.
                /* c8 ignore start */
                if (n.length === 1) {
                    const next = combine(acc, pre + n[0], [''], max, maxLength, dropEmpties && !m.post.length, budget);
                    if (budget.remaining < 0) {
                        return literal();
                    }
                    acc = next;
                    if (!m.post.length)
                        break;
                    str = m.post;
                    masked = masked.slice(m.end + 1);
                    continue;
                }
                /* c8 ignore stop */
            }
            // Values that `combine` is going to drop as empty produce no result, so
            // they must not count against `max` - otherwise `{a,,b}` with `max: 2`
            // would stop at `['a', '']` and yield one result instead of two. Skipping
            // them outright keeps `values` bounded while leaving `max` a bound on
            // *kept* results.
            let dropsEmpties = dropEmpties && !m.post.length && !pre;
            for (let d = 0; dropsEmpties && d < acc.length; d++) {
                if (acc[d]) {
                    dropsEmpties = false;
                }
            }
            values = [];
            let valuesLength = 0;
            outer: for (let j = 0; j < n.length; j++) {
                const expanded = expand_(n[j], max, maxLength, maxDepth, depth + 1, maxRewrites, budget, false);
                // The step budget ran out expanding a member.
                if (budget.remaining < 0) {
                    return literal();
                }
                for (let k = 0; k < expanded.length; k++) {
                    const v = expanded[k];
                    if (dropsEmpties && !v)
                        continue;
                    if (values.length >= max ||
                        valuesLength + v.length > maxLength) {
                        break outer;
                    }
                    values.push(v);
                    valuesLength += v.length;
                }
            }
        }
        const next = combine(acc, pre, values, max, maxLength, dropEmpties && !m.post.length, budget);
        // The step budget ran out combining the set's values in.
        if (budget.remaining < 0) {
            return literal();
        }
        acc = next;
        if (!m.post.length)
            break;
        str = m.post;
        masked = masked.slice(m.end + 1);
    }
    return acc;
}
//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./build/list/glob.js





/** No path is longer on Linux. */
const MOST_CHARACTERS = 4096;
/** Patterns that the braces of one may stand for. */
const MOST_ALTERNATIVES = 1000;
/** Names and directories that are looked at for all patterns of a list. */
const MOST_NAMES = 10_000_000;
/** After this many names, pending signals are let in. */
const NAMES_AT_ONCE = 10_000;
/** What a name with none of them stands for is the name. */
const WILDCARD = /[*?[]/;
/** As Node's glob has it: names are compared as most file systems of the platform do. */
const FLAGS = ['win32', 'darwin'].includes(process.platform) ? 'gisu' : 'gsu';
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
        for (const alternative of alternatives(pattern)) {
            for (const path of await this.#walk(pattern, alternative))
                found.add(path);
        }
        return [...found];
    }
    async #walk(pattern, alternative) {
        const { root } = external_node_path_.parse(alternative);
        const wantsDirectories = alternative.endsWith('/');
        const segments = alternative.slice(root.length).split('/');
        const steps = segments.filter((segment) => segment !== '' && segment !== '.');
        if (steps.at(-1) === '**' && !wantsDirectories)
            steps.push('*');
        let places = new Set([external_node_path_.resolve(this.#workspace, root)]);
        for (const [index, step] of steps.entries()) {
            const last = index === steps.length - 1;
            const next = new Set();
            if (step === '**' && steps[index - 1] === '**')
                continue;
            if (step === '**')
                await this.#addBelow(pattern, places, next);
            else if (WILDCARD.test(step)) {
                const matches = matcher(step);
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
                    const path = external_node_path_.join(place, step);
                    if (!last || (await ifPresent((0,promises_.lstat)(path))))
                        next.add(path);
                }
            }
            places = next;
        }
        if (wantsDirectories) {
            for (const place of places)
                if (!(await isDirectory(place)))
                    places.delete(place);
        }
        return places;
    }
    /** Adds directories, and those in them to any depth. */
    async #addBelow(pattern, directories, to) {
        for (const directory of directories)
            to.add(directory);
        // Iterating a set also gives what is added to it meanwhile.
        for (const directory of to) {
            for await (const entry of this.#entries(pattern, directory)) {
                if (entry.isDirectory() && !entry.name.startsWith('.'))
                    to.add(external_node_path_.join(directory, entry.name));
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
            throw outOfBounds(pattern, `leads through more than ${(0,words/* number */.ai)(MOST_NAMES)} names`, 'many_names');
        }
        if (this.#names % NAMES_AT_ONCE !== 0)
            return;
        await new Promise((resolve) => setImmediate(resolve));
        this.#signal?.throwIfAborted();
    }
}
/** The file system's answer, or undefined if nothing of that name exists. */
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
/** Whether a path leads to a directory. */
async function isDirectory(path) {
    return (await ifPresent((0,promises_.stat)(path)))?.isDirectory() === true;
}
function outOfBounds(pattern, what, hint) {
    const shown = pattern.length > 100 ? `${pattern.slice(0, 100)}…` : pattern;
    return new ListFailure('invalid_input', `\`${shown}\` ${what}.`, { hint });
}
/**
 * The patterns without braces that a pattern stands for.
 * @throws ListFailure `invalid_input` beyond the bounds
 */
function alternatives(pattern) {
    if (pattern.length > MOST_CHARACTERS) {
        throw outOfBounds(pattern, `has more than ${MOST_CHARACTERS} characters`, 'long_pattern');
    }
    // The library's own bound is off: beyond it, patterns would silently be left out.
    // A backslash separates on every system: workflows are written on one and run on another.
    const all = expand(pattern.replaceAll('\\', '/'), {
        max: MOST_ALTERNATIVES + 1,
        maxLength: Number.POSITIVE_INFINITY,
    });
    if (all.length <= MOST_ALTERNATIVES)
        return all;
    throw outOfBounds(pattern, `stands for more than ${MOST_ALTERNATIVES} patterns`, 'many_patterns');
}
/** Stars, a set of characters (a bracket that comes first is one of them), or one character. */
const TOKENS = /\*+|\[(?:([!^])|(?![!^]))(\][^\]]*|[^\]]+)\]|./gsu;
/**
 * Tells whether a name is matched. What stands between two stars is looked for from left to right: it has a fixed
 * length, so nothing is tried twice, and a name takes at most as many steps as its length times the pattern's.
 */
function matcher(segment) {
    const pieces = ['^'];
    for (const [token, negated, set] of segment.matchAll(TOKENS)) {
        if (token.startsWith('*'))
            pieces.push('');
        else if (set !== undefined)
            pieces.push(`${pieces.pop()}[${negated === undefined ? '' : '^'}${classOf(set)}]`);
        else
            pieces.push(pieces.pop() + (token === '?' ? '.' : literal(token)));
    }
    const expressions = [...pieces.slice(0, -1), `${pieces.at(-1)}$`].map((piece) => new RegExp(piece, FLAGS));
    return (name) => {
        if (name.startsWith('.') && !segment.startsWith('.'))
            return false;
        let at = 0;
        return expressions.every((expression) => {
            expression.lastIndex = at;
            const found = expression.test(name);
            at = expression.lastIndex;
            return found;
        });
    };
}
/** Single characters and ranges; a backwards range matches nothing. */
function classOf(set) {
    const parts = [...set.matchAll(/(.)-(.)|./gsu)];
    return parts
        .map(([part, from, to]) => {
        if (from === undefined || to === undefined)
            return literal(part);
        return from <= to ? `${literal(from)}-${literal(to)}` : '';
    })
        .join('');
}
const literal = (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`;

;// CONCATENATED MODULE: ./build/list/files.js
/** Patterns in, files out: which files make the list, and in which order. */




/**
 * How a path is shown: relative to the workspace if it is inside, else absolute; always with forward slashes, which is
 * what GitHub's annotations take on every system.
 */
function shownPath(path, workspace, platform = external_node_path_) {
    const relative = platform.relative(workspace, path);
    const inside = relative !== '' && !/^\.\.([\\/]|$)/.test(relative) && !platform.isAbsolute(relative);
    return (inside ? relative : path).split(platform.sep).join('/');
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
    const files = new Map();
    try {
        for (const pattern of patterns) {
            const found = await files_expand(pattern, workspace, globs, signal);
            if (found.length === 0) {
                const what = `\`${pattern}\` matches no file in ${workspace}.`;
                throw new ListFailure('invalid_input', what, { hint: 'no_match' });
            }
            for (const path of found)
                paths.add(path);
        }
        // By code unit, so that the order does not depend on the runner's locale.
        for (const path of [...paths].sort()) {
            signal?.throwIfAborted();
            const shown = shownPath(path, workspace);
            const found = await ifPresent((0,promises_.stat)(path));
            if (!found)
                throw irregular(shown, 'the link leads to no file.');
            if (!found.isFile())
                throw irregular(shown);
            const identity = await (0,promises_.realpath)(path);
            if (!files.has(identity))
                files.set(identity, { path, shown, bytes: found.size });
        }
    }
    catch (error) {
        signal?.throwIfAborted();
        // What cannot be looked at may hold a part of the list, so it is an error. The system's errors say what it was.
        const { path } = error;
        throw path === undefined ? error : unreadable(shownPath(path, workspace), error);
    }
    return [...files.values()];
}
/** The files that one pattern stands for: absolute paths, unsorted. */
async function files_expand(pattern, workspace, globs, signal) {
    // What exists under exactly this name wins, so a file name may hold characters that are special in a glob.
    const literal = external_node_path_.resolve(workspace, pattern);
    const found = await ifPresent((0,promises_.stat)(literal));
    if (found)
        return found.isDirectory() ? await ownFiles(literal) : [literal];
    const directories = [];
    const files = [];
    for (const match of await globs.find(pattern)) {
        signal?.throwIfAborted();
        ((await isDirectory(match)) ? directories : files).push(match);
    }
    // `out/*` means the files in out/; only a glob that finds nothing but directories (`exports/day=*`) means theirs.
    if (files.length > 0)
        return files;
    return (await Promise.all(directories.map(ownFiles))).flat();
}
/** A directory's own files, without the markers and checksums that exporters leave there (`_SUCCESS`, `.part-0.crc`). */
async function ownFiles(directory) {
    const names = await (0,promises_.readdir)(directory);
    const paths = names.filter((name) => !/^[._]/.test(name)).map((name) => external_node_path_.join(directory, name));
    const areDirectories = await Promise.all(paths.map(isDirectory));
    return paths.filter((_, index) => !areDirectories[index]);
}

;// CONCATENATED MODULE: ./build/list/header.js



/** Rows below the first one that are compared with it, as far as they are in memory. */
const ROWS_BELOW = 100;
/**
 * Decides on the first row, leaves the reader at the first data row, and sets its key column.
 *
 * @returns what became of a header row
 * @throws ListFailure `invalid_csv` for a file with rows whose header lacks the named column, or has it twice
 */
async function readHeader(rows, { keyColumn, header }) {
    if (typeof keyColumn === 'string')
        return await findColumn(rows, keyColumn);
    const { reader } = rows;
    reader.keyColumn = keyColumn;
    if (header === false || (await rows.next()) === 'end')
        return 'none';
    if (header === true)
        return 'skipped';
    const cell = reader.problem === undefined ? reader.text.trim() : undefined;
    if (cell !== undefined) {
        if (isHeaderWord(cell))
            return 'skipped';
        // A first row such as `user_id;email` is a header row for another delimiter, not a key.
        const delimiter = [...';\t|,'].find((character) => isHeaderWord(cell.split(character)[0]));
        if (delimiter !== undefined) {
            const name = delimiter === '\t' ? 'a tab' : `\`${delimiter}\``;
            const what = `the first row looks like a header row with ${name} between its columns.`;
            throw reader.failure(what, 'other_delimiter');
        }
    }
    const suspicious = cell !== undefined && isWords(cell) && isOdd(rows);
    rows.back();
    return suspicious ? 'suspicious' : 'none';
}
async function findColumn(rows, keyColumn) {
    const { reader } = rows;
    const cells = [];
    reader.keyColumn = 1;
    if ((await rows.next(cells)) === 'end')
        return 'none';
    const place = { line: reader.line, column: 1 };
    const name = keyColumn.trim();
    const names = cells.map((cell) => cell.trim());
    const columns = names.flatMap((cell, index) => (cell === name ? [index + 1] : []));
    const [column = 1, other] = columns;
    reader.keyColumn = column;
    // A file of a header row alone has nothing to read, so nothing is wrong with it.
    if (columns.length === 1 || (await rows.next()) === 'end')
        return 'skipped';
    if (other !== undefined) {
        const what = `the header row has \`${keyColumn}\` in columns ${columns.join(' and ')}.`;
        throw reader.failure(what, 'ambiguous_name', place);
    }
    // Does not say what the first row holds: it may be keys.
    const similar = names.some((cell) => cell.toLowerCase() === name.toLowerCase());
    const has = `it has ${(0,words/* count */.U9)(names.length, 'cell')}${similar ? ', and one differs only in case' : ''}`;
    throw reader.failure(`no cell of the header row is \`${keyColumn}\` (${has}).`, 'missing_name', place);
}
/** Nothing but letters, spaces, `_` and `-`, and at least one letter: the name of a column, maybe. */
const isWords = (text) => /^[_ -]*\p{L}[\p{L}_ -]*$/u.test(text);
/** Whether none of the keys below the first row look like it. */
function isOdd({ reader }) {
    try {
        for (let row = 0; row < ROWS_BELOW; row++) {
            if (reader.next() !== 'row')
                return row > 0;
            const text = reader.text.trim();
            if (reader.problem === undefined && isWords(text) && !PLACEHOLDERS.includes(text))
                return false;
        }
        return true;
    }
    catch (error) {
        if (!(error instanceof ListFailure))
            throw error;
        // Whoever reads on will meet the same error.
        return false;
    }
}

;// CONCATENATED MODULE: ./build/list/read.js
var read_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var read_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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









/** A single row with more columns, and no header row above it, is taken for a whole list on a single line. */
const MOST_COLUMNS_OF_ONE_ROW = 100;
/** Row problems that are kept. */
const MOST_PROBLEMS = 7;
/**
 * Reads a key list.
 *
 * @throws ListFailure `invalid_input` (a pattern that matches nothing), `invalid_csv`, `empty_list`, `runner_error`; with
 *   `onInvalidRow: 'fail'` the whole list is read first, so that the failure's summary is complete
 */
async function readKeyList(options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { settings, workspace, tempDirectory, limits, signal, onProgress, onRewrite } = options;
        signal?.throwIfAborted();
        const files = await findFiles(settings.csvPath, workspace, signal);
        const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
        let bytesRead = 0;
        const share = () => bytesRead / totalBytes;
        const writing = { tempDirectory, limits, signal, onProgress: onRewrite, share };
        // A compressed file may hold ten times as much.
        const writer = read_addDisposableResource(env_1, new DistinctWriter(writing, 10 * totalBytes), true);
        const counter = new Counter(writer);
        try {
            for (const file of files) {
                const env_2 = { stack: [], error: void 0, hasError: false };
                try {
                    const before = bytesRead;
                    const progress = (done) => {
                        bytesRead = before + done;
                        onProgress?.({ bytes: bytesRead, totalBytes });
                    };
                    const counts = counter.beginFile(file);
                    const source = read_addDisposableResource(env_2, await openFile(file, signal, progress), true);
                    counts.compression = source.compression;
                    const rows = new Rows(readerOf(file, settings), await beginningOf(source, file.shown), source);
                    counts.header = await readHeader(rows, settings);
                    await rows.each({ writer, row: () => counter.row(rows.reader, counts) });
                    // A shard of a wide table may well have one row.
                    if (files.length === 1)
                        throwIfOnOneLine(counter.rows, counts, rows.reader);
                    progress(file.bytes);
                }
                catch (e_1) {
                    env_2.error = e_1;
                    env_2.hasError = true;
                }
                finally {
                    const result_1 = read_disposeResources(env_2);
                    if (result_1)
                        await result_1;
                }
            }
            const { keys, repeated } = await writer.finish();
            const summary = counter.summary(repeated, keys);
            if (summary.invalidRows > 0 && settings.onInvalidRow === 'fail')
                throw invalidRows(summary);
            if (summary.keys === 0 && !settings.allowEmpty)
                throw noKeys(summary);
            return { summary, keys };
        }
        catch (error) {
            signal?.throwIfAborted();
            if (error instanceof ListFailure)
                error.summary ??= counter.summary(writer.giveUp());
            throw error;
        }
    }
    catch (e_2) {
        env_1.error = e_2;
        env_1.hasError = true;
    }
    finally {
        const result_2 = read_disposeResources(env_1);
        if (result_2)
            await result_2;
    }
}
/**
 * Reads a list once more, and says where keys of it are: `file:line` of each, the first time that it is there.
 *
 * @throws ListFailure as readKeyList(), but for invalid rows and a list without keys
 */
async function locateKeys(options, keys) {
    const { settings, workspace, signal } = options;
    const places = new Map();
    for (const file of await findFiles(settings.csvPath, workspace, signal)) {
        const env_3 = { stack: [], error: void 0, hasError: false };
        try {
            if (places.size === keys.size)
                break;
            const source = read_addDisposableResource(env_3, await openFile(file, signal), true);
            const rows = new Rows(readerOf(file, settings), await beginningOf(source, file.shown), source);
            await readHeader(rows, settings);
            const { reader } = rows;
            const row = () => {
                trim(reader);
                const key = reader.text;
                if (reader.problem === undefined && keys.has(key) && !places.has(key)) {
                    places.set(key, `${file.shown}:${reader.line}`);
                }
            };
            await rows.each({ row });
        }
        catch (e_3) {
            env_3.error = e_3;
            env_3.hasError = true;
        }
        finally {
            const result_3 = read_disposeResources(env_3);
            if (result_3)
                await result_3;
        }
    }
    return [...places.values()];
}
function readerOf({ path, shown }, { delimiter }) {
    const usual = /\.tsv(\.(gz|zst))?$/i.test(path) ? '\t' : ',';
    return new FieldReader(shown, delimiter === 'auto' ? usual : delimiter, 1);
}
/** Gives the keys of rows to the writer, and counts. */
class Counter {
    #writer;
    /** The files so far, and the line with which each began. */
    #files = [];
    #problems = [];
    #problemTotals = {};
    #trimmedKeys = 0;
    constructor(writer) {
        this.#writer = writer;
    }
    /** @returns the counts of the file's rows, most of which are only set in a summary */
    beginFile({ shown: path, bytes }) {
        const counts = {
            ...{ path, rows: 0, keys: 0, duplicates: 0, invalidRows: 0 },
            ...{ header: 'none', compression: 'none', bytes },
        };
        this.#files.push({ counts, first: this.#writer.lines });
        return counts;
    }
    /** Judges a row: its key goes to the writer, or its problem to the problems. */
    row(row, counts) {
        const trimmed = trim(row);
        const problem = row.problem ?? keyProblem(row);
        if (problem) {
            counts.invalidRows++;
            this.#problemTotals[problem] = (this.#problemTotals[problem] ?? 0) + 1;
            const { line, column } = row;
            if (this.#problems.length < MOST_PROBLEMS)
                this.#problems.push({ file: counts.path, line, column, kind: problem });
            return;
        }
        if (!this.#writer.add(row)) {
            throw row.failure(`a key of ${row.end - row.start} bytes is larger than one upload may be.`, 'large_key');
        }
        if (trimmed)
            this.#trimmedKeys++;
    }
    /** Data rows so far. */
    get rows() {
        return this.#files.reduce((sum, { counts }) => sum + counts.invalidRows, this.#writer.lines);
    }
    /**
     * What was read until now.
     *
     * @param repeated the lines that repeat an earlier one
     */
    summary(repeated, keys) {
        const { lines } = this.#writer;
        let end = lines;
        for (const { counts, first } of this.#files.toReversed()) {
            counts.duplicates = repeated.countIn(first, end);
            counts.keys = end - first - counts.duplicates;
            counts.rows = end - first + counts.invalidRows;
            end = first;
        }
        const files = this.#files.map(({ counts }) => counts);
        return {
            rows: this.rows,
            keys: lines - repeated.count,
            duplicates: repeated.count,
            invalidRows: this.rows - lines,
            trimmedKeys: this.#trimmedKeys,
            files,
            bytes: keys?.bytes ?? 0,
            sha256: keys?.sha256 ?? '',
            problemTotals: this.#problemTotals,
            problems: this.#problems,
        };
    }
}
/** @throws ListFailure `invalid_csv` for a whole list on a single line, of which only one key would be read */
function throwIfOnOneLine(rows, { header }, row) {
    if (rows !== 1 || header === 'skipped' || row.columns <= MOST_COLUMNS_OF_ONE_ROW)
        return;
    const what = `the only row has ${(0,words/* number */.ai)(row.columns)} columns: this looks like a whole list on a single line.`;
    throw row.failure(what, 'list_on_one_line');
}
function invalidRows(summary) {
    const { rows, invalidRows, problems } = summary;
    const first = problems[0];
    const are = invalidRows === 1 ? 'is' : 'are';
    const counts = `${(0,words/* number */.ai)(invalidRows)} of ${(0,words/* count */.U9)(rows, 'row')} ${are} invalid: ${(0,words/* rowProblems */.nU)(summary)}.`;
    return failureAt(first, `${words/* ROW_PROBLEMS */.cz[first.kind]}. ${counts}`, { hint: 'invalid_rows', summary });
}
function noKeys(summary) {
    const { rows, invalidRows, files } = summary;
    const rejected = invalidRows > 0 ? `, ${(0,words/* number */.ai)(invalidRows)} of them rejected` : '';
    const what = `The list has no keys: ${(0,words/* count */.U9)(files.length, 'file')}, ${(0,words/* count */.U9)(rows, 'row')}${rejected}.`;
    return new ListFailure('empty_list', what, { hint: 'no_keys', summary });
}

;// CONCATENATED MODULE: ./build/list/would-read.js
/**
 * Whether patterns would read files that need not be there yet. They match as in glob.ts, in a time that no pattern and no
 * number of patterns can stretch.
 */




/** Patterns without braces, and comparisons of a pattern that has wildcards with a file. */
const MOST_PATTERNS = 1_000_000;
const MOST_COMPARISONS = 5_000_000;
const ANY_NAMES = Symbol();
/**
 * Those of some files that a pattern would read: by their own names, or by the name of their folder.
 * @param patterns as `findFiles` takes them
 * @param files absolute paths
 * @throws ListFailure `invalid_input` if there is too much to compare
 */
function wouldRead(patterns, workspace, files) {
    const plain = new Set();
    const globs = new Set();
    for (const pattern of new Set(patterns)) {
        // What exists under exactly this name wins over what a glob matches.
        plain.add(external_node_path_.resolve(workspace, pattern));
        for (const alternative of withoutBraces(pattern)) {
            (WILDCARD.test(alternative) ? globs : plain).add(external_node_path_.resolve(workspace, alternative));
            if (plain.size + globs.size > MOST_PATTERNS)
                throw tooMany(`${(0,words/* number */.ai)(MOST_PATTERNS)} patterns`);
        }
    }
    if (globs.size * files.length > MOST_COMPARISONS)
        throw tooMany(`${(0,words/* number */.ai)(MOST_COMPARISONS / files.length)} globs`);
    const found = new Set(files.filter((file) => plain.has(file) || plain.has(external_node_path_.dirname(file))));
    for (const glob of globs) {
        const start = glob.slice(0, glob.search(WILDCARD));
        const candidates = files.filter((file) => file.startsWith(start));
        if (candidates.length === 0)
            continue;
        const steps = glob.split(external_node_path_.sep).map(stepOf);
        for (const file of candidates)
            if (leadTo(steps, file.split(external_node_path_.sep)))
                found.add(file);
    }
    return found;
}
const tooMany = (what) => new ListFailure('invalid_input', `The lists have more than ${what} to compare with the files to be written.`, {
    advice: 'Split the targets over several steps.',
});
/** None of a pattern that is beyond the bounds: no list is read by it. */
function withoutBraces(pattern) {
    try {
        return alternatives(pattern);
    }
    catch {
        return [];
    }
}
function stepOf(step) {
    if (step === '**')
        return ANY_NAMES;
    const matches = WILDCARD.test(step) ? matcher(step) : undefined;
    // A folder above the workspace may have such a name.
    return (name) => name === step || matches?.(name) === true;
}
/** Whether steps lead through all names of a path, or through all but the last. */
function leadTo(steps, names) {
    /** Whether the steps so far match so many names. */
    let matched = [true, ...names.map(() => false)];
    for (const step of steps) {
        let before = false;
        matched = matched.map((here, index) => {
            const name = names[index - 1] ?? '';
            if (step === ANY_NAMES)
                before = here || (before && !name.startsWith('.'));
            else
                before = index > 0 && matched[index - 1] === true && step(name);
            return before;
        });
    }
    return matched.at(-1) === true || matched.at(-2) === true;
}

;// CONCATENATED MODULE: ./build/list/index.js
/** The only door of this module: nobody else imports another file of it. */










/***/ }),

/***/ 9181:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   KN: () => (/* binding */ percent),
/* harmony export */   MG: () => (/* binding */ was),
/* harmony export */   Nx: () => (/* binding */ capital),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   _b: () => (/* binding */ mostAllowed),
/* harmony export */   ai: () => (/* binding */ number),
/* harmony export */   be: () => (/* binding */ rangeOf),
/* harmony export */   cz: () => (/* binding */ ROW_PROBLEMS),
/* harmony export */   ee: () => (/* binding */ bytes),
/* harmony export */   i9: () => (/* binding */ kebab),
/* harmony export */   n$: () => (/* binding */ moment),
/* harmony export */   nU: () => (/* binding */ rowProblems),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   pm: () => (/* binding */ clock),
/* harmony export */   x8: () => (/* binding */ signed),
/* harmony export */   y1: () => (/* binding */ range),
/* harmony export */   y4: () => (/* binding */ rowTotals)
/* harmony export */ });
/** Numbers, units, names and kinds of problems in words, the same everywhere. Pure; English separators whatever the machine's locale. */
/** 1234567 → `1,234,567`. Not by Intl, which takes 8 to 16 ms to set itself up: before the first request, of every run. */
const number = (value) => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
/** A number with its noun: `1 key`, `2,000 keys`; another plural may be given. */
const count = (value, one, many = `${one}s`) => `${number(value)} ${value === 1 ? one : many}`;
/** 1590 → `+1,590`, -3 → `−3` (a minus sign), 0 → `±0`. */
function signed(value) {
    if (value === 0)
        return '±0';
    return `${value > 0 ? '+' : '−'}${number(Math.abs(value))}`;
}
/** Decimal units, as LaunchDarkly counts: 37000000 → `37.0 MB`. */
function bytes(value) {
    if (value < 1000)
        return count(value, 'byte');
    let size = value;
    for (const unit of ['kB', 'MB', 'GB']) {
        size /= 1000;
        if (size < 999.95 || unit === 'GB')
            return `${size < 99.95 ? size.toFixed(1) : number(size)} ${unit}`;
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
/** How many of a whole a limit in percent allows. In doubles, 0.57 × 100,000 is a little less than 57,000. */
const mostAllowed = (limit, whole) => Math.floor(((limit * whole) / 100) * (1 + 2 * Number.EPSILON));
/** A time: `14:05 UTC`, on another day than `now` `25 Nov, 14:05 UTC`. */
function clock(date, now) {
    const day = (of) => of.toUTCString().slice(5, 11);
    return day(date) === day(new Date(now)) ? timeOf(date) : `${day(date)}, ${timeOf(date)}`;
}
/** A time with its day: `25 Nov 2026, 14:05 UTC`. */
const moment = (date) => `${date.toUTCString().slice(5, 16)}, ${timeOf(date)}`;
const timeOf = (date) => `${date.toISOString().slice(11, 16)} UTC`;
/** A range of counts: `5`, `5 to 9`, `at least 5`. */
function range({ min, max }) {
    if (max === undefined)
        return `at least ${number(min)}`;
    return min === max ? number(min) : `${number(min)} to ${number(max)}`;
}
/** A range of counts with its noun: `1 key`, `0 to 1 key`, `5 to 9 keys`, `at least 5 keys`. */
const rangeOf = (bounds, one) => `${range(bounds)} ${bounds.max === 1 ? one : `${one}s`}`;
/** To follow a number with its noun. */
const was = (value) => (value === 1 ? 'was' : 'were');
/** `membersBefore` → `members-before` */
const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
/** What is wrong with a row, as a part of a sentence. */
const ROW_PROBLEMS = {
    missing_column: 'the row ends before the key column',
    empty_key: 'the key is empty',
    control_character: 'the key holds a control character, such as a line break or a tab',
    invalid_utf8: 'the key is not valid UTF-8',
    malformed_quoting: 'the quoting is malformed',
    placeholder: 'the key is a placeholder for no value, such as NULL',
};
/** `in 8 rows the key is empty; in 1 row the quoting is malformed`, the most frequent first. */
function rowProblems({ problemTotals }) {
    return Object.keys(ROW_PROBLEMS)
        .map((kind) => ({ kind, total: problemTotals[kind] ?? 0 }))
        .filter(({ total }) => total > 0)
        .sort((a, b) => b.total - a.total)
        .map(({ kind, total }) => `in ${count(total, 'row')} ${ROW_PROBLEMS[kind]}`)
        .join('; ');
}
/** How many rows have which problem. */
const rowTotals = (list) => `${count(list.invalidRows, 'invalid row')}: ${rowProblems(list)}.`;
/** `lists/beta.csv:7:1` */
const placeOf = ({ file, line, column }) => [file, line, column].filter((part) => part !== undefined).join(':');


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
var __webpack_exports__ = {};

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  I: () => (/* reexport */ export_main_exportMembers),
  b: () => (/* reexport */ importLists)
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

// NAMESPACE OBJECT: ./node_modules/@actions/core/lib/core.js
var core_namespaceObject = {};
__nccwpck_require__.r(core_namespaceObject);
__nccwpck_require__.d(core_namespaceObject, {
  ExitCode: () => (ExitCode),
  addPath: () => (addPath),
  debug: () => (debug),
  endGroup: () => (endGroup),
  error: () => (error),
  exportVariable: () => (exportVariable),
  getBooleanInput: () => (getBooleanInput),
  getIDToken: () => (getIDToken),
  getInput: () => (getInput),
  getMultilineInput: () => (getMultilineInput),
  getState: () => (getState),
  group: () => (group),
  info: () => (info),
  isDebug: () => (isDebug),
  markdownSummary: () => (markdownSummary),
  notice: () => (notice),
  platform: () => (platform_namespaceObject),
  saveState: () => (saveState),
  setCommandEcho: () => (setCommandEcho),
  setFailed: () => (setFailed),
  setOutput: () => (setOutput),
  setSecret: () => (setSecret),
  startGroup: () => (startGroup),
  summary: () => (summary),
  toPlatformPath: () => (toPlatformPath),
  toPosixPath: () => (toPosixPath),
  toWin32Path: () => (toWin32Path),
  warning: () => (warning)
});

// EXTERNAL MODULE: ./build/inputs/kinds.js
var kinds = __nccwpck_require__(6447);
// EXTERNAL MODULE: ./build/inputs/reader.js
var inputs_reader = __nccwpck_require__(401);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
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
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/auth.js
var auth_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
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
        return auth_awaiter(this, void 0, void 0, function* () {
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
        return auth_awaiter(this, void 0, void 0, function* () {
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
        return auth_awaiter(this, void 0, void 0, function* () {
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
        return new HttpClient('actions/oidc-client', [new BearerCredentialHandler(OidcClient.getRequestToken())], requestOptions);
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
// EXTERNAL MODULE: ./build/failure.js
var build_failure = __nccwpck_require__(9874);
;// CONCATENATED MODULE: ./build/grace.js
/** Work that may never end by itself, such as a read of a disk that does not answer. */
/** How long a part of a run has to end by itself after a cancellation, in milliseconds. */
const GRACE_MS = 2_000;
/**
 * Waits for some work; once the run is cancelled, no longer than that.
 * @returns what the work gives
 * @throws what it throws, or the signal's reason when time is over: then nobody waits for the work any more
 */
async function withGrace(work, signal, milliseconds = GRACE_MS) {
    let giveUp = (_reason) => { };
    // Not Promise.withResolvers: a failure because Node is too old to have it is published through this function.
    const over = new Promise((_, reject) => {
        giveUp = reject;
    });
    let timer;
    const hurry = () => {
        timer = setTimeout(() => giveUp(signal.reason), milliseconds);
    };
    if (signal.aborted)
        hurry();
    else
        signal.addEventListener('abort', hurry);
    try {
        return await Promise.race([work, over]);
    }
    finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', hurry);
    }
}

;// CONCATENATED MODULE: ./build/inputs/defaults.js
/** Defaults of inputs, for runs outside GitHub Actions. `npm run docs` makes this file from the actions' metadata. Imports nothing. */
const DEFAULTS = {
    'key-column': '1',
    header: 'auto',
    delimiter: 'auto',
    'on-invalid-row': 'fail',
    mode: 'merge',
    strategy: 'upload',
    'allow-partial-replace': 'false',
    'max-removal-percent': '20',
    'allow-empty': 'false',
    'dry-run': 'false',
    wait: 'true',
    'timeout-minutes': '180',
    verify: 'warn',
    'wait-on-approvals': 'false',
    'request-approval': 'false',
    'bypass-approvals': 'false',
    'base-uri': 'https://app.launchdarkly.com',
    'comment-on-pr': 'false',
};

;// CONCATENATED MODULE: ./build/report/core.js
/**
 * Plain lines instead of workflow commands, which nobody would read there: a mask would print the token. Outputs and summary
 * have no place there either; the report has everything.
 * @param defaults of inputs, which a runner would pass
 * @param print writes text as it is
 */
function plainCore(env, defaults, print) {
    const line = (text) => print(`${text}\n`);
    const annotation = (word) => (message, { title } = {}) => line([word, title, message].filter((part) => part !== undefined && part !== '').join(': '));
    return {
        getInput(name, { trimWhitespace = true } = {}) {
            const variable = `INPUT_${name.toUpperCase()}`;
            // Shells and other CI systems know no `-` in the name of a variable.
            const value = env[variable] ?? env[variable.replaceAll('-', '_')] ?? defaults[name] ?? '';
            return trimWhitespace ? value.trim() : value;
        },
        info: line,
        debug: env.RUNNER_DEBUG === '1' ? line : () => { },
        error: annotation('Error'),
        warning: annotation('Warning'),
        notice: annotation('Result'),
        startGroup: line,
        endGroup: () => { },
        setSecret: () => { },
        setOutput: () => { },
        summary: { addRaw: () => { }, write: async () => { } },
    };
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
;// CONCATENATED MODULE: ./build/report/github.js
/** GitHub: what the environment of a workflow run says about it, and the comments of a pull request. */

/** The page of this workflow run; undefined outside GitHub Actions. */
function runUrlOf(env) {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
    if (!server || !repository || !id)
        return undefined;
    const attempt = env.GITHUB_RUN_ATTEMPT;
    return `${server}/${repository}/actions/runs/${id}${attempt && attempt !== '1' ? `/attempts/${attempt}` : ''}`;
}
/** The commit that a run is about: of a pull request its own last one, not the one that merges it. */
function commitOf(env) {
    const commit = eventOf(env).pull_request?.head?.sha ?? env.GITHUB_SHA ?? '';
    return /^[0-9a-f]{7,64}$/.test(commit) ? commit : undefined;
}
/**
 * The pull request that a run belongs to, or why there is none to comment on, from the event that started the run:
 * https://docs.github.com/webhooks/webhook-events-and-payloads#pull_request
 * @param prNumber the pull request, where the event has none
 */
function pullRequestOf(env, prNumber) {
    const [owner, repo] = (env.GITHUB_REPOSITORY ?? '').split('/');
    const event = eventOf(env);
    const request = event.pull_request ?? (event.issue?.pull_request ? event.issue : undefined);
    const issue_number = request?.number ?? prNumber;
    if (!owner || !repo || typeof issue_number !== 'number') {
        return { none: 'No comment: this run does not belong to a pull request, and `pr-number` names none.' };
    }
    const head = event.pull_request?.head;
    if (head && head.repo?.full_name !== env.GITHUB_REPOSITORY) {
        return { none: 'No comment: this pull request comes from a fork, whose runs may not write comments.' };
    }
    return { owner, repo, issue_number };
}
function eventOf(env) {
    try {
        return JSON.parse((0,external_node_fs_.readFileSync)(env.GITHUB_EVENT_PATH ?? '', 'utf8')) ?? {};
    }
    catch {
        return {};
    }
}
async function connect(githubToken, baseUrl, signal) {
    // Loaded only here: few runs comment, and it takes longer to load than everything else.
    const { getOctokit } = await __nccwpck_require__.e(/* import() */ 157).then(__nccwpck_require__.bind(__nccwpck_require__, 157));
    // Octokit would print some of GitHub's headers past the log.
    const log = { debug: () => { }, info: () => { }, warn: () => { }, error: () => { } };
    return getOctokit(githubToken, { request: { signal, log }, ...(baseUrl ? { baseUrl } : {}) });
}
/** The comment that begins with the marker and is of the token's own user. */
async function ownComment({ graphql, paginate, rest }, place, marker) {
    const author = await graphql('query { viewer { login } }')
        .then(({ viewer }) => viewer.login)
        .catch(() => 'github-actions[bot]');
    for await (const { data } of paginate.iterator(rest.issues.listComments, { ...place, per_page: 100 })) {
        const own = data.find((found) => found.user?.login === author && found.body?.startsWith(marker));
        if (own)
            return own;
    }
    return undefined;
}
function reasonOf(error) {
    // Octokit gives 500 to errors of the network, too; they have no response.
    const { status, response } = error;
    if (response === undefined)
        return 'could not reach GitHub.';
    if (status === 403 || status === 404) {
        return `GitHub refused it (${status}). The job needs "permissions: pull-requests: write", and github-token must be a token for this repository.`;
    }
    return `GitHub answered ${status}.`;
}

// EXTERNAL MODULE: ./build/list/index.js + 25 modules
var build_list = __nccwpck_require__(7596);
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
    [/\\(?:u[\da-fA-F]{4}|["\\/bfnrt])/g, jsonDecoded],
    // A backslash before a key that begins with one of these letters is none of the encoding.
    [/\\(?:u[\da-fA-F]{4}|["\\/])/g, jsonDecoded],
];
/** As HTML defines it: entities by number, and by name with a semicolon or, some of them, without. */
const ENTITY = /&(?:#x?[\da-f]+|[a-z][a-z\d]*);?/gi;
/** All readings of a text, the text itself first, each once. */
async function readingsOf(text) {
    const spans = Array.from({ length: text.length }, (_, index) => [index, index + 1]);
    const readings = new Map([[text, { text, spans }]]);
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
function undo({ text, spans }, [pattern, decode]) {
    const next = { text: '', spans: [] };
    let at = 0;
    for (const { index, 0: encoded } of text.matchAll(pattern)) {
        const decoded = decode(encoded);
        if (decoded === encoded)
            continue;
        const end = index + encoded.length;
        const span = [spans[index][0], spans[end - 1][1]];
        next.text += text.slice(at, index) + decoded;
        next.spans.push(...spans.slice(at, index), ...Array(decoded.length).fill(span));
        at = end;
    }
    return { text: next.text + text.slice(at), spans: [...next.spans, ...spans.slice(at)] };
}
function percentDecoded(encoded) {
    return Buffer.from(encoded.replaceAll('%', ''), 'hex').toString('utf8');
}
function jsonDecoded(encoded) {
    return JSON.parse(`"${encoded}"`);
}

;// CONCATENATED MODULE: ./build/sync/redact.js
/**
 * The one gate for texts from outside: what LaunchDarkly says is shown only without tokens and keys, on one line, and cut.
 * The lists are streamed once for all texts, and of most keys only two bytes are looked at; the work grows with the number of
 * keys and not with what a text is made of.
 */


/** What stands in for a secret, and for a text that could not be compared. */
const MASK = '***';
/** How much of a text is shown. */
const SHOWN = 500;
/** How much of it is compared: more, since a secret may begin in what is shown, and its encoding may be long. */
const COMPARED = 3_000;
/** How much of all texts together is compared; what comes after that is not shown. */
const COMPARED_IN_ALL = 60_000;
/** A longer secret is recognised by its first characters, this many, and everything after them is hidden too. */
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
            for await (const keys of list.keys(places.beginnings)) {
                if (signal.aborted)
                    return texts.map(() => MASK);
                for (const key of keys)
                    places.find(key);
            }
        }
    }
    catch {
        // A list cannot be read again, so the texts may hold one of its keys.
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
    /** Nothing is shown so near the end that it might be the beginning of a secret. */
    note({ text, spans }) {
        if (!this.#isWhole)
            this.#limit = Math.min(this.#limit, spans[text.length - LONG]?.[0] ?? 0);
    }
    findToken(token, reading) {
        const start = token.slice(0, LONG);
        for (let at = reading.text.indexOf(start); at >= 0; at = reading.text.indexOf(start, at + 1)) {
            this.hide(reading, at, token.length);
        }
    }
    /** Hides a secret of this length that begins here. */
    hide({ spans }, at, length) {
        const [start] = spans[at];
        const end = length > LONG ? this.text.length : spans[at + length - 1][1];
        this.#hidden[start] = Math.max(this.#hidden[start], end);
    }
    shown() {
        let shown = '';
        let at = 0;
        while (at < this.#limit) {
            let end = this.#hidden[at];
            shown += end === 0 ? this.text[at] : MASK;
            // Overlapping ones become one.
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
    /** The beginnings of keys that may begin at one of them; the whole key, if it is shorter. */
    #prefixes = new Set();
    #all = [];
    beginnings = new build_list/* Beginnings */.PF();
    #longFound = new Set();
    get none() {
        return this.#all.length === 0;
    }
    add(reading, text) {
        const borders = bordersOf(reading.text);
        for (let at = 0; at < reading.text.length; at += 1) {
            const rest = reading.text.slice(at, at + LONG);
            this.#all.push({ rest, at, reading, borders, text });
            this.beginnings.add(rest);
            this.beginnings.add(rest.slice(0, 1));
            this.#prefixes.add(rest.slice(0, PREFIX));
            for (let length = 1; borders[at] && length < PREFIX; length += 1) {
                if (borders[at + length])
                    this.#prefixes.add(rest.slice(0, length));
            }
        }
    }
    /** By what stands there, so that those of one key are next to each other and found by bisection. */
    sort() {
        this.#all.sort((a, b) => (a.rest < b.rest ? -1 : Number(a.rest > b.rest)));
    }
    find(key) {
        if (!this.#prefixes.has(key.length > PREFIX ? key.slice(0, PREFIX) : key))
            return;
        const isLong = key.length > LONG;
        const start = isLong ? key.slice(0, LONG) : key;
        if (this.#longFound.has(start))
            return;
        const anywhere = isNoChance(key);
        for (let index = this.#firstFrom(start); this.#all[index]?.rest.startsWith(start); index += 1) {
            const { at, reading, borders, text } = this.#all[index];
            if (anywhere || (borders[at] && borders[at + key.length]))
                text.hide(reading, at, key.length);
            if (isLong)
                this.#longFound.add(start);
        }
    }
    /** The index of the first place whose rest does not sort before the text. */
    #firstFrom(text) {
        let low = 0;
        let high = this.#all.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (this.#all[middle].rest < text)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
/** Whether a key is not found within a longer word, or a UUID, by chance. */
function isNoChance(key) {
    return key.length >= 2 * PREFIX || (key.length >= PREFIX && /[^\p{L}\p{N}]/u.test(key));
}
const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi;
const isWord = (sign = '') => /[\p{L}\p{N}]/u.test(sign);
/** For each place of a text, the end included, whether a word (letters and digits, or a UUID) may begin or end there. */
function bordersOf(text) {
    const borders = Array.from({ length: text.length + 1 }, (_, at) => !isWord(text[at - 1]) || !isWord(text[at]));
    for (const { index, 0: uuid } of text.matchAll(UUID))
        borders.fill(false, index + 1, index + uuid.length);
    return borders;
}

;// CONCATENATED MODULE: ./build/sync/showable.js
/**
 * What people may see: of LaunchDarkly's answers, every text of which passes here and so redact.ts; and of whatever was
 * thrown.
 */


/** A text that may be shown. Never rejects. */
async function showable(secrets, text) {
    const [shown = ''] = await redact([text], secrets);
    return shown;
}
/** Whether LaunchDarkly documents a status: of imports; of exports it gives an example only, which is one of these. */
const isDocumented = (status) => /^(preparing|pending_approval|ready|in_progress|complete|stopped)$/.test(status);
/** A status that may be shown. One that is documented is no key, and is not compared with all of them. */
const showableStatus = async (secrets, status) => isDocumented(status) ? status : await showable(secrets, status);
/** A UUID, or the ID of a MongoDB document. */
const RANDOM_ID = /^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[\da-f]{24})$/;
/**
 * An ID that may be shown. One that LaunchDarkly has drawn at random is no key, and comparing it with ten million takes
 * seconds: it is compared with the tokens only.
 */
async function showableId(secrets, id) {
    return await showable(RANDOM_ID.test(id) ? { ...secrets, lists: [] } : secrets, id);
}
/**
 * Any part of an answer, with all of its texts as they may be shown. The path of a link is left out if something in it must not
 * be shown, since the link would lead nowhere.
 */
async function showableTexts(secrets, part) {
    const texts = [];
    const json = JSON.stringify(part, (_, value) => {
        if (typeof value === 'string')
            texts.push(value);
        return value;
    });
    const redacted = await redact(texts, secrets);
    const shown = new Map(texts.map((text, index) => [text, redacted[index]]));
    return JSON.parse(json, (name, value) => {
        if (typeof value !== 'string')
            return value;
        return name === 'sitePath' && shown.get(value) !== value ? undefined : shown.get(value);
    });
}
/**
 * The segment, with those of its texts that people see. Its tags are compared only, and stay as they are.
 * @param before the same, as it was shown earlier: most texts stay as they were
 */
async function showableSegment(secrets, segment, before) {
    if (before === undefined) {
        const { tags, flags, ...rest } = segment;
        return { ...(await showableTexts(secrets, { ...rest, flags })), tags };
    }
    const { name, contextKind, flags, sitePath } = before;
    const external = segment.external && (await showable(secrets, segment.external));
    return { ...segment, name, contextKind, flags, sitePath, external };
}
/** What was thrown, as a Failure. The text of an unexpected error is not shown: nobody knows what is in it. */
function toFailure(error) {
    if (error instanceof build_failure/* Failure */.HR)
        return error;
    const { code, syscall, stack } = (error ?? {});
    if (code !== undefined && syscall !== undefined) {
        return new build_failure/* Failure */.HR('runner_error', `The runner's disk or system refused an operation: ${code} (${syscall}).`, {
            advice: 'Check that the folder in RUNNER_TEMP exists, is writable and has free space for the list.',
            cause: error,
        });
    }
    const name = error instanceof Error ? error.name : typeof error;
    const frames = stack?.match(/(?<=^\s+)at .+/gm)?.slice(0, 3) ?? [];
    const message = `Something happened that this action does not expect: ${[name, ...frames].join(' ')}`;
    return new build_failure/* Failure */.HR('internal_error', message, {
        advice: 'This is a bug in the action; please report it with this message.',
        cause: error,
    });
}
/** What was thrown as it may be shown. Without `secrets`, what LaunchDarkly said is left out. */
async function summarise(error, secrets) {
    const { code, message, advice, api } = toFailure(error);
    const shown = api && secrets && (await showableTexts(secrets, api));
    // A run that was cancelled, before or meanwhile, ends by that and not by what else went wrong.
    const { aborted = false, reason } = secrets?.signal ?? {};
    if (aborted && error !== reason)
        return await summarise(reason);
    return { code, message, advice, api: shown };
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(1455);
;// CONCATENATED MODULE: ./build/sync/temporary.js
/**
 * Temporary files, and how keys are stored in them. Tidying up never throws, and never changes how a run ended: what could
 * not be removed is a warning.
 */



/** What the multipart framing around a part's bytes may take: boundaries, headers, the longest file name. */
const MULTIPART_ALLOWANCE = 4_096;
/**
 * What one part of a list may hold: https://launchdarkly.com/docs/home/flags/list-based-segments. For an upload's whole
 * request body LaunchDarkly says "40 MB" and not which, so the smaller reading.
 */
const PART_LIMITS = { keys: 1_000_000, bytes: 40_000_000 - MULTIPART_ALLOWANCE };
/** How keys are stored for a target, in parts that each fit an upload. */
const storageOf = ({ folder, signal }) => ({
    tempDirectory: folder,
    limits: PART_LIMITS,
    signal,
});
/** Makes a folder in the run's own folder, and that one if needed. A missing RUNNER_TEMP is not made: nobody would remove it. */
async function makeFolder(path) {
    const mode = 0o700;
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { mode }).catch((error) => {
        if (error.code !== 'EEXIST')
            throw error;
    });
    await (0,promises_.mkdir)(path, { recursive: true, mode });
}
/** How long a disk that does not answer is waited for once the run is cancelled, in milliseconds. */
const temporary_GRACE_MS = 500;
/**
 * Removes a file, or a folder with everything in it. Never rejects.
 * @param where it is, as a warning names it
 */
async function remove(path, { warn, signal }, where = 'the folder that RUNNER_TEMP names') {
    try {
        await withGrace((0,promises_.rm)(path, { recursive: true, force: true }), signal, temporary_GRACE_MS);
    }
    catch (error) {
        const why = error === signal.reason ? 'it took too long' : error.code;
        warn(`Temporary files could not be removed (${why}): keys may stay in ${where}.`);
    }
}

// EXTERNAL MODULE: ./build/words.js
var words = __nccwpck_require__(9181);
;// CONCATENATED MODULE: ./build/process.js
/**
 * What both actions share, from the first signal handler to the exit code: the only place that decides it, and the one
 * catch. What an action itself does is in main.ts and export-main.ts.
 */












/** How long after a cancelled run is reported the process is ended, whatever still goes on, in milliseconds. */
const LINGER_MS = 500;
/** @param seconds since the process began */
const cancelled = (seconds) => new build_failure/* Failure */.HR('cancelled', `The run was cancelled after ${(0,words/* duration */.p0)(seconds)}.`, {
    advice: "If nobody cancelled it: the job's `timeout-minutes` may be shorter than this step needs, or a newer run of the same " +
        '`concurrency` group took its place.',
});
/**
 * Runs an action: inputs in; outputs, annotations, summary and exit code out.
 * @param environment as a GitHub runner sets it; elsewhere, inputs only
 */
async function runAction(environment, action) {
    const cancellation = new AbortController();
    const { signal } = cancellation;
    const cancel = () => cancellation.abort(cancelled(performance.now() / 1000));
    process.on('SIGINT', cancel).on('SIGTERM', cancel);
    const host = hostOf(environment, signal);
    const { core, env, tempDirectory } = host;
    const warnings = [];
    let settings;
    let log;
    let result;
    try {
        for (const name of action.secrets)
            host.mask(host.input(name).trim());
        requireNode(process.versions.node);
        settings = await withGrace(action.load(host), signal);
        log = action.openLog(core, settings);
        result = await action.work(settings, { ...host, baseUri: settings.baseUri, listen: log.listen });
        await remove(tempDirectory, { warn: (text) => warnings.push(text), signal });
    }
    catch (error) {
        result = action.failed(await summarise(error));
    }
    log?.close();
    await action.publish(result, { core, env, log, warnings, signal }, settings);
    process.off('SIGINT', cancel).off('SIGTERM', cancel);
    // Not process.exit: outputs may still be on their way, and libuv crashes on it on Windows.
    if (action.hasFailed(result))
        process.exitCode = 1;
    // By then only what never returns keeps the process alive.
    if (signal.aborted)
        setTimeout(endProcess, LINGER_MS).unref();
}
/** Older versions lack functions that the action calls. */
function requireNode(version) {
    if (Number.parseInt(version, 10) >= 22)
        return;
    const message = `This action needs Node 22 or later, and this is Node ${version}.`;
    const advice = "Run it with Node 24, which it is tested with. GitHub's `node24` runners have it.";
    throw new build_failure/* Failure */.HR('runner_error', message, { advice });
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
function hostOf(environment, signal) {
    const inActions = environment.GITHUB_ACTIONS === 'true';
    // Elsewhere nobody reads the files of outputs and summary.
    const env = inActions ? environment : { ...environment, GITHUB_OUTPUT: '', GITHUB_STEP_SUMMARY: '' };
    const temp = env.RUNNER_TEMP || (0,external_node_os_namespaceObject.tmpdir)();
    const core = inActions ? core_namespaceObject : plainCore(env, DEFAULTS, (text) => process.stdout.write(text));
    const tokens = [];
    return {
        core,
        env,
        input: (name) => core.getInput(name, { trimWhitespace: false }),
        workspace: env.GITHUB_WORKSPACE || process.cwd(),
        temp,
        tempDirectory: (0,external_node_path_.join)(temp, `launchdarkly-segment-import-${(0,external_node_crypto_.randomUUID)()}`),
        runUrl: runUrlOf(env),
        signal,
        tokens,
        mask(secret) {
            if (secret === '')
                return;
            tokens.push(secret);
            core.setSecret(secret);
        },
    };
}

;// CONCATENATED MODULE: ./build/report/outcome.js
/** How a run and its targets ended: a status to branch on, a verdict in a few words, an outcome in a sentence or two. Pure. */


const WORST_FIRST = ['failed', 'pending_approval', 'submitted', 'complete', 'unchanged', 'dry_run'];
/** The status of a whole run: the worst of its targets; one without any has failed before the first. */
const statusOf = ({ targets }) => WORST_FIRST.find((status) => targets.some((target) => target.status === status)) ?? 'failed';
/** Whether the segment was seen to hold what it should: false also if that could not be seen, null if nobody looked. */
function verifiedOf({ status, verification, added }) {
    // Additions are known exactly only where the members were: then it was seen that nothing had to change.
    if (status === 'unchanged')
        return added === undefined ? null : true;
    if (verification === undefined || verification.verdict === 'skipped')
        return null;
    return verification.verdict === 'passed';
}
/** Whether the additions and removals of a target are those that it would have made. */
const isPlan = ({ dryRun, failure }) => dryRun || failure?.code === 'guard_blocked';
/** How a target is synced. */
const methodOf = ({ mode, strategy }) => strategy === 'delta' ? `${mode} by delta` : mode;
/** For each status: a sign, a word to follow a number of targets, and a target in a few words, from how it is synced. */
const STATUSES = {
    complete: { icon: '✅', word: 'complete', verdict: (method) => `${method} complete` },
    submitted: { icon: '🚀', word: 'submitted', verdict: (method) => `${method} submitted` },
    pending_approval: { icon: '⏳', word: 'waiting for approval', verdict: (method) => `${method} waits for approval` },
    dry_run: { icon: '🔍', word: 'dry run', verdict: (method) => `dry run of a ${method}` },
    unchanged: { icon: '✅', word: 'unchanged', verdict: () => 'nothing to change' },
    failed: { icon: '❌', word: 'failed', verdict: () => 'failed' },
};
/** `9 complete, 1 unchanged, 2 failed`. */
function tally(targets) {
    const groups = Object.groupBy(targets, ({ status }) => status);
    return Object.keys(STATUSES)
        .flatMap((status) => (groups[status] ? `${(0,words/* number */.ai)(groups[status].length)} ${STATUSES[status].word}` : []))
        .join(', ');
}
/** What a target came to, in a few words. */
const verdictOf = (target) => target.failure ? build_failure/* FAILURES */.EM[target.failure.code] : STATUSES[target.status].verdict(methodOf(target));
/** What a target that did not fail came to. */
function outcomeOf(target) {
    const { list, status, approvalRequestId } = target;
    const keys = (0,words/* count */.U9)(list?.keys ?? 0, 'key');
    const request = approvalRequestId === undefined ? '' : ` (approval request ${approvalRequestId})`;
    return {
        complete: () => completeText(target, keys),
        submitted: () => submittedText(target, keys),
        pending_approval: () => `LaunchDarkly holds ${keys} and changes the segment once the import is approved and applied${request}.`,
        unchanged: () => unchangedText(target, keys),
        dry_run: () => dryRunText(target, keys),
        failed: () => 'The run failed.',
    }[status]();
}
/** The members that a target is to leave: a number or a range, as far as it is known. */
function plannedMembers({ mode, list, membersBefore: before }) {
    const keys = list?.keys ?? 0;
    if (mode === 'replace')
        return (0,words/* count */.U9)(keys, 'member');
    if (before === undefined)
        return undefined;
    const merged = { min: Math.max(before, keys), max: before + keys };
    return (0,words/* rangeOf */.be)(mode === 'merge' ? merged : { min: Math.max(0, before - keys), max: before }, 'member');
}
/** What is left of a target whose change is not known exactly. */
function plannedText(target) {
    const { mode, list, added } = target;
    if (!list || added !== undefined)
        return undefined;
    const members = plannedMembers(target);
    return members === undefined ? `${mode} of ${(0,words/* count */.U9)(list.keys, 'key')}` : `${mode}: ${members} afterwards`;
}
/** A share of the members before, where there is one. */
const share = (part = 0, before = 0) => (part > 0 && before > 0 ? (0,words/* percent */.KN)(part, before) : '');
function unchangedText({ mode, list }, keys) {
    if (list?.keys === 0 && mode !== 'replace')
        return `The list is empty, so there is nothing to ${mode}. Nothing was sent.`;
    if (mode === 'remove')
        return `The segment has none of the ${keys} of the list.`;
    return `The segment already holds ${mode === 'replace' ? 'exactly' : 'all of'} the ${keys} of the list.`;
}
function submittedText({ strategy, list, added = 0, removed = 0 }, keys) {
    const delta = strategy === 'delta';
    const what = delta ? `${(0,words/* count */.U9)(added, 'addition')} and ${(0,words/* count */.U9)(removed, 'removal')}` : keys;
    const it = !delta && list?.keys === 1 ? 'it' : 'them';
    return `LaunchDarkly accepted ${what} and is still processing ${it}; this step did not wait for the end.`;
}
function completeText(target, keys) {
    const { mode, list, membersBefore: before, membersAfter: after } = target;
    const members = membersText(target).join(', ');
    const done = changesText(target, before);
    if (done !== undefined)
        return `${done}${members === '' ? '' : `: ${members}`}.`;
    if (after === undefined) {
        return mode === 'remove'
            ? `${keys} of the list ${(0,words/* was */.MG)(list?.keys ?? 0)} taken out.`
            : `LaunchDarkly has finished the import of ${keys}.`;
    }
    if (before === undefined)
        return `${members}.`;
    if (mode === 'remove' && after <= before)
        return `${(0,words/* count */.U9)(before - after, 'member')} taken out: ${members}.`;
    return `${members}${balance(target, after - before, 'were')}.`;
}
function dryRunText(target, keys) {
    const { mode, list, added, removed, membersBefore: before } = target;
    if (added === 0 && removed === 0)
        return 'The segment is as it should be: a real run would change nothing.';
    const would = (what) => `A real run would ${what}. Nothing was changed.`;
    if (added !== undefined && removed !== undefined) {
        const out = amount(removed, before);
        return would(mode === 'remove' ? `take out ${out}` : `add ${amount(added, before)} and remove ${out}`);
    }
    const members = plannedMembers(target);
    if (members === undefined)
        return would(`${mode} ${keys}`);
    const change = mode === 'replace' ? balance(target, (list?.keys ?? 0) - (before ?? 0), 'would be') : '';
    return would(`leave ${members} in the segment${before === undefined ? '' : `, which has ${(0,words/* number */.ai)(before)} now${change}`}`);
}
/**
 * Additions and removals where they are known exactly.
 * @param before members, where shares of them are to be shown
 */
function changesText({ mode, added, removed }, before) {
    if (added === undefined || removed === undefined)
        return undefined;
    const out = amount(removed, before);
    return mode === 'remove' ? `${out} taken out` : `${amount(added, before)} added, ${out} removed`;
}
/** The members after and before. */
const membersText = ({ membersAfter: after, membersBefore: before }) => [
    ...(after === undefined ? [] : [`${(0,words/* count */.U9)(after, 'member')} now`]),
    ...(before === undefined ? [] : [`${(0,words/* number */.ai)(before)} before`]),
];
/** A number with its share of the members before, where there is one. */
function amount(value, before) {
    const of = share(value, before);
    return (0,words/* number */.ai)(value) + (of === '' ? '' : ` (${of})`);
}
/** The difference of two counts. That of a replace is no more than that: +1,590 may be 200,000 in and 198,410 out. */
const balance = ({ mode, membersBefore }, difference, verb) => mode === 'replace' && membersBefore !== 0
    ? ` (${(0,words/* signed */.x8)(difference)} net; without an export, it is not known how many ${verb} added and removed)`
    : ` (${(0,words/* signed */.x8)(difference)})`;

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
function plain_short(text, max = 60) {
    // A name may be huge: all but its ends is left aside first. A character is two code units at most.
    const ends = text.length > 4 * max ? text.slice(0, 2 * max) + text.slice(-2 * max) : text;
    const characters = [...oneLine(ends)];
    if (characters.length <= max)
        return characters.join('');
    const head = Math.ceil((max - 1) / 2);
    return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (max - 1 - head)).join('')}`;
}
/** Cuts a text off after `max` code units, but no character in two. */
const cut = (text, max) => text.length <= max ? text : `${text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`;
/** Breaks a text into lines of at most `width` characters, at spaces; a longer word keeps a line of its own. */
function wrap(text, width) {
    const line = new RegExp(`\\S.{0,${width - 1}}(?= |$)|\\S+`, 'g');
    return text.split('\n').flatMap((each) => (each.length <= width ? [each] : (each.match(line) ?? [])));
}

;// CONCATENATED MODULE: ./build/report/facts.js



/** Files and flags that are named; the summary's table and the report have all files. */
const FILES = 20;
const FLAGS = 10;
const PATH = 40;
const quoted = (text) => `\`${text.replaceAll('`', "'")}\``;
const facts_name = (text) => quoted(plain_short(text));
/** A fact, if there is something to say. */
const fact = (phase, label, value, more) => value === undefined || value === '' ? [] : [{ ...more, phase, label, value }];
/**
 * All that is known of a target, in this order wherever it is shown.
 * @param plan additions and removals are not made (yet)
 */
function factsOf(target, plan) {
    const { list, segment, mode, strategy, parts, verification, approvalRequestId } = target;
    const { membersBefore: before, membersAfter: after, added, removed, approvalUrl, segmentUrl } = target;
    const request = approvalRequestId && `request ${facts_name(approvalRequestId)} is pending`;
    const balance = after === undefined || before === undefined ? '' : (0,words/* signed */.x8)(after - before);
    const uploads = parts.length > 0 && strategy === 'upload' ? ` in ${(0,words/* count */.U9)(parts.length, 'upload')}` : '';
    const verify = verification?.verdict === 'skipped' ? 'end' : 'verify';
    return [
        fact('inspect', 'Segment', segmentText(target), { url: segmentUrl, minor: true }),
        fact('inspect', 'Flags', segment && flagsText(segment.flags), { minor: true }),
        fact('end', 'Approval', request, { url: approvalUrl }),
        fact('plan', plan ? 'To add' : 'Added', mode === 'remove' ? undefined : added, { note: share(added, before) }),
        fact('plan', plan ? 'To remove' : 'Removed', removed, { note: share(removed, before) }),
        // Nothing can be said about a segment that was never seen.
        fact('plan', 'Planned', segment && plannedText(target), { kind: 'log' }),
        fact('inspect', 'Members before', before),
        fact(verify, 'Members after', after, { note: balance }),
        list ? filesOf(list) : [],
        fact('read', 'Rows', list?.rows),
        fact('read', 'Keys', list?.keys),
        fact('read', 'Duplicates', list?.duplicates),
        fact('read', 'Invalid rows', list?.invalidRows),
        fact('read', 'Trimmed keys', list?.trimmedKeys || undefined, { minor: true }),
        fact('read', 'Problems', list && (0,words/* capital */.Nx)((0,words/* rowProblems */.nU)(list)), { minor: true, kind: 'log' }),
        // A list that was refused before its end has neither.
        fact('read', 'Size', list?.sha256 && (0,words/* bytes */.ee)(list.bytes) + uploads, { minor: true }),
        fact('read', 'SHA-256', list?.sha256 && quoted(list.sha256), { minor: true }),
        fact('plan', 'Guard', guardText(target), { kind: 'check' }),
        fact(verify, 'Verification', verificationText(target), { kind: 'check' }),
        fact('end', 'Snapshot', snapshotText(target)),
        fact('end', 'Time', timeText(target.timings)),
    ].flat();
}
function snapshotText({ snapshotPath, snapshotKeys = 0, membersBefore = 0 }) {
    const held = snapshotKeys === membersBefore ? 'the' : `${(0,words/* number */.ai)(snapshotKeys)} of the`;
    return (snapshotPath && `${quoted(snapshotPath)} has ${held} ${(0,words/* count */.U9)(membersBefore, 'member')} from before this change`);
}
/** More targets than this are not all shown: those without news are folded. */
const FEW = 10;
/** Parts targets into those to be shown, and those that may be folded because all went well. */
function partition(targets) {
    const fine = ({ status, warnings }) => targets.length > FEW && warnings.length === 0 && status !== 'failed' && status !== 'pending_approval';
    return { shown: targets.filter((target) => !fine(target)), folded: targets.filter(fine) };
}
/** Which way the header of a file went. */
const HEADERS = {
    skipped: 'header row skipped',
    none: 'no header row',
    suspicious: 'no header row, although the first row looks like one',
};
/** `1.2 MB (gzip)` */
const fileSize = ({ bytes: size, compression }) => (0,words/* bytes */.ee)(size) + (compression === 'none' ? '' : ` (${compression})`);
function filesOf({ files }) {
    const [only] = files;
    if (only && files.length === 1) {
        return fact('read', 'File', `${facts_name(only.path)}, ${fileSize(only)}, ${HEADERS[only.header]}`);
    }
    const total = (0,words/* bytes */.ee)(files.reduce((sum, file) => sum + file.bytes, 0));
    const skipped = files.filter(({ header }) => header === 'skipped').length;
    const where = skipped === 0 ? 'in none' : skipped === files.length ? 'in each' : `in ${(0,words/* number */.ai)(skipped)}`;
    const lines = files
        .slice(0, FILES)
        .map(({ path, rows, header }) => `${plain_short(path, PATH)}, ${(0,words/* count */.U9)(rows, 'row')}, ${HEADERS[header]}`);
    if (files.length > FILES)
        lines.push(`… and ${(0,words/* count */.U9)(files.length - FILES, 'more file')}`);
    return [
        fact('read', 'Files', `${(0,words/* number */.ai)(files.length)}, ${total}; header row skipped ${where}`),
        ...lines.map((line) => fact('read', '', line, { minor: true, kind: 'log' })),
    ].flat();
}
function segmentText({ segment, segmentKey = '' }) {
    const kind = segment?.contextKind ? `, contexts of kind ${facts_name(segment.contextKind)}` : '';
    return segment && facts_name(segment.name ?? segmentKey) + kind;
}
function flagsText(flags) {
    if (flags.length === 0)
        return 'no flag targets it';
    const names = flags.slice(0, FLAGS).map(({ key }) => facts_name(key));
    const more = flags.length > FLAGS ? ` and ${(0,words/* number */.ai)(flags.length - FLAGS)} more` : '';
    return `${(0,words/* count */.U9)(flags.length, 'flag targets', 'flags target')} it: ${names.join(', ')}${more}`;
}
function timeText(timings) {
    const total = timings.find(({ phase }) => phase === 'total');
    const steps = timings.filter(({ phase, seconds }) => phase !== 'total' && seconds >= 0.05);
    const each = steps.map(({ phase, seconds }) => `${phase} ${(0,words/* duration */.p0)(seconds)}`).join(', ');
    return total && (0,words/* duration */.p0)(total.seconds) + (steps.length < 2 ? '' : ` (${each})`);
}
/** What the guard knows of the change, and what is allowed; nothing if it is off. A failure of the guard says it all itself. */
function guardText({ guard, mode, failure }) {
    if (!guard || guard.verdict === 'off' || failure?.code === 'guard_blocked')
        return undefined;
    const { limits, before, removals, additions, verdict } = guard;
    const members = `of ${(0,words/* count */.U9)(before, 'member')} would be ${mode === 'remove' ? 'taken out' : 'removed'}`;
    const keys = `${additions.max === 1 ? 'key' : 'keys'} would be added`;
    const allowed = (limit) => `at most ${(0,words/* number */.ai)((0,words/* mostAllowed */._b)(limit, before))} (${limit}%) may be`;
    const each = [];
    if (limits.removal !== undefined)
        each.push(`${bounds(removals)} ${members}`, allowed(limits.removal));
    if (limits.addition !== undefined)
        each.push(`${bounds(additions)} ${keys}`, allowed(limits.addition));
    const [first, ...others] = each;
    return [`${verdict === 'kept' ? 'passed' : 'blocked'}: ${first} (${basis(guard)})`, ...others].join('; ');
}
const bounds = ({ min, max }) => min === max ? (0,words/* number */.ai)(min) : `between ${(0,words/* number */.ai)(min)} and ${(0,words/* number */.ai)(max)}`;
function basis({ by, sample, removals, additions }) {
    if (by === 'export')
        return 'exact, from an export';
    if (sample === undefined)
        return 'from the counts alone';
    const exact = removals.min === removals.max && additions.min === additions.max;
    return exact ? 'exact, all keys looked up' : `99.9% sure: ${membersOf(sample.members, sample.size)}`;
}
const membersOf = (members, lookedUp) => `${(0,words/* number */.ai)(members)} of ${(0,words/* count */.U9)(lookedUp, 'looked-up key is a member', 'looked-up keys are members')}`;
const VERDICTS = { passed: 'passed', warned: 'passed with a warning', failed: 'failed', skipped: 'not done' };
/** What verification found. */
function verificationText({ verification, membersAfter: after }) {
    if (!verification)
        return undefined;
    const { setting, verdict, countOk, expectedMembers, sampled, sampledMembers } = verification;
    const { removedSampled = 0, removedGone = 0 } = verification;
    const found = [];
    if (countOk !== undefined && expectedMembers) {
        const counted = after === undefined ? 'another number of members' : (0,words/* count */.U9)(after, 'member');
        const wrong = `LaunchDarkly counts ${counted}, expected ${(0,words/* range */.y1)(expectedMembers)}`;
        found.push(countOk ? 'the number of members is right' : wrong);
    }
    if (sampled > 0)
        found.push(membersOf(sampledMembers, sampled));
    const removed = (0,words/* count */.U9)(removedSampled, 'removed key is gone', 'removed keys are gone');
    if (removedSampled > 0)
        found.push(`${(0,words/* number */.ai)(removedGone)} of ${removed}`);
    if (setting === 'off' && found.length === 0 && verdict !== 'failed')
        return 'off: `verify` is `off`';
    if (verdict === 'warned' && found.length === 0)
        return 'not possible';
    return VERDICTS[verdict] + (found.length === 0 ? '' : `: ${found.join('; ')}`);
}

;// CONCATENATED MODULE: ./build/report/describe.js
/**
 * What a run came to, in words: log, annotations, summary and comment render what stands here and in facts.ts and outcome.ts,
 * and phrase nothing themselves. Plain text, in which backticks stand around names; whoever shows it makes it harmless
 * first. Pure.
 */





/** Characters of a warning, and of a message. */
const WARNING = 2000;
const MESSAGE = 300;
const describe = (target) => ({
    status: target.status,
    heading: headingOf(target, verdictOf(target)),
    text: target.failure ? failureText(target.failure) : [outcomeOf(target)],
    warnings: target.warnings,
    facts: factsOf(target, isPlan(target)),
});
/** `beta in web / production: replace complete` */
const headingOf = ({ projectKey, environmentKey, segmentKey }, verdict) => `${facts_name(segmentKey)} in ${facts_name(projectKey)} / ${facts_name(environmentKey)}: ${verdict}`;
/** As `headingOf`, where there is little room: `beta (production): replace complete` */
const shortHeadingOf = ({ environmentKey, segmentKey }, verdict) => `${plain_short(segmentKey)} (${plain_short(environmentKey)}): ${verdict}`;
/** The only target of a run. */
const onlyOf = (targets) => targets.length === 1 ? targets[0] : undefined;
/** A run in a few words. */
function titleOf({ failure, targets }) {
    if (failure)
        return `Run failed: ${build_failure/* FAILURES */.EM[failure.code]}`;
    const only = onlyOf(targets);
    return only ? shortHeadingOf(only, verdictOf(only)) : `${(0,words/* count */.U9)(targets.length, 'segment')}: ${tally(targets)}`;
}
/** What a run came to: one error or one notice says it. */
function textOf({ failure, targets }) {
    if (failure)
        return failureText(failure);
    const only = onlyOf(targets);
    if (only) {
        const { text, facts, status } = describe(only);
        const verified = status === 'complete' ? facts.filter(({ label }) => label === 'Verification') : [];
        return [...text, ...verified.map(checkText)];
    }
    const failed = targets.filter((target) => target.failure);
    const named = (target) => `${labelOf(targets, target)}: ${describe(target).text.join(' ').replaceAll('\n', ' ')}`;
    if (failed.length === 0)
        return targets.slice(0, 50).map(named);
    // All names first, since a long message is cut off.
    return [`Failed: ${failed.map((target) => labelOf(targets, target)).join(', ')}.`, ...failed.map(named)];
}
/** What a check found, as a sentence. */
const checkText = ({ label, value }) => `${label} ${value}.`;
/** A target among others: `production/beta`, with the project in front where there are several. */
function labelOf(targets, target) {
    const names = [target.environmentKey, target.segmentKey];
    if (targets.some((other) => other.projectKey !== target.projectKey))
        names.unshift(target.projectKey);
    return names.map((each) => plain_short(each)).join('/');
}
/** A warning about a target; among several targets it says which one. */
const warningText = (targets, target, text) => (targets.length > 1 && target ? `${labelOf(targets, target)}: ` : '') + cut(text, WARNING);
/** A failure: what failed, what LaunchDarkly said, how things stand, what to do. */
function failureText(failure) {
    const { message, state = '', advice = '', code } = failure;
    const todo = advice === '' ? '' : `What to do: ${advice}`;
    return [message, apiText(failure), state, todo, `Error code: ${code}`].filter((text) => text !== '');
}
/** What LaunchDarkly itself said about a failure; empty where it said nothing. */
function apiText({ api = {}, message }) {
    const said = api.message && !message.includes(api.message) ? api.message : '';
    const marks = [api.code && `code ${api.code}`, api.id && `error ID ${api.id}`].filter(Boolean).join(', ');
    if (said !== '')
        return `LaunchDarkly said: ${said}${marks === '' ? '' : ` (${marks})`}`;
    return marks === '' ? '' : `LaunchDarkly's ${marks}.`;
}
/** A segment's key, of which nothing is left but letters, digits and what LaunchDarkly allows in keys. */
const keyOf = ({ segmentKey }) => plain_short(segmentKey.replace(/[^\p{L}\p{N}._-]|\p{Cs}/gu, '_'));
/** What is known of a subject, in one line. */
const lineOf = (subject, facts) => cut(`${subject}: ${facts.filter(Boolean).join('; ')}.`, MESSAGE);
/**
 * The output `message`: a run in one line for a chat. Safe to paste anywhere, so it has our own words, numbers, codes and
 * segment keys only, and no backtick, `$`, quote, `<`, `>`, `@` or line break.
 */
function messageOf(run) {
    const only = onlyOf(run.targets);
    if (run.failure)
        return `${titleOf(run)} (${run.failure.code}).`;
    if (only)
        return targetMessage(only);
    const failed = run.targets.filter((target) => target.failure);
    const codes = [...new Set(failed.map((target) => target.failure?.code))].join(', ');
    const names = failed.map(keyOf).join(', ');
    return cut(failed.length === 0 ? `${titleOf(run)}.` : `${titleOf(run)} (${codes}): ${names}.`, MESSAGE);
}
/** One target in one line, which begins with what it is called. */
function targetMessage(target, name = keyOf(target)) {
    const { failure, list } = target;
    const changes = changesText(target);
    return lineOf(name, [
        verdictOf(target) + (failure ? ` (${failure.code})` : ''),
        changes && (isPlan(target) ? `planned: ${changes}` : changes),
        ...membersText(target),
        list && list.invalidRows > 0 && `${(0,words/* number */.ai)(list.invalidRows)} of ${(0,words/* count */.U9)(list.rows, 'row')} invalid`,
        { true: 'verified', false: 'not verified', null: '' }[String(verifiedOf(target))],
    ]);
}

;// CONCATENATED MODULE: ./build/report/json.js
/**
 * What machines read: the outputs, as `action.yml` names them but in camelCase, and the report: docs/report.schema.json
 * describes it, docs/report.md explains it.
 */





/** Some fields of an object, if there is one; what does not apply or is unknown is null. */
const pick = (from, names) => Object.fromEntries(names.map((name) => [name, from?.[name] ?? null]));
const MEMBERS = ['membersBefore', 'membersAfter', 'added', 'removed'];
const LIST = ['rows', 'keys', 'duplicates', 'invalidRows'];
/** What many targets have together. */
const COUNTS = [...LIST, 'bytes', 'files', 'parts', ...MEMBERS];
/** What only one target has. */
const SINGLE = ['httpStatus', 'approvalRequestId', 'snapshotPath', 'segmentUrl'];
/** One object of the output `results`, and the head of a target in the report. */
const resultOf = (target) => ({
    ...pick(target, ['projectKey', 'environmentKey', 'segmentKey', 'mode', 'strategy', 'dryRun', 'status']),
    errorCode: target.failure?.code ?? null,
    message: targetMessage(target),
    verified: verifiedOf(target),
    ...pick(target, SINGLE),
    importId: target.importIds.at(-1) ?? null,
    importIds: target.importIds,
    ...pick(target.list, LIST),
    files: target.list?.files.length ?? null,
    ...wholeOf(target),
    ...pick(target, MEMBERS),
});
/** Of several targets the worst. */
function allVerified({ targets }) {
    const each = targets.map(verifiedOf);
    return [false, null, true].find((verified) => each.includes(verified)) ?? null;
}
/** What only a list has that was read to its end. */
function wholeOf({ list, parts }) {
    if (!list?.sha256)
        return { bytes: null, sha256: null, parts: null };
    return { bytes: list.bytes, sha256: list.sha256, parts: parts.length };
}
/** How the whole run ended, for outputs and report. */
const endOf = (run) => ({
    status: statusOf(run),
    // That of the run's own failure, else of the first target that failed.
    errorCode: (run.failure ?? run.targets.find((target) => target.failure)?.failure)?.code ?? null,
    message: messageOf(run),
    verified: allVerified(run),
});
/** All outputs of the import action; those that do not apply are null. */
function outputsOf(run) {
    const results = run.targets.map(resultOf);
    return {
        ...endOf(run),
        ...Object.fromEntries(COUNTS.map((name) => [name, sumOf(name, results)])),
        ...pick(onlyOf(results), [...SINGLE, 'importId', 'sha256']),
        results: JSON.stringify(results),
    };
}
/** The sum of what is known; of additions and removals, if all are. */
function sumOf(name, results) {
    const known = results.map((result) => result[name]).filter((value) => value !== null);
    const partial = (name === 'added' || name === 'removed') && known.length < results.length;
    return known.length === 0 || partial ? null : known.reduce((total, value) => total + value, 0);
}
/** Everything that is known of a run, as one object. Pure. */
const reportOf = (run, runUrl = null) => ({
    version: 1,
    ...endOf(run),
    // That of the run itself, before any target began.
    failure: run.failure ?? null,
    runUrl,
    targets: run.targets.map((target) => ({
        ...resultOf(target),
        ...pick(target, ['approvalUrl', 'failure', 'segment', 'guard', 'verification', 'warnings', 'timings']),
        trimmedKeys: target.list?.trimmedKeys ?? null,
        problemTotals: target.list?.problemTotals ?? {},
        problems: target.list?.problems ?? [],
        fileList: target.list?.files ?? [],
        uploads: target.parts,
    })),
});
/** Writes the report to a new folder in `RUNNER_TEMP`, readable by its owner only, and gives its path. */
async function writeReport(report, runnerTemp) {
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(runnerTemp || (0,external_node_os_namespaceObject.tmpdir)(), 'launchdarkly-segment-import-report-'));
    const path = (0,external_node_path_.join)(folder, 'report.json');
    await (0,promises_.writeFile)(path, `${JSON.stringify(report, null, 2)}\n`, { mode: 0o600 });
    return path;
}

;// CONCATENATED MODULE: ./build/report/annotations.js




const WARNINGS = 10;
const ROW_WARNINGS = 7;
/** How many warnings the log may show as annotations while the run goes on. */
const LIVE_WARNINGS = WARNINGS - ROW_WARNINGS;
/** Characters of an annotation; GitHub's own limit is 64 KiB. */
const annotations_MESSAGE = 8000;
const TITLE = 120;
const endingOf = (run) => ({
    status: statusOf(run),
    title: titleOf(run),
    text: textOf(run),
    warnings: run.targets.flatMap((target) => target.warnings.map((text) => warningText(run.targets, target, text))),
    rows: rowWarnings(run.targets),
});
/**
 * The annotations that end a run: one error or one notice, and the warnings that there is room for.
 * @param annotated warnings that the log has shown as annotations already
 */
function annotationsOf(ending, annotated = new Set()) {
    const { status, title, text, rows = [] } = ending;
    const others = [...new Set(ending.warnings)].filter((warning) => !annotated.has(warning));
    const room = WARNINGS - annotated.size;
    // All rows are in the summary, but a warning that the summary could not be written has no other place.
    const shown = rows.slice(0, others.length > 0 ? room - 1 : room);
    return [
        ...shown,
        ...limited(others, room - shown.length).map((message) => ({ level: 'warning', message })),
        { level: status === 'failed' ? 'error' : 'notice', title, message: text.join('\n') },
    ];
}
/** Sends annotations to the log, made harmless. */
function annotate(core, annotations) {
    for (const { level, message, title = '', file = '', ...place } of annotations) {
        core[level](harmless(cut(message, annotations_MESSAGE)), {
            ...place,
            file: harmless(oneLine(file)),
            title: cut(harmless(oneLine(title)), TITLE),
        });
    }
}
/** The first problems of the lists at their places; those of a list that several targets share appear once. */
function rowWarnings(targets) {
    const lists = targets.flatMap(({ list }) => list ?? []);
    const problems = new Map(lists.flatMap((list) => list.problems.slice(0, ROW_WARNINGS).map((row) => [(0,words/* placeOf */.$t)(row), { row, list }])));
    return [...problems.values()].slice(0, ROW_WARNINGS).map(({ row, list }, index) => {
        const which = problems.size > list.problems.length ? 'one' : (0,words/* number */.ai)(index + 1);
        const title = list.invalidRows === 1 ? 'Invalid row' : `Invalid row (${which} of ${(0,words/* number */.ai)(list.invalidRows)})`;
        const totals = index === 0 && list.invalidRows > 1 ? ` ${(0,words/* rowTotals */.y4)(list)}` : '';
        // The log shows no more of an annotation than its text.
        const message = `${(0,words/* placeOf */.$t)(row)}: ${words/* ROW_PROBLEMS */.cz[row.kind]}.${totals}`;
        return { level: 'warning', title, message, file: row.file, startLine: row.line, startColumn: row.column };
    });
}
function limited(texts, room) {
    if (texts.length <= room)
        return texts;
    const more = (0,words/* count */.U9)(texts.length - room + 1, 'more warning');
    return [...texts.slice(0, room - 1), `… and ${more}: the job summary and the report have all of them.`];
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
 * A table with one row for each item, in at most `maxBytes` bytes: items whose rows no longer fit are counted in a last row.
 * A column of which nothing is known is left out; one that begins with a digit is flush right.
 */
function table(columns, items, maxBytes) {
    const shown = Object.entries(columns).flatMap(([title, of]) => {
        const first = items.find((item) => of(item, 0) !== undefined);
        return first === undefined ? [] : [{ title, of, align: /^\d/.test(`${of(first, 0)}`) ? '--:' : ':--' }];
    });
    const line = (cells) => `| ${cells.join(' | ')} |\n`;
    const cell = (value = '') => (typeof value === 'number' ? (0,words/* number */.ai)(value) : value);
    const row = (item, index) => line(shown.map(({ of }) => cell(of(item, index))));
    const more = (left) => line([`… and ${(0,words/* number */.ai)(left)} more`, ...shown.slice(1).map(() => '')]);
    const head = `${line(shown.map(({ title }) => title))}|${shown.map(({ align }) => align).join('|')}|\n`;
    return items.length === 0 ? '' : (head + within(items, row, maxBytes - size(head), more)).trimEnd();
}
/** The texts of all items while they fit into `maxBytes`; `more` says how many did not. */
function within(items, textOf, maxBytes, more) {
    let taken = '';
    let left = maxBytes - size(more(items.length));
    for (const [index, item] of items.entries()) {
        const text = textOf(item, index);
        left -= size(text);
        if (left < 0)
            return taken + more(items.length - index);
        taken += text;
    }
    return taken;
}

;// CONCATENATED MODULE: ./build/report/summary.js






/** GitHub drops a step's summary over 1 MiB as a whole. */
const MAX_BYTES = 900 * 1024;
/** The Markdown of a run's job summary, under 900 KiB whatever the input. */
const summaryOf = (run) => `${documentOf(run, MAX_BYTES - 2)}\n`;
/** Characters of one text from outside, so that no single one can fill a document. */
const TEXT = 2000;
const summary_text = (value) => rich(cut(value, TEXT));
const summary_WARNINGS = 20;
const PROBLEM_ROWS = 20;
/** A whole run in at most `maxBytes` bytes of Markdown. */
function documentOf(run, maxBytes) {
    const { failure, targets } = run;
    const only = onlyOf(targets);
    if (only)
        return blocksWithin(targetBlocks(only, maxBytes / 4), maxBytes, 'more section');
    const { shown, folded: fine } = partition(targets);
    const details = (of, room) => {
        const each = of.map((target) => detail(target, maxBytes / 16));
        return blocksWithin(each, room, 'more segment');
    };
    // Failures first and open: if something must be left out, it is not them.
    const failed = targets.filter(({ status }) => status === 'failed');
    const others = targets.filter(({ status }) => status !== 'failed');
    const first = joined([
        `### ${STATUSES[statusOf(run)].icon} ${prose(titleOf(run))}`,
        failure ? caution(failureText(failure)) : '',
        overview(targets, shown, maxBytes / 3),
        details(failed, maxBytes / 3),
    ]);
    if (others.length === 0)
        return first;
    const table = overview(targets, fine, maxBytes / 6);
    const room = maxBytes - size(first) - size(table) - 400;
    return joined([first, folded(prose(titleOf({ targets: others })), joined([table, details(others, room)]))]);
}
const present = (blocks) => blocks.filter((block) => block !== '');
const joined = (blocks) => present(blocks).join('\n\n');
/** As many blocks as fit into `maxBytes`. */
function blocksWithin(blocks, maxBytes, what) {
    const more = (left) => `… and ${(0,words/* count */.U9)(left, what)}: see the report.`;
    return within(present(blocks), (block) => `${block}\n\n`, maxBytes, more).trimEnd();
}
function detail(target, tableBytes) {
    const [heading = '', ...blocks] = targetBlocks(target, tableBytes, true);
    return folded(heading.replace(/^### /, ''), joined(blocks), target.status === 'failed');
}
/**
 * One target: heading, outcome, numbers, checks, and what else there is to say, which is folded where nothing failed.
 * @param tableBytes bounds each long table
 * @param open folds nothing that is short
 */
const targetBlocks = (target, tableBytes, open = target.status === 'failed') => [
    ...descriptionBlocks(describe(target), open),
    problemsTable(target, tableBytes),
    several(target.parts, 'upload', UPLOADS, tableBytes),
    several(target.list?.files ?? [], 'file', summary_FILES, tableBytes),
];
/** The Markdown of a job summary that describes no more than one segment. */
const summaryOfOne = (description) => `${joined(descriptionBlocks(description, true))}\n`;
/** What is said of one segment: heading, outcome, numbers, checks and notes; those that there are none of are empty. */
function descriptionBlocks({ status, heading, text: said, warnings, facts }, open) {
    const checks = facts.filter(({ kind }) => kind === 'check');
    const notes = facts.filter(({ kind, value }) => kind === undefined && typeof value === 'string');
    const more = notes.map(({ label, value, url }) => `- **${label}:** ${markdown_link(summary_text(`${value}`), url)}`).join('\n');
    return [
        `### ${STATUSES[status].icon} ${summary_text(heading)}`,
        status === 'failed' ? caution(said) : said.map(summary_text).join('\n\n'),
        ...warnings.slice(0, summary_WARNINGS).map((warning) => `> [!WARNING]\n> ${summary_text(warning)}`),
        numbersTable(facts.filter(({ value }) => typeof value === 'number')),
        checks.map((check) => summary_text(checkText(check))).join(' '),
        open || more === '' ? more : folded('Details', more),
    ];
}
/** A box of paragraphs, which begins with what failed, in bold. */
function caution(paragraphs) {
    const [first = '', ...others] = paragraphs.map(summary_text);
    return `> [!CAUTION]\n> ${[`<b>${first}</b>`, ...others].join('\n>\n> ')}`;
}
function numbersTable(facts) {
    const numeral = ({ value, note }) => (0,words/* number */.ai)(Number(value)) + (note ? ` (${summary_text(note)})` : '');
    const columns = Object.fromEntries(facts.map((fact) => [fact.label, () => numeral(fact)]));
    return table(columns, facts.slice(0, 1), 10_000);
}
/** Some of all targets in one table. */
function overview(all, targets, maxBytes) {
    const columns = {
        Segment: (target) => markdown_link(code(labelOf(all, target)), target.segmentUrl),
        Result: (target) => `${STATUSES[target.status].icon} ${prose(verdictOf(target))}`,
        Added: ({ added }) => added,
        Removed: ({ removed }) => removed,
        Before: ({ membersBefore }) => membersBefore,
        After: ({ membersAfter }) => membersAfter,
        Keys: ({ list }) => list?.keys,
    };
    return table(columns, targets, maxBytes);
}
/** The first invalid rows, where they are, and what is wrong. */
function problemsTable({ list, failure }, maxBytes) {
    if (!list || list.invalidRows === 0)
        return '';
    const columns = {
        Row: (row) => code((0,words/* placeOf */.$t)(row)),
        Problem: ({ kind }) => `${(0,words/* capital */.Nx)(words/* ROW_PROBLEMS */.cz[kind])}.`,
    };
    const shown = list.problems.slice(0, PROBLEM_ROWS);
    const rest = list.invalidRows > shown.length ? `\n\n… and ${(0,words/* number */.ai)(list.invalidRows - shown.length)} more.` : '';
    // A failure because of them has said how many there are.
    const totals = failure?.code === 'invalid_csv' ? '' : `${summary_text((0,words/* rowTotals */.y4)(list))}\n\n`;
    return `${totals}${table(columns, shown, maxBytes)}${rest}`;
}
const UPLOADS = {
    Part: (_, index) => index + 1,
    Keys: ({ keys }) => keys,
    Size: (part) => (0,words/* bytes */.ee)(part.bytes),
    Import: ({ importId }) => importId && code(importId, 60),
    Status: ({ importId, importStatus }) => importStatus === undefined ? (importId === undefined ? 'not sent' : 'accepted') : code(importStatus, 60),
    Attempts: ({ attempts }) => attempts,
};
const summary_FILES = {
    File: ({ path }) => code(path),
    Rows: ({ rows }) => rows,
    'New keys': ({ keys }) => keys,
    Duplicates: ({ duplicates }) => duplicates,
    Invalid: ({ invalidRows }) => invalidRows,
    'Header row': ({ header }) => header,
    Size: fileSize,
};
/** Several of a kind in a table, which is folded. */
const several = (items, what, columns, maxBytes) => items.length < 2 ? '' : folded((0,words/* count */.U9)(items.length, what), table(columns, items, maxBytes));

;// CONCATENATED MODULE: ./build/report/comment.js
/** One sticky comment on the pull request: written once, updated in place by every later run. */






/** GitHub allows 65,536 characters; bytes are never fewer. */
const comment_MAX_BYTES = 65_000;
const TIME_LIMIT = 30_000;
/**
 * Which comment is this run's: the hidden first line of its body. One per workflow, LaunchDarkly instance, and segment or
 * targets file.
 */
function markerOf({ baseUri, targetsPath, targets }, env) {
    const workflow = (env.GITHUB_WORKFLOW_REF ?? '').split('@')[0] || env.GITHUB_WORKFLOW;
    const [first] = targets;
    const what = targetsPath ?? [first?.projectKey, first?.environmentKey, first?.segmentKey];
    const id = (0,external_node_crypto_.hash)('sha256', JSON.stringify([workflow, baseUri, what])).slice(0, 32);
    return `<!-- launchdarkly-segment-import ${id} -->`;
}
/**
 * The comment's Markdown, marker first, within GitHub's limit whatever the input.
 * @param before the comment that it replaces
 */
function commentOf(run, marker, env, before) {
    const note = noteOf(run, env);
    const last = noteIn(before);
    const url = runUrlOf(env);
    const foot = [
        `${run.targets.every(({ dryRun }) => dryRun) ? 'Plan' : 'Run'} of ${prose(originOf(note))}`,
        last && prose(changeOf(last, note)),
        url && markdown_link('Workflow run', url),
    ].filter(Boolean);
    const end = `\n\n<sub>${foot.join(' · ')}</sub>\n\n${comment_hidden(note)}\n`;
    return `${marker}\n${documentOf(run, comment_MAX_BYTES - size(marker) - size(end) - 1)}${end}`;
}
/**
 * Writes or updates the comment, if the run has a pull request.
 * @throws an error that says why it could not be written
 */
async function comment(run, settings, { core, env, signal }) {
    const place = pullRequestOf(env, settings.prNumber);
    if ('none' in place)
        return core.info(place.none);
    if (settings.githubToken === '')
        throw new Error('the input github-token is empty.');
    const limit = AbortSignal.any([AbortSignal.timeout(TIME_LIMIT), signal]);
    try {
        const github = await connect(settings.githubToken, env.GITHUB_API_URL, limit);
        const marker = markerOf(settings, env);
        const own = await ownComment(github, place, marker);
        const body = commentOf(run, marker, env, own?.body);
        const { owner, repo } = place;
        const { issues } = github.rest;
        if (own)
            await issues.updateComment({ owner, repo, comment_id: own.id, body });
        else
            await issues.createComment({ ...place, body });
    }
    catch (error) {
        throw new Error(limit.aborted ? 'GitHub did not answer in time.' : reasonOf(error));
    }
}
/** Of all targets together. */
const NUMBERS = { keys: 'keys', members: 'members before', added: 'added', removed: 'removed' };
const NAMES = Object.keys(NUMBERS);
/** What a comment remembers of the plan it shows, so that the next one can say what has changed since. */
function noteOf(run, env) {
    const { keys, membersBefore: members, added, removed } = outputsOf(run);
    const digests = run.targets.map(({ list }) => list?.sha256 ?? '').join();
    // Equal where the lists are equal.
    const lists = (0,external_node_crypto_.hash)('sha256', digests).slice(0, 16);
    return { commit: commitOf(env), time: Date.now(), lists, keys, members, added, removed };
}
/** A note as a line that nobody sees. It holds numbers and hexadecimal digits only; what is unknown is left out. */
const comment_hidden = (note) => `<!-- plan ${JSON.stringify(note, (_, value) => value ?? undefined)} -->`;
/** The note in a comment; undefined where there is none that can be read. */
function noteIn(comment = '') {
    const text = /<!-- plan (\{.*\}) -->\s*$/.exec(comment)?.[1] ?? '';
    try {
        const note = JSON.parse(text);
        const readable = NAMES.every((name) => Number.isSafeInteger(note[name] ?? 0)) &&
            !Number.isNaN(new Date(note.time).getTime()) &&
            /^[0-9a-f]{7,64}$/.test(note.commit ?? '0000000');
        return readable ? note : undefined;
    }
    catch {
        return undefined;
    }
}
/** Of which commit and time a plan is. */
const originOf = ({ commit, time }) => `${commit === undefined ? '' : `commit ${commit.slice(0, 7)}, `}${(0,words/* moment */.n$)(new Date(time))}`;
/** What has changed between two plans. */
function changeOf(before, now) {
    const shown = (value) => (typeof value === 'number' ? (0,words/* number */.ai)(value) : 'unknown');
    const changes = NAMES.map((name) => [NUMBERS[name], shown(before[name]), shown(now[name])])
        .filter(([, was, is]) => was !== is)
        .map(([name, was, is]) => `${name} ${was} → ${is}`);
    if (before.lists !== now.lists)
        changes.unshift('a different list');
    return `Since the previous one (${originOf(before)}): ${changes.length === 0 ? 'nothing has changed' : changes.join('; ')}.`;
}

;// CONCATENATED MODULE: ./build/report/log.js






const WIDTH = 80;
const LABEL = 16;
/** Seconds between two lines about one progress, and the least between two about one wait: with the longest pause, a minute. */
const PROGRESS_EVERY = 5;
const WAITING_EVERY = 45;
/** Lists and plans of all targets come before the first change of any: two groups are enough for many targets. */
const groupOf = (phase, many) => {
    if (!many)
        return phase === 'read' ? 'List' : phase === 'inspect' ? 'Segment' : (0,words/* capital */.Nx)(phase);
    return ['read', 'inspect', 'export', 'plan'].includes(phase) ? 'Lists and plans' : 'Changes';
};
/** The log of an import. */
function createLog(core, targets) {
    const only = onlyOf(targets);
    const head = only
        ? `${pathOf(only)}: ${methodOf(only)}${only.dryRun ? ', dry run' : ''}`
        : `${(0,words/* count */.U9)(targets.length, 'LaunchDarkly segment')} to sync`;
    return openLog(core, targets, head);
}
/** The log of an export. */
const createExportLog = (core, segment) => openLog(core, [segment], `${pathOf(segment)}: export`);
const pathOf = ({ projectKey, environmentKey, segmentKey }) => [projectKey, environmentKey, segmentKey].map(oneLine).join(' / ');
/** Turns the events of a run into log lines. Texts are made harmless; nothing here knows a key or a token. */
function openLog(core, targets, head) {
    const many = targets.length > 1;
    const annotated = new Set();
    /** Of the phase that each target is in. */
    const progress = new Map();
    const waits = new Map();
    let group = '';
    const labels = targets.map((target) => plain_short(labelOf(targets, target), 40));
    const widest = Math.max(0, ...labels.map((label) => label.length));
    const print = (target, text) => {
        const prefix = many ? `${(labels[target] ?? '').padEnd(widest)}  ` : '  ';
        for (const line of text.split('\n'))
            core.info(harmless(prefix + line));
    };
    const say = (target, text) => print(target, many ? text : wrap(text, WIDTH - 4).join('\n  '));
    function enter(name) {
        if (name === group)
            return;
        if (group !== '')
            core.endGroup();
        group = name;
        if (name !== '')
            core.startGroup(name);
    }
    const on = {
        phase({ target, phase, detail = '' }) {
            const now = Date.now();
            progress.set(target, { began: now, said: now, done: 0 });
            waits.delete(target);
            enter(groupOf(phase, many) + (detail === '' || many ? '' : `: ${detail}`));
        },
        found({ target, phase, result }) {
            const facts = factsOf(result, true).filter((fact) => fact.phase === phase);
            if (facts.length > 0)
                print(target, many ? sentence(facts) : aligned(facts));
        },
        progress(event) {
            const { target, what, done, total = Number.POSITIVE_INFINITY } = event;
            const now = Date.now();
            const before = progress.get(target);
            // What begins at 0 is measured anew, and so is an attempt that starts over, and other work of the same phase.
            const goesOn = before && done > 0 && done >= before.done && (before.what ?? what) === what;
            const { began, said } = goesOn ? before : { began: now, said: now };
            const seconds = (now - began) / 1000;
            const finished = done >= total;
            // The last chunk and the last file may both report the end. What took no time is no news; of many targets, only what took
            // long is.
            const first = !goesOn || before.done < total;
            const due = finished ? first && seconds >= (many ? PROGRESS_EVERY : 0.1) : now - said >= PROGRESS_EVERY * 1000;
            progress.set(target, { what, done, began, said: due ? now : said });
            if (due)
                print(target, progressLine(event, seconds, finished));
        },
        waiting({ target, text, seconds, until }) {
            const now = Date.now();
            const last = waits.get(target);
            const same = last?.text === text;
            if (same && now - last.said < WAITING_EVERY * 1000)
                return;
            const began = same ? last.began : now;
            waits.set(target, { text, began, said: now });
            const so = now === began ? '' : `, for ${(0,words/* duration */.p0)((now - began) / 1000)} so far`;
            say(target, `${text.replace(/\.$/, '')}${so}; again in ${(0,words/* duration */.p0)(seconds)}, giving up at ${(0,words/* clock */.pm)(until, now)}`);
        },
        line({ target, text }) {
            waits.delete(target);
            say(target, text);
        },
        warning({ target, text }) {
            const full = warningText(targets, targets[target], text);
            if (annotated.has(full))
                return;
            if (annotated.size === LIVE_WARNINGS)
                return say(target, `Warning: ${text}`);
            annotated.add(full);
            core.warning(harmless(full));
        },
        debug: ({ target, text }) => core.debug(harmless(many ? `${labels[target]}: ${text}` : text)),
    };
    core.info(harmless(head));
    return { listen: (event) => on[event.type](event), close: () => enter(''), annotated };
}
function progressLine({ what, done, total, unit }, seconds, finished) {
    const figure = unit === 'bytes' ? words/* bytes */.ee : words/* number */.ai;
    const amount = (value) => (unit === 'bytes' ? (0,words/* bytes */.ee)(value) : (0,words/* count */.U9)(value, unit.slice(0, -1)));
    const rate = seconds < 0.1 ? '' : `, ${amount(Math.round(done / seconds))}/s`;
    if (finished)
        return `${what}: ${amount(done)} in ${(0,words/* duration */.p0)(seconds)}${rate}`;
    if (!total)
        return `${what}: ${amount(done)}${rate}`;
    return `${what}: ${figure(done)} of ${amount(total)} (${Math.floor((done / total) * 100)}%)${rate}`;
}
/** Facts below each other, numbers flush right, texts wrapped to 80 columns. */
function aligned(facts) {
    const digits = Math.max(0, ...facts.map(({ value }) => (typeof value === 'number' ? (0,words/* number */.ai)(value).length : 0)));
    const lines = facts.flatMap(({ label, value, note = '' }) => {
        const [figure, long] = typeof value === 'number' ? [`${(0,words/* number */.ai)(value).padStart(digits)}  `, note] : ['', value];
        const text = oneLine(long).replaceAll('`', '');
        // A digest begins further to the left, so that it fits.
        const start = text.includes(' ') ? LABEL : Math.min(LABEL, WIDTH - 2 - text.length);
        const head = label.padEnd(start) + figure;
        return wrap(text, WIDTH - 2 - head.length).map((line, index) => (index === 0 ? head : head.replace(/./g, ' ')) + line);
    });
    return lines.map((line) => line.trimEnd()).join('\n');
}
/** The facts that matter most, in a line. */
function sentence(facts) {
    return facts
        .filter(({ minor }) => !minor)
        .map(({ label, value, note = '' }) => {
        const name = label.toLowerCase();
        if (typeof value === 'string')
            return `${name} ${value.replaceAll('`', '')}`;
        return (0,words/* count */.U9)(value, name.replace(/s\b/, ''), name) + (note === '' ? '' : ` (${note})`);
    })
        .join(', ');
}
/** What each target came to, at the end of a run of several: where there are many, those that went well in a group. */
function logOverview(run, core) {
    const { shown, folded } = partition(run.targets);
    const list = (targets) => {
        for (const target of targets)
            core.info(harmless(`  ${targetMessage(target, labelOf(run.targets, target))}`));
    };
    if (folded.length > 0) {
        core.startGroup(titleOf({ targets: folded }));
        list(folded);
        core.endGroup();
    }
    core.info(titleOf(run));
    list(shown);
}

;// CONCATENATED MODULE: ./build/report/publish.js
/** Where a run is published, whichever action it was: report, outputs, job summary, comment, and annotations at the end. */








/** How long anything is still waited for after a cancellation, in milliseconds. */
const PATIENCE_MS = 750;
/**
 * As `publish`: leaves exactly one error annotation if the run failed, else exactly one notice.
 * @param settings absent if the inputs were not valid
 */
async function publishImport(run, context, settings) {
    if (run.targets.length > 1)
        logOverview(run, context.core);
    const publication = {
        ...endingOf(run),
        report: (runUrl) => reportOf(run, runUrl),
        outputs: () => outputsOf(run),
        summary: () => summaryOf(run),
        comment: settings?.commentOnPr ? () => comment(run, settings, context) : undefined,
    };
    await publish(publication, context);
}
/**
 * Says to people and machines what a run came to. Never rejects, and never changes what the run came to: what cannot be
 * written is a warning. The exit code is for the caller to set (`process.exitCode`, not `setFailed`, which would add an
 * error of its own).
 */
async function publish(publication, context) {
    const { core, env, log, signal } = context;
    const own = [...(context.warnings ?? [])];
    const attempt = async (what, action) => {
        try {
            await withGrace(action(), signal, PATIENCE_MS);
        }
        catch (error) {
            const late = signal.aborted && error === signal.reason;
            const reason = late ? 'the disk did not answer in time.' : error.message;
            own.push(`The ${what} could not be written: ${reason}`);
        }
    };
    let reportPath = '';
    await attempt('report', async () => {
        reportPath = await writeReport(publication.report(runUrlOf(env)), env.RUNNER_TEMP);
    });
    // Without its file, @actions/core prints outputs to the log in a way that GitHub no longer accepts.
    if (env.GITHUB_OUTPUT) {
        await attempt('outputs', async () => {
            const outputs = { ...publication.outputs(), reportPath };
            for (const [name, value] of Object.entries(outputs))
                core.setOutput((0,words/* kebab */.i9)(name), value);
        });
    }
    else if (reportPath !== '')
        core.info(`Report: ${reportPath}`);
    if (env.GITHUB_STEP_SUMMARY) {
        await attempt('job summary', async () => {
            core.summary.addRaw(publication.summary());
            await core.summary.write();
        });
    }
    if (publication.comment && !signal.aborted)
        await attempt('comment', publication.comment);
    annotate(core, annotationsOf({ ...publication, warnings: [...own, ...publication.warnings] }, log?.annotated));
}

;// CONCATENATED MODULE: ./build/report/export.js
/** What an export came to, published everywhere as an import is. The words of exports are here. */







/** As `publish`: leaves exactly one error annotation if the run failed, else exactly one notice. */
async function publishExport(run, context) {
    const description = export_describe(run);
    const publication = {
        ...description,
        title: began(run) ? shortHeadingOf(run, export_verdictOf(run)) : description.heading,
        report: (runUrl) => export_reportOf(run, runUrl),
        outputs: () => export_outputsOf(run),
        summary: () => summaryOfOne(description),
    };
    await publish(publication, context);
}
const began = (run) => run.segmentKey !== undefined;
const FAILED = 'Export failed';
const export_verdictOf = ({ failure }) => (failure === undefined ? 'exported' : build_failure/* FAILURES */.EM[failure.code]);
function export_describe(run) {
    const { status, failure, warnings, timings, file, members, leftOut, excluded } = run;
    const size = file && (0,words/* bytes */.ee)(file.bytes) + (file.gzip ? ' before compression' : '');
    return {
        status,
        heading: began(run) ? headingOf(run, export_verdictOf(run)) : `${FAILED}: ${export_verdictOf(run)}`,
        text: failure === undefined ? [export_outcomeOf(run)] : failureText(failure),
        warnings,
        facts: [
            fact('end', 'Members', members),
            fact('end', 'Keys in the file', file?.keys),
            fact('end', 'Left out', leftOut || undefined),
            fact('end', 'Excluded targets', excluded || undefined),
            fact('end', 'Segment', segmentText(run), { url: run.segmentUrl }),
            fact('end', 'File', file && quoted(file.path)),
            fact('end', 'Content', file && `${size}, SHA-256 ${quoted(file.sha256)}`),
            fact('end', 'Time', timeText(timings)),
        ].flat(),
    };
}
function export_outcomeOf({ file, members = 0, excluded = 0 }) {
    const { keys = 0, path = '' } = file ?? {};
    const all = keys === members ? (0,words/* count */.U9)(keys, 'member') : `${(0,words/* number */.ai)(keys)} of ${(0,words/* count */.U9)(members, 'member')}`;
    const targets = (0,words/* count */.U9)(excluded, 'excluded target is', 'excluded targets are');
    const others = excluded === 0 ? '' : ` The segment's ${targets} not in it.`;
    const what = members === 0
        ? `The segment has no members, so ${quoted(path)} is empty.`
        : `${all} ${keys === 1 ? 'is' : 'are'} in ${quoted(path)}.`;
    const empty = keys === 0 ? ' and `allow-empty: true`' : '';
    return `${what}${others} To import it, set \`header: false\`${empty}.`;
}
/** The output `message`: as that of an import, our own words, numbers, codes and the segment's key only. */
function export_messageOf(run) {
    const { file, failure, leftOut = 0 } = run;
    return lineOf(began(run) ? keyOf(run) : FAILED, [
        export_verdictOf(run) + (failure === undefined ? '' : ` (${failure.code})`),
        file && (0,words/* count */.U9)(file.keys, 'key'),
        file && (0,words/* bytes */.ee)(file.bytes),
        leftOut > 0 && `${(0,words/* number */.ai)(leftOut)} left out`,
    ]);
}
/** The outputs, in camelCase; those that do not apply are null. */
const export_outputsOf = (run) => ({
    status: run.status,
    errorCode: run.failure?.code ?? null,
    message: export_messageOf(run),
    ...pick(run.file, ['path', 'keys', 'bytes', 'sha256']),
    ...pick(run, ['segmentUrl']),
});
/** The report for machines: docs/export-report.schema.json describes it. What does not apply or is unknown is null. */
const export_reportOf = (run, runUrl = null) => ({
    version: 1,
    ...export_outputsOf(run),
    runUrl,
    ...pick(run.file, ['gzip']),
    ...pick(run, ['projectKey', 'environmentKey', 'segmentKey', 'segment', 'members', 'excluded', 'leftOut']),
    ...pick(run, ['failure', 'warnings', 'timings']),
});

;// CONCATENATED MODULE: ./build/launchdarkly/values.js
/** Values out of an answer's JSON, as far as they make sense. */
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
/** The fields of an object; of anything else, none. */
const fields = (value) => (isRecord(value) ? value : {});
const values_text = (value) => typeof value === 'string' && value !== '' ? value : undefined;
const list = (value) => (Array.isArray(value) ? value : []);
const records = (value) => list(value).filter(isRecord);
const strings = (value) => list(value).filter((item) => typeof item === 'string');
/** A count or a time: LaunchDarkly's examples write times as strings of digits. */
function whole(value) {
    const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
    return Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

;// CONCATENATED MODULE: ./build/launchdarkly/resources.js
/** LaunchDarkly's resources: how they are named in paths, roles and links. */

/** The encoded path of an API resource, for keys of any kind. */
function apiPath(...elements) {
    return `/api/v2/${elements.map(encodeElement).join('/')}`;
}
/** The path of a segment, or of what is below it: `exports`. */
const segmentPath = ({ projectKey, environmentKey, segmentKey }, ...below) => apiPath('segments', projectKey, environmentKey, segmentKey, ...below);
/** The URL of a link in an answer. One that is a path is below the base URI, whose prefix LaunchDarkly does not know. */
function linkUrl(baseUri, href) {
    const prefix = prefixOf(baseUri);
    const isBare = /^\/(?!\/)/.test(href) && !`${href}/`.startsWith(`${prefix}/`);
    return URL.parse(isBare ? prefix + href : href, `${baseUri}/`);
}
/** The path of the base URI, which private hosts may have. */
const prefixOf = (baseUri) => new URL(baseUri).pathname.replace(/\/$/, '');
/** `.` and `..` are steps in a path, not names, and to many servers and proxies `%2E` is too: better not to ask for them. */
function encodeElement(element) {
    const encoded = encodeURIComponent(element.toWellFormed());
    return /^\.{1,2}$/.test(encoded) ? encoded.replaceAll('.', '%2E') : encoded;
}
/**
 * The ID of what a `Location` header points to: the last element of its path, be it absolute or relative, or an ID alone.
 * An ID goes into paths and is shown to people, so one with unusual characters counts as none.
 */
function lastElement(location) {
    const path = location && URL.parse(location, 'http://localhost')?.pathname;
    const last = path ? path.split('/').findLast((element) => element !== '') : undefined;
    return last !== undefined && /^[\w.~-]{1,200}$/.test(last) && /\w/.test(last) ? last : undefined;
}
/** `proj/P:env/E:segment/S`: https://launchdarkly.com/docs/home/account/role-resources */
const segmentResource = ({ projectKey, environmentKey, segmentKey }) => `proj/${projectKey}:env/${environmentKey}:segment/${segmentKey}`;
/** A segment's page for a person: the one that the API names, else made in the form that was seen in public. */
function segmentUrl(baseUri, ref, path) {
    if (path !== undefined)
        return siteUrl(baseUri, path);
    const [project, environment, segment] = [ref.projectKey, ref.environmentKey, ref.segmentKey].map(encodeURIComponent);
    return `${baseUri}/${project}/${environment}/segments/${segment}`;
}
/** The address of a page that an answer names by its path. A path prefix of the base URI is kept. */
const siteUrl = (baseUri, path) => linkUrl(baseUri, path)?.href ?? baseUri;
/** The path of a resource's page: `_site`, or `_links.site`. */
function sitePath(resource) {
    const site = isRecord(resource._site) ? resource._site : fields(resource._links).site;
    const href = values_text(fields(site).href);
    return href && /^\/[\w.~%-]/.test(href) && !/[\s\\<>"]/.test(href) ? href : undefined;
}

;// CONCATENATED MODULE: ./build/launchdarkly/approvals.js
/**
 * Approvals of segment changes. Experimental: the flow is inferred from the API description, nobody has tried it.
 * https://launchdarkly.com/docs/api/approvals
 */



/**
 * Whether changes to a segment with these tags need approval, as the environment's settings say. Tags narrow the rule down:
 * "Require approval only on flags with the provided tags. Otherwise all flags will require approval" (API description,
 * `requiredApprovalTags`).
 */
async function needsApproval(client, tags) {
    const path = apiPath('projects', client.ref.projectKey, 'environments', client.ref.environmentKey);
    const call = { path, doing: "read the environment's approval settings", needs: 'viewProject' };
    return await client.request(call, 'no environment', ({ json }) => {
        if (!isRecord(json) || !values_text(json.key))
            return undefined;
        const { required, requiredApprovalTags } = fields(fields(json.resourceApprovalSettings).segment);
        const requiredTags = strings(requiredApprovalTags);
        return requiredTags.length > 0 ? requiredTags.some((tag) => tags.includes(tag)) : required === true;
    });
}
/** The one instruction that matters here. */
const PROCESS_IMPORT = 'processBigSegmentImport';
/** The approval requests for this segment that are pending or scheduled, and not declined. */
async function listApprovalRequests(client) {
    const open = 'status anyOf ["pending", "scheduled"]';
    try {
        return await listRequests(client, `resourceId equals ${segmentResource(client.ref)},${open}`);
    }
    catch (error) {
        // The description names `resourceId` as a field to filter by; its own text for a 400 does not.
        if (error instanceof build_failure/* Failure */.HR && error.code === 'bad_request')
            return await listRequests(client, open);
        throw error;
    }
}
async function listRequests(client, filter) {
    const resource = segmentResource(client.ref);
    const path = apiPath('approval-requests');
    const call = { path, doing: 'list the pending approval requests', needs: 'viewProject' };
    const found = [];
    for await (const page of client.pages(call, filter)) {
        for (const { _id, resourceId, status, reviewStatus, instructions } of page) {
            const id = lastElement(values_text(_id));
            const isOpen = (status === 'pending' || status === 'scheduled') && reviewStatus !== 'declined';
            if (id === undefined || resourceId !== resource || !isOpen)
                continue;
            found.push({ id, processesImport: records(instructions).some(({ kind }) => kind === PROCESS_IMPORT) });
        }
    }
    return found;
}
/**
 * Opens the approval request that processes an import which waits for approval. It is not sent twice: people are notified.
 * @returns its ID, and the path of its page in LaunchDarkly's user interface, if the answer has one
 */
async function createApprovalRequest(client, { importId, description, notifyMemberIds, notifyTeamKeys }) {
    const call = {
        method: 'POST',
        path: apiPath('approval-requests'),
        json: {
            resourceId: segmentResource(client.ref),
            description,
            instructions: [{ kind: PROCESS_IMPORT, importId }],
            ...(notifyMemberIds.length > 0 && { notifyMemberIds }),
            ...(notifyTeamKeys.length > 0 && { notifyTeamKeys }),
        },
        doing: 'open the approval request',
        needs: 'createApprovalRequest',
        expect: [200, 201],
        repeat: 'after_refusal',
    };
    return await client.request(call, 'no approval request', ({ json }) => {
        const id = lastElement(values_text(fields(json)._id));
        return id === undefined ? undefined : { id, sitePath: sitePath(fields(json)) };
    });
}

;// CONCATENATED MODULE: ./build/launchdarkly/call.js
/** A request to LaunchDarkly's API: what is asked, what is seen of it on the way, and what its attempts came to. */

const NO_ATTEMPT = { reached: 'not_sent', attempts: 0, httpStatus: undefined };
/** Adds an attempt. */
function addAttempt(earlier, { reached, httpStatus }) {
    const both = [earlier.reached, reached];
    return {
        reached: both.find((one) => one === 'unknown') ?? both.find((one) => one === 'answered') ?? 'not_sent',
        attempts: earlier.attempts + 1,
        httpStatus: httpStatus ?? earlier.httpStatus,
    };
}
/** A request that came to nothing, with what its attempts may have done all the same. */
class RequestFailure extends build_failure/* Failure */.HR {
    reached;
    attempts;
    constructor(code, message, details) {
        super(code, message, details);
        this.reached = details.reached;
        this.attempts = details.attempts;
    }
    /** What a request ended with, and what its attempts came to: a status of the failure's own is another request's. */
    static of(failure, attempts) {
        return new RequestFailure(failure.code, failure.message, { ...failure, cause: failure.cause, ...attempts });
    }
}

;// CONCATENATED MODULE: external "node:events"
const external_node_events_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");
;// CONCATENATED MODULE: ./build/launchdarkly/deadline.js
/** The time that a run may take, and waits that respect it. */


/** The reason of a deadline's signal when time is over. A cancellation's reason is a `Failure` with code `cancelled`. */
class TimeOver extends Error {
}
/** A point in time that everything must end by, and the cancellation that may come before it. */
class Deadline {
    at;
    /** Aborts when time is over (reason: `TimeOver`) or the run is cancelled (reason: `Failure`), whichever is first. */
    signal;
    #end;
    #controller = new AbortController();
    #timer;
    /**
     * @param milliseconds from now, at most what a timer of Node takes (24 days)
     * @param cancellation aborts when the run is cancelled; its reason is the Failure that waits and requests end with
     */
    constructor(milliseconds, cancellation) {
        this.at = new Date(Date.now() + milliseconds);
        this.#end = performance.now() + milliseconds;
        this.#timer = setTimeout(() => this.#controller.abort(new TimeOver('Time is over.')), Math.ceil(milliseconds));
        this.signal = AbortSignal.any([this.#controller.signal, ...(cancellation ? [cancellation] : [])]);
        // Every request under way listens; there may be many at once.
        (0,external_node_events_namespaceObject.setMaxListeners)(0, this.signal);
    }
    /** Milliseconds that are left; 0 when time is over. */
    remaining() {
        return Math.max(0, this.#end - performance.now());
    }
    /** Whether nothing may be begun any more: time is over, or the run is cancelled. */
    get over() {
        return this.signal.aborted || this.remaining() === 0;
    }
    throwIfCancelled() {
        if (this.signal.reason instanceof build_failure/* Failure */.HR)
            throw this.signal.reason;
    }
    /** Stops the clock, and ends every wait and every request that still goes on: nothing may outlive what it was for. */
    end() {
        clearTimeout(this.#timer);
        this.#controller.abort(new build_failure/* Failure */.HR('cancelled', 'Nobody waits for this any more.'));
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
        const timer = setTimeout(wake, milliseconds);
        deadline.signal.addEventListener('abort', wake);
        await promise;
        clearTimeout(timer);
        deadline.signal.removeEventListener('abort', wake);
    }
    deadline.throwIfCancelled();
}

;// CONCATENATED MODULE: ./build/launchdarkly/retry.js
/** When a request is sent again, and when it is not: pure decisions. */
/** Growing waits, in milliseconds, for what may be better the next time. */
const WAITS = {
    conflict: { first: 5_000, longest: 60_000 },
    /** Where LaunchDarkly names no time: else see Pace. */
    rateLimit: { first: 1_000, longest: 30_000 },
    /** A 5xx answer, or a connection that was lost or refused. */
    outage: { first: 1_000, longest: 30_000 },
};
/** An outage that lasts longer than this is not waited for. */
const LONGEST_OUTAGE = 300_000;
const FRESH = { conflict: 0, rateLimit: 0, outage: 0, outageSince: undefined };
/** The trouble that the status of an answer means; undefined if asking again is no use. */
function troubleOf(status) {
    if (status === 409)
        return { kind: 'conflict' };
    if (status === 429)
        return { kind: 'rateLimit' };
    return status >= 500 ? { kind: 'outage' } : undefined;
}
/**
 * Decides what follows an attempt that met some trouble.
 * @param now milliseconds since the epoch
 * @returns the milliseconds to wait before the next attempt, or undefined to give up
 */
function decide({ kind, stale }, history, now) {
    const outageSince = kind === 'outage' ? (history.outageSince ?? now) : undefined;
    if (outageSince !== undefined && now - outageSince >= LONGEST_OUTAGE)
        return undefined;
    const earlier = history[kind];
    const { first, longest } = WAITS[kind];
    // Jitter takes off up to half, so that many runs do not come back together.
    const growing = Math.min(longest, first * 2 ** earlier) * (1 - Math.random() / 2);
    return {
        wait: stale && earlier === 0 ? 0 : growing,
        history: { ...history, outage: 0, outageSince, [kind]: earlier + 1 },
    };
}

;// CONCATENATED MODULE: ./build/launchdarkly/attempts.js
/** Sends a request until it succeeds or nothing helps any more; what follows an attempt is decided by retry.ts. */





/**
 * @param pace says how long to wait for a time that the server has named
 * @returns what the successful attempt gave
 * @throws RequestFailure what the last attempt came to, also when time is over; and whatever `beforeAttempt` throws. A Failure
 * from there becomes this request's RequestFailure, without the status, which is another request's
 */
async function sendUntilSuccess(call, { deadline, observer }, pace, send) {
    let earlier = NO_ATTEMPT;
    let history = FRESH;
    let last;
    const wait = async (why, milliseconds) => {
        if (milliseconds <= 0)
            return;
        const until = new Date(Date.now() + Math.min(milliseconds, deadline.remaining()));
        observer.onWait?.({ what: call.doing, why, seconds: Math.ceil(milliseconds / 1_000), until });
        await sleep(milliseconds, deadline);
    };
    const timeIsUp = (failure = last, asked) => overdue(call, earlier.attempts, failure, asked);
    try {
        for (;;) {
            const refused = last?.code === 'rate_limited' ? last : undefined;
            const pause = pace.wait();
            if (pause > 0 && pause < deadline.remaining()) {
                await wait(refused?.message ?? 'a LaunchDarkly rate limit is used up.', pause);
                // Meanwhile the answer to another request may have named a later time.
                continue;
            }
            // Trying before the time that LaunchDarkly named is no use, unless it has refused nothing yet: then its answer decides.
            if (refused && pause > 0)
                throw timeIsUp(refused, pause);
            deadline.throwIfCancelled();
            if (deadline.over)
                throw timeIsUp();
            await call.beforeAttempt?.(earlier.reached, earlier.httpStatus).catch((error) => {
                // A failure because of the deadline says less than the refusal that was being waited out.
                const cutShort = deadline.over && error instanceof build_failure/* Failure */.HR && error.code === 'network_error';
                throw cutShort && last ? timeIsUp() : error;
            });
            const result = await send(earlier);
            if ('value' in result)
                return result.value;
            const { failure, trouble, reached } = result;
            earlier = addAttempt(earlier, result);
            deadline.throwIfCancelled();
            if (failure.cause instanceof TimeOver && last)
                throw timeIsUp();
            const mayRepeat = call.repeat === undefined || (call.repeat === 'after_refusal' && reached !== 'unknown');
            const repeat = trouble && mayRepeat ? decide(trouble, history, Date.now()) : undefined;
            if (repeat === undefined)
                throw failure;
            // An answer that the deadline cut short says less than the one before.
            if (deadline.over)
                throw timeIsUp(!failure.api && last?.code === failure.code ? last : failure);
            history = repeat.history;
            last = await explain(call, failure);
            if (failure.code === 'rate_limited' && pace.wait() > 0)
                continue;
            // Nobody has said how long to wait: near the deadline, asking once more is better than waiting for it.
            await wait(last.message, Math.min(repeat.wait, Math.max(deadline.remaining() / 2, 1_000)));
        }
    }
    catch (error) {
        throw error instanceof build_failure/* Failure */.HR ? RequestFailure.of(error, earlier) : error;
    }
}
/** Adds to a conflict what is in the way. LaunchDarkly runs one import at a time in an environment: there is hardly ever more. */
async function explain({ whoIsBusy }, failure) {
    const busy = failure.code === 'conflict' ? await whoIsBusy?.().catch(() => []) : undefined;
    if (!busy?.length)
        return failure;
    const keys = busy.map((key) => `"${key}"`).join(' and ');
    return failure.with({ message: `${failure.message} An import into ${keys} is in progress.` });
}
/** @param asked milliseconds that LaunchDarkly asks to wait, where there are not so many left */
function overdue({ doing }, attempts, last, asked) {
    if (last === undefined) {
        const message = `The time allowed was over before LaunchDarkly could be asked to ${doing}.`;
        return new build_failure/* Failure */.HR('network_error', message, { advice: 'Allow more time.' });
    }
    const end = asked === undefined
        ? `The time allowed is over after ${(0,words/* count */.U9)(attempts, 'attempt')}.`
        : `LaunchDarkly asks to wait ${(0,words/* count */.U9)(Math.ceil(asked / 1_000), 'second')}, which is longer than the time that is left.`;
    return last.with({ message: `${last.message} ${end}` });
}

;// CONCATENATED MODULE: external "node:tls"
const external_node_tls_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");
;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");
;// CONCATENATED MODULE: external "node:url"
const external_node_url_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");
;// CONCATENATED MODULE: ./build/launchdarkly/http-client.js
/** Sends by @actions/http-client, and gets hold of what it keeps to itself: the requests that have to be ended in time. */




/** The most milliseconds that a timer of Node may have. */
const LONGEST_TIMER = 2 ** 31 - 1;
/** Makes a client; `keepAlive` as a pool of connections, without it for one exchange on a connection of its own. */
function newHttpClient(keepAlive, userAgent) {
    // A redirect would take the token and an empty body elsewhere. The socket timeout's message holds the path, and Stalled
    // replaces it.
    return new HttpClient(userAgent, [], { allowRedirects: false, keepAlive, socketTimeout: LONGEST_TIMER });
}
/** Host and port of the proxy on the way to a URL. Undefined if the setting is not an address: then the request fails. */
function proxyOf(url) {
    try {
        const proxy = URL.parse(lib_getProxyUrl(url.href));
        return proxy ? `${proxy.hostname}:${proxy.port || (proxy.protocol === 'https:' ? 443 : 80)}` : undefined;
    }
    catch {
        return undefined;
    }
}
/** For http-client an empty string is a body too, and a `Content-Length` of 0. */
const NO_BODY = null;
/** Makes requests as Node does, and hands each over: http-client keeps them to itself, but not how they are made. */
function handing(make, onMade) {
    return ((...args) => {
        const made = make(...args);
        onMade(made);
        return made;
    });
}
/**
 * Sends a request. Resolves when the answer's head is there.
 * @param onRequest gets the request, and before it the CONNECT request to a proxy, if there is one
 */
async function send({ client, method, url, path, headers }, body, onRequest) {
    const node = url.protocol === 'https:' ? external_node_https_namespaceObject : external_node_http_namespaceObject;
    const agent = client.getAgent(url.href);
    followTunnel(agent, onRequest);
    const options = { ...(0,external_node_url_namespaceObject.urlToHttpOptions)(url), path, method, headers, agent };
    const info = { options, parsedUrl: url, httpModule: { ...external_node_https_namespaceObject, request: handing(node.request, onRequest) } };
    return (await client.requestRaw(info, body ?? (method === 'GET' ? NO_BODY : ''))).message;
}
/** Gets hold of the CONNECT request by which the `tunnel` package, http-client's proxy agent, makes a connection. */
function followTunnel(agent, onRequest) {
    const tunnel = agent;
    if (!tunnel.request)
        return;
    const { proxyAuth, ...proxy } = tunnel.proxyOptions ?? {};
    tunnel.proxyOptions = proxy;
    tunnel.request = handing(tunnel.request, (connect) => {
        // Done here, since the package does it by the deprecated `new Buffer`, which Node reports in the step's log.
        if (proxyAuth)
            connect.setHeader('Proxy-Authorization', `Basic ${Buffer.from(proxyAuth).toString('base64')}`);
        onRequest(connect);
    });
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __nccwpck_require__(7075);
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
    const boundary = `----segment-import-${(0,external_node_crypto_.randomBytes)(18).toString('hex')}`;
    const head = Buffer.from(`${Object.entries(fields)
        .map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
        .join('')}` +
        `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${escapeFileName(fileName)}"\r\n` +
        'Content-Type: text/csv\r\n\r\n');
    const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
    return {
        contentType: `multipart/form-data; boundary=${boundary}`,
        length: head.length + file.bytes + tail.length,
        open: () => external_node_stream_.Readable.from(framed(head, file, tail), { objectMode: false }),
    };
}
async function* framed(head, file, tail) {
    yield head;
    let missing = file.bytes;
    for await (const chunk of file.open()) {
        missing -= chunk.length;
        if (missing < 0)
            throw unreadable('it is longer than it was when it was checked');
        for (let at = 0; at < chunk.length; at += LONGEST_CHUNK)
            yield chunk.subarray(at, at + LONGEST_CHUNK);
    }
    const are = missing === 1 ? 'is' : 'are';
    if (missing > 0)
        throw unreadable(`${missing} of its ${file.bytes} bytes ${are} missing at the end`);
    yield tail;
}
/** What went wrong with the body itself, and not with the connection. */
function unreadable(reason) {
    return new build_failure/* Failure */.HR('runner_error', `The file could not be read while it was being uploaded: ${reason}.`, {
        advice: "The upload was broken off, so that LaunchDarkly does not import half a file. Check that the runner's disk is " +
            'healthy and that nothing else cleans up its temporary folder, then run again.',
    });
}
/** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data */
function escapeFileName(name) {
    return name.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');
}

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
function failureOfAnswer(answer, about) {
    const { status } = answer;
    const html = isHtml(answer);
    const redirect = redirectOf(answer, about);
    const api = redirect?.said ?? (html ? undefined : apiError(answer.text));
    const code = codeOf(status, api);
    const what = redirect?.what ?? whatHappened(code, about);
    const advice = redirect ? REDIRECT_ADVICE : adviceFor(code, about, api);
    const page = html && advice !== somebodyElse(about) ? ` ${somebodyElse(about)}` : '';
    const message = `${what} (${phrase(status)}${html ? ', an HTML page' : ''}).`;
    return new build_failure/* Failure */.HR(code, message, { advice: advice + page, httpStatus: status, api });
}
function codeOf(status, api) {
    if (status === 403 && NEEDS_APPROVAL.test(api?.message ?? ''))
        return 'approval_required';
    return CODES[status] ?? (status >= 500 ? 'server_error' : status >= 400 ? 'bad_request' : 'unexpected_response');
}
/** "approval is required" was seen in public. */
const NEEDS_APPROVAL = /\bapprovals? (is|are) (required|needed)\b|\b(requires?|required|needs?|without) (\w+ )?approvals?\b(?! (request|setting))|must be approved/i;
/** An answer with the right status whose content makes no sense: `what` says what it is instead. */
function unexpected(answer, about, what) {
    const message = `${notLaunchDarkly(about.doing)} (${phrase(answer.status)}, ${isHtml(answer) ? 'an HTML page' : what}).`;
    return new build_failure/* Failure */.HR('unexpected_response', message, { advice: somebodyElse(about), httpStatus: answer.status });
}
/** Part of an upload had not been sent when its answer came, so that the answer cannot be to the whole. */
function answeredTooEarly(status, about) {
    const message = `The request to ${about.doing} was answered before all of it had been sent (${phrase(status)}).`;
    return new build_failure/* Failure */.HR('unexpected_response', message, { advice: somebodyElse(about), httpStatus: status });
}
const notLaunchDarkly = (doing) => `The answer to the request to ${doing} does not look like LaunchDarkly's`;
const phrase = (status) => `${status} ${external_node_http_namespaceObject.STATUS_CODES[status] ?? ''}`.trim();
/** Whether it is a page for people, and so not LaunchDarkly's; a 204 has no content, whatever its headers say. */
const isHtml = ({ status, headers, text }) => status !== 204 && (/\bhtml\b/i.test(headers['content-type'] ?? '') || /^\s*<(!doctype|html|head|body)\b/i.test(text));
function whatHappened(code, { doing, proxy }) {
    const known = {
        approval_required: `LaunchDarkly refused to ${doing} without approval`,
        conflict: `LaunchDarkly cannot ${doing} while another import runs in this environment`,
        rate_limited: `LaunchDarkly put off the request to ${doing}: a rate limit is reached`,
        server_error: `LaunchDarkly failed to ${doing}`,
        network_error: `The proxy${proxy ? ` ${proxy}` : ''} refused the request to ${doing}`,
        unexpected_response: notLaunchDarkly(doing),
    };
    return known[code] ?? `LaunchDarkly refused to ${doing}`;
}
const REDIRECT_ADVICE = 'The token is never sent anywhere else. Check that the base URI is the final address of your LaunchDarkly instance, with https.';
function adviceFor(code, about, api) {
    const { doing, needs, ref, host } = about;
    const permission = `"${needs}" on ${needs === 'viewProject' ? `proj/${ref.projectKey}` : segmentResource(ref)}`;
    const check = `the project key "${ref.projectKey}", the environment key "${ref.environmentKey}" and the segment key "${ref.segmentKey}"`;
    const known = {
        bad_request: `LaunchDarkly could not work with this request. Check ${check}; LaunchDarkly's own message says more.`,
        unauthorized: (/account id header/i.test(api?.message ?? '')
            ? 'LaunchDarkly says this of anything that it does not recognise as one of its tokens. '
            : '') +
            'Check that the access token is an API access token (not an SDK key), that it comes from the right secret, ' +
            `that it has neither expired nor been deleted, and that it belongs to an account on ${host}, not on another LaunchDarkly instance. ` +
            `LaunchDarkly also answers 401 to a valid token that lacks a permission: to ${doing}, its role must allow ${permission}.`,
        approval_required: 'Changes to this segment need approval. Ask for it in LaunchDarkly, or use an access token whose role may bypass it: ' +
            `"bypassRequiredSegmentApproval" on ${segmentResource(ref)}.`,
        forbidden: `The access token's role must allow ${permission}. Custom roles made since October 2024 also need "viewProject" to read anything.`,
        not_found: `Check ${check}. LaunchDarkly also answers 404 when the token has no access to the project: its role must allow ${permission}.`,
        conflict: 'LaunchDarkly runs one import at a time in an environment, whichever segment it is for. ' +
            'Run again when the other import has ended, allow more time, or sync the segments of an environment one after another.',
        payload_too_large: 'LaunchDarkly takes at most 40 MB in one upload. If a proxy or gateway on the way allows less, raise its limit.',
        rate_limited: "Limits are shared by everything that uses the account's API. Run at a quieter time, or allow more time.",
        server_error: 'Look at https://status.launchdarkly.com and run again later; the same request can be sent again safely.',
        network_error: PROXY_ADVICE,
    };
    return known[code] ?? somebodyElse(about);
}
function somebodyElse({ host, proxy }) {
    return proxy
        ? `The proxy ${proxy} or something behind it may have answered in LaunchDarkly's place: check that it lets requests to ${host} through unchanged.`
        : `Something between the runner and LaunchDarkly (a gateway, a firewall, a sign-in page) may have answered in its place: check what ${host} leads to from this runner.`;
}
/** Where a redirect leads. Only an origin is named, and as LaunchDarkly's words: paths and queries may hold credentials or keys. */
function redirectOf({ status, headers }, { doing, host }) {
    if (status < 300 || status >= 400)
        return undefined;
    const what = `LaunchDarkly redirected the request to ${doing} to`;
    const to = (where, said) => ({ what: `${what} ${where}`, said });
    const url = URL.parse(headers.location ?? '', `https://${host}`);
    if (!headers.location || !url)
        return to('nowhere');
    if (url.host === host)
        return to('another address on the same host');
    return to('another host', { message: `Location: ${url.protocol}//${url.host}` });
}
/** LaunchDarkly's `{code, message, id}`, as it wrote it. */
function apiError(body) {
    const json = fields(parseJson(body));
    const said = { code: values_text(json.code), message: values_text(json.message), id: values_text(json.id) };
    return Object.values(said).every((value) => value === undefined) ? undefined : said;
}

;// CONCATENATED MODULE: ./build/launchdarkly/network.js
/** Why a request got no answer, as a `Failure` with advice. Node's own texts stay out: they may hold a path or a credential. */



/** No byte moved for too long, or too few for the answer to end in time: the message is the end of a sentence. */
class Stalled extends Error {
}
const ADVICE = 'Check that the runner can reach LaunchDarkly (DNS, firewall, the proxy in https_proxy) and run again; ' +
    'the same request can be sent again safely.';
const TLS_ADVICE = 'If your organisation inspects TLS traffic or LaunchDarkly is behind a private certificate authority, set NODE_EXTRA_CA_CERTS ' +
    "to the path of the authority's certificate in PEM format. Otherwise do not go on: somebody else may be answering.";
const RESET_ADVICE = 'Servers and gateways do that when they refuse a body that they have not read, for its size for example. ' +
    'Otherwise the network is at fault.';
const TLS_CODE = /^(ERR_TLS|ERR_SSL|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_|EPROTO)/;
/**
 * Errors of the `tunnel` package, by which @actions/http-client connects through proxies: it gave a status, could not be
 * reached, or what it said is no answer to CONNECT. They have no codes of their own.
 */
const PROXY_ERROR = /^(?:tunneling socket could not be established, (?:statusCode=(\d+)|cause=(.*))|got illegal response body from proxy)$/s;
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
 * @param sent how many bytes of how many of an upload were on their way
 */
function causeOfError(error, about, sent) {
    const { doing, host, proxy } = about;
    if (error instanceof build_failure/* Failure */.HR)
        return { failure: error, retryable: false };
    const { code = '', message = '' } = error;
    const fail = (retryable, what, advice, cause) => ({
        failure: new build_failure/* Failure */.HR('network_error', `LaunchDarkly could not be asked to ${doing}: ${what}.`, { advice, cause }),
        retryable,
    });
    if (error instanceof TimeOver) {
        const advice = 'Allow more time, or find out why the connection is this slow.';
        return fail(false, `${host} had not answered when the time allowed was over`, advice, error);
    }
    if (error instanceof Stalled)
        return fail(true, message, ADVICE);
    if (code === 'ERR_INVALID_URL')
        return fail(false, 'https_proxy does not hold the address of a proxy', PROXY_ADVICE);
    const [ofProxy, status, cause] = PROXY_ERROR.exec(message) ?? [];
    if (ofProxy && cause === undefined) {
        const said = status ? `answered ${phrase(Number(status))}` : 'did not answer as a proxy does';
        return fail(Number(status) >= 500, `the proxy ${proxy} ${said} when asked to connect to ${host}`, PROXY_ADVICE);
    }
    const peer = ofProxy ? `the proxy ${proxy}` : host;
    const why = cause ?? code;
    if (TLS_CODE.test(why) || /certificate|\bSSL\b/i.test(cause ?? '')) {
        const shown = TLS_CODE.test(why) ? ` (${why})` : '';
        return fail(false, `the TLS connection to ${peer} could not be made${shown}`, TLS_ADVICE);
    }
    if (sent && !ofProxy) {
        const progress = `${sent[0]} of ${sent[1]} bytes of the upload were on their way`;
        return fail(true, `the connection to ${peer} broke after ${progress}${code ? ` (${code})` : ''}`, RESET_ADVICE);
    }
    const known = Object.keys(WHAT).find((name) => why.includes(name));
    const shown = known || code ? ` (${known ?? code})` : '';
    return fail(true, `${known ? WHAT[known] : 'the connection failed'}: ${peer}${shown}`, ADVICE);
}

;// CONCATENATED MODULE: ./build/launchdarkly/connection.js






/** All limits of a single exchange, in milliseconds, bytes and characters. */
const LIMITS = {
    /** No byte moved in either direction. */
    idle: 60_000,
    /** The whole upload is sent, and its answer is being waited for. */
    answer: 300_000,
    /** An answer that is kept in memory, in characters. */
    answerLength: 1_048_576,
    /** From its head to its end. */
    wholeAnswer: 120_000,
    /** An answer that is read while it arrives: what is slower, in bytes per millisecond, counts as not moving. */
    slowest: 0.25,
};
/** A request on its way, its answer, and everything that has to be cleaned up after it. */
class Exchange {
    status = 0;
    headers = {};
    /** The server may have got the whole request, even if no answer came: the connection stood, and the body was no failure. */
    sent = false;
    /** Bytes of the upload that have been handed to the connection. */
    bytes = 0;
    /** False for an answer that came before the whole upload had left. */
    bodySent = true;
    #options;
    /** Aborts when this ends, by what went wrong if anything did. */
    #end = new AbortController();
    #request;
    #connect;
    #body;
    #message;
    #timer;
    constructor(options) {
        this.#options = options;
    }
    /** Whether an idle connection was used again whose server may have closed it meanwhile. */
    get stale() {
        return this.status === 0 && this.#request?.reusedSocket === true;
    }
    /** Sends the request. Resolves when the answer's head is there; rejects with what went wrong. */
    async start() {
        const { signal } = this.#options;
        const end = this.#end.signal;
        const { promise: failed, reject } = Promise.withResolvers();
        signal.throwIfAborted();
        signal.addEventListener('abort', () => this.#fail(signal.reason), { signal: end });
        end.addEventListener('abort', () => reject(end.reason));
        this.#watch(LIMITS.idle);
        try {
            // Giving up must not depend on the request noticing it: without a socket it does not notice.
            await Promise.race([this.#begin(), failed]);
        }
        catch (error) {
            this.#fail(error);
            throw end.reason;
        }
    }
    /**
     * The answer's body, cut off after `LIMITS.answerLength` (no JSON that is wanted is so long). Rejects if it breaks off, or
     * has no end in time.
     */
    async text() {
        const timer = setTimeout(() => {
            const limit = (0,words/* count */.U9)(LIMITS.wholeAnswer / 1_000, 'second');
            this.#fail(new Stalled(`the answer of ${this.#options.url.host} had no end after ${limit}`));
        }, LIMITS.wholeAnswer);
        const decoder = new TextDecoder();
        let text = '';
        try {
            for await (const chunk of this.body()) {
                text += decoder.decode(chunk, { stream: true });
                if (text.length > LIMITS.answerLength)
                    break;
            }
            return text;
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
        if (message === undefined || this.status < 200)
            return;
        let patience = LIMITS.idle;
        let since = performance.now();
        try {
            for await (const chunk of message) {
                // While the reader is busy with the chunk, nobody can expect bytes to move.
                clearTimeout(this.#timer);
                const earned = chunk.length / LIMITS.slowest;
                patience = Math.min(LIMITS.idle, patience + earned - (performance.now() - since));
                yield chunk;
                since = performance.now();
                this.#watch(LIMITS.idle, patience);
            }
            if (!message.complete)
                throw Object.assign(new Error('The answer broke off.'), { code: 'ECONNRESET' });
        }
        catch (error) {
            this.#fail(error);
            throw this.#end.signal.reason;
        }
    }
    /** Lets go of everything. A connection goes back to its pool only after a whole request and a whole answer. */
    finish() {
        this.#end.abort();
        clearTimeout(this.#timer);
        const whole = this.#message?.complete && this.#request?.writableFinished && this.bodySent;
        if (!whole || this.#connect)
            this.#request?.destroy();
        this.#body?.destroy();
        // Neither the request (until the tunnel stands) nor HttpClient.dispose() can end the tunnel through a proxy.
        this.#connect?.destroy();
        this.#connect?.socket?.destroy();
    }
    async #begin() {
        const { text, upload } = this.#options;
        this.#body = upload && this.#open(upload);
        const message = await send(this.#options, this.#body ?? text, (request) => {
            if (request.method === 'CONNECT')
                this.#connect = request;
            else
                this.#follow(request);
        });
        this.#message = message;
        this.status = message.statusCode ?? 0;
        this.headers = message.headers;
        this.sent = true;
        this.#watch(LIMITS.idle);
        this.bodySent = await this.#wholeBodyLeft();
    }
    #open(upload) {
        const body = upload.open();
        // Must be the first listener: on 'close', http-client ends the request as if nothing had happened.
        body.once('error', (error) => {
            this.sent = false;
            this.#fail(error instanceof build_failure/* Failure */.HR ? error : unreadable(error.code ?? 'it was changed meanwhile'));
        });
        body.on('data', (chunk) => {
            this.bytes += chunk.length;
            this.#watch(LIMITS.idle);
            this.#options.observer.onUpload?.({ sent: this.bytes, total: upload.length });
        });
        return body;
    }
    #follow(request) {
        this.#request = request;
        const connected = () => {
            this.sent = true;
            this.#watch(LIMITS.idle);
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
        // 101 Switching Protocols, which nobody asked for, and which http-client does not notice.
        request.once('upgrade', (message, socket) => {
            socket.destroy();
            request.emit('response', message);
        });
        request.once('finish', () => this.#watch(this.#body ? LIMITS.answer : LIMITS.idle));
    }
    /** An answer may come while the body is still flowing. It is taken; the rest of the body is not sent. */
    async #wholeBodyLeft() {
        const [{ upload }, body, request] = [this.#options, this.#body, this.#request];
        if (!upload || !body || !request)
            return true;
        if (this.bytes < upload.length) {
            body.unpipe(request);
            body.pause();
            return false;
        }
        if (!request.writableFinished && !request.closed)
            await new Promise((resolve) => request.once('finish', resolve).once('close', resolve));
        return request.writableFinished;
    }
    /** Gives up, whatever stage the exchange is in. What went wrong first counts. */
    #fail(reason) {
        this.#end.abort(reason);
        this.finish();
    }
    /** Gives up after this many milliseconds, unless called again before: it is called whenever bytes move. */
    #watch(limit, milliseconds = limit) {
        clearTimeout(this.#timer);
        // Events may still arrive for a finished exchange, such as the end of a request that was cut off.
        if (this.#end.signal.aborted)
            return;
        this.#timer = setTimeout(() => {
            const what = `no byte moved to or from ${this.#options.url.host} for ${(0,words/* count */.U9)(limit / 1_000, 'second')}`;
            this.#fail(new Stalled(what));
        }, milliseconds);
    }
}

;// CONCATENATED MODULE: ./build/launchdarkly/rate-limit.js
/** Each family has a reset of its own: the account's (for all requests, and for those of one route), and the token's. */
const FAMILIES = [
    { reset: 'x-ratelimit-reset', remaining: ['x-ratelimit-global-remaining', 'x-ratelimit-route-remaining'] },
    { reset: 'x-ratelimit-auth-token-reset', remaining: ['x-ratelimit-auth-token-remaining'] },
];
/** LaunchDarkly's windows are ten seconds; a reset further away than this is a clock that is wrong. */
const LONGEST_WINDOW = 60_000;
/**
 * When to come back, in milliseconds since the epoch; 0 if nothing says so. After a 429 it is what `Retry-After` says, in
 * seconds or as a date, if there is one; else it is when the last limit that is used up is reset. Resets may lie in the past.
 */
function limitEnd(status, headers, now) {
    const refused = status === 429;
    const retryAfter = (refused && headers['retry-after']?.trim()) || '';
    const end = /^\d+(\.\d+)?$/.test(retryAfter) ? now + Number(retryAfter) * 1_000 : httpDate(retryAfter);
    if (end > 0)
        return end;
    const resets = FAMILIES.filter(({ remaining }) => {
        const given = remaining.flatMap((name) => headers[name] ?? []);
        // After a refusal, a family that does not say how much remains may be the cause.
        return given.some((number) => Number.parseFloat(number) <= 0) || (refused && given.length === 0);
    }).map((family) => Number(headers[family.reset]));
    return Math.min(Math.max(0, ...resets.filter((reset) => reset > now)), now + LONGEST_WINDOW);
}
/** https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7. Date.parse alone takes almost anything for a date. */
function httpDate(text) {
    return /^[a-z]{3,9}, .*\d:\d\d:\d\d GMT$/i.test(text) ? Date.parse(text) : Number.NaN;
}
const paces = new Map();
/** Keeps requests from coming before the time that an earlier answer has named. */
class Pace {
    #end = 0;
    /** One for all requests with a token, whichever client sends them: limits are the account's and the token's. */
    static of(origin, token) {
        const name = JSON.stringify([origin, token]);
        const pace = paces.get(name) ?? new Pace();
        paces.set(name, pace);
        return pace;
    }
    note(status, headers) {
        this.#end = Math.max(this.#end, limitEnd(status, headers, Date.now()));
    }
    /**
     * Milliseconds to wait before the next request, and 0.1 to 1 s more: timers may be early, and not everybody should come
     * back in the same moment.
     */
    wait() {
        const wait = this.#end - Date.now();
        return wait > 0 ? wait + 100 + Math.random() * 900 : 0;
    }
}

;// CONCATENATED MODULE: ./build/launchdarkly/client.js









/** https://launchdarkly.com/docs/api#versioning */
const API_VERSION = '20240415';
/** Items of a list that are asked for at once. */
const PAGE = 100;
/** LaunchDarkly's default page size. A page with fewer is the last one, whatever was asked for. */
const DEFAULT_PAGE = 20;
/** Asks about one segment. */
class LaunchDarklyClient {
    baseUri;
    ref;
    deadline;
    #options;
    #pool;
    constructor(options) {
        this.baseUri = options.baseUri;
        this.ref = options.ref;
        this.deadline = options.deadline;
        this.#options = options;
        this.#pool = newHttpClient(true, options.userAgent);
    }
    /**
     * Sends a request, again where that may help, until it succeeds.
     * @param otherwise what an answer is that lacks what is wanted: `no segment`
     * @param read gives what is wanted of the answer, or undefined where that is not in it
     * @throws RequestFailure; whatever `beforeAttempt` throws
     */
    async request(call, otherwise, read) {
        return await this.#send(call, async (exchange, about, earlier) => {
            const { status, headers } = exchange;
            const text = await exchange.text();
            const answer = { status, headers, text, json: parseJson(text) };
            const wanted = isHtml(answer) ? undefined : read(answer, earlier);
            if (wanted !== undefined)
                return wanted;
            throw unexpected(answer, about, text !== '' && answer.json === undefined ? 'no JSON' : otherwise);
        });
    }
    /** The pages of a list, as long as somebody wants more of them. */
    async *pages(call, filter) {
        for (let offset = 0;;) {
            const query = new URLSearchParams({ filter, limit: String(PAGE), offset: String(offset) });
            const page = await this.request({ ...call, path: `${call.path}?${query}` }, 'no list', ({ json }) => {
                const { items } = fields(json);
                return Array.isArray(items) ? items : undefined;
            });
            yield records(page);
            if (page.length < DEFAULT_PAGE)
                return;
            offset += page.length;
        }
    }
    /** Gives the answer's body while it arrives: chunks that end by a `Failure` if it breaks off. */
    async requestStream(call) {
        return await this.#send(call, chunksOf);
    }
    /** Ends all requests under way and closes all connections. */
    [Symbol.dispose]() {
        this.deadline.end();
        this.#pool.dispose();
    }
    async #send(call, read) {
        const { deadline, observer } = this.#options;
        const { head, shown, expect, about, pace, pooled } = requestOf(call, this.#options, this.#pool.userAgent);
        return await sendUntilSuccess(call, this.#options, pace, async (earlier) => {
            const client = pooled ? this.#pool : newHttpClient(false);
            const exchange = new Exchange({ ...head, client, signal: deadline.signal, observer });
            const started = performance.now();
            observer.onRequest?.({ ...shown, attempt: earlier.attempts + 1 });
            try {
                await exchange.start();
                const { status, headers, bodySent } = exchange;
                observer.onAnswer?.({ ...shown, status, milliseconds: Math.round(performance.now() - started) });
                pace.note(status, headers);
                if (expect.includes(status) && bodySent)
                    return { value: await read(exchange, about, earlier) };
                // The status says what matters; a server that refuses a body may well cut its own answer short.
                const answer = { status, headers, text: await exchange.text().catch(() => '') };
                return {
                    failure: bodySent || status >= 300 ? failureOfAnswer(answer, about) : answeredTooEarly(status, about),
                    reached: status >= 300 && status < 500 ? 'answered' : 'unknown',
                    httpStatus: status,
                    trouble: troubleOf(status),
                };
            }
            catch (error) {
                const { status, sent, bytes, stale } = exchange;
                const { failure, retryable } = causeOfError(error, about, sent && head.upload && [bytes, head.upload.length]);
                return {
                    failure,
                    reached: sent ? 'unknown' : 'not_sent',
                    httpStatus: (sent && status) || undefined,
                    trouble: retryable ? { kind: 'outage', stale } : undefined,
                };
            }
        });
    }
}
/** What depends on the call alone, and is the same for all its attempts. */
function requestOf({ method = 'GET', path, secret, json, upload, expect = [200], doing, needs, repeat }, { baseUri, ref, accessToken }, userAgent) {
    const base = new URL(baseUri);
    const isLink = path instanceof URL;
    const url = isLink ? path : base;
    const below = isLink ? '' : prefixOf(baseUri) + path;
    const own = url.origin === base.origin;
    const proxy = proxyOf(url);
    return {
        head: {
            method,
            url,
            path: isLink ? path.pathname + path.search : below + (secret ? `/${encodeElement(secret)}` : ''),
            headers: {
                ...(userAgent && { 'User-Agent': userAgent }),
                ...(own && { Authorization: accessToken, 'LD-API-Version': API_VERSION, Accept: 'application/json' }),
                ...(json !== undefined && { 'Content-Type': 'application/json' }),
                ...(upload && { 'Content-Type': upload.contentType, 'Content-Length': String(upload.length) }),
            },
            text: json === undefined ? undefined : JSON.stringify(json),
            upload,
        },
        shown: { method, path: isLink ? '***' : below + (secret ? '/***' : '') },
        expect,
        about: { doing, needs, ref, host: url.host, proxy },
        pace: own ? Pace.of(base.origin, accessToken) : new Pace(),
        // An idle connection may be dead without our knowing. Where that would leave unclear what happened, and for other
        // hosts, a new one is made. (Through a proxy http-client makes a new one each time, if asked each time.)
        pooled: !upload && repeat !== 'after_refusal' && !isLink && !proxy,
    };
}
async function* chunksOf(exchange, about) {
    try {
        yield* exchange.body();
    }
    catch (error) {
        throw causeOfError(error, about).failure;
    }
    finally {
        exchange.finish();
    }
}

;// CONCATENATED MODULE: ./build/launchdarkly/poll.js
/** Asks until there is an answer, the only loop that polls; and follows an import or an export by its status. */


/**
 * @param ask gets the milliseconds since the first question; throwing ends the polling
 * @returns what `ask` gives, or undefined when time is over before it gives something
 * @throws Failure `cancelled`; whatever `ask` throws
 */
async function poll(deadline, ask, { until = Number.POSITIVE_INFINITY, delay = pollDelay, onWait } = {}) {
    const began = performance.now();
    const elapsed = () => performance.now() - began;
    for (let round = 0; !deadline.over; round += 1) {
        const answer = await ask(elapsed());
        if (answer !== undefined)
            return answer;
        const left = Math.min(until - Date.now(), deadline.remaining());
        if (left <= 0)
            break;
        const wait = Math.min(delay(elapsed(), round), left);
        await onWait?.(wait / 1_000);
        await sleep(wait, deadline);
    }
    deadline.throwIfCancelled();
    return undefined;
}
/** A twentieth of the time so far, 1 to 15 s, jitter only downward. */
function pollDelay(elapsed) {
    return Math.min(15_000, Math.max(1_000, elapsed / 20)) * (1 - Math.random() / 10);
}
/** What has just begun may not be known everywhere yet. */
const MISSING_TOLERATED = 30_000;
/**
 * Asks until it has ended, or time is over.
 * @returns how it ended, undefined when time is over; why the last question was not answered, if it was not
 * @throws Failure that is not tolerated
 */
async function watch(deadline, { ask, onStatus, onWait, endOf, tolerates }) {
    let status;
    let since = 0;
    let reported = false;
    let trouble;
    let missingSince = Number.POSITIVE_INFINITY;
    const question = async (elapsed) => {
        const state = await ask().catch((error) => {
            if (!(error instanceof build_failure/* Failure */.HR) || error.code === 'cancelled')
                throw error;
            const isMissing = error.code === 'not_found';
            if (isMissing)
                missingSince = Math.min(missingSince, elapsed);
            if (isMissing ? elapsed - missingSince >= MISSING_TOLERATED : !tolerates(error))
                throw error;
            trouble = error;
        });
        if (!state)
            return undefined;
        trouble = undefined;
        missingSince = Number.POSITIVE_INFINITY;
        if (state.status !== status) {
            status = state.status;
            since = elapsed;
            await onStatus?.(status);
            reported = true;
        }
        return endOf(state, elapsed - since);
    };
    const waiting = (seconds) => {
        if (!reported)
            onWait?.(seconds);
        reported = false;
    };
    return { end: await poll(deadline, question, { onWait: waiting }), trouble };
}

;// CONCATENATED MODULE: ./build/launchdarkly/exports.js
/** Exports of a segment's members: start one, wait for its file, read it. */






/**
 * Starts an export and gives its ID. The one documented answer is a 200 without content, with the ID in `Location`;
 * an ID in the body is as good.
 */
async function startExport(client, whoIsBusy) {
    const call = {
        method: 'POST',
        path: segmentPath(client.ref, 'exports'),
        doing: 'export the members',
        needs: 'createSegmentExport',
        expect: [200, 201, 202, 204],
        whoIsBusy,
    };
    return await client.request(call, 'no export ID', ({ headers, json }) => {
        const { id, _id } = fields(json);
        return lastElement(headers.location) ?? lastElement(values_text(id) ?? values_text(_id));
    });
}
const DONE = /^(complete|completed|success|succeeded|finished|done)$/i;
const GONE_WRONG = /^(stopped|failed|failure|error|errored|cancell?ed|expired)$/i;
/**
 * Asks for the export's status until its file is there. Only the status `complete` is documented, as an example.
 * @throws Failure `export_mismatch` if it ended otherwise, `timed_out` when time is over first
 */
async function waitForExport(client, id, observer = {}) {
    const path = segmentPath(client.ref, 'exports');
    const call = { path, secret: id, doing: 'tell how the export is going', needs: 'createSegmentExport' };
    const { end } = await watch(client.deadline, {
        ...observer,
        ask: () => client.request(call, 'no export, or none with a link to its file', ({ json }) => {
            const { status, sizeBytes, _links } = fields(json);
            const [known, link] = [values_text(status), fileLink(fields(_links), client.baseUri)];
            if (known === undefined || (DONE.test(known) && link === undefined))
                return undefined;
            return { status: known, link, sizeBytes: typeof sizeBytes === 'number' ? sizeBytes : undefined };
        }),
        endOf: ({ status, link, sizeBytes }) => {
            if (GONE_WRONG.test(status))
                throw new build_failure/* Failure */.HR('export_mismatch', `LaunchDarkly ended the export as "${status}".`, { advice: 'Run again.' });
            return DONE.test(status) && link ? { link, sizeBytes } : undefined;
        },
        tolerates: ({ cause }) => cause instanceof TimeOver,
    });
    if (end)
        return end;
    throw new build_failure/* Failure */.HR('timed_out', 'The export of the members had not ended when the time allowed was over.', {
        advice: 'Allow more time.',
    });
}
/** The link that is not the export itself. Its name is not documented; anything that says it is the file comes first. */
function fileLink(links, baseUri) {
    const others = Object.entries(links).filter(([name]) => !['self', 'parent', 'site', 'segment'].includes(name));
    const named = others.find(([name, link]) => /file|download|export|csv|content|location/i.test(name) && isRecord(link));
    const href = values_text(fields((named ?? others[0])?.[1]).href);
    return (href && linkUrl(baseUri, href)) || undefined;
}
/**
 * Opens an export's file. It fails (`Failure`) rather than end early.
 * Another origin than LaunchDarkly's gets no token; plain http is for loopback only; redirects are refused.
 */
async function openExport(client, link) {
    const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(link.hostname);
    if (link.username || link.password || !(link.protocol === 'https:' || (link.protocol === 'http:' && loopback))) {
        throw new build_failure/* Failure */.HR('unexpected_response', 'The link to the exported file is not a plain https link.', {
            advice: 'No other link is followed, since it may be a credential.',
        });
    }
    const call = { path: link, doing: 'give out the exported file', needs: 'createSegmentExport' };
    try {
        return await client.requestStream(call);
    }
    catch (error) {
        if (!(error instanceof RequestFailure) || link.origin === new URL(client.baseUri).origin)
            throw error;
        // Without what that server says: it may quote the link.
        if (['network_error', 'server_error', 'cancelled'].includes(error.code))
            throw error.with({ api: undefined });
        const message = `The exported file could not be read: the server that keeps it answered ${error.httpStatus}.`;
        const details = { advice: 'Such links soon expire: run again.', httpStatus: error.httpStatus };
        throw new build_failure/* Failure */.HR('unexpected_response', message, details);
    }
}

;// CONCATENATED MODULE: ./build/launchdarkly/imports.js



/**
 * Uploads a file and so starts an import. A file whose answer was lost is sent again until LaunchDarkly accepts it:
 * the same file twice gives the same members. Waits while another import runs in the environment.
 */
async function startImport(client, { mode, waitOnApprovals, fileName, file, beforeAttempt, whoIsBusy }) {
    const call = {
        method: 'POST',
        path: segmentPath(client.ref, 'imports'),
        doing: 'start the import',
        needs: 'updateIncluded',
        upload: multipart({ mode, waitOnApprovals: String(waitOnApprovals) }, fileName, file),
        expect: [204],
        beforeAttempt,
        whoIsBusy,
    };
    return await client.request(call, '', ({ headers }, earlier) => ({
        importId: lastElement(headers.location),
        attempts: earlier.attempts + 1,
        answerLost: earlier.reached === 'unknown',
    }));
}
/** How an import is going. The status may be any text. */
async function getImport(client, id) {
    const path = segmentPath(client.ref, 'imports');
    const call = { path, secret: id, doing: 'tell how the import is going', needs: 'viewProject' };
    return await client.request(call, 'no import', ({ json }) => {
        const status = values_text(fields(json).status);
        return status === undefined ? undefined : { status };
    });
}

;// CONCATENATED MODULE: ./build/launchdarkly/segments.js


/** Reads the segment. */
async function getSegment(client) {
    const call = { path: segmentPath(client.ref), doing: 'read the segment', needs: 'viewProject' };
    return await client.request(call, 'no segment', ({ json }) => {
        if (!isRecord(json) || typeof json.name !== 'string')
            return undefined;
        const metadata = fields(json._unboundedMetadata);
        return {
            name: json.name,
            unbounded: json.unbounded === true,
            external: values_text(json._external),
            contextKind: values_text(json.unboundedContextKind),
            includedCount: whole(metadata.includedCount),
            excludedCount: whole(metadata.excludedCount),
            version: whole(metadata.version),
            lastModified: whole(metadata.lastModified),
            importInProgress: typeof json._importInProgress === 'boolean' ? json._importInProgress : undefined,
            flags: records(json._flags).flatMap(({ key, name }) => {
                const known = values_text(key);
                return known === undefined ? [] : [{ key: known, name: values_text(name) ?? known }];
            }),
            tags: strings(json.tags),
            sitePath: sitePath(json),
        };
    });
}
/**
 * Whether a URL can name the key. `.` and `..` are steps in the path, however they are encoded, so an answer would be
 * about another resource.
 */
const lookable = (key) => key !== undefined && key !== '.' && key !== '..';
/**
 * Looks up a context.
 * That LaunchDarkly answers 404 for a context it has never seen is not documented, but would mean the same as "no".
 * @param key the context key; it leaves only in the request's path, which is never shown
 */
async function lookUpMember(client, key) {
    const call = {
        path: segmentPath(client.ref, 'contexts'),
        secret: key,
        doing: 'look up a member',
        needs: 'viewProject',
        expect: [200, 404],
    };
    return await client.request(call, 'no membership', ({ status, json }) => {
        if (status === 404)
            return { included: false, excluded: false };
        const { included, excluded } = fields(json);
        return typeof included === 'boolean' ? { included, excluded: excluded === true } : undefined;
    });
}
/** Look-ups at once: enough to hide the round trip, few enough to stay far below LaunchDarkly's rate limits. */
const PARALLEL_LOOKUPS = 6;
/**
 * Looks keys up, a few at a time.
 * @returns for each key whether it is a member, in the order given
 * @throws Failure of the first look-up that fails for good
 */
async function lookUpMembers(client, keys) {
    const found = [];
    // Unlike an array's iterator, a generator ends for all workers when an error makes one of them leave it.
    const queue = (function* () {
        yield* keys.entries();
    })();
    const worker = async () => {
        for (const [index, key] of queue)
            found[index] = await lookUpMember(client, key);
    };
    await Promise.all(Array.from({ length: Math.min(PARALLEL_LOOKUPS, keys.length) }, worker));
    return found;
}
/**
 * Adds contexts to those that the segment includes, or removes them. Doing it twice is doing it once.
 * LaunchDarkly documents no limit for the number of keys: a `payload_too_large` or `bad_request` may mean that there are too many.
 */
async function changeMembers(client, kind, keys, attempts = {}) {
    const call = {
        method: 'POST',
        path: segmentPath(client.ref, 'contexts'),
        doing: 'change the members',
        needs: 'updateIncluded',
        json: { included: { add: [], remove: [], [kind]: keys } },
        expect: [200, 204],
        ...attempts,
    };
    await client.request(call, '', () => true);
}
/** Enough segments to look at. */
const MOST_LISTED = 1_000;
/**
 * Keys of the environment's big segments whose import is in progress. That lists say so is inferred. Only one import runs
 * at a time, so that the first page with one is the last that is read; nothing is asked twice.
 */
async function listBusySegments(client) {
    const call = {
        path: apiPath('segments', client.ref.projectKey, client.ref.environmentKey),
        doing: 'list the segments',
        needs: 'viewProject',
        repeat: 'never',
    };
    let listed = 0;
    for await (const page of client.pages(call, 'unbounded equals true')) {
        const busy = page.filter(({ _importInProgress }) => _importInProgress === true);
        listed += page.length;
        if (busy.length > 0 || listed >= MOST_LISTED)
            return busy.flatMap(({ key }) => values_text(key) ?? []);
    }
    return [];
}

;// CONCATENATED MODULE: ./build/launchdarkly/index.js
/** The only door of the API client: a client, ways to wait, and a function for each endpoint. */










;// CONCATENATED MODULE: ./build/version.js
/** This action's version, as in package.json (a test keeps them equal). */
const VERSION = '1.0.0';
/** What requests call themselves in `User-Agent`. */
const USER_AGENT = `launchdarkly-segment-import/${VERSION}`;

;// CONCATENATED MODULE: ./build/sync/context.js
/** What every step of a target may use, and none may change. */


/**
 * Opens the connection to LaunchDarkly; the time allowed runs from now on. Disposing closes all connections, ends what
 * is left of parallel requests, and stops the clock: waiting for other targets does not count.
 * @param milliseconds until the deadline
 */
function context_connect(target, milliseconds) {
    const deadline = new Deadline(milliseconds, target.signal);
    const client = new LaunchDarklyClient({
        baseUri: target.shared.baseUri,
        ref: target.ref,
        accessToken: target.settings.accessToken,
        userAgent: USER_AGENT,
        deadline,
        observer: observerOf(target.emit),
    });
    return {
        ...target,
        client,
        deadline,
        [Symbol.dispose]: () => client[Symbol.dispose](),
    };
}
function observerOf(emit) {
    return {
        onRequest: ({ method, path, attempt }) => emit({ type: 'debug', text: `${method} ${path}${attempt > 1 ? ` (attempt ${attempt})` : ''}` }),
        onAnswer: ({ method, path, status, milliseconds }) => emit({ type: 'debug', text: `${method} ${path}: ${status} after ${Math.round(milliseconds)} ms` }),
        onWait: ({ what, why, seconds, until }) => emit({ type: 'waiting', text: `Waiting to ${what}: ${why}`, seconds, until }),
        onUpload: ({ sent, total }) => emit({ type: 'progress', what: 'Uploading', done: sent, total, unit: 'bytes' }),
    };
}

;// CONCATENATED MODULE: ./build/sync/advice.js
/** What refuses a run or ends it, and what a person should do: the failures of sync/, in the words of the inputs. Pure. */


const failure = (code, message, advice) => new build_failure/* Failure */.HR(code, message, { advice });
const EXPORT_ADVICE = 'Nothing was changed. If something else is changing the segment, or an import has just ended, run again. ' +
    'If it happens again, use `strategy: upload` without `snapshot-path`, which needs no export, and please report this message.';
const VERIFICATION_ADVICE = 'Look at the segment in LaunchDarkly: is another job, an integration or a person changing it? Then run again. ' +
    'If it happens again, compare how your keys are written (quotes, spaces, letters outside ASCII) with what the segment shows.';
/** Advice for an import. How to make a segment is said with these very keys. */
function importAdvice({ ref, settings, shared }) {
    const { projectKey, environmentKey, segmentKey } = ref;
    const body = JSON.stringify({ key: segmentKey, name: segmentKey, unbounded: true, unboundedContextKind: 'user' });
    const path = [projectKey, environmentKey].map(encodeURIComponent).join('/');
    const instead = settings.strategy === 'delta' || settings.snapshotPath !== undefined
        ? 'use `strategy: upload` without `snapshot-path`'
        : settings.maxAdditionPercent !== undefined
            ? 'leave `max-addition-percent` empty'
            : `set \`max-removal-percent: 100\` to ${settings.mode} without looking`;
    return {
        missing: 'Check `project-key`, `environment-key` and `segment-key` (keys, not names); a token without access to the project also gets 404. ' +
            'If the segment does not exist yet, create a list-based one for more than 15,000 targets; a segment cannot be converted later. ' +
            'In LaunchDarkly: Segments, Create segment, "Larger list-based segment". By API:\n' +
            `curl -X POST ${shared.baseUri}/api/v2/segments/${path} -H "Authorization: $LD_TOKEN" -H 'Content-Type: application/json' -d '${body.replaceAll("'", "'\\''")}'\n` +
            'With Terraform:\n' +
            `resource "launchdarkly_segment" "this" { project_key = ${JSON.stringify(projectKey)}, env_key = ${JSON.stringify(environmentKey)}, key = ${JSON.stringify(segmentKey)}, name = ${JSON.stringify(segmentKey)}, unbounded = true, unbounded_context_kind = "user" }`,
        cannot: 'takes no imports for it',
        synced: 'Change its members in that tool, or import into a list-based segment with another key.',
        standard: 'Only list-based segments made for more than 15,000 targets take imports, and a segment cannot be converted. ' +
            'Create a new one (`"unbounded": true`) under another key and let the flags target it.',
        unread: ['guard_blocked', 'Nothing was sent'],
        unreadable: `What this ${settings.mode} would change cannot be known without it. Give the token a role that may read the segment (\`viewProject\` on \`proj/${projectKey}\`), or ${instead}.`,
    };
}
const tooManyMembers = (members, most) => failure('unsupported_segment', `The segment has ${(0,words/* count */.U9)(members, 'member')}, and LaunchDarkly exports at most ${(0,words/* count */.U9)(most, 'member')}.`, 'A delta and a snapshot need an export. Use `strategy: upload` without `snapshot-path`: a `merge` is sent in as many parts as it needs; ' +
    'a `replace` in parts also needs `allow-partial-replace: true`.');
/** What a run does, in a word. */
const kindOf = ({ mode, strategy }) => (strategy === 'delta' ? strategy : mode);
/** How a change waits for approval: in settings that go together with those that there are. */
function wayOfWaiting(settings, request) {
    const { mode, strategy, bypassApprovals, snapshotPath } = settings;
    const direct = strategy === 'delta' || mode === 'remove';
    const others = [bypassApprovals && '`bypass-approvals`', snapshotPath !== undefined && '`snapshot-path`'];
    const names = others.filter(Boolean);
    const without = names.length === 0 ? '' : ` without ${names.join(' and ')}`;
    return direct
        ? `use \`mode: merge\` or \`replace\` with \`strategy: upload\` and \`wait-on-approvals: true\`${without}`
        : `set \`wait-on-approvals: true\`${without}${request}`;
}
function approvalRequired(settings) {
    const kind = kindOf(settings);
    const why = ['delta', 'remove'].includes(kind)
        ? `A ${kind} changes members directly, so it never bypasses an approval unless told to. `
        : '';
    const way = wayOfWaiting(settings, ', and `request-approval: true` to open the request in the same step');
    return failure('approval_required', 'Changes to this segment need approval in this environment.', `${why}${(0,words/* capital */.Nx)(way)}. If the token's role may bypass approvals (\`bypassRequiredSegmentApproval\`), \`bypass-approvals: true\` leaves the decision to LaunchDarkly.`);
}
function approvalUnreadable(settings, why) {
    return why.with({
        code: 'approval_required',
        message: `Whether changes to this segment need approval could not be read: ${why.message}`,
        advice: `A ${kindOf(settings)} does not go on where an approval may be needed. Give the token a role that may read the environment ` +
            `(\`viewProject\`), or ${wayOfWaiting(settings, '')}, or \`bypass-approvals: true\` if no approval is needed or the token may bypass it.`,
    });
}
const approvalPending = (id) => failure('approval_pending', `Nothing was uploaded: the approval request ${id} for an import into this segment is still open.`, 'Approve and apply it, then run again; or decline it, then run again to import this list instead. ' +
    'An open request holds back every later list.');
const tooManyParts = (parts) => failure('invalid_input', `The list needs ${parts} uploads, and only one can wait for approval.`, 'Lists for `wait-on-approvals` must fit one upload: 1,000,000 keys and 40 MB. ' +
    'Split the list over several segments, or import without approval.');
function partialReplace(parts, before) {
    const holds = before === undefined ? 'is not known to be empty' : `has ${(0,words/* count */.U9)(before, 'member')}`;
    return failure('partial_replace_refused', `The list needs ${parts} uploads, and the segment ${holds}: until its last part is in, a replace in parts would leave out members that should stay.`, 'Set `strategy: delta`, which sends only the difference and never takes out a member that stays. ' +
        'Or set `allow-partial-replace: true` if the segment may lack most of its members for a while.');
}
const importStopped = (importId, part) => failure('import_stopped', `LaunchDarkly stopped the import ${importId}${part && ` of ${part}`} before it was complete.`, 'LaunchDarkly gives no reason. Look at the segment in LaunchDarkly; if it was not stopped or declined by a person, run again, ' +
    'and quote the import ID to LaunchDarkly support if it stops again.');
/** An import that waits for an approval, although the run was not told to wait for one. */
function heldUnexpectedly(importId, settings) {
    const way = wayOfWaiting(settings, ', and `request-approval: true` to ask for approval in the same step');
    return failure('approval_required', `LaunchDarkly holds the import ${importId} until it is approved.`, `Approve or decline it in LaunchDarkly. For the next run ${way}.`);
}
const namelessApproval = () => failure('unexpected_response', 'LaunchDarkly accepted the import but did not say its ID, so its approval cannot be followed.', 'Look for it at the segment in LaunchDarkly, and approve or decline it there.');
/**
 * Keys that LaunchDarkly refused one by one.
 * @param refused how many were to be added, and how many removed
 * @param places where they are in the list
 * @param end how the run ended
 * @param why what LaunchDarkly answered to the last of them
 */
function keysRefused(refused, places, end, why) {
    const where = places.length === 0 ? '' : ` (${places.join(', ')})`;
    const advice = refused.add > 0
        ? 'A key may be an excluded target of the segment, which LaunchDarkly does not include at the same time. ' +
            'Take these keys out of the list, or out of the excluded targets, and run again.'
        : "LaunchDarkly's own message says more. Look at these keys in the segment, and take them out there if they are members.";
    return why.with({
        code: 'bad_request',
        message: `LaunchDarkly refused ${(0,words/* count */.U9)(refused.add + refused.remove, 'key')} one by one${where}; ${end}. ${why.message}`,
        advice,
    });
}
/** The segment changed after each of the plans was made. */
const segmentChanged = (plans) => failure('segment_changed', `The segment was changed by someone else ${plans} times while this run was about to change it.`, 'Find out what else changes this segment (another workflow, an integration, a person), and let only one of them change it.');
/** A change that would break a limit, or that could not be proved to keep it. */
function guardBlocked(guard, { noExport }, settings) {
    const { limits, sample } = guard;
    const broken = [
        limitSentence('remove', 'max-removal-percent', limits.removal, guard.removals, guard.before),
        limitSentence('add', 'max-addition-percent', limits.addition, guard.additions, guard.before),
    ].filter((one) => one !== undefined);
    const found = sample === undefined
        ? ''
        : ` ${(0,words/* number */.ai)(sample.members)} of ${(0,words/* count */.U9)(sample.size, 'looked-up key')} ${sample.size === 1 ? 'is a member' : 'are members'}.`;
    const unproved = guard.verdict === 'open' ? ' It could not be proved that this is within the limit.' : '';
    // Advice for other codes is to do without an export, which this run does already.
    const help = ['forbidden', 'not_found', 'timed_out'].includes(noExport?.code ?? '') ? noExport?.advice : undefined;
    const wayOn = noExport === undefined
        ? ''
        : `An export of the members would give the exact number, but there is none: ${[noExport.message, help].filter(Boolean).join(' ')} `;
    return failure('guard_blocked', `Nothing was sent: this ${settings.mode} ${broken.map(({ text }) => text).join(', and ')}.${found}${unproved}`, `${wayOn}If the list is wrong, correct it (is it complete? is \`key-column\` right?) and run again. ` +
        `If the change is intended, set ${broken.map(({ enough }) => enough).join(' and ')} for this run.`);
}
/** One limit that is not proved kept: what was seen, what is allowed, and what would be enough. */
function limitSentence(verb, input, limit, changed, before) {
    if (limit === undefined || changed.max <= (0,words/* mostAllowed */._b)(limit, before))
        return undefined;
    // Rounded up, so that a share just above the limit does not look like the limit.
    const share = (part) => Math.ceil((part / before) * 10_000 - 1e-9) / 100;
    const shares = changed.min === changed.max ? share(changed.min) : `${share(changed.min)} to ${share(changed.max)}`;
    const amount = verb === 'add' ? `${(0,words/* rangeOf */.be)(changed, 'key')} to` : `${(0,words/* range */.y1)(changed)} of`;
    return {
        text: `would ${verb} ${amount} ${(0,words/* count */.U9)(before, 'member')} (${shares}%), and \`${input}\` allows ${limit}%`,
        enough: `\`${input}: ${Math.ceil(share(changed.max))}\``,
    };
}

;// CONCATENATED MODULE: ./build/sync/segment.js
/** Reads a segment, and refuses one that has no list of members: for an import and for an export. */



/** Gives the keys of the segments whose import is in the way of a request, fit to be shown. */
const whoIsBusy = ({ client, secrets }) => async () => await showableTexts(secrets, await listBusySegments(client));
/**
 * Reads the segment.
 * @param strict ends a run that cannot read it, or the number of its members; without it, that is a warning
 * @param before what was seen of it earlier: texts are taken from there, since comparing them with all keys takes time, and
 *   a number of members that is missing is a change like another
 * @returns undefined where it could not be read
 * @throws Failure `not_found`, `forbidden`, `unsupported_segment`, that of `advice.unread`, and those of requests
 */
async function readSegment({ client, ref, secrets, warn }, advice, strict, before) {
    const { projectKey, environmentKey, segmentKey } = ref;
    const [code, unread] = advice.unread;
    let segment;
    try {
        segment = await showableSegment(secrets, await getSegment(client), before);
    }
    catch (error) {
        if (!(error instanceof build_failure/* Failure */.HR))
            throw error;
        if (error.code === 'not_found')
            throw error.with({
                message: `The segment \`${segmentKey}\` was not found in \`${projectKey}\` / \`${environmentKey}\`.`,
                advice: advice.missing,
            });
        if (error.code !== 'forbidden')
            throw error;
        if (strict)
            throw error.with({
                message: `${unread}, since the segment could not be read: ${error.message}`,
                advice: advice.unreadable,
            });
        warn(`The run goes on without knowing the segment's members, since it could not be read: ${error.message}`);
        return undefined;
    }
    const refuse = (text, what) => new build_failure/* Failure */.HR('unsupported_segment', `The segment \`${segmentKey}\` is ${text}.`, { advice: what });
    const { external, unbounded, includedCount } = segment;
    if (external !== undefined)
        throw refuse(`synced from ${external}, and LaunchDarkly ${advice.cannot}`, advice.synced);
    if (!unbounded)
        throw refuse('a standard segment, not a larger list-based segment (`unbounded` is not true)', advice.standard);
    if (before === undefined && includedCount === undefined) {
        const unknown = 'LaunchDarkly did not say how many members the segment has.';
        if (strict)
            throw new build_failure/* Failure */.HR(code, `${unread}, since ${unknown}`, { advice: advice.unreadable });
        warn(`${unknown} The run goes on without it.`);
    }
    return segment;
}

;// CONCATENATED MODULE: ./build/sync/inspect.js
/** The segment and its approval settings as they are now. Reads only. */





/** Thrown by a step when the segment no longer matches the plan, or what a plan is being made from. */
class Stale extends Error {
}
/**
 * Reads the segment and the approval settings.
 * @param before what was seen of the segment earlier, see readSegment()
 * @throws Failure `not_found`, `unsupported_segment`, `forbidden`, `guard_blocked`, and those of requests
 */
async function inspect(context, before) {
    const segment = await readSegment(context, importAdvice(context), mustSee(context.settings), before);
    return { segment, approvals: await readApprovals(context, segment?.tags ?? []) };
}
/**
 * Inspects again: what a plan rests on must not have changed (approvals, and the members if the plan rests on them).
 * @throws Stale if it is not; Failure as `inspect`
 */
async function recheck(context, planned) {
    const { settings } = context;
    const now = await inspect(context, planned.segment);
    const same = planned.approvals.kind === now.approvals.kind &&
        planned.approvals.pending === now.approvals.pending &&
        ((settings.mode === 'merge' && !mustSee(settings)) || sameMembers(planned.segment, now.segment));
    if (!same)
        throw new Stale();
    return now;
}
/** Whether the run can do nothing without knowing the segment's members. */
function mustSee(settings) {
    const { mode, strategy, maxRemovalPercent, maxAdditionPercent, snapshotPath } = settings;
    return (strategy === 'delta' ||
        snapshotPath !== undefined ||
        maxAdditionPercent !== undefined ||
        (mode !== 'merge' && maxRemovalPercent < 100));
}
/** What could not be read is not compared: a run that must see it ends before this. */
function sameMembers(planned, now) {
    if (planned === undefined || now === undefined)
        return true;
    const read = [planned.version, planned.lastModified, planned.includedCount];
    if (read.every((value) => value === undefined))
        return true;
    const versions = [planned.version, planned.lastModified, now.version, now.lastModified];
    if (versions.some((version) => version !== undefined))
        return planned.version === now.version && planned.lastModified === now.lastModified;
    return planned.includedCount === now.includedCount;
}
async function readApprovals(context, tags) {
    const { client, settings, deadline } = context;
    try {
        if (!(await needsApproval(client, tags)))
            return { kind: 'not_needed' };
    }
    catch (error) {
        if (!isAnswer(error) || deadline.over)
            throw error;
        if (!settings.waitOnApprovals) {
            context.warn(`Whether changes to this segment need approval could not be read: ${error.message}`);
            return { kind: 'unreadable', why: error };
        }
    }
    return { kind: 'needed', pending: settings.waitOnApprovals ? await findPending(context) : undefined };
}
/** LaunchDarkly, or something in its place, has answered. Without a connection or time left, the run could not go on. */
const isAnswer = (error) => error instanceof build_failure/* Failure */.HR && error.httpStatus !== undefined;
/** An open request that processes an import into this segment; of any other a warning is enough. */
async function findPending({ client, warn, secrets, deadline }) {
    try {
        const open = await listApprovalRequests(client);
        const other = open.find(({ processesImport }) => !processesImport);
        if (other !== undefined) {
            const id = await showableId(secrets, other.id);
            warn(`The approval request ${id} for another change to this segment is open; it is left alone.`);
        }
        const pending = open.find(({ processesImport }) => processesImport);
        return pending && (await showableId(secrets, pending.id));
    }
    catch (error) {
        if (!isAnswer(error) || deadline.over)
            throw error;
        warn(`Whether an approval request is already pending for this segment could not be read: ${error.message}`);
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/sync/journal.js
/** A target while it is worked on, and what the results of imports and exports share: warnings, each once, and timings. */


class Journal {
    target;
    #warnings = [];
    #seconds = new Map();
    #phase;
    /** @param index of the settings in `Settings.targets` */
    constructor(index, settings, shared) {
        const { projectKey, environmentKey, segmentKey } = settings;
        const lists = [];
        const emit = (event) => {
            if (event.type === 'phase')
                this.#enter(event.phase);
            if (event.type === 'warning') {
                if (this.#warnings.includes(event.text))
                    return;
                this.#warnings.push(event.text);
            }
            shared.listen({ ...event, target: index });
        };
        this.target = {
            settings,
            ref: { projectKey, environmentKey, segmentKey },
            shared,
            signal: shared.signal,
            secrets: { tokens: shared.tokens, signal: shared.signal, lists },
            hide: (list) => lists.push(list),
            folder: (0,external_node_path_.join)(shared.tempDirectory, String(index)),
            emit,
            log: (text) => emit({ type: 'line', text }),
            warn: (text) => emit({ type: 'warning', text }),
        };
    }
    /** Runs a part of the work, whose last phase ends with it. */
    async timed(part) {
        const began = performance.now();
        try {
            return await part();
        }
        finally {
            this.#enter(undefined);
            this.#add('total', performance.now() - began);
        }
    }
    /** What the results of imports and exports have in common. */
    resultOf(segment) {
        const { ref, shared } = this.target;
        return {
            ...ref,
            segmentUrl: segmentUrl(shared.baseUri, ref, segment?.sitePath),
            warnings: [...this.#warnings],
            timings: [...this.#seconds].map(([phase, seconds]) => ({ phase, seconds })),
            segment: segment && { name: segment.name, flags: segment.flags, contextKind: segment.contextKind },
        };
    }
    #enter(name) {
        const now = performance.now();
        if (this.#phase !== undefined)
            this.#add(this.#phase.name, now - this.#phase.since);
        this.#phase = name && { name, since: now };
    }
    #add(phase, milliseconds) {
        this.#seconds.set(phase, (this.#seconds.get(phase) ?? 0) + milliseconds / 1_000);
    }
}

;// CONCATENATED MODULE: external "node:stream/promises"
const external_node_stream_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");
;// CONCATENATED MODULE: ./build/sync/members.js
/** The segment's members as LaunchDarkly exports them, tested before they are trusted. */












/** https://launchdarkly.com/docs/home/flags/list-based-segments */
const MOST_MEMBERS_EXPORTED = 10_000_000;
/** Keys of an export that are looked up before it is trusted. */
const EXPORT_SAMPLE = 10;
/** Downloads of one file that break off before it is given up. */
const MOST_DOWNLOADS = 3;
/** Bytes that may arrive while earlier ones are written. */
const WRITE_AHEAD = 1_048_576;
/** An export's link is masked as a whole, and its query too if that is long enough to be a credential. */
const SHORTEST_SECRET = 16;
/**
 * Exports the members and reads them. They are trusted only if there are as many as LaunchDarkly counts and ten of them
 * are members when they are looked up. The exported file is gone when this ends; the members are in the target's folder.
 * @param expected how many members LaunchDarkly counts
 * @param recheck throws if the segment is no longer what was counted
 * @throws Failure `export_mismatch`, `unsupported_segment`, and those of requests; what `recheck` throws
 */
async function exportMembers(context, expected, recheck) {
    if (expected > MOST_MEMBERS_EXPORTED)
        throw tooManyMembers(expected, MOST_MEMBERS_EXPORTED);
    await makeFolder(context.folder);
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(context.folder, 'members-'));
    const path = (0,external_node_path_.join)(context.folder, 'export');
    try {
        await download(context, path);
        const members = await (0,build_list/* readMembers */.mo)(path, { ...storageOf(context), tempDirectory: folder, expected });
        context.hide(members);
        await test(context, members, expected);
        const agree = `its ${(0,words/* count */.U9)(members.count, 'key')} and the segment's count agree.`;
        context.log(`The export has ${members.layout}; ${agree}`);
        return members;
    }
    catch (error) {
        if (!(error instanceof build_failure/* Failure */.HR) || error.code !== 'export_mismatch')
            throw error;
        // The export of a segment that has changed since it was counted cannot match.
        await recheck();
        throw error instanceof build_list/* ListFailure */.$$ ? mismatch(error.message, error) : error;
    }
    finally {
        await remove(path, context);
    }
}
async function download(context, path) {
    const { client, log, emit, shared, secrets, deadline } = context;
    const id = await startExport(client, whoIsBusy(context));
    const shownId = await showableId(secrets, id);
    let known = 'accepted';
    const file = await waitForExport(client, id, {
        onStatus: async (status) => {
            known = await showableStatus(secrets, status);
            log(`Export ${shownId}: ${known}`);
        },
        onWait: (seconds) => emit({ type: 'waiting', text: `The export is ${known}`, seconds, until: deadline.at }),
    });
    shared.mask(file.link.href);
    if (file.link.search.length > SHORTEST_SECRET)
        shared.mask(file.link.search.slice(1));
    for (let attempt = 1;; attempt += 1) {
        const chunks = await openExport(client, file.link);
        try {
            return await save(context, chunks, file.sizeBytes, path);
        }
        catch (error) {
            const broken = error instanceof build_failure/* Failure */.HR && error.code === 'network_error';
            if (!broken || attempt === MOST_DOWNLOADS || deadline.over)
                throw error;
            log(`Downloading again: ${error.message}`);
        }
    }
}
async function save({ emit }, chunks, sizeBytes, path) {
    let done = 0;
    const progress = (total = sizeBytes) => emit({ type: 'progress', what: 'Downloading', done, total: total || undefined, unit: 'bytes' });
    const counted = async function* () {
        for await (const chunk of chunks) {
            done += chunk.length;
            progress();
            yield chunk;
        }
    };
    progress();
    await (0,external_node_stream_promises_namespaceObject.pipeline)(counted, (0,external_node_fs_.createWriteStream)(path, { mode: 0o600, highWaterMark: WRITE_AHEAD }));
    progress(done);
}
/** @throws Failure `export_mismatch`, and those of look-ups */
async function test(context, members, expected) {
    if (members.count !== expected) {
        throw mismatch(`it has ${(0,words/* count */.U9)(members.count, 'key')} and the segment has ${(0,words/* count */.U9)(expected, 'member')}, as LaunchDarkly counts them.`);
    }
    const sample = members.sample.filter(lookable).slice(0, EXPORT_SAMPLE);
    const nonMembers = (await lookUpMembers(context.client, sample)).filter(({ included }) => !included).length;
    if (nonMembers > 0) {
        const are = nonMembers === 1 ? 'is not a member' : 'are not members';
        throw mismatch(`of ${(0,words/* count */.U9)(sample.length, 'key')} of it that ${(0,words/* was */.MG)(sample.length)} looked up, ${nonMembers} ${are}.`);
    }
}
/** @param why completes "… cannot be trusted: it has …", without a key in it */
function mismatch(why, cause) {
    return new build_failure/* Failure */.HR('export_mismatch', `LaunchDarkly's export of the members cannot be trusted: ${why}`, {
        advice: EXPORT_ADVICE,
        cause,
    });
}

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __nccwpck_require__(8522);
// EXTERNAL MODULE: ./build/disk.js
var disk = __nccwpck_require__(9011);
;// CONCATENATED MODULE: ./build/sync/snapshot.js
/** The segment's members in a file that `csv-path` reads: a snapshot before the first change, or an export. */










/**
 * Checks that an export could be written there, as far as possible without writing: before work that may take hours.
 * @param path absolute
 * @throws Failure `runner_error` if it could not
 */
async function checkWritable(path) {
    for (let folder = (0,external_node_path_.dirname)(path);; folder = (0,external_node_path_.dirname)(folder)) {
        try {
            if (!(await (0,promises_.stat)(folder)).isDirectory())
                throw Object.assign(new Error(), { code: 'ENOTDIR' });
            return await (0,promises_.access)(folder, promises_.constants.W_OK);
        }
        catch (error) {
            // A missing folder will be made inside the nearest one that exists.
            const isMissing = error.code === 'ENOENT' && folder !== (0,external_node_path_.dirname)(folder);
            if (!isMissing)
                throw unwritable(path, error, 'path');
        }
    }
}
/**
 * Writes the members beside `path`: one key per line like a normalised list, compressed if the name ends in `.gz`.
 * Members that no list can hold are left out: they would come back as something else. Disposing removes what was not
 * published.
 * @param path absolute; its folder is made if it is missing
 * @throws Failure `runner_error` if it cannot be written; so does `publish` if there is a file of that name by then
 */
async function writeSnapshot(path, { listable, unlistable }, run, input) {
    const { signal } = run;
    const folder = (0,external_node_path_.dirname)(path);
    const gzip = path.endsWith('.gz');
    const partial = (0,external_node_path_.join)(folder, `.${(0,external_node_path_.basename)(path)}.${(0,external_node_crypto_.randomBytes)(6).toString('hex')}.partial`);
    let made;
    const tidy = async () => {
        await remove(partial, run, `the folder of \`${input}\``);
        // Folders that were made for it, from the innermost out, as far as they are empty.
        for (let at = folder; !snapshot.published && made !== undefined && at.startsWith(made); at = (0,external_node_path_.dirname)(at)) {
            if (await (0,promises_.rmdir)(at).catch(() => true))
                return;
        }
    };
    const snapshot = {
        path,
        keys: listable.count,
        bytes: 0,
        sha256: '',
        leftOut: unlistable.length,
        published: false,
        async publish() {
            try {
                // Unlike a rename, a link never replaces a file.
                await (0,promises_.link)(partial, path);
            }
            catch (error) {
                throw unwritable(path, error, input);
            }
            snapshot.published = true;
            await tidy();
        },
        async withdraw() {
            if (snapshot.published)
                await remove(path, run, `the folder of \`${input}\``);
            snapshot.published = false;
            await tidy();
        },
        [Symbol.asyncDispose]: tidy,
    };
    const hash = (0,external_node_crypto_.createHash)('sha256');
    async function* content() {
        for await (const chunk of bytesOf(listable)) {
            hash.update(chunk);
            snapshot.bytes += chunk.length;
            yield chunk;
        }
    }
    // At once: closing it waits until the disk has all of it, which may take longer than a cancelled run has.
    const cancelled = () => void tidy();
    signal.addEventListener('abort', cancelled);
    try {
        made = await (0,promises_.mkdir)(folder, { recursive: true, mode: 0o700 });
        const target = (0,external_node_fs_.createWriteStream)(partial, { flags: 'wx', mode: 0o600, flush: true });
        const source = external_node_stream_.Readable.from(content(), { objectMode: false });
        await (0,external_node_stream_promises_namespaceObject.pipeline)([source, ...(gzip ? [(0,external_node_zlib_.createGzip)()] : []), target], { signal });
        snapshot.sha256 = hash.digest('hex');
        return snapshot;
    }
    catch (error) {
        const lacks = await (0,disk/* shortage */.w)(error, folder, gzip ? undefined : listable.bytes);
        await tidy();
        signal.throwIfAborted();
        throw unwritable(path, error, input, lacks);
    }
    finally {
        signal.removeEventListener('abort', cancelled);
    }
}
const BYTE_ORDER_MARK = Buffer.from('\ufeff');
/** Whoever reads the file drops a mark at its beginning: where it belongs to the first key, another one goes before it. */
async function* bytesOf({ parts }) {
    let begun = false;
    for (const part of parts) {
        for await (const chunk of part.open()) {
            if (!begun && chunk.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK))
                yield BYTE_ORDER_MARK;
            begun = true;
            yield chunk;
        }
    }
}
function unwritable(path, cause, input, lacks = '') {
    const { code = 'unknown error' } = cause;
    const exists = code === 'EEXIST';
    const why = exists ? 'there is a file of that name by now' : code;
    const [what, name] = input === 'path' ? ['file', 'members'] : ['snapshot', 'before'];
    const message = `The ${what} \`${path}\` cannot be written: ${why}${lacks}.`;
    const advice = exists
        ? `Name it after the run and its attempt: \`${name}-\${{ github.run_id }}-\${{ github.run_attempt }}.csv\`.`
        : `Check that the folder in \`${input}\` is writable and has room for the members.`;
    return new build_failure/* Failure */.HR('runner_error', message, { advice, cause });
}

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
/** The export action's work: a segment's members, tested like those of an import, in a file. Changes nothing. */











/** Exports after the segment changed during the first. */
const MOST_NEW_EXPORTS = 3;
/**
 * Writes the segment's members to a file. Once the run is cancelled, what does not end is left alone.
 * @returns what it came to. Never rejects.
 */
async function exportSegment(settings, shared) {
    const known = {};
    const journal = new Journal(0, settings, shared);
    const { target } = journal;
    let failure;
    try {
        await journal.timed(() => withGrace(run(target, known), target.signal));
    }
    catch (error) {
        // A file that has its name is complete, whatever happened afterwards.
        if (!known.written?.published)
            failure = { ...(await summarise(error, target.secrets)), state: 'No file was written.' };
    }
    const { segment, members } = known;
    return {
        ...journal.resultOf(segment),
        status: failure === undefined ? 'complete' : 'failed',
        failure,
        file: fileOf(known),
        members: segment?.includedCount,
        excluded: segment?.excludedCount,
        leftOut: members?.unlistable.length,
    };
}
async function run(target, known) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { settings, emit, log, warn, signal } = target;
        await checkWritable(settings.path);
        emit({ type: 'phase', phase: 'export' });
        const members = await read(target, known);
        known.members = members;
        const leftOut = members.unlistable.length;
        if (leftOut > 0)
            warn(`${(0,words/* count */.U9)(leftOut, 'member')} that no list can hold (a placeholder such as NULL, a control character, spaces around the key) ${leftOut === 1 ? 'is' : 'are'} not in the file.`);
        const written = __addDisposableResource(env_1, await writeSnapshot(settings.path, members, target, 'path'), true);
        known.written = written;
        signal.throwIfAborted();
        await written.publish();
        const compressed = isGzip(settings) ? ' before compression' : '';
        log(`Written: ${(0,words/* count */.U9)(written.keys, 'key')}, ${(0,words/* bytes */.ee)(written.bytes)}${compressed}`);
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
/** The members as they are at one moment: if the segment changes during an export, there is another one. */
async function read(target, known) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const context = __addDisposableResource(env_2, context_connect(target, target.settings.timeoutMinutes * 60_000), false);
        const { ref, log } = context;
        const look = () => readSegment(context, exportAdvice(ref), true);
        for (let exports = 1;; exports += 1) {
            const segment = await look();
            known.segment = segment;
            const members = segment?.includedCount ?? 0;
            log(`LaunchDarkly counts ${(0,words/* count */.U9)(members, 'member')}.`);
            const recheck = async () => {
                if (!sameMembers(segment, await look()))
                    throw new Stale();
            };
            try {
                // Without members there is nothing to export.
                return members === 0 ? build_list/* Members */.Oe.none() : await exportMembers(context, members, recheck);
            }
            catch (error) {
                if (!(error instanceof Stale))
                    throw adviseOnExport(error);
                if (exports > MOST_NEW_EXPORTS)
                    throw changedMeanwhile(exports);
                log('The segment has changed in the meantime: exporting again.');
            }
        }
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        __disposeResources(env_2);
    }
}
function fileOf({ written }) {
    if (written?.published !== true)
        return undefined;
    const { path, keys, bytes, sha256 } = written;
    return { path, keys, bytes, sha256, gzip: isGzip(written) };
}
const isGzip = ({ path }) => path.endsWith('.gz');
/** For failures of steps that an import takes too, and that speak of an import's inputs then. */
const export_ADVICE = {
    unsupported_segment: 'There is no other way to read so many members: keep the lists that they were imported from.',
    export_mismatch: 'If something else is changing the segment, or an import has just ended, run again. If it happens again, please report this message.',
    timed_out: 'Set `timeout-minutes` higher.',
};
/** A failure on the way to the members, with advice on an export. */
function adviseOnExport(error) {
    const advice = error instanceof build_failure/* Failure */.HR ? export_ADVICE[error.code] : undefined;
    return error instanceof build_failure/* Failure */.HR && advice !== undefined ? error.with({ advice }) : error;
}
const exportAdvice = ({ projectKey }) => ({
    missing: 'Check `project-key`, `environment-key`, `segment-key` (keys, not names) and `base-uri`; a token without access to the project also gets 404.',
    cannot: 'does not export its members',
    synced: 'Export them in that tool.',
    standard: "LaunchDarkly's API gives the targets of a standard segment with the segment itself (`included`), and Terraform manages them.",
    unread: ['forbidden', 'Nothing was exported'],
    unreadable: 'An export is trusted only if it has as many keys as the segment has members. Give the token a role that may read the segment ' +
        `(\`viewProject\` on \`proj/${projectKey}\`).`,
});
const changedMeanwhile = (exports) => new build_failure/* Failure */.HR('segment_changed', `The segment was changed by someone else during ${exports} exports of it.`, {
    advice: 'Find out what changes this segment all the time (an import, an integration), and export at another time.',
});

;// CONCATENATED MODULE: ./build/export-main.js
/** The export action, top to bottom. */






const INPUTS = {
    accessToken: kinds/* token */.Sh,
    ...kinds/* SEGMENT */._f,
    path: kinds/* newFile */.Jd,
    baseUri: kinds/* baseUri */.wW,
    timeoutMinutes: kinds/* minutes */.Gx,
};
const EXPORT = {
    secrets: ['access-token'],
    async load({ input, workspace }) {
        const reader = new inputs_reader/* Reader */.mP(input, workspace);
        const settings = reader.read(INPUTS);
        reader.throwProblems();
        return settings;
    },
    openLog: createExportLog,
    work: (settings, shared) => exportSegment(settings, shared),
    failed: (failure) => ({ status: 'failed', failure, warnings: [], timings: [] }),
    hasFailed: ({ status }) => status === 'failed',
    publish: publishExport,
};
/** @param env as a GitHub runner sets it; elsewhere, inputs only */
const export_main_exportMembers = (env) => runAction(env, EXPORT);

// EXTERNAL MODULE: ./build/inputs/import.js + 1 modules
var inputs_import = __nccwpck_require__(2133);
// EXTERNAL MODULE: ./build/inputs/snapshots.js
var snapshots = __nccwpck_require__(5685);
;// CONCATENATED MODULE: ./build/sync/applied.js

const nothingApplied = () => ({
    uploads: [],
    added: 0,
    removed: 0,
    unknown: 0,
    refused: [],
    mustVerify: false,
});
/** Whether nothing can have reached the segment yet. */
const isUntouched = ({ uploads, added, removed, unknown }) => added + removed + unknown === 0 && uploads.every(({ state }) => state === 'not_sent');
/** Keys that are added now: by requests, and by imports that are complete. */
function keysAdded(plan, { uploads, added }) {
    if (plan.kind === 'nothing')
        return 0;
    return added + keysIn(plan.uploads.filter((_, index) => uploads[index]?.state === 'complete'));
}
const keysIn = (uploads) => uploads.reduce((sum, { file }) => sum + file.keys, 0);
/**
 * What the segment holds now as far as this run can know, and what goes on at LaunchDarkly without it.
 * @param plan absent if there was none yet
 * @param members the segment's members, if they were counted afterwards
 */
function describeState(plan, applied, members, { dryRun, mode }) {
    const now = members === undefined ? '' : ` It has ${(0,words/* count */.U9)(members, 'member')} now.`;
    const sentences = [progressOf(plan, applied, now), importSentence(applied)].filter((one) => one !== undefined);
    if (sentences.length > 0)
        return sentences.join(' ');
    if (dryRun)
        return 'A dry run changes nothing.';
    return mode === 'remove'
        ? 'Nothing was taken out: this run has not changed the segment.'
        : 'Nothing was imported: this run has not changed the segment.';
}
function progressOf(plan, applied, now) {
    if (plan === undefined || plan.kind === 'nothing')
        return undefined;
    if (plan.kind === 'change')
        return changesMade(plan, applied, now);
    const { length } = plan.uploads;
    const done = applied.uploads.filter(({ state }) => state === 'complete').length;
    if (done === 0)
        return undefined;
    if (done === length)
        return `LaunchDarkly reported ${length === 1 ? 'the import' : 'all imports'} as complete.${now}`;
    const keys = (0,words/* count */.U9)(keysIn(plan.uploads.slice(0, done)), 'key');
    const name = `${done === 1 ? 'Part 1' : `Parts 1 to ${done}`} of ${length} (${keys})`;
    const are = done === 1 ? 'is' : 'are';
    return plan.uploads[0]?.mode === 'replace'
        ? `${name} ${are} imported, and the segment lacks the rest of the list until a run succeeds.`
        : `${name} ${are} merged, the others are not; running again is safe.`;
}
function changesMade(plan, applied, now) {
    const { removed, unknown, refused } = applied;
    const added = keysAdded(plan, applied);
    if (added + removed + unknown === 0)
        return undefined;
    const toAdd = plan.additions.count + keysIn(plan.uploads);
    const toRemove = plan.removals.count;
    const additions = toAdd > 0 && `${(0,words/* number */.ai)(added)} of ${(0,words/* count */.U9)(toAdd, 'addition')}`;
    const removals = toRemove > 0 && `${(0,words/* number */.ai)(removed)} of ${(0,words/* count */.U9)(toRemove, 'removal')}`;
    const made = `${[additions, removals].filter(Boolean).join(' and ')} ${(0,words/* was */.MG)(toAdd + toRemove)} made`;
    // What is refused once is refused again.
    if (added + removed + refused.length === toAdd + toRemove)
        return `${made}.${now}`;
    const doubt = unknown === 0 ? '' : `; it is not known whether ${(0,words/* count */.U9)(unknown, 'more key')} ${(0,words/* was */.MG)(unknown)} changed`;
    return `${made}${doubt}. Running again does the rest.`;
}
/** What became of the last upload, where it is not complete. */
function importSentence({ uploads }) {
    const last = uploads.at(-1);
    const name = last?.ids === undefined ? 'an import (LaunchDarkly gave no ID)' : `the import ${last.ids.shown}`;
    const sentences = {
        pending_approval: `LaunchDarkly holds ${name} until it is approved; it has not changed the segment yet.`,
        running: `LaunchDarkly has accepted ${name} and is still working on it; until it has ended, it is not known what the segment holds.`,
        unknown: 'An upload was sent, and no answer from LaunchDarkly says what became of it: it is not known whether the list is imported, nor what the segment holds.',
        stopped: `It is not known what the segment holds after the stopped ${name.replace(/^(the|an) /, '')}.`,
    };
    return last && sentences[last.state];
}

;// CONCATENATED MODULE: ./build/sync/list-advice.js
/** What to change in the export, by the kind of problem that a row has. */
const ROW_ADVICE = {
    missing_column: 'Check `key-column` and `delimiter`, or export every row with all of its columns.',
    empty_key: "Leave rows without a key out of the export (WHERE key IS NOT NULL AND key <> '').",
    control_character: 'Clean the key column in the export, and check that `delimiter` is right.',
    invalid_utf8: 'Export the file as UTF-8, not as Latin-1 or Windows-1252.',
    malformed_quoting: 'Quote a field as a whole or not at all, and double each quote inside a quoted field (RFC 4180), as CSV exporters do.',
    placeholder: "Leave rows without a key out of the export (WHERE key IS NOT NULL AND key <> '').",
};
const list_advice_ADVICE = {
    no_match: 'Check the path in `csv-path`, and that an earlier step of the same job made or downloaded the file. ' +
        'Of a folder, names that begin with `_` or `.` do not count, and no wildcard stands for a `.` at the beginning of a name.',
    long_pattern: 'Write one path or glob per line of `csv-path`.',
    many_patterns: 'Use `*` instead of some of the braces in `csv-path`.',
    many_names: 'Name the directory of the list in `csv-path`.',
    irregular_file: 'Write the list to a regular file first.',
    unreadable_file: 'Check that the file exists until this step ends and that the runner may read it.',
    changed_file: 'Start this step when the export is finished.',
    damaged_compression: 'Write or download the file again, and check it with `gzip -t` or `zstd -t`.',
    large_window: 'Compress the list without `--long` and `--ultra`.',
    old_node: 'Run the action with Node 22.15 or later, or compress the list with gzip.',
    not_text: 'Export the list as CSV text in UTF-8, plain or compressed with gzip or zstd.',
    list_on_one_line: 'Write one key per line, and check `delimiter`. If it is a row of a wide table, write its header row above it.',
    long_row: 'Check that this is a CSV file with a line per row.',
    unclosed_quote: 'Check that the file is complete, that quotes inside a quoted field are doubled (RFC 4180), and that `delimiter` is right.',
    other_delimiter: 'Set `delimiter` to that character (a tab is `tab`), or `header` to `false` if that row is a key.',
    missing_name: 'Write `key-column` exactly as the header row has it, check `delimiter`, or give the number of the column.',
    ambiguous_name: 'Give the number of the column as `key-column`, with `header: true`.',
    large_key: 'Check that `key-column` names the right column.',
    no_keys: 'Check the export. If the list is meant to be empty, set `allow-empty: true`.',
    not_written: "Check that the runner's temporary directory (RUNNER_TEMP) is writable and has room for the whole list, twice if " +
        'keys are repeated.',
};
/** The failure with what to do about it; without a hint it stays as it is. */
function adviceOnList(error, { mode }) {
    const { hint, summary } = error;
    if (hint === undefined)
        return error;
    if (hint === 'no_keys' && mode === 'replace')
        return error.with({ advice: `${list_advice_ADVICE[hint]} A \`replace\` then removes all members.` });
    if (hint !== 'invalid_rows')
        return error.with({ advice: list_advice_ADVICE[hint] });
    const kinds = Object.entries(ROW_ADVICE).filter(([kind]) => summary?.problemTotals[kind]);
    const advice = new Set([
        ...kinds.map(([, text]) => text),
        'To import the valid rows only, set `on-invalid-row: skip`.',
    ]);
    return error.with({ advice: [...advice].join(' ') });
}
/** Files that a warning names. */
const list_advice_FILES = 3;
/** The warning about first rows that were kept as keys although they look like header rows, without showing them. */
function headerWarning({ files }) {
    const names = files.filter(({ header }) => header === 'suspicious').map(({ path }) => path);
    if (names.length === 0)
        return undefined;
    const more = names.length > list_advice_FILES ? ` and ${names.length - list_advice_FILES} more` : '';
    return (`The first row looks like a header row and was kept as a key: ${names.slice(0, list_advice_FILES).join(', ')}${more}. ` +
        'If it is one, set `header: true`; if it is a key, `header: false`.');
}

;// CONCATENATED MODULE: ./build/sync/read.js
/** The key list of a target: read, and read once more to say where some of its keys are. */



/**
 * Reads and checks the list; its distinct keys lie in the target's folder then.
 * @throws ListFailure
 */
async function readList(target) {
    target.emit({ type: 'phase', phase: 'read' });
    await makeFolder(target.folder);
    try {
        const list = await (0,build_list/* readKeyList */.M5)(optionsOf(target));
        target.hide(list.keys);
        const text = headerWarning(list.summary);
        if (text !== undefined)
            target.warn(text);
        return list;
    }
    catch (error) {
        if (error instanceof build_list/* ListFailure */.$$)
            throw adviceOnList(error, target.settings);
        throw error;
    }
}
/** Where keys are in the list: `file:line`. None if it cannot be read again: the failure that names them matters more. */
async function locate(target, keys) {
    try {
        return await (0,build_list/* locateKeys */.hj)(optionsOf(target), new Set(keys));
    }
    catch (error) {
        if (!(error instanceof build_list/* ListFailure */.$$))
            throw error;
        return [];
    }
}
function optionsOf(target) {
    const { settings, shared, emit } = target;
    return {
        ...storageOf(target),
        settings: settings.list,
        workspace: shared.workspace,
        onProgress: ({ bytes, totalBytes }) => emit({ type: 'progress', what: 'Reading', done: bytes, total: totalBytes, unit: 'bytes' }),
        onRewrite: (done, total) => emit({ type: 'progress', what: 'Taking out repeated keys', done, total, unit: 'rows' }),
    };
}

;// CONCATENATED MODULE: ./build/sync/change.js





/** Keys in a request to begin with: LaunchDarkly documents no limit. */
const BATCH = 1_000;
/** Keys that LaunchDarkly may refuse one by one; one more ends the run. */
const MOST_REFUSED = 20;
/**
 * Adds or removes all keys. A batch that LaunchDarkly refuses is halved, down to single keys: one of them may be an
 * excluded target of the segment, and one refuses its whole batch. Keys that are refused alone are left out.
 * @param applied takes in what is done
 * @throws Failure of a request, also by the twenty-first key that is refused
 */
async function change(context, kind, keys, applied, beforeAttempt) {
    if (keys.count === 0)
        return;
    const { client, emit, log } = context;
    const [made, what] = kind === 'add' ? ['added', 'Adding'] : ['removed', 'Removing'];
    let size = BATCH;
    async function changeAll(all) {
        for (let at = 0; at < all.length;) {
            const some = all.slice(at, at + size);
            at += some.length;
            const why = await request(some);
            if (why === undefined)
                continue;
            if (some.length > 1) {
                const half = Math.ceil(some.length / 2);
                if (mayBeTooMany(why))
                    size = Math.min(size, half);
                log(`LaunchDarkly refused a request with ${some.length} keys: trying halves.`);
                await changeAll(some.slice(0, half));
                await changeAll(some.slice(half));
                continue;
            }
            applied.refused.push(...some.map((key) => ({ kind, key })));
            applied.whyRefused = why;
            settle(some);
            if (applied.refused.length > MOST_REFUSED)
                throw await refusal(context, applied, why, 'the run ended there');
        }
    }
    /** @returns the refusal, if this many keys may be too many or one of them wrong */
    async function request(some) {
        try {
            await changeMembers(client, kind, some, { beforeAttempt, whoIsBusy: whoIsBusy(context) });
            applied[made] += some.length;
            settle(some);
            emit({ type: 'progress', what, done: applied[made], total: keys.count, unit: 'keys' });
            return undefined;
        }
        catch (error) {
            if (!(error instanceof RequestFailure))
                throw error;
            // Also of what is refused: an attempt before may have gone through.
            if (error.reached === 'unknown')
                applied.unknown = Math.max(applied.unknown, some.length);
            // The status distinguishes it from what failed before this request was sent.
            if (error.httpStatus === 400 || error.httpStatus === 413)
                return error;
            throw error;
        }
    }
    /** What became of these keys is known now, whatever was in doubt before. */
    function settle({ length }) {
        applied.unknown = Math.max(0, applied.unknown - length);
    }
    emit({ type: 'phase', phase: 'change' });
    for await (const batch of (0,build_list/* inBatches */.oq)(keys.keys(), BATCH))
        await changeAll(batch);
}
/** Says which keys LaunchDarkly refused one by one: how many, and where they are in the list. */
async function refusal(context, { refused }, why, end) {
    const places = await locate(context, refused.map(({ key }) => key));
    const add = refused.filter(({ kind }) => kind === 'add').length;
    return keysRefused({ add, remove: refused.length - add }, places, end, why);
}
/** Whether later requests should be smaller from the start. LaunchDarkly documents neither a limit nor the answer to more. */
function mayBeTooMany({ code, api }) {
    const said = `${api?.code ?? ''} ${api?.message ?? ''}`;
    return code === 'payload_too_large' || /too (many|large|long|big)|at most|max|limit|exceed|size|fewer/i.test(said);
}

;// CONCATENATED MODULE: ./build/sync/upload.js
/** Sends uploads one after another, each finished before the next: LaunchDarkly runs one import at a time in an environment. */






/**
 * Imports all files, and waits as the settings say.
 * @param applied takes in what is done
 * @param waitForAll waits for the last import whatever the settings say: something else follows that needs it
 * @throws Failure of a request, `import_stopped`, `approval_required` or `timed_out`
 */
async function upload(context, uploads, applied, beforeAttempt, waitForAll) {
    const { settings, secrets } = context;
    const replacesInParts = uploads.length > 1 && uploads[0]?.mode === 'replace';
    for (const [index, one] of uploads.entries()) {
        const part = uploads.length > 1 ? `part ${index + 1} of ${uploads.length}` : '';
        const done = { attempts: 0, state: 'not_sent' };
        applied.uploads.push(done);
        const { importId: id, answerLost } = await upload_send(context, one, part, applied, done, beforeAttempt);
        // A late copy of a lost replace could arrive after the next part and undo it.
        applied.mustVerify ||= answerLost && replacesInParts;
        if (id !== undefined)
            done.ids = { id, shown: await showableId(secrets, id) };
        const last = index === uploads.length - 1;
        if (last && !waitForAll && !settings.wait && !settings.requestApproval)
            return;
        context.emit({ type: 'phase', phase: 'wait', detail: part });
        if (done.ids === undefined) {
            await waitWithoutId(context);
            done.state = 'complete';
            applied.mustVerify = true;
            continue;
        }
        done.state = await waitForImport(context, done.ids, done);
        if (done.state === 'stopped')
            throw importStopped(done.ids.shown, part);
        if (done.state === 'pending_approval' && !settings.waitOnApprovals)
            throw heldUnexpectedly(done.ids.shown, settings);
    }
}
/** Starts an import, and takes in what came of that. */
async function upload_send(context, { mode, file }, part, applied, done, beforeAttempt) {
    const { client, ref, settings, emit } = context;
    emit({ type: 'phase', phase: 'upload', detail: part });
    try {
        const started = await startImport(client, {
            mode,
            waitOnApprovals: settings.waitOnApprovals,
            fileName: `${ref.segmentKey}${part.replace('part ', '-').replaceAll(' ', '-')}.csv`,
            file,
            beforeAttempt: async (reached, httpStatus) => {
                applied.httpStatus = httpStatus ?? applied.httpStatus;
                await beforeAttempt(reached, httpStatus);
            },
            whoIsBusy: whoIsBusy(context),
        });
        Object.assign(done, { attempts: started.attempts, state: 'running' });
        applied.httpStatus = 204;
        return started;
    }
    catch (error) {
        if (error instanceof RequestFailure) {
            done.attempts = error.attempts;
            if (error.reached === 'unknown')
                done.state = 'unknown';
            applied.httpStatus = error.httpStatus ?? applied.httpStatus;
        }
        throw error instanceof build_failure/* Failure */.HR && error.code !== 'cancelled' && part !== ''
            ? error.with({ message: `${(0,words/* capital */.Nx)(part)}: ${error.message}` })
            : error;
    }
}
const READY_MEANS_PENDING = 60_000;
/**
 * Asks for the import's status until it is final, or nothing more will happen without a person.
 * Tolerates every trouble on the way but a token that is refused and a redirect.
 * @param done takes in the status
 * @throws Failure `timed_out` when the deadline comes first
 */
async function waitForImport({ client, settings, emit, log, warn, deadline, secrets }, ids, done) {
    let known = 'its status could not be read';
    let warned = false;
    const goesOn = "It goes on in LaunchDarkly: look at the segment's page before importing again.";
    const { end, trouble } = await watch(deadline, {
        ask: () => getImport(client, ids.id),
        onStatus: async (status) => {
            const documented = isDocumented(status);
            known = `its last known status ${documented ? `is "${status}"` : 'is not a documented one'}`;
            done.importStatus = await showableStatus(secrets, status);
            log(`Import ${ids.shown}: ${done.importStatus}`);
            if (documented || warned)
                return;
            warned = true;
            warn(`LaunchDarkly says that the import is "${done.importStatus}", a status that is not documented. The run keeps waiting.`);
        },
        onWait: (seconds) => {
            const text = `The import is ${done.importStatus ?? 'accepted'}`;
            emit({ type: 'waiting', text, seconds, until: deadline.at });
        },
        endOf: ({ status }, sameFor) => {
            if (status === 'complete' || status === 'stopped' || status === 'pending_approval')
                return status;
            const held = status === 'ready' && settings.waitOnApprovals && sameFor >= READY_MEANS_PENDING;
            return held ? 'pending_approval' : undefined;
        },
        tolerates: ({ httpStatus }) => !/^(3..|401|403)$/.test(String(httpStatus)),
    }).catch((error) => {
        if (!(error instanceof build_failure/* Failure */.HR) || error.code === 'cancelled')
            throw error;
        const message = `${error.message} LaunchDarkly had accepted the import (${known}).`;
        throw error.with({ message, advice: `${goesOn} ${error.advice ?? ''}` });
    });
    if (end !== undefined)
        return end;
    const why = trouble === undefined ? '' : ` The last request for the status failed: ${trouble.message}`;
    const message = `LaunchDarkly accepted the import, but it had not ended when the time allowed was over (${known}).`;
    throw new build_failure/* Failure */.HR('timed_out', message, { advice: `${goesOn} Imports can take hours: allow more time.${why}` });
}
/**
 * Waits for an import that LaunchDarkly accepted without saying its ID, by the segment's own flag.
 * A flag that was never seen true proves nothing.
 * @throws Failure `timed_out` at the deadline
 */
async function waitWithoutId({ client, settings, warn, deadline, emit }) {
    // An import that waits for approval does nothing that could be seen, and cannot be named in a request either.
    if (settings.waitOnApprovals)
        throw namelessApproval();
    warn('LaunchDarkly accepted the import but did not say its ID, so its end is inferred from the segment and then verified.');
    let seen = false;
    const onWait = (seconds) => emit({
        type: 'waiting',
        text: seen ? 'The import runs' : 'The import was not seen to run yet',
        seconds,
        until: deadline.at,
    });
    const look = async () => {
        try {
            const { importInProgress } = await getSegment(client);
            if (seen && importInProgress === false)
                return true;
            seen ||= importInProgress === true;
        }
        catch (error) {
            if (!(error instanceof build_failure/* Failure */.HR) || ['cancelled', 'unauthorized', 'forbidden'].includes(error.code))
                throw error;
        }
        return undefined;
    };
    if (await poll(deadline, look, { onWait }))
        return;
    throw new build_failure/* Failure */.HR('timed_out', `The end of the import was not seen by ${deadline.at.toISOString()}.`, {
        advice: 'Look at the segment in LaunchDarkly, and run again if it does not hold the list.',
    });
}

;// CONCATENATED MODULE: ./build/sync/apply.js
/** Carries a plan out: additions before removals, imports before requests. */






/** In a cancelled run, what hangs is given up before the run itself is (grace.ts), so that what was done is known. */
const apply_GRACE_MS = 1_500;
/**
 * Changes the segment. Right before the first change what the plan rests on is read again, and the snapshot gets its
 * name; a plan of nothing is only true if that still holds.
 * @returns what was done, and the error that ended it; Stale if the segment is not what the plan was made for: nothing was
 *   changed then. Never rejects.
 */
async function apply(context, planned) {
    const applied = nothingApplied();
    try {
        await withGrace(carryOut(context, planned, applied), context.signal, apply_GRACE_MS);
        return { applied };
    }
    catch (error) {
        return { applied, error };
    }
}
async function carryOut(context, { plan, inspection, comparison: { snapshot } }, applied) {
    const check = async () => {
        applied.inspection = await recheck(context, inspection);
    };
    if (plan.kind === 'nothing')
        return await check();
    const beforeAttempt = async (reached) => {
        // What was sent already may have changed the segment by itself.
        if (reached === 'unknown' || !isUntouched(applied))
            return;
        await check();
        if (snapshot === undefined || snapshot.published)
            return;
        await snapshot.publish();
        context.log(wayBack(snapshot));
    };
    // A key that replaces another one must be in before the other one goes.
    const waitForAll = plan.kind === 'change' && plan.removals.count > 0;
    await upload(context, plan.uploads, applied, beforeAttempt, waitForAll);
    if (plan.kind === 'upload')
        return;
    await change(context, 'add', plan.additions, applied, beforeAttempt);
    await change(context, 'remove', plan.removals, applied, beforeAttempt);
}
/** How to undo what follows. */
function wayBack({ path, keys }) {
    const empty = keys === 0 ? ', `allow-empty: true`' : '';
    return (`The ${(0,words/* count */.U9)(keys, 'member')} before this change ${keys === 1 ? 'is' : 'are'} in ${path}. To restore them, use that file as \`csv-path\`, \`header: false\`, ` +
        `\`mode: replace\`, \`strategy: delta\`, \`max-removal-percent: 100\`${empty}.`);
}

;// CONCATENATED MODULE: ./build/sync/approval.js
/**
 * Opens the approval request for an import that waits for one. Experimental: the flow is inferred from the API
 * description, and nobody has tried it on a live account.
 */




/**
 * Asks for approval of an import.
 * @param ids of the import that LaunchDarkly holds until it is approved
 * @throws Failure of the request; it says that the import is uploaded and waiting
 */
async function requestApproval({ client, settings, shared, log, secrets }, ids, planned) {
    try {
        const request = await createApprovalRequest(client, {
            importId: ids.id,
            description: describeForReviewers(settings, planned, shared.runUrl),
            notifyMemberIds: settings.approvalNotifyMembers,
            notifyTeamKeys: settings.approvalNotifyTeams,
        });
        const { id, sitePath } = await showableTexts(secrets, request);
        log(`Approval request ${id} is open.`);
        return { approvalRequestId: id, approvalUrl: sitePath && siteUrl(shared.baseUri, sitePath) };
    }
    catch (error) {
        if (!(error instanceof build_failure/* Failure */.HR))
            throw error;
        const missing = error.code === 'forbidden'
            ? 'The token may not open approval requests: its role needs `createApprovalRequest`. '
            : '';
        const advice = `${missing}Open the approval request for this import in LaunchDarkly by hand, or decline it there and run again.`;
        throw error.with({
            message: `The import ${ids.shown} was uploaded and is waiting for approval, but the approval request could not be opened: ${error.message}`,
            advice: `${advice} ${error.advice ?? ''}`.trimEnd(),
        });
    }
}
/** What reviewers read: the change in numbers, and where it comes from. */
function describeForReviewers({ mode }, { list: { summary }, inspection: { segment } }, runUrl) {
    const { keys, sha256 } = summary;
    const before = segment?.includedCount === undefined ? '' : `, which had ${(0,words/* count */.U9)(segment.includedCount, 'member')}`;
    const list = `a list of ${(0,words/* count */.U9)(keys, 'key')}`;
    const what = mode === 'replace'
        ? `Replace all members of the segment${before} with ${list}.`
        : `Add ${list} to the segment${before}.`;
    return `${what} SHA-256 of the list: ${sha256}.${runUrl === undefined ? '' : ` Uploaded by ${runUrl}`}`;
}

;// CONCATENATED MODULE: ./build/sync/expectation.js
/** What must hold after a plan was carried out. Pure. */

/** Keys that are looked up after a change. */
const VERIFY_SAMPLE = 20;
/** Keys of each kind of change that are looked up. */
const CHANGES_SAMPLE = 10;
function expectationOf(mode, { list: { keys }, inspection, comparison }, { inspection: recheck = inspection, refused, mustVerify }) {
    const { overlap, difference, snapshot } = comparison;
    const taken = (key) => !refused.some((one) => one.key === key);
    const some = (changed) => changed?.sample.filter(lookable).slice(0, CHANGES_SAMPLE) ?? [];
    const [added, removed] = [some(difference?.missing), some(difference?.surplus)];
    // Changed keys first: a random key of a long list was hardly just changed.
    const listed = keysToVerify(mode === 'remove' ? removed : added, keys).filter(taken);
    return {
        members: expectedCount(mode, keys.count, recheck.segment?.includedCount, overlap, refused),
        excluded: snapshot && inspection.segment?.excludedCount,
        present: mode === 'remove' ? [] : listed,
        absent: mode === 'remove' ? listed : removed.filter(taken),
        forced: mustVerify,
    };
}
/** The keys of a list that are most likely to show that something went wrong, and others at random: at most VERIFY_SAMPLE. */
function keysToVerify(first, { representative = [], sample }) {
    const keys = new Set([...first, ...representative, ...sample]);
    return [...keys].filter(lookable).slice(0, VERIFY_SAMPLE);
}
function expectedCount(mode, keys, before, overlap, refused) {
    const notAdded = refused.filter(({ kind }) => kind === 'add').length;
    // The key of a refused removal may not have been a member.
    const notRemoved = refused.length - notAdded;
    if (mode === 'replace')
        return { min: keys - notAdded, max: keys - notAdded + notRemoved };
    if (before === undefined)
        return { min: mode === 'merge' ? keys - notAdded : 0 };
    // Look-ups do not tell the overlap for certain.
    const { min, max } = overlap.by === 'export' ? overlap : { min: 0, max: Math.min(before, keys) };
    return mode === 'merge'
        ? { min: before + keys - max - notAdded, max: before + keys - min - notAdded }
        : { min: before - max, max: Math.min(before, before - min + notRemoved) };
}

;// CONCATENATED MODULE: ./build/sync/bounds.js
/**
 * Bounds for how many of `total` things are hits, from looking at some of them at random. Each bound is wrong with a
 * probability of at most `alpha`; where all were looked at, they are exact.
 * @param sample how many were looked at, how many of them are hits, and how many may or may not be
 */
function boundsFrom(sample, total, alpha) {
    const { size, hits, unclear } = sample;
    if (size >= total)
        return { min: hits, max: hits + unclear };
    return {
        min: Math.max(hits, Math.floor((1 - upperShare(size - hits, size, alpha)) * total)),
        max: Math.min(total - (size - hits - unclear), Math.ceil(upperShare(hits + unclear, size, alpha) * total)),
    };
}
/**
 * The one-sided Clopper-Pearson upper bound: the largest share at which so few hits in so many trials still have the
 * probability `alpha`. Sampling is without repetition, which makes the bound only more careful.
 */
function upperShare(hits, trials, alpha) {
    if (hits >= trials)
        return 1;
    const atMost = binomial(hits, trials);
    let low = hits / trials;
    let high = 1;
    // 60 halvings reach the last bit of a double.
    for (let step = 0; step < 60; step += 1) {
        const middle = (low + high) / 2;
        if (atMost(middle) > alpha)
            low = middle;
        else
            high = middle;
    }
    return high;
}
/** P(X <= hits) for a share of at least hits / trials: there the last term is the largest, and the others fade away. */
function binomial(hits, trials) {
    let ways = 0;
    for (let count = 1; count <= hits; count += 1)
        ways += Math.log((trials - count + 1) / count);
    return (share) => {
        let term = Math.exp(ways + (hits && hits * Math.log(share)) + (trials - hits) * Math.log1p(-share));
        let sum = term;
        for (let count = hits; count > 0 && term > sum * 1e-18; count -= 1) {
            term *= (count / (trials - count + 1)) * ((1 - share) / share);
            sum += term;
        }
        return sum;
    };
}

;// CONCATENATED MODULE: ./build/sync/limits.js

/** The total of look-ups after each step: before an export is asked for, and after none could be had. */
const STEPS = [50, 100, 200, 400];
const STEPS_WITHOUT_EXPORT = [800, 1_600, 3_200];
/** How often one bound of one step may be wrong: all steps together in one run of a thousand. */
const ALPHA = 0.001 / (STEPS.length + STEPS_WITHOUT_EXPORT.length);
/** The limits that these settings set. */
function limitsOf({ mode, maxRemovalPercent, maxAdditionPercent }) {
    return {
        removal: mode === 'merge' || maxRemovalPercent === 100 ? undefined : maxRemovalPercent,
        addition: mode === 'remove' ? undefined : maxAdditionPercent,
    };
}
/** Members that a change would remove. */
function removalsOf({ mode, before, overlap: { min, max } }) {
    if (mode === 'merge')
        return { min: 0, max: 0 };
    return mode === 'remove' ? { min, max } : { min: before - max, max: before - min };
}
/** Keys that a change would add. */
function additionsOf({ mode, keys, overlap: { min, max } }) {
    return mode === 'remove' ? { min: 0, max: 0 } : { min: keys - max, max: keys - min };
}
/** Whether all limits are proved kept, or one is proved broken. A segment without members is not guarded. */
function judge(limits, change) {
    if (change.before === 0)
        return 'kept';
    const judgements = [
        judgeOne(limits.removal, removalsOf(change), change.before),
        judgeOne(limits.addition, additionsOf(change), change.before),
    ];
    return judgements.find((one) => one === 'broken') ?? judgements.find((one) => one === 'open') ?? 'kept';
}
function judgeOne(limit, { min, max }, before) {
    if (limit === undefined)
        return 'kept';
    const most = (0,words/* mostAllowed */._b)(limit, before);
    if (max <= most)
        return 'kept';
    return min > most ? 'broken' : 'open';
}

;// CONCATENATED MODULE: ./build/sync/overlap.js
/**
 * How many keys of the list are members: by the counts, by look-ups, exactly by an export of the members. It stops as
 * soon as the limits are proved kept, or one is proved broken.
 */









/**
 * Compares as far as the settings and the limits need it: looks up more and more keys, then exports, until the limits are
 * not open any more. An export is the only thing that this leaves in LaunchDarkly.
 * @throws Failure of an export that the settings ask for, and those of requests
 */
async function compare(context, { keys }, inspection) {
    const { settings, warn, deadline } = context;
    const { mode, strategy, snapshotPath } = settings;
    const before = inspection.segment?.includedCount;
    let overlap = { min: 0, max: Math.min(keys.count, before ?? keys.count), by: 'counts' };
    if (keys.count === 0 && mode !== 'replace')
        return { overlap };
    if (strategy === 'delta' || snapshotPath !== undefined)
        return await compareExactly(context, keys, inspection);
    if (before === undefined)
        return { overlap };
    const open = () => judge(limitsOf(settings), { mode, keys: keys.count, before, overlap }) === 'open';
    const sample = { size: 0, hits: 0, unclear: 0 };
    /** @returns false if a look-up failed for good: then there are no more */
    async function lookUpMore(steps) {
        for (const step of steps) {
            const some = keys.sample.slice(sample.size, step);
            if (some.length === 0 || !open())
                break;
            const able = some.filter(lookable);
            try {
                sample.hits += (await lookUpMembers(context.client, able)).filter(({ included }) => included).length;
            }
            catch (error) {
                if (!(error instanceof build_failure/* Failure */.HR) || error.code === 'cancelled' || deadline.over)
                    throw error;
                warn(`No more keys of the list could be looked up: ${error.message}`);
                return false;
            }
            sample.size += some.length;
            // A key that cannot be looked up counts neither as a member nor as a new key.
            sample.unclear += some.length - able.length;
            overlap = narrowed(overlap, keys.count, sample);
        }
        return true;
    }
    const mayLookUp = await lookUpMore(STEPS);
    if (!open())
        return { overlap };
    try {
        return await compareExactly(context, keys, inspection);
    }
    catch (error) {
        if (!(error instanceof build_failure/* Failure */.HR) || !isNoExport(error))
            throw error;
        if (mayLookUp && !deadline.over)
            await lookUpMore(STEPS_WITHOUT_EXPORT);
        return { overlap: { ...overlap, noExport: error } };
    }
}
/** Failures that mean there can be no export, not that nothing works. */
const NO_EXPORT = ['forbidden', 'not_found', 'export_mismatch', 'timed_out', 'unsupported_segment'];
/** A server of another origin that keeps the file may refuse it too. */
const isNoExport = ({ code, httpStatus = 0 }) => NO_EXPORT.includes(code) || (code === 'unexpected_response' && [403, 404].includes(httpStatus));
/** What look-ups of a random sample of the list add to what was known. */
function narrowed({ min, max }, total, sample) {
    const bounds = boundsFrom(sample, total, ALPHA);
    return {
        min: Math.max(min, Math.min(bounds.min, max)),
        max: Math.max(min, Math.min(bounds.max, max)),
        by: 'look-ups',
        sample: { size: sample.size, members: sample.hits },
    };
}
/** Exports the members, and takes the list and them apart. */
async function compareExactly(context, keys, inspection) {
    const { settings, emit } = context;
    const { mode, strategy, snapshotPath } = settings;
    emit({ type: 'phase', phase: 'export' });
    const before = inspection.segment?.includedCount ?? 0;
    // Without members all of the list is new, and there is nothing to export.
    const members = before === 0 ? build_list/* Members */.Oe.none() : await exportMembers(context, before, () => recheck(context, inspection));
    const options = {
        ...storageOf(context),
        onProgress: (done, total) => emit({ type: 'progress', what: 'Comparing', done, total, unit: 'keys' }),
    };
    const missing = before === 0 ? keys : await (0,build_list/* subtract */.Re)(keys, members.listable, options);
    let surplus = build_list/* Members */.Oe.none();
    if (strategy === 'delta' && mode === 'remove')
        surplus = await (0,build_list/* subtract */.Re)(keys, missing, options);
    if (strategy === 'delta' && mode === 'replace')
        surplus = await members.without(keys, options);
    const exact = keys.count - missing.count;
    return {
        overlap: { min: exact, max: exact, by: 'export' },
        difference: { missing, surplus },
        snapshot: snapshotPath === undefined ? undefined : await writeSnapshot(snapshotPath, members, context, 'snapshot-path'),
    };
}

;// CONCATENATED MODULE: ./build/sync/plan.js
/** What is to be done, or the Failure that refuses it, from everything that was seen. Pure. */





/** More additions than this go by imports, which LaunchDarkly is made for, but which block others of the environment. */
const MOST_ADDITIONS_BY_REQUESTS = 5_000;
const EMPTY_FILE = { bytes: 0, keys: 0, open: () => external_node_stream_.Readable.from([]) };
/**
 * Refuses what no comparison could make right: an approval that is needed, or one that is open; uploads that may not be.
 * @throws Failure `approval_required`, `approval_pending`, `partial_replace_refused`, `invalid_input`
 */
function admit({ keys }, { segment, approvals }, settings) {
    const { mode, strategy, waitOnApprovals, bypassApprovals } = settings;
    if (approvals.pending !== undefined)
        throw approvalPending(approvals.pending);
    if (approvals.kind !== 'not_needed' && !waitOnApprovals && !bypassApprovals) {
        if (approvals.kind === 'needed')
            throw approvalRequired(settings);
        if (mode !== 'merge' || strategy === 'delta')
            throw approvalUnreadable(settings, approvals.why);
    }
    if (mode !== 'remove' && strategy === 'upload')
        firstMode(settings, keys.parts.length, segment?.includedCount);
}
/**
 * Decides what is to be done.
 * @throws Failure `guard_blocked`, `partial_replace_refused`, and `invalid_input` where each part would need an approval
 */
function plan(list, inspection, comparison, settings) {
    const guard = guardOf(list.keys, inspection, comparison, settings);
    if (guard?.verdict === 'broken' || guard?.verdict === 'open')
        throw guardBlocked(guard, comparison.overlap, settings);
    const { difference } = comparison;
    const before = inspection.segment?.includedCount;
    if (settings.strategy === 'delta' && difference !== undefined) {
        const additions = settings.mode === 'remove' ? build_list/* StoredKeys */.Ch.none() : difference.missing;
        return changing(additions, difference.surplus);
    }
    const { keys } = list;
    if (settings.mode === 'remove')
        return changing(build_list/* StoredKeys */.Ch.none(), comparison.overlap.max === 0 ? build_list/* Members */.Oe.none() : keys);
    // An empty list merges nothing; a replace with it is one upload without a byte, unless the segment is empty already.
    const files = keys.count > 0 || settings.mode === 'merge' || before === 0 ? keys.parts : [EMPTY_FILE];
    if (files.length === 0)
        return { kind: 'nothing' };
    const first = firstMode(settings, files.length, before);
    return { kind: 'upload', uploads: files.map((file, index) => ({ file, mode: index === 0 ? first : 'merge' })) };
}
/**
 * How the limits were judged; undefined where there is nothing to judge: an unknown number of members, or none.
 */
function guardOf(keys, { segment }, { overlap }, settings) {
    const before = segment?.includedCount;
    if (before === undefined || before === 0)
        return undefined;
    const limits = limitsOf(settings);
    const change = { mode: settings.mode, keys: keys.count, before, overlap };
    return {
        limits,
        before,
        by: overlap.by,
        sample: overlap.sample,
        removals: removalsOf(change),
        additions: additionsOf(change),
        verdict: limits.removal === undefined && limits.addition === undefined ? 'off' : judge(limits, change),
    };
}
function changing(additions, removals) {
    if (additions.count + removals.count === 0)
        return { kind: 'nothing' };
    const many = additions.count > MOST_ADDITIONS_BY_REQUESTS;
    return {
        kind: 'change',
        uploads: many ? additions.parts.map((file) => ({ file, mode: 'merge' })) : [],
        additions: many ? build_list/* StoredKeys */.Ch.none() : additions,
        removals,
    };
}
/** The mode of the first upload of a list; the others merge. */
function firstMode(settings, parts, before) {
    if (parts > 1 && settings.waitOnApprovals)
        throw tooManyParts(parts);
    if (settings.mode !== 'replace' || (parts > 1 && before === 0))
        return 'merge';
    if (parts > 1 && !settings.allowPartialReplace)
        throw partialReplace(parts, before);
    return 'replace';
}
/** What a person should know of a plan although nothing is wrong with it: full sentences. */
function cautionsOf({ segment }, { snapshot }, { mode }) {
    const excluded = segment?.excludedCount ?? 0;
    const leftOut = snapshot?.leftOut ?? 0;
    const targets = (0,words/* count */.U9)(excluded, 'excluded target');
    const cautions = [
        [
            excluded > 0 && mode !== 'remove',
            `The segment has ${targets}: keys of the list that are excluded may not become members.`,
        ],
        [excluded > 0 && snapshot !== undefined, `The snapshot does not hold the segment's ${targets}.`],
        [
            leftOut > 0,
            `The snapshot leaves out ${(0,words/* count */.U9)(leftOut, 'member')} that no list can hold (a placeholder such as NULL, a control character, spaces around the key), which would not come back when it is restored.`,
        ],
    ];
    return cautions.filter(([applies]) => applies).map(([, text]) => text);
}

;// CONCATENATED MODULE: ./build/sync/record.js
var record_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var record_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
/** What the steps of a target have found and done so far, and the TargetResult that is made of it. */








class TargetRecord extends Journal {
    /** How many plans did not hold. */
    forgotten = 0;
    /** Status of the last import request for one of them. */
    #httpStatus;
    /** Once the target has ended. */
    result;
    #known = { applied: nothingApplied() };
    /** Until the deadline; it stands still while other targets have their turn. */
    #milliseconds;
    constructor(index, settings, shared) {
        super(index, settings, shared);
        this.#milliseconds = settings.timeoutMinutes * 60_000;
    }
    get known() {
        return this.#known;
    }
    /** Adds what a step has given. */
    note(known) {
        this.#known = { ...this.#known, ...known };
    }
    /** The same at the end of a phase, which is reported. */
    found(phase, known) {
        this.note(known);
        this.target.emit({ type: 'found', phase, result: this.#resultOf('failed') });
    }
    /** Runs a step with a connection to LaunchDarkly. */
    async connected(step) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const context = record_addDisposableResource(env_1, context_connect(this.target, this.#milliseconds), false);
            try {
                return await step(context);
            }
            finally {
                this.#milliseconds = context.deadline.remaining();
            }
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            record_disposeResources(env_1);
        }
    }
    /**
     * Runs a part of the chain; if it fails, the target has ended. Never rejects.
     * @returns undefined if it failed
     */
    async during(part) {
        const given = await this.timed(() => part().catch((error) => this.#fail(error)));
        if (given === undefined)
            await this.end('failed');
        return given;
    }
    /** Drops what belonged to a plan that does not hold, and changed nothing. */
    forgetPlan() {
        this.forgotten += 1;
        this.#httpStatus = this.known.applied.httpStatus ?? this.#httpStatus;
        this.note({ comparison: undefined, plan: undefined, applied: nothingApplied() });
    }
    /** Removes the target's files, and makes the result. Never rejects. */
    async end(status) {
        await this.known.comparison?.snapshot?.[Symbol.asyncDispose]();
        await remove(this.target.folder, this.target);
        this.result = this.#resultOf(status);
    }
    /** The result of a target that does not end although the run is cancelled. */
    async abandon() {
        await this.#fail(this.target.signal.reason);
        return this.#resultOf('failed');
    }
    async #fail(error) {
        if (error instanceof build_list/* ListFailure */.$$ && error.summary !== undefined)
            this.found('read', { summary: error.summary });
        const failure = await summarise(error, this.target.secrets);
        const { plan, applied, verification } = this.known;
        const state = describeState(plan, applied, verification?.members, this.target.settings);
        this.note({ failure: { ...failure, state } });
    }
    #resultOf(status) {
        const { mode, strategy, dryRun } = this.target.settings;
        const { summary, keys, inspection, comparison, applied, verification, failure } = this.known;
        const { segment } = applied.inspection ?? inspection ?? {};
        const before = segment?.includedCount;
        const snapshot = comparison?.snapshot;
        return {
            ...this.resultOf(segment),
            mode,
            strategy,
            dryRun,
            status,
            importIds: applied.uploads.flatMap(({ ids }) => ids?.shown ?? []),
            parts: this.#parts(),
            ...this.#changes(status),
            failure,
            httpStatus: applied.httpStatus ?? this.#httpStatus,
            approvalRequestId: applied.approvalRequestId ?? inspection?.approvals.pending,
            approvalUrl: applied.approvalUrl,
            list: summary,
            membersBefore: before,
            membersAfter: verification?.members ?? (status === 'unchanged' ? before : undefined),
            guard: keys && inspection && comparison && guardOf(keys, inspection, comparison, this.target.settings),
            verification: verification?.summary,
            snapshotPath: snapshot?.published ? snapshot.path : undefined,
            snapshotKeys: snapshot?.keys,
        };
    }
    /** Keys that were added and members that were removed, where that is known exactly; planned ones of a run that changed nothing. */
    #changes(status) {
        const { keys, inspection, comparison, plan, applied, failure } = this.known;
        const { mode, strategy, dryRun } = this.target.settings;
        if (keys === undefined || comparison === undefined || status === 'pending_approval')
            return {};
        const { overlap } = comparison;
        if (overlap.min !== overlap.max || overlap.by === 'counts')
            return {};
        if (failure !== undefined && plan !== undefined && !dryRun) {
            if (strategy === 'delta')
                return { added: keysAdded(plan, applied), removed: applied.removed };
            return isUntouched(applied) ? { added: 0, removed: 0 } : {};
        }
        const change = { mode, keys: keys.count, before: inspection?.segment?.includedCount ?? 0, overlap };
        return { added: additionsOf(change).min, removed: removalsOf(change).min };
    }
    /** The uploads that the list needs, and what became of them. */
    #parts() {
        const { keys: list, plan, applied } = this.known;
        const { mode, strategy } = this.target.settings;
        const unplanned = strategy === 'delta' || mode === 'remove' ? [] : (list?.parts ?? []);
        const planned = plan?.kind === 'nothing' ? [] : plan?.uploads.map(({ file }) => file);
        return (planned ?? unplanned).map(({ keys, bytes }, index) => {
            const { attempts, ids, importStatus } = applied.uploads[index] ?? {};
            return { keys, bytes, attempts: attempts || undefined, importId: ids?.shown, importStatus };
        });
    }
}

;// CONCATENATED MODULE: ./build/sync/verify.js
/** Does the segment hold what it should? Looks until it does, or for two minutes, then judges what was seen last. */




/** How late counts and look-ups are is not documented: https://launchdarkly.com/docs/home/flags/list-based-segments */
const verify_PATIENCE_MS = 120_000;
const WAITING = 'Verification: LaunchDarkly does not show all changes yet';
/**
 * Compares the segment with what it should hold.
 * @throws Failure `cancelled`
 */
async function verify(context, expected) {
    const { verify: setting } = context.settings;
    const { present, absent, forced } = expected;
    const seen = {};
    if (setting === 'off' && !forced) {
        await look(context, { present: [], absent: [] }, seen);
        const changed = excludedChange(seen, expected);
        if (changed !== undefined)
            context.warn(changed);
        const verdict = changed === undefined ? 'skipped' : 'warned';
        return { summary: { setting, sampled: 0, sampledMembers: 0, verdict }, members: seen.members };
    }
    context.emit({ type: 'phase', phase: 'verify' });
    await verify_watch(context, expected, seen);
    const mismatches = verify_judge(seen, expected);
    const changed = excludedChange(seen, expected);
    if (changed !== undefined)
        mismatches.push(['never', changed]);
    const strict = setting === 'fail' || forced;
    const failed = mismatches.some(([fails]) => fails === 'always' || (strict && fails === 'as_set'));
    const verdict = mismatches.length === 0 ? 'passed' : failed ? 'failed' : 'warned';
    const text = mismatches.map(([, what]) => what).join(' ');
    if (verdict === 'warned')
        context.warn(text);
    const summary = {
        setting,
        expectedMembers: expected.members,
        ...(seen.members !== undefined && { countOk: isRight(seen.members, expected) }),
        ...(seen.missing === undefined
            ? { sampled: 0, sampledMembers: 0 }
            : { sampled: present.length, sampledMembers: present.length - seen.missing.length }),
        ...(absent.length > 0 &&
            seen.lingering !== undefined && { removedSampled: absent.length, removedGone: absent.length - seen.lingering }),
        verdict,
    };
    const failure = new build_failure/* Failure */.HR('verification_failed', text, { advice: VERIFICATION_ADVICE });
    return { summary, members: seen.members, ...(verdict === 'failed' && { failure }) };
}
async function verify_watch(context, expected, seen) {
    const { deadline, emit } = context;
    const until = Math.min(Date.now() + verify_PATIENCE_MS, deadline.at.getTime());
    const ask = async () => {
        await look(context, expected, seen);
        return verify_judge(seen, expected).length === 0 || isFinal(seen.unreadable) ? true : undefined;
    };
    await poll(deadline, ask, {
        until,
        delay: (_, round) => Math.min(1_000 * 2 ** round, 15_000),
        onWait: (seconds) => emit({ type: 'waiting', text: WAITING, seconds, until: new Date(until) }),
    });
}
/**
 * Reads everything once, also what was right before: a look-up may have shown the segment as it was before the change.
 * What cannot be read stays as it was seen last.
 */
async function look({ client }, { present, absent }, seen) {
    seen.unreadable = undefined;
    try {
        const { includedCount, excludedCount } = await getSegment(client);
        seen.members = includedCount ?? seen.members;
        seen.excluded = excludedCount ?? seen.excluded;
        seen.missing = (await lookUpMembers(client, present)).filter(({ included }) => !included);
        seen.lingering = (await lookUpMembers(client, absent)).filter(({ included }) => included).length;
    }
    catch (error) {
        if (!(error instanceof build_failure/* Failure */.HR) || error.code === 'cancelled')
            throw error;
        seen.unreadable = error;
    }
}
/** Asking again would not help. */
const isFinal = (failure) => failure !== undefined && ['unauthorized', 'forbidden', 'not_found', 'bad_request'].includes(failure.code);
/** What is wrong with what was seen; empty if nothing is. */
function verify_judge(seen, expected) {
    const { members, missing, lingering } = seen;
    if (missing === undefined || lingering === undefined)
        return [['as_set', `The segment could not be checked: ${seen.unreadable?.message ?? 'time was up.'}`]];
    const mismatches = [];
    if (members === undefined)
        mismatches.push(['as_set', 'LaunchDarkly did not say how many members the segment has.']);
    else if (!isRight(members, expected))
        mismatches.push([
            'as_set',
            `The segment has ${(0,words/* count */.U9)(members, 'member')}, not ${(0,words/* rangeOf */.be)(expected.members, 'member')}.`,
        ]);
    if (missing.length > 0) {
        const targets = missing.filter((one) => one.excluded).length;
        const among = targets === 0 ? '' : ` (${targets} ${be(targets, 'an excluded target', 'excluded targets')} of the segment)`;
        const looked = lookedUp(expected.present, 'key of the list', 'keys of the list');
        mismatches.push(['always', `${looked}${missing.length} ${be(missing.length)} not in the segment${among}.`]);
    }
    if (lingering > 0)
        mismatches.push([
            'always',
            `${lookedUp(expected.absent, 'removed key')}${lingering} ${be(lingering)} still in the segment.`,
        ]);
    return mismatches;
}
/** What a snapshot would not restore: another number of excluded targets than before. */
function excludedChange({ excluded: now }, { excluded: before }) {
    if (now === undefined || before === undefined || now === before)
        return undefined;
    return `The segment has ${(0,words/* count */.U9)(now, 'excluded target')}, and had ${(0,words/* number */.ai)(before)} before.`;
}
const lookedUp = ({ length }, one, many) => `Of ${(0,words/* count */.U9)(length, one, many)} that ${(0,words/* was */.MG)(length)} looked up, `;
const isRight = (count, { members: { min, max = Number.POSITIVE_INFINITY } }) => count >= min && count <= max;
const be = (number, one = '', many = '') => (number === 1 ? `is ${one}` : `are ${many}`).trimEnd();

;// CONCATENATED MODULE: ./build/sync/sync.js
/**
 * All targets, and each from beginning to end: read → inspect → compare → plan → apply → verify. Each step is a function
 * from what is known to what is known next; `record` keeps what they give for the result, and no step sees it.
 */












/** New plans after the segment changed under the first. */
const MOST_NEW_PLANS = 3;
/** Environments at once. */
const MOST_ENVIRONMENTS = 4;
/**
 * Prepares every target, then carries them out. A target that fails says so in its result and stops no other.
 * Once the run is cancelled, a target that does not end is left alone with what is known of it.
 * @returns a result for each target, in their order. Never rejects.
 */
async function syncAll(targets, shared) {
    const records = targets.map((settings, index) => new TargetRecord(index, settings, shared));
    await withGrace(work(records), shared.signal).catch(() => { });
    return await Promise.all(records.map((record) => record.result ?? record.abandon()));
}
/**
 * Carries out, per environment, one target after another, since LaunchDarkly runs one import at a time in each;
 * environments side by side.
 */
async function work(records) {
    const waiting = [];
    for (const record of records) {
        const planned = await prepare(record);
        const { projectKey, environmentKey } = record.target.ref;
        if (planned)
            waiting.push({ environment: JSON.stringify([projectKey, environmentKey]), record, planned });
    }
    const queues = Map.groupBy(waiting, ({ environment }) => environment).values();
    const worker = async () => {
        for (const queue of queues)
            for (const { record, planned } of queue)
                await finish(record, planned);
    };
    await Promise.all(Array.from({ length: MOST_ENVIRONMENTS }, worker));
}
/**
 * Reads and checks the list, inspects the segment, and decides. Changes nothing. Never rejects.
 * @returns undefined if the target has ended: how is in its record
 */
async function prepare(record) {
    return await record.during(async () => {
        const list = await readList(record.target);
        record.found('read', list);
        return await record.connected((context) => makePlan(context, list, record));
    });
}
/** Carries the plan out, to the target's end. Never rejects. */
async function finish(record, planned) {
    const status = await record.during(() => record.connected((context) => sync_carryOut(context, planned, record)));
    if (status !== undefined)
        await record.end(status);
}
/** inspect → compare → plan, and again as long as the segment changes meanwhile. */
async function makePlan(context, list, record) {
    const { settings, emit, warn } = context;
    try {
        emit({ type: 'phase', phase: 'inspect' });
        const inspection = await inspect(context);
        record.found('inspect', { inspection });
        // A dry run of a delta asks whether an approved import is through: that goes around nothing.
        if (!(settings.dryRun && settings.strategy === 'delta'))
            admit(list, inspection, settings);
        const comparison = await compare(context, list, inspection);
        record.note({ comparison });
        emit({ type: 'phase', phase: 'plan' });
        const decided = plan(list, inspection, comparison, settings);
        if (decided.kind !== 'nothing')
            admit(list, inspection, settings);
        record.found('plan', { plan: decided });
        if (decided.kind !== 'nothing')
            cautionsOf(inspection, comparison, settings).forEach(warn);
        return { list, inspection, comparison, plan: decided };
    }
    catch (error) {
        if (error instanceof Stale)
            return await planAgain(context, list, record);
        // What is at stake is what a person wants to see when a plan is refused.
        record.found('plan', {});
        throw error;
    }
}
/** @throws Failure `segment_changed` after too many plans */
async function planAgain(context, list, record) {
    await record.known.comparison?.snapshot?.withdraw();
    if (record.forgotten === MOST_NEW_PLANS)
        throw segmentChanged(record.forgotten + 1);
    context.log('The segment has changed since the plan was made: planning again.');
    record.forgetPlan();
    return await makePlan(context, list, record);
}
/** apply → verify. */
async function sync_carryOut(context, planned, record) {
    const { settings } = context;
    const { list, plan } = planned;
    if (settings.dryRun)
        return 'dry_run';
    const { applied, error } = await apply(context, planned);
    record.note({ applied });
    if (error instanceof Stale)
        return await sync_carryOut(context, await planAgain(context, list, record), record);
    if (error !== undefined)
        throw error;
    if (plan.kind === 'nothing')
        return 'unchanged';
    const last = applied.uploads.at(-1);
    if (last?.state === 'pending_approval') {
        if (settings.requestApproval && last.ids)
            record.note({ applied: { ...applied, ...(await requestApproval(context, last.ids, planned)) } });
        return last.state;
    }
    if (settings.wait) {
        const verification = await verify(context, expectationOf(settings.mode, planned, applied));
        record.found('verify', { verification });
        if (verification.failure !== undefined)
            throw verification.failure;
    }
    if (applied.whyRefused !== undefined)
        throw await refusal(context, applied, applied.whyRefused, 'all else is done');
    return settings.wait ? 'complete' : 'submitted';
}

;// CONCATENATED MODULE: ./build/main.js
/** The import action, top to bottom. */








const IMPORT = {
    secrets: ['access-token', 'github-token'],
    load,
    openLog: (core, { targets }) => createLog(core, targets),
    work: async ({ targets }, shared) => ({ targets: await syncAll(targets, shared) }),
    failed: (failure) => ({ targets: [], failure }),
    hasFailed: (result) => statusOf(result) === 'failed',
    publish: publishImport,
};
/** @param env as a GitHub runner sets it; elsewhere, inputs only */
const importLists = (env) => runAction(env, IMPORT);
/** Reads all inputs; `targets-path` may name a file with more of them. */
async function load(host) {
    const reader = new inputs_reader/* Reader */.mP(host.input, host.workspace);
    const step = (0,inputs_import/* readStep */.jg)(reader);
    const path = step.targetsPath;
    if (path === undefined) {
        const target = (0,inputs_import/* readTarget */._E)(reader);
        reader.problems.push(...(0,snapshots/* snapshotProblems */.P)([target], host.workspace));
        reader.throwProblems();
        return { ...step, targets: [target] };
    }
    reader.throwProblems();
    // Loaded only here: the YAML parser would cost every other run a part of its start-up.
    const { loadTargets } = await Promise.all(/* import() */[__nccwpck_require__.e(815), __nccwpck_require__.e(576)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8576));
    return { ...step, targets: await loadTargets(path, host) };
}

;// CONCATENATED MODULE: ./build/actions.js
/** Both actions. dist/ has them as one bundle, which the two process entries import. */



var __webpack_exports__exportMembers = __webpack_exports__.I;
var __webpack_exports__importLists = __webpack_exports__.b;
export { __webpack_exports__exportMembers as exportMembers, __webpack_exports__importLists as importLists };
