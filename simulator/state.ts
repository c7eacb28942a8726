import { type ApprovalRequest, ApprovalRequests } from './approvals.ts';
import { Environment, type Segment, type SegmentOptions } from './environment.ts';
import { notFound } from './errors.ts';
import type { Export } from './exports.ts';
import type { Import } from './imports.ts';

/** Where a segment is: `project/environment/segment`. */
export type SegmentPath = `${string}/${string}/${string}`;

/** Everything the simulated account holds. Tests and the command line write it directly; requests go through routes/. */
export class State {
  readonly #environments = new Map<string, Environment>();
  readonly exports = new Map<string, Export>();
  readonly approvals = new ApprovalRequests();

  /** @returns the environment `project/environment`, made if there is none */
  environment(path: string): Environment {
    const [projectKey, key] = path.split('/') as [string, string];
    const environment = this.#environments.get(path) ?? new Environment(projectKey, key);
    this.#environments.set(path, environment);
    return environment;
  }

  /** Makes a segment, and its environment if there is none. Default: an empty big segment. */
  createSegment(path: SegmentPath, options: SegmentOptions = {}): Segment {
    const [project, environment, key] = path.split('/') as [string, string, string];
    return this.environment(`${project}/${environment}`).createSegment(key, options);
  }

  /** @throws Refusal if there is no such segment */
  segment(path: string): Segment {
    const [project, environment, key] = path.split('/') as [string, string, string];
    const segment = this.#environments.get(`${project}/${environment}`)?.segments.get(key);
    if (!segment) throw notFound();
    return segment;
  }

  /** @throws Refusal if there is no such environment */
  findEnvironment(projectKey: string, key: string): Environment {
    const environment = this.#environments.get(`${projectKey}/${key}`);
    if (!environment) throw notFound();
    return environment;
  }

  get segments(): Segment[] {
    return [...this.#environments.values()].flatMap(({ segments }) => [...segments.values()]);
  }

  /** All imports that were accepted, in order. */
  get imports(): Import[] {
    const imports = [...this.#environments.values()].flatMap((environment) => {
      environment.settle();
      return environment.imports;
    });
    return imports.sort((a, b) => a.sequence - b.sequence);
  }

  /** The approval request that would process an import, if somebody opened one. */
  approvalOf(importId: string): ApprovalRequest | undefined {
    return this.approvals.all.find((request) => request.importId === importId);
  }
}
