export const id = 576;
export const ids = [576];
export const modules = {

/***/ 8576:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  loadTargets: () => (/* binding */ loadTargets)
});

// EXTERNAL MODULE: ./build/inputs/import.js + 1 modules
var inputs_import = __webpack_require__(2133);
// EXTERNAL MODULE: ./build/inputs/reader.js
var inputs_reader = __webpack_require__(401);
// EXTERNAL MODULE: ./build/inputs/snapshots.js
var snapshots = __webpack_require__(5685);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./build/words.js
var words = __webpack_require__(9181);
// EXTERNAL MODULE: ./build/inputs/kinds.js
var kinds = __webpack_require__(6447);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/failure.js
var failure = __webpack_require__(9874);
;// CONCATENATED MODULE: ./build/inputs/targets-text.js
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
 * @param path as the person wrote it
 * @throws Failure `invalid_input` for what is no file or too large
 */
async function readText(path, workspace) {
    const unreadable = (why, cause) => new failure/* Failure */.HR('invalid_input', `The targets file \`${path}\` could not be read (${why}).`, {
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
            const bytes = Buffer.concat(await handle.createReadStream({ end: MOST_BYTES }).toArray());
            if (bytes.length <= MOST_BYTES)
                return bytes.toString();
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
        throw error instanceof failure/* Failure */.HR ? error : unreadable(error.code, error);
    }
    throw new failure/* Failure */.HR('invalid_input', `The targets file \`${path}\` has more than ${(0,words/* number */.ai)(MOST_BYTES)} bytes.`, {
        advice: 'Let globs in `csv-path` stand for many files, or split the targets over several steps.',
    });
}

;// CONCATENATED MODULE: ./build/inputs/targets-file.js
/**
 * A targets file -> what it says, as texts. YAML, and so JSON too. A file of any content is read or refused within seconds:
 * its size is bounded before it is parsed (targets-text.ts), and what it may come to before that is used.
 */






/** Names the environment variable that holds a target's token; never the token itself. */
const TOKEN_VARIABLE = 'access-token-env';
const KNOWN = [...inputs_import/* TARGET_INPUTS */.gd, TOKEN_VARIABLE];
/** Inputs of several lines; a YAML sequence of texts does as well. */
const LISTS = ['csv-path', 'approval-notify-members', 'approval-notify-teams'];
/** The bounds; docs/targets.md says them. */
const MOST_TARGETS = 1_000;
/** Aliases, and anchors: each alias is looked up among all anchors before it. */
const MOST_ALIASES = 5_000;
/** Characters of all values, those of `defaults` and of aliases counted wherever they are used. */
const MOST_CHARACTERS = 5_000_000;
const TOO_LONG = `the values of all targets have more than ${(0,words/* number */.ai)(MOST_CHARACTERS)} characters, ` +
    'with those of `defaults` and aliases counted wherever they are used.';
const STACK_OVERFLOW = 'Maximum call stack size exceeded';
/** Problems that are reported, and characters of one. */
const MOST_PROBLEMS = 100;
const PROBLEM_CHARACTERS = 1_000;
/** @throws Failure `invalid_input` for what is no file, too large, or wrong in itself */
async function readTargetsFile(path, workspace) {
    return new TargetsFile(path, await readText(path, workspace));
}
class TargetsFile {
    /** What each target says, and `defaults` for it. */
    targets;
    #path;
    #lines = new dist/* LineCounter */.HN();
    #document;
    #problems = [];
    constructor(path, text) {
        this.#path = path;
        this.#document = parse(text, this.#lines) ?? this.#refuse(1, 'is nested too deeply.');
        for (const { message, pos } of this.#document.errors)
            this.problem(this.#lines.linePos(pos[0]).line, message);
        this.throwProblems();
        this.#checkNodes();
        this.throwProblems();
        this.targets = this.#read();
        this.throwProblems();
    }
    /** Notes what is wrong; where the line is not known, with the first. With the hundredth problem reading ends. */
    problem(line, text) {
        const shown = text.length > PROBLEM_CHARACTERS ? `${text.slice(0, PROBLEM_CHARACTERS)}…` : text;
        this.#problems.push({ line: line ?? 1, text: shown });
        if (this.#problems.length === MOST_PROBLEMS)
            throw this.#failure();
    }
    throwProblems() {
        if (this.#problems.length > 0)
            throw this.#failure();
    }
    /** Where a target begins, or what it says of an input: itself, or `defaults` for it. */
    lineOf(target, name = '') {
        return this.#line('targets', target, name) ?? this.#line('defaults', name) ?? this.#line('targets', target) ?? 1;
    }
    #failure() {
        const texts = this.#problems
            .toSorted((one, other) => one.line - other.line)
            .map(({ line, text }) => `${this.#path}:${line}: ${text}`);
        const more = texts.length === MOST_PROBLEMS ? ' or more' : '';
        const advice = 'Correct the targets file; no list was read and nothing was sent.';
        return (0,inputs_reader/* refusal */.x5)(texts, `The targets file has ${texts.length}${more} problems`, advice);
    }
    /** @throws Failure at once, with what was wrong before */
    #refuse(line, text) {
        this.problem(line, text);
        throw this.#failure();
    }
    /** What the parser would be slow to find. */
    #checkNodes() {
        const anchors = new Set();
        let references = 0;
        (0,dist/* visit */.YR)(this.#document, {
            Node: (_, node) => {
                if ((0,dist/* isAlias */.Vj)(node) && !anchors.has(node.source))
                    this.problem(this.#lineAt(node), `\`*${node.source}\` has no anchor before it.`);
                if (node.anchor !== undefined)
                    anchors.add(node.anchor);
                if ((0,dist/* isAlias */.Vj)(node) || node.anchor !== undefined)
                    references += 1;
                const names = new Set();
                for (const { key } of (0,dist/* isMap */.jh)(node) ? node.items : []) {
                    const name = String(key);
                    if (names.has(name))
                        this.problem(this.#lineAt(key), `Map keys must be unique: \`${name}\` appears twice.`);
                    names.add(name);
                }
            },
        });
        if (references > MOST_ALIASES)
            this.#refuse(1, `has more than ${(0,words/* number */.ai)(MOST_ALIASES)} aliases and anchors; use \`defaults\` for what many targets share.`);
    }
    #read() {
        const root = this.#document.toJS({ maxAliasCount: -1 });
        if (!isMapping(root))
            return this.#refuse(1, 'must be a mapping with `targets`, and `defaults` if you like.');
        const { defaults, targets, ...others } = root;
        for (const name of Object.keys(others))
            this.problem(this.#line(name), `\`${name}\` is not known here; allowed: \`defaults\`, \`targets\`.`);
        const line = this.#line('targets');
        if (!Array.isArray(targets) || targets.length === 0)
            return this.#refuse(line, '`targets` must be a list with at least one target.');
        const most = `at most ${(0,words/* number */.ai)(MOST_TARGETS)} are allowed`;
        if (targets.length > MOST_TARGETS)
            this.#refuse(line, `\`targets\` has ${(0,words/* number */.ai)(targets.length)} targets; ${most}.`);
        const shared = defaults === undefined ? {} : this.#values(defaults, '`defaults`', 'defaults');
        let characters = 0;
        return targets.map((target, index) => {
            const values = { ...shared, ...this.#values(target, 'A target', 'targets', index) };
            for (const text of Object.values(values).flat())
                characters += text.length + 1;
            if (characters > MOST_CHARACTERS)
                this.#refuse(1, TOO_LONG);
            return values;
        });
    }
    #values(given, what, ...path) {
        const values = {};
        if (!isMapping(given)) {
            this.problem(this.#line(...path), `${what} must be a mapping of inputs to values.`);
            return values;
        }
        for (const [name, value] of Object.entries(given)) {
            const texts = LISTS.includes(name) ? [value].flat() : [value];
            if (KNOWN.includes(name) && texts.every((text) => typeof text === 'string'))
                values[name] = texts;
            else
                this.problem(this.#line(...path, name) ?? this.#line(...path), `\`${name}\` ${whyNot(name)}`);
        }
        return values;
    }
    /** The line of what a path leads to, in a mapping that of its name; undefined where there is none, or behind an alias. */
    #line(...path) {
        let node = this.#document.contents;
        let place;
        for (const step of path) {
            const found = (0,dist/* isMap */.jh)(node)
                ? node.items.find(({ key }) => String(key) === step)
                : (0,dist/* isSeq */.oP)(node) && node.items[Number(step)];
            [place, node] = (0,dist/* isPair */.tO)(found) ? [found.key, found.value] : [found, found];
        }
        return (0,dist/* isNode */.Ll)(place) ? this.#lineAt(place) : undefined;
    }
    #lineAt(node) {
        return this.#lines.linePos(node.range?.[0] ?? 0).line;
    }
}
/**
 * Scalars stay as they are written, so that `007` is a key of three characters; only null is no text.
 * @returns undefined if the file is nested too deeply: the parser calls itself for each level
 */
function parse(text, lineCounter) {
    try {
        const document = (0,dist/* parseDocument */.Tp)(text, {
            lineCounter,
            schema: 'failsafe',
            customTags: ['null'],
            stringKeys: true,
            // Compares each key with all others.
            uniqueKeys: false,
            prettyErrors: false,
        });
        // The parser takes some of them for errors in the file.
        return document.errors.some(({ message }) => message === STACK_OVERFLOW) ? undefined : document;
    }
    catch {
        return undefined;
    }
}
const isMapping = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/** Why a value of this name was not taken. */
function whyNot(name) {
    if (LISTS.includes(name))
        return 'must be a text or a list of texts.';
    if (KNOWN.includes(name))
        return 'must be one text, number or boolean.';
    return name.includes('token')
        ? `is not allowed: a token does not belong in a file. Name its environment variable in \`${TOKEN_VARIABLE}\`.`
        : `is not known; allowed: ${(0,kinds/* list */.p_)(KNOWN)}.`;
}

;// CONCATENATED MODULE: ./build/inputs/targets.js
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
 * @param path of the file, as the person wrote it
 * @throws Failure `invalid_input` with every problem and its line
 */
async function loadTargets(path, context) {
    const { workspace, temp, input } = context;
    const file = await readTargetsFile(path, workspace);
    const seen = new Map();
    const targets = file.targets.map((values, index) => {
        const reader = new inputs_reader/* Reader */.mP((name) => {
            // A dry run of the whole step must stay one, whatever the file says.
            if (name === 'dry-run' && /^true$/i.test(input(name).trim()))
                return 'true';
            if (name === 'access-token')
                return readToken(context, reader, values[TOKEN_VARIABLE]?.[0]);
            return values[name]?.join('\n') ?? input(name);
        }, workspace);
        const target = (0,inputs_import/* readTarget */._E)(reader);
        for (const { name, text } of reader.problems)
            file.problem(file.lineOf(index, name), text);
        const { projectKey, environmentKey, segmentKey } = target;
        const id = JSON.stringify([projectKey, environmentKey, segmentKey]);
        const earlier = seen.get(id);
        if (earlier === undefined)
            seen.set(id, index);
        else
            file.problem(file.lineOf(index), `is the same segment as the target in line ${file.lineOf(earlier)}.`);
        return target;
    });
    for (const { target, name, text } of (0,snapshots/* snapshotProblems */.P)(targets, workspace, [workspace, temp]))
        file.problem(file.lineOf(target, name), text);
    file.throwProblems();
    return targets;
}
function readToken({ input, env, mask }, reader, variable) {
    if (variable === undefined)
        return input('access-token');
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
