import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";

import { NetworkError } from "@/api/client";

/**
 * Sends an answer. When the network fails the answer stays, and goes again once the browser is
 * online, or when the person asks (`again`). A refusal by the server is not repeated.
 */
export function useSend<Answer>(send: (answer: Answer) => Promise<void>, onSent: () => void) {
  const mutation = useMutation({ mutationFn: send, onSuccess: onSent, networkMode: "always" });
  const { error, variables, mutate } = mutation;
  const waits = error instanceof NetworkError;
  useEffect(() => {
    if (!waits || variables === undefined) return undefined;
    const again = () => mutate(variables);
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [waits, variables, mutate]);
  const again = waits && variables !== undefined ? () => mutate(variables) : undefined;
  return { send: mutate, sending: mutation.isPending, error, again };
}
