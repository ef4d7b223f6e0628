import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";

import { upload } from "@/api/client";

/** Sends a clip; the form's fields are the request's. */
export function useAddVoice(slug: string) {
  const client = useQueryClient();
  const controller = useRef(new AbortController());
  return useMutation({
    mutationFn: (body: FormData) =>
      upload(
        "/api/v1/datasets/{slug}/voices/",
        { path: { slug }, body },
        { onProgress: () => undefined, signal: controller.current.signal },
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["datasets", slug, "voices"] }),
  });
}
