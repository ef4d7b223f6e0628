import { useMutation, useQueryClient } from "@tanstack/react-query";

import { post } from "@/api/client";

/** Sends a file; the form's fields are the request's: file, format, language. */
export function useImportFile(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (form: FormData) =>
      post("/api/v1/datasets/{slug}/imports/", { path: { slug }, body: form }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["datasets", slug] }),
  });
}
