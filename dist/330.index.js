export const id = 330;
export const ids = [330];
export const modules = {

/***/ 330:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  loadTargets: () => (/* binding */ loadTargets)
});

// EXTERNAL MODULE: ./build/inputs.js + 1 modules
var inputs = __webpack_require__(917);
// EXTERNAL MODULE: ./build/reader.js
var build_reader = __webpack_require__(6185);
// EXTERNAL MODULE: ./build/snapshot-paths.js
var snapshot_paths = __webpack_require__(8443);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./build/failure.js
var failure = __webpack_require__(9874);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/words.js
var words = __webpack_require__(9181);
;// CONCATENATED MODULE: ./build/targets-text.js
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
/** Reads the bytes of a targets file, if it is one and not too large. */




/** docs/targets.md says it. */
const MOST_BYTES = 250_000;
/**
 * The text of a targets file. Nothing else is waited for, such as a pipe that nobody writes to.
 * @throws Failure `invalid_input` for what is no file or too large
 */
async function readText({ path, workspace }) {
    const unreadable = (why, cause) => new failure/* Failure */.H('invalid_input', `The targets file \`${path}\` could not be read (${why}).`, {
        advice: 'Check `targets-path`: it is relative to the workspace. Does the job check out the repository first?',
        cause,
    });
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            // Windows has no O_NONBLOCK, and no pipes among its files.
            const handle = __addDisposableResource(env_1, await (0,promises_.open)((0,external_node_path_.resolve)(workspace, path), promises_.constants.O_RDONLY | (promises_.constants.O_NONBLOCK ?? 0)), true);
            if (!(await handle.stat()).isFile())
                throw unreadable('it is not a regular file');
            const bytes = Buffer.allocUnsafe(MOST_BYTES + 1);
            let length = 0;
            for (let read = -1; read !== 0 && length < bytes.length; length += read) {
                read = (await handle.read(bytes, length, bytes.length - length)).bytesRead;
            }
            if (length <= MOST_BYTES)
                return bytes.toString('utf8', 0, length);
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
    catch (error) {
        throw error instanceof failure/* Failure */.H ? error : unreadable(error.code, error);
    }
    throw new failure/* Failure */.H('invalid_input', `The targets file \`${path}\` has more than ${(0,words/* number */.ai)(MOST_BYTES)} bytes.`, {
        advice: 'Let globs in `csv-path` stand for many files, or split the targets over several steps.',
    });
}

;// CONCATENATED MODULE: ./build/targets-file.js
/**
 * A targets file -> what it says, as texts with lines. YAML, and so JSON too. A file of any content is read or refused
 * within seconds: its size is bounded before it is parsed (targets-text.ts), and what it may come to before that is resolved.
 */





