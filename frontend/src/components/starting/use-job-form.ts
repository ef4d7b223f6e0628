import { useQuery } from "@tanstack/react-query";

import { useEstimate } from "@/api/estimate-job";
import { jobQuery } from "@/api/jobs";
import { useStartJob } from "@/api/start-job";
import type { NewJob } from "@/api/types";
import { isOpen } from "@/lib/job-states";
import { problemsOf } from "@/lib/problems";
import { useSettled } from "@/lib/use-stable";

/**
 * A job as its form is filled in: what it would do, what is against it, and starting it. The estimate
 * refuses what a start would refuse, so problems stand at their fields as one types.
 */
export function useJobForm(slug: string, wish: NewJob, complete = true) {
  const { order, settled } = useSettled(wish);
  const begun = useStartJob(slug);
  const { data, error: refused, isPlaceholderData } = useEstimate(slug, settled, complete);
  const { data: job = begun.job } = useQuery({
    ...jobQuery(slug, begun.job?.id ?? 0),
    enabled: begun.job !== undefined,
  });
  const refusal = complete ? refused : null;
  // What came of an order says nothing about another.
  const isThis = JSON.stringify(begun.order) === JSON.stringify(order);
  const error = isThis ? begun.error : null;
  const isUnderWay = isThis && job !== undefined && isOpen(job);
  const told = settled === order && data !== undefined && !isPlaceholderData;
  // Nothing starts before the manager could read what it will do. A refused estimate says why.
  const ready = complete && told && refusal === null && data.units > 0;
  return {
    order: settled,
    complete,
    estimate: refusal === null ? data : undefined,
    refused: refusal,
    waiting: !told && refusal === null,
    error,
    problems: problemsOf(refusal, error),
    ready,
    isUnderWay,
    isPending: begun.isPending,
    job: begun.job,
    start: () => {
      if (ready && !isUnderWay) begun.start(order);
    },
  };
}

export type JobForm = ReturnType<typeof useJobForm>;
