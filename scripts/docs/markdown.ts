import GithubSlugger from 'github-slugger';
import { marked, type Token } from 'marked';

export interface MarkdownPage {
  /** Link and image targets as written, in text and in HTML. */
  links: string[];
  /** What a link to this page may have after `#`. */
  anchors: Set<string>;
  /** Fenced code blocks with their language. */
  code: { language: string; text: string }[];
}

/** Reads what the checks of the docs need from a Markdown text. */
export function readMarkdown(text: string): MarkdownPage {
  const slugger = new GithubSlugger();
  const page: MarkdownPage = { links: [], anchors: new Set(), code: [] };
  marked.walkTokens(marked.lexer(text), (token: Token) => {
    switch (token.type) {
      case 'heading':
        page.anchors.add(slugger.slug(plainText(token as Token & { tokens: Token[] })));
        break;
      case 'link':
      case 'image':
        page.links.push(token.href);
        break;
      case 'code':
        page.code.push({ language: token.lang ?? '', text: token.text });
        break;
      case 'html':
        for (const [, attribute, value] of token.text.matchAll(/\s(href|src|srcset|id|name)="([^"]*)"/g))
          if (attribute === 'id' || attribute === 'name') page.anchors.add(value!);
          else page.links.push(value!);
        break;
      default:
        break;
    }
  });
  return page;
}

/** A heading's text without its formatting, as GitHub makes its anchor from. */
const plainText = (token: Token): string =>
  'tokens' in token && token.tokens ? token.tokens.map(plainText).join('') : 'text' in token ? token.text : token.raw;
