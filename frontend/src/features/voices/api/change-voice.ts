import { useMutation, useQueryClient } from "@tanstack/react-query";

import { patch } from "@/api/client";
import type { VoiceChange } from "@/api/types";

/** Holds a voice out for the bench, retires it, or brings it back. */
export function useChangeVoice(slug: string, id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: VoiceChange) => patch("/api/v1/voices/{id}/", { path: { id }, body }),
    onSettled: () => client.invalidateQueries({ queryKey: ["datasets", slug, "voices"] }),
  });
}
