import { QueryCache, QueryClient } from "@tanstack/react-query";

import { ApiError } from "@/api/client";
import { sessionQuery } from "@/api/session";

/** A refusal stays a refusal; only what may pass by itself is asked for again. */
function mayPass(error: Error): boolean {
  return !(error instanceof ApiError) || error.status >= 500;
}

export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        // The session ended on the server: back to the sign-in page.
        if (error instanceof ApiError && error.status === 401)
          client.setQueryData(sessionQuery.queryKey, { user: null });
      },
    }),
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < 2 && mayPass(error),
        staleTime: 5_000,
      },
      mutations: { networkMode: "always" },
    },
  });
  return client;
}
