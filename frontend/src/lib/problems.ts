import { ApiError } from "@/api/client";

/** The server's words by field; those of an entry of a list belong to the list. */
export function problemsOf(...errors: (Error | null)[]): Record<string, string> {
  const details = errors.flatMap((error) =>
    error instanceof ApiError ? Object.entries(error.details) : [],
  );
  const told = details.map(([name, messages]): [string, string] => [
    name.replace(/\..*$/, ""),
    messages.join(" "),
  ]);
  return Object.fromEntries(told);
}

/** Whether some field says all that the error says. */
export function isToldByFields(error: Error | null, shown: readonly string[]): boolean {
  const names = Object.keys(problemsOf(error));
  return names.length > 0 && names.every((name) => shown.includes(name));
}

/** Whether the server said that this can't be done; other errors say nothing about what was asked. */
export function isRefusal(error: Error): boolean {
  if (!(error instanceof ApiError)) return false;
  return error.status === 400 || (error.status === 409 && error.code !== "busy");
}
