import { post } from "@/api/client";
import type { Finding, Texts } from "@/api/types";

/** What the automatic checks say of texts that are not sent yet; nothing is stored. */
export function checkDraft(assignment: number, { question, answer }: Texts): Promise<Finding[]> {
  const path = { id: assignment };
  return post("/api/v1/assignments/{id}/checks/", { path, body: { question, answer } });
}
