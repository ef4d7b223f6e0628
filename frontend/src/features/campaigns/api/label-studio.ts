import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { get, post } from "@/api/client";
import type { NewConnection, NewInvitation } from "@/api/types";

const connections = ["label-studio", "connections"] as const;
const projects = (id: number) => ["campaigns", id, "label-studio"] as const;
const LOOK_AGAIN_MS = 10_000;

/** Servers that are connected, newest first. */
export function useConnections(wanted: boolean) {
  return useQuery({
    queryKey: connections,
    queryFn: () => get("/api/v1/label-studio/connections/", {}),
    enabled: wanted,
  });
}

export function useConnect() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewConnection) => post("/api/v1/label-studio/connections/", { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: connections }),
  });
}

export function useTestConnection() {
  return useMutation({
    mutationFn: (id: number) =>
      post("/api/v1/label-studio/connections/{id}/test/", { path: { id } }),
  });
}

export function useProjects(id: number) {
  return useQuery({
    queryKey: projects(id),
    queryFn: () => get("/api/v1/campaigns/{id}/label-studio/", { path: { id } }),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

export function useSync(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post("/api/v1/campaigns/{id}/label-studio/sync/", { path: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: projects(id) }),
  });
}

/** Annotations that are not counted, newest first; asked for when somebody looks. */
export function useRejected(id: number) {
  return useQuery({
    queryKey: [...projects(id), "rejected"],
    queryFn: () => get("/api/v1/campaigns/{id}/label-studio/rejected/", { path: { id } }),
  });
}

export function useInvite() {
  return useMutation({
    mutationFn: (body: NewInvitation) => post("/api/v1/label-studio/invitations/", { body }),
  });
}
