export const id = 906;
export const ids = [906];
export const modules = {

/***/ 3906:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   loadTargets: () => (/* binding */ loadTargets)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8815);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9874);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8175);
/**
 * A targets file -> one TargetSettings per target. YAML, and so JSON too. Loaded only when a targets file is used.
 */





/** Names the environment variable that holds a target's token; never the token itself. */
const TOKEN_VARIABLE = 'access-token-env';
/** Only variables that are meant for it, so that a targets file cannot send some other secret to LaunchDarkly. */
const TOKEN_VARIABLE_NAME = /^(LD|LAUNCHDARKLY)_[A-Za-z0-9_]+$/;
const KNOWN = new Set([..._inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .TARGET_INPUTS */ .gd, TOKEN_VARIABLE]);
/** Inputs of several lines; a YAML sequence of texts does as well. */
const LISTS = new Set(['csv-path', 'approval-notify-members', 'approval-notify-teams']);
/**
 * Reads all targets.
 * @throws Failure `invalid_input` with every problem and its line
 */
async function loadTargets(context) {
    const file = new TargetsFile(context.path, await readText(context));
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
        const reader = new _inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .Reader */ .mP(source);
        const target = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .readTarget */ ._E)(reader, readToken(context, reader, value(TOKEN_VARIABLE)?.text));
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
    file.throwProblems();
    return settings;
}
async function readText({ path, workspace }) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, path), 'utf8');
    }
    catch (error) {
        const { code } = error;
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .H('invalid_input', `The targets file \`${path}\` could not be read (${code}).`, {
            advice: 'Check `targets-path`: it is relative to the workspace. Does the job check out the repository first?',
            cause: error,
        });
    }
}
function readToken({ step, env, mask }, reader, variable) {
    if (variable === undefined)
        return step('access-token').trim();
    if (!TOKEN_VARIABLE_NAME.test(variable)) {
        reader.problem(TOKEN_VARIABLE, 'must name an environment variable that begins with `LD_` or `LAUNCHDARKLY_`.');
        return 'unknown';
    }
    const token = env[variable]?.trim() ?? '';
    if (token !== '')
        mask(token);
    else
        reader.problem(TOKEN_VARIABLE, `names \`${variable}\`, which is not set: add it to the \`env\` of the step.`);
    return token || 'unknown';
}
/** The file as a tree with lines, and what is wrong with it. */
class TargetsFile {
    #path;
    #lines = new yaml__WEBPACK_IMPORTED_MODULE_2__/* .LineCounter */ .HN();
    #document;
    #problems = [];
    constructor(path, text) {
        this.#path = path;
        this.#document = (0,yaml__WEBPACK_IMPORTED_MODULE_2__/* .parseDocument */ .Tp)(text, { lineCounter: this.#lines, prettyErrors: false });
        for (const { message, pos } of this.#document.errors)
            this.problem(this.#lines.linePos(pos[0]).line, message);
        this.throwProblems();
    }
    problem(line, text) {
        this.#problems.push({ line, text });
    }
    throwProblems() {
        if (this.#problems.length === 0)
            return;
        const lines = this.#problems
            .toSorted((one, other) => one.line - other.line)
            .map(({ line, text }) => `${this.#path}:${line}: ${text}`);
        const message = lines.length === 1 ? lines[0] : `The targets file has ${lines.length} problems:\n- ${lines.join('\n- ')}`;
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .H('invalid_input', message, {
            advice: 'Correct the targets file; no list was read and nothing was sent.',
        });
    }
    /** The file's defaults and targets, each value as the text that the input of that name would have. */
    outline() {
        const root = this.#document.contents;
        if (!(0,yaml__WEBPACK_IMPORTED_MODULE_2__/* .isMap */ .jh)(root)) {
            this.problem(1, 'must be a mapping with `targets`, and `defaults` if you like.');
            this.throwProblems();
        }
        const top = new Map(root.items.map((pair) => [keyOf(pair), pair]));
        for (const [name, pair] of top) {
            if (name !== 'defaults' && name !== 'targets')
                this.problem(this.#lineOf(pair.key), `\`${name}\` is not known here; allowed: \`defaults\`, \`targets\`.`);
        }
        const defaults = top.get('defaults')?.value;
        const targets = top.get('targets')?.value;
        if (!(0,yaml__WEBPACK_IMPORTED_MODULE_2__/* .isSeq */ .oP)(targets) || targets.items.length === 0)
            this.problem(this.#lineOf(top.get('targets')?.key), '`targets` must be a list with at least one target.');
        const outline = {
            defaults: defaults === undefined ? new Map() : this.#values(defaults, '`defaults`'),
            targets: (0,yaml__WEBPACK_IMPORTED_MODULE_2__/* .isSeq */ .oP)(targets)
                ? targets.items.map((item) => ({ values: this.#values(item, 'A target'), line: this.#lineOf(item) }))
                : [],
        };
        this.throwProblems();
        return outline;
    }
    #values(node, what) {
        const map = this.#resolve(node);
        const values = new Map();
        if (!(0,yaml__WEBPACK_IMPORTED_MODULE_2__/* .isMap */ .jh)(map)) {
            this.problem(this.#lineOf(node), `${what} must be a mapping of inputs to values.`);
            return values;
        }
        for (const pair of map.items) {
            const name = keyOf(pair);
            const line = this.#lineOf(pair.key);
            if (/token/.test(name) && name !== TOKEN_VARIABLE) {
                this.problem(line, `\`${name}\` is not allowed: a token does not belong in a file. Name its environment variable in \`${TOKEN_VARIABLE}\`.`);
            }
            else if (!KNOWN.has(name)) {
                this.problem(line, `\`${name}\` is not known; allowed: ${[...KNOWN].map((known) => `\`${known}\``).join(', ')}.`);
            }
            else {
                const text = this.#text(pair.value, LISTS.has(name));
                if (text !== undefined)
                    values.set(name, { text, line });
                else
                    this.problem(line, `\`${name}\` must be ${LISTS.has(name) ? 'a text or a list of texts' : 'one text, number or boolean'}.`);
            }
        }
        return values;
    }
    /** A value as written, so that `007` stays a key of three characters; undefined where its type is wrong. */
    #text(node, many) {
        const value = this.#resolve(node);
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_2__/* .isScalar */ .jn)(value))
            return value.value === null ? undefined : (value.source ?? String(value.value));
        if (!many || !(0,yaml__WEBPACK_IMPORTED_MODULE_2__/* .isSeq */ .oP)(value))
            return undefined;
        const texts = value.items.map((item) => this.#text(item, false));
        return texts.includes(undefined) ? undefined : texts.join('\n');
    }
    #resolve(node) {
        return (0,yaml__WEBPACK_IMPORTED_MODULE_2__/* .isAlias */ .Vj)(node) ? node.resolve(this.#document) : node;
    }
    #lineOf(node) {
        const range = node?.range;
        return range ? this.#lines.linePos(range[0]).line : 1;
    }
}
const keyOf = (pair) => ((0,yaml__WEBPACK_IMPORTED_MODULE_2__/* .isScalar */ .jn)(pair.key) ? String(pair.key.value) : '?');


/***/ })

};
