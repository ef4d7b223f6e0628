import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";

import { ApiError } from "@/api/client";
import type { Assignment } from "@/api/types";

import { reportHeard, type Listening } from "../api/heard";

/**
 * Whether the scale is open. It opens when the clip ended here; the server is told at once, or,
 * where the network failed, again before the scores are sent. A refusal closes the scale again.
 */
export function useHeard(assignment: Assignment) {
  const listening = useRef<Listening | null>(null);
  const report = useMutation({
    mutationFn: (heard: Listening) => reportHeard(assignment.id, heard),
    onSuccess: () => {
      listening.current = null;
    },
  });
  const refused = report.error instanceof ApiError;
  return {
    open: assignment.heard || (report.submittedAt > 0 && !refused),
    refusal: refused ? report.error : null,
    onEnded: (listened_s: number) => {
      if (assignment.heard || report.isSuccess) return;
      listening.current = { listened_s };
      report.mutate(listening.current);
    },
    /** Resolves once the server knows that the clip was heard. */
    settle: async () => {
      if (listening.current !== null) await report.mutateAsync(listening.current);
    },
  };
}
