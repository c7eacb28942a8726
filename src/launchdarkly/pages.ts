/** Lists that LaunchDarkly gives in pages. */
import type { Call } from './call.ts';
import type { LaunchDarklyClient } from './client.ts';
import { fields, records } from './values.ts';

/** Items asked for at once. */
const PAGE = 100;
/** LaunchDarkly's default page size. A page with fewer is the last one, whatever was asked for. */
const DEFAULT_PAGE = 20;

/** The pages of a list, as long as somebody wants more of them. */
export async function* pages(
  client: LaunchDarklyClient,
  call: Call,
  filter: string,
): AsyncGenerator<Record<string, unknown>[], void, void> {
  for (let offset = 0; ; ) {
    const query = new URLSearchParams({ filter, limit: String(PAGE), offset: String(offset) });
    const page = await client.request({ ...call, path: `${call.path}?${query}` }, 'no list', ({ json }) => {
      const { items } = fields(json);
      return Array.isArray(items) ? items : undefined;
    });
    yield records(page);
    if (page.length < DEFAULT_PAGE) return;
    offset += page.length;
  }
}
