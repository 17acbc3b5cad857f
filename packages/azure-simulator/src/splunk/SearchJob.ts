import { ResultSet } from './spl/Result';
import { SplunkMessage } from './searchMessages';

/** A search that was dispatched. Times are epoch milliseconds. */
export interface SearchJob {
  sid: string;
  search: string;
  startedAt: number;
  doneAt: number;
  /** The job is forgotten then. */
  forgottenAt: number;
  results: ResultSet;
  messages: SplunkMessage[];
}

/** Where a job stands, as its entry tells it. */
export function stageOf(job: SearchJob, now: number) {
  const isDone = now >= job.doneAt;
  const progress = isDone
    ? 1
    : (now - job.startedAt) / (job.doneAt - job.startedAt);
  const unfinished = [
    { until: 0.1, dispatchState: 'QUEUED' },
    { until: 0.2, dispatchState: 'PARSING' },
    { until: 1, dispatchState: 'RUNNING' },
  ].find(({ until }) => progress < until);
  return {
    dispatchState: unfinished?.dispatchState ?? 'DONE',
    isDone,
    isFailed: false,
    doneProgress: Number(progress.toFixed(5)),
    resultCount: isDone ? job.results.results.length : 0,
  };
}
