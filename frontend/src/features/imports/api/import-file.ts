import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

import { post, upload } from "@/api/client";

function wasCancelled(error: Error | null): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

/** Sends a file; the form's fields are the request's: file, format, language. */
export function useImportFile(slug: string) {
  const client = useQueryClient();
  const [share, setShare] = useState(0);
  const controller = useRef(new AbortController());
  const mutation = useMutation({
    mutationFn: (body: FormData) => {
      controller.current = new AbortController();
      setShare(0);
      const follow = { onProgress: setShare, signal: controller.current.signal };
      return upload("/api/v1/datasets/{slug}/imports/", { path: { slug }, body }, follow);
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["datasets", slug] }),
  });
  return {
    send: mutation.mutate,
    sending: mutation.isPending,
    error: wasCancelled(mutation.error) ? null : mutation.error,
    result: mutation.data,
    /** The share of the file that has left; after that the server reads it. */
    share,
    /** What came of a file says nothing about another. */
    forget: () => {
      if (!mutation.isPending) mutation.reset();
    },
    cancel: () => controller.current.abort(),
  };
}

/** What a file would bring; nothing of it is kept. */
export function useCheckFile(slug: string) {
  const controller = useRef(new AbortController());
  const { mutate, reset, isPending, data, error } = useMutation({
    mutationFn: (body: FormData) => {
      controller.current = new AbortController();
      const { signal } = controller.current;
      return post("/api/v1/datasets/{slug}/imports/check/", { path: { slug }, body }, { signal });
    },
  });
  // Nobody waits for it once the page is left.
  useEffect(() => () => controller.current.abort(), []);
  return {
    start: mutate,
    isPending,
    data,
    error,
    /** What a check told says nothing about another file; one under way is waited for no longer. */
    forget: () => {
      reset();
      controller.current.abort();
    },
  };
}
