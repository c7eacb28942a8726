import { randomBytes, randomUUID } from 'node:crypto';
import type { Segment } from './environment.ts';
import { badRequest, forbidden, notFound } from './errors.ts';
import type { Import } from './imports.ts';

export type ReviewKind = 'approve' | 'comment' | 'decline';

type ApprovalStatus = 'pending' | 'completed' | 'failed' | 'scheduled';

export interface Review {
  id: string;
  kind: ReviewKind;
  comment: string | undefined;
  creationDate: number;
}

export interface NewApprovalRequest {
  description: string;
  instructions: readonly Record<string, unknown>[];
  comment?: string;
  notifyMemberIds?: readonly string[];
  notifyTeamKeys?: readonly string[];
}

const newId = () => randomBytes(12).toString('hex');

/** A request to approve a change: that an import be processed, or one that somebody else wants. */
export class ApprovalRequest {
  readonly id = newId();
  readonly creationDate = Date.now();
  readonly segment: Segment;
  /** The import that it holds up, if it was opened for one. */
  readonly import: Import | undefined;
  readonly content: NewApprovalRequest;
  readonly reviews: Review[] = [];
  version = 1;
  status: ApprovalStatus = 'pending';
  appliedDate: number | undefined;

  constructor(segment: Segment, content: NewApprovalRequest, waiting?: Import) {
    this.segment = segment;
    this.import = waiting;
    this.content = content;
  }

  get importId(): string | undefined {
    return this.import?.id;
  }

  get reviewStatus(): 'approved' | 'declined' | 'pending' {
    if (this.reviews.some(({ kind }) => kind === 'decline')) return 'declined';
    const approvals = this.reviews.filter(({ kind }) => kind === 'approve').length;
    return approvals >= (this.segment.environment.approvals?.minNumApprovals ?? 1) ? 'approved' : 'pending';
  }

  /** Keeps a review without what follows from it. */
  note(kind: ReviewKind, comment?: string): void {
    this.reviews.push({ id: newId(), kind, comment, creationDate: Date.now() });
    this.version++;
  }

  /** A declined request stops its import. */
  review(kind: ReviewKind, comment?: string): void {
    if (this.status !== 'pending') throw badRequest('The approval request is not pending');
    this.note(kind, comment);
    if (kind !== 'decline') return;
    this.status = 'failed';
    this.import?.stop();
  }

  /** An applied request lets its import go on. */
  apply(): void {
    if (this.status !== 'pending') throw badRequest('The approval request is not pending');
    if (this.reviewStatus !== 'approved') throw forbidden('The approval request has not been approved');
    this.status = 'completed';
    this.appliedDate = Date.now();
    this.version++;
    this.import?.approve();
  }
}

/** All approval requests of the account. */
export class ApprovalRequests {
  readonly all: ApprovalRequest[] = [];

  /** Opens a request for an import of the segment that waits. */
  open(segment: Segment, content: NewApprovalRequest): ApprovalRequest {
    const [instruction, ...more] = content.instructions;
    if (instruction?.kind !== 'processBigSegmentImport' || more.length > 0) {
      throw badRequest('instructions must be one processBigSegmentImport');
    }
    const waiting = segment.environment.imports.find(({ id }) => id === instruction.importId);
    if (waiting?.segment !== segment) throw badRequest('importId is not an import of this segment');
    if (!waiting.waiting) throw badRequest(`The import is ${waiting.status}, it does not wait for approval`);
    const reviewers = (content.notifyMemberIds?.length ?? 0) + (content.notifyTeamKeys?.length ?? 0);
    if (reviewers > 10) throw badRequest('At most 10 reviewers can be notified');
    return this.#keep(new ApprovalRequest(segment, content, waiting));
  }

  /**
   * Puts somebody's request there as it stands. Default: a pending one that would process an import of theirs.
   *
   * @param options `declined` leaves the status as it is: what a decline does to it is not documented
   */
  place(
    segment: Segment,
    options: { instructions?: readonly Record<string, unknown>[]; status?: ApprovalStatus; declined?: boolean } = {},
  ): ApprovalRequest {
    const {
      instructions = [{ kind: 'processBigSegmentImport', importId: randomUUID() }],
      status = 'pending',
      declined,
    } = options;
    const request = new ApprovalRequest(segment, { description: 'Made by somebody', instructions });
    request.status = status;
    if (declined) request.note('decline');
    return this.#keep(request);
  }

  #keep(request: ApprovalRequest): ApprovalRequest {
    this.all.push(request);
    return request;
  }

  /** @throws Refusal if there is no such request */
  find(id: string): ApprovalRequest {
    const request = this.all.find((one) => one.id === id);
    if (!request) throw notFound();
    return request;
  }
}