/** Names the environment variable that holds a target's token; never the token itself. */
const TOKEN_VARIABLE = 'access-token-env';
const KNOWN = new Set([...inputs/* TARGET_INPUTS */.gd, TOKEN_VARIABLE]);
/** Inputs of several lines; a YAML sequence of texts does as well. */
const LISTS = new Set(['csv-path', 'approval-notify-members', 'approval-notify-teams']);
/** The bounds; docs/targets.md says them. */
const MOST_TARGETS = 1_000;
const MOST_ALIASES = 5_000;
/** Characters of all values, those of `defaults` and of aliases counted wherever they are used. */
const MOST_CHARACTERS = 5_000_000;
/** Problems that are told, and characters of one. */
const MOST_PROBLEMS = 100;
const PROBLEM_CHARACTERS = 1_000;
const ADVICE = 'Correct the targets file; no list was read and nothing was sent.';
/** @throws Failure `invalid_input` for what is no file, too large, or no YAML */
async function readTargetsFile(place) {
    return new TargetsFile(place.path, await readText(place));
}
/** The file as a tree with lines, and what is wrong with it. */
class TargetsFile {
    #path;
    #lines = new dist/* LineCounter */.HN();
    #document;
    #problems = [];
    #aliased = new Map();
    #characters = 0;
    constructor(path, text) {
        this.#path = path;
        this.#document = parse(path, text, this.#lines);
        for (const { message, pos } of this.#document.errors)
            this.problem(this.#lines.linePos(pos[0]).line, message);
        this.throwProblems();
        this.#findAliased();
    }
    /** Notes what is wrong. With the hundredth problem reading ends. */
    problem(line, text) {
        const shown = text.length > PROBLEM_CHARACTERS ? `${text.slice(0, PROBLEM_CHARACTERS)}…` : text;
        this.#problems.push({ line, text: shown });
        if (this.#problems.length === MOST_PROBLEMS)
            this.throwProblems();
    }
    throwProblems() {
        if (this.#problems.length === 0)
            return;
        const lines = this.#problems
            .toSorted((one, other) => one.line - other.line)
            .map(({ line, text }) => `${this.#path}:${line}: ${text}`);
        const message = lines.length === 1
            ? lines[0]
            : `The targets file has ${lines.length}${lines.length === MOST_PROBLEMS ? ' or more' : ''} problems:\n- ${lines.join('\n- ')}`;
        throw new failure/* Failure */.H('invalid_input', message, { advice: ADVICE });
    }
    /** The file's defaults and targets. */
    outline() {
        const root = this.#document.contents;
        if (!(0,dist/* isMap */.jh)(root)) {
            this.problem(1, 'must be a mapping with `targets`, and `defaults` if you like.');
            this.throwProblems();
        }
        const top = this.#pairs(root);
        for (const [name, pair] of top) {
            if (name !== 'defaults' && name !== 'targets')
                this.problem(this.#lineOf(pair.key), `\`${name}\` is not known here; allowed: \`defaults\`, \`targets\`.`);
        }
        const defaults = top.get('defaults')?.value;
        const targets = top.get('targets')?.value;
        if (!(0,dist/* isSeq */.oP)(targets) || targets.items.length === 0)
            this.problem(this.#lineOf(top.get('targets')?.key), '`targets` must be a list with at least one target.');
        else if (targets.items.length > MOST_TARGETS)
            this.#refuse(top.get('targets')?.key, `\`targets\` has ${(0,words/* number */.ai)(targets.items.length)} targets; at most ${(0,words/* number */.ai)(MOST_TARGETS)} are allowed.`);
        const items = (0,dist/* isSeq */.oP)(targets) ? targets.items : [];
        const shared = defaults === undefined ? new Map() : this.#values(defaults, '`defaults`');
        this.#count(this.#characters * items.length, defaults);
        const outline = {
            defaults: shared,
            targets: items.map((item) => ({ values: this.#values(item, 'A target'), line: this.#lineOf(item) })),
        };
        this.throwProblems();
        return outline;
    }
    #values(node, what) {
        const map = this.#resolve(node);
        const values = new Map();
        if (!(0,dist/* isMap */.jh)(map)) {
            this.problem(this.#lineOf(node), `${what} must be a mapping of inputs to values.`);
            return values;
        }
        for (const [name, pair] of this.#pairs(map)) {
            const line = this.#lineOf(pair.key);
            const text = KNOWN.has(name) ? this.#text(pair.value, LISTS.has(name)) : undefined;
            if (text !== undefined)
                values.set(name, { text, line });
            else
                this.problem(line, `\`${name}\` ${whyNot(name)}`);
        }
        return values;
    }
    /** A value as written, so that `007` stays a key of three characters; undefined where its type is wrong. */
    #text(node, many) {
        const value = this.#resolve(node);
        if ((0,dist/* isScalar */.jn)(value)) {
            const text = value.value === null ? undefined : (value.source ?? String(value.value));
            this.#count(text?.length ?? 0, node);
            return text;
        }
        if (!many || !(0,dist/* isSeq */.oP)(value))
            return undefined;
        const texts = value.items.map((item) => this.#text(item, false));
        return texts.includes(undefined) ? undefined : texts.join('\n');
    }
    /** The pairs of a mapping by their names. */
    #pairs(map) {
        const pairs = new Map();
        for (const pair of map.items) {
            const name = keyOf(pair);
            if (pairs.has(name))
                this.problem(this.#lineOf(pair.key), `Map keys must be unique: \`${name}\` is there twice.`);
            pairs.set(name, pair);
        }
        return pairs;
    }
    /** What each alias stands for, in one pass: the parser would search the whole file for every one. */
    #findAliased() {
        const anchors = new Map();
        (0,dist/* visit */.YR)(this.#document, {
            Node: (_, node) => {
                if (!(0,dist/* isAlias */.Vj)(node)) {
                    if (node.anchor !== undefined)
                        anchors.set(node.anchor, node);
                    return;
                }
                this.#aliased.set(node, anchors.get(node.source));
                if (this.#aliased.size > MOST_ALIASES)
                    this.#refuse(node, `has more than ${(0,words/* number */.ai)(MOST_ALIASES)} aliases; use \`defaults\` for what many targets share.`);
            },
        });
    }
    #resolve(node) {
        return (0,dist/* isAlias */.Vj)(node) ? this.#aliased.get(node) : node;
    }
    #count(characters, node) {
        this.#characters += characters + 1;
        if (this.#characters > MOST_CHARACTERS)
            this.#refuse(node, `the values of all targets have more than ${(0,words/* number */.ai)(MOST_CHARACTERS)} characters, with those of \`defaults\` and aliases counted wherever they are used.`);
    }
    /** @throws Failure at once, with what was wrong before */
    #refuse(node, text) {
        this.problem(this.#lineOf(node), text);
        this.throwProblems();
    }
    #lineOf(node) {
        const range = node?.range;
        return range ? this.#lines.linePos(range[0]).line : 1;
    }
}
/** Parses without what takes most of the time of a hostile file: traces of errors, and comparing each key with all others. */
function parse(path, text, lineCounter) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
        return (0,dist/* parseDocument */.Tp)(text, { lineCounter, prettyErrors: false, uniqueKeys: false });
    }
    catch (cause) {
        // The parser calls itself for each level.
        throw new failure/* Failure */.H('invalid_input', `The targets file \`${path}\` is nested too deeply.`, { advice: ADVICE, cause });
    }
    finally {
        Error.stackTraceLimit = stackTraceLimit;
    }
}
const keyOf = (pair) => ((0,dist/* isScalar */.jn)(pair.key) ? String(pair.key.value) : '?');
/** Why a pair with this name was not taken. */
function whyNot(name) {
    if (LISTS.has(name))
        return 'must be a text or a list of texts.';
    if (KNOWN.has(name))
        return 'must be one text, number or boolean.';
    return name.includes('token')
        ? `is not allowed: a token does not belong in a file. Name its environment variable in \`${TOKEN_VARIABLE}\`.`
        : `is not known; allowed: ${[...KNOWN].map((known) => `\`${known}\``).join(', ')}.`;
}

;// CONCATENATED MODULE: ./build/targets.js
/**
 * A targets file -> one TargetSettings per target. Loaded only when a targets file is used.
 */




/** Only variables that are meant for it, so that a targets file cannot send some other secret to LaunchDarkly. */
const TOKEN_VARIABLE_NAME = /^(LD|LAUNCHDARKLY)_[A-Za-z0-9_]+$/;
/**
 * What the dynamic linkers of Linux, the BSDs and Solaris obey begins with `LD_` too, and is no token.
 * https://man7.org/linux/man-pages/man8/ld.so.8.html https://man.freebsd.org/cgi/man.cgi?ld-elf.so.1
 */
const LINKER_VARIABLES = new Set(('ASSUME_KERNEL AUDIT BIND_NOT BIND_NOW CONFIG DEBUG DEBUG_OUTPUT DEMANGLE DUMP_REL_POST DUMP_REL_PRE DYNAMIC_WEAK ' +
    'ELF_HINTS_PATH FLAGS GETPATH HWCAP_MASK KEEPDIR LIBMAP LIBMAP_DISABLE LIBRARY_PATH LIBRARY_PATH_FDS ' +
    'LIBRARY_PATH_RPATH LOADAVAIL LOADFLTR NO_DL_ITERATE_PHDR_AFTER_FORK NOAUDIT NOAUXFLTR NOCONFIG NODIRCONFIG ' +
    'NODIRECT NOLAZYLOAD NOOBJALTER NOPAREXT NOVERSION OPTIONS ORIGIN_PATH POINTER_GUARD PREFER_MAP_32BIT_EXEC ' +
    'PRELOAD PRELOAD_FDS PROFILE PROFILE_OUTPUT RUN_PATH SHOW_AUXV SIGNAL STATIC_TLS_EXTRA TRACE_LOADED_OBJECTS ' +
    'TRACE_LOADED_OBJECTS_ALL TRACE_LOADED_OBJECTS_FMT1 TRACE_LOADED_OBJECTS_FMT2 TRACE_LOADED_OBJECTS_PROGNAME ' +
    'TRACE_PRELINKING USE_LOAD_BIAS UTRACE VERBOSE WARN').split(' '));
/**
 * Reads all targets.
 * @throws Failure `invalid_input` with every problem and its line
 */
async function loadTargets(context) {
    const file = await readTargetsFile(context);
    const { defaults, targets } = file.outline();
    const seen = new Map();
    const settings = targets.map(({ values, line }) => {
        const value = (name) => values.get(name) ?? defaults.get(name);
        const source = (name) => {
            // A dry run of the whole step must stay one, whatever the file says.
            if (name === 'dry-run' && /^true$/i.test(context.step(name).trim()))
                return 'true';
            return value(name)?.text ?? context.step(name);
        };
        const reader = new build_reader/* Reader */.mP(source);
        const target = (0,inputs/* readTarget */._E)(reader, readToken(context, reader, value(TOKEN_VARIABLE)?.text), context.workspace);
        for (const { name, text } of reader.problems)
            file.problem(value(name)?.line ?? line, text);
        const { projectKey, environmentKey, segmentKey } = target;
        const id = JSON.stringify([projectKey, environmentKey, segmentKey]);
        const earlier = seen.get(id);
        if (earlier !== undefined)
            file.problem(line, `is the same segment as the target in line ${earlier}.`);
        seen.set(id, earlier ?? line);
        return target;
    });
    for (const { target, name, text } of (0,snapshot_paths/* snapshotProblems */.P)(settings, { ...context, fromFile: true })) {
        const { values, line } = targets[target] ?? { values: defaults, line: 1 };
        file.problem((values.get(name) ?? defaults.get(name))?.line ?? line, text);
    }
    file.throwProblems();
    return settings;
}
function readToken({ step, env, mask }, reader, variable) {
    if (variable === undefined)
        return step('access-token').trim();
    if (!TOKEN_VARIABLE_NAME.test(variable)) {
        reader.problem(TOKEN_VARIABLE, 'must name an environment variable that begins with `LD_` or `LAUNCHDARKLY_`.');
        return 'unknown';
    }
    if (LINKER_VARIABLES.has(variable.toUpperCase().replace(/^LD_((32|64)_)?|_(32|64)$/g, ''))) {
        reader.problem(TOKEN_VARIABLE, `names \`${variable}\`, which belongs to the dynamic linker and holds no token.`);
        return 'unknown';
    }
    const token = env[variable]?.trim() ?? '';
    if (token !== '')
        mask(token);
    else
        reader.problem(TOKEN_VARIABLE, `names \`${variable}\`, which is not set: add it to the \`env\` of the step.`);
    return token || 'unknown';
}


/***/ })

};
